"""What people type about work, read into what actions take."""

from headway.work.forms.cells import CELLS, CellForm, DayForm, PeopleForm
from headway.work.forms.changes import (
    LINK_KINDS,
    LinkForm,
    PartsForm,
    StateForm,
    UnlinkForm,
)
from headway.work.forms.checks import AddCheckForm, CheckForm
from headway.work.forms.lists import AddForm, FilterForm

__all__ = [
    "CELLS",
    "LINK_KINDS",
    "AddCheckForm",
    "AddForm",
    "CellForm",
    "CheckForm",
    "DayForm",
    "FilterForm",
    "LinkForm",
    "PartsForm",
    "PeopleForm",
    "StateForm",
    "UnlinkForm",
]
