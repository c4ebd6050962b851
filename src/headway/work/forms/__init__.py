"""What people type about work, read into what actions take."""

from headway.work.forms.cells import CELLS, CellForm, DayForm, PeopleForm
from headway.work.forms.changes import (
    LINK_KINDS,
    LinkForm,
    PartsForm,
    StateForm,
    UnlinkForm,
)
from headway.work.forms.lists import AddForm, ControlsForm

__all__ = [
    "CELLS",
    "LINK_KINDS",
    "AddForm",
    "CellForm",
    "ControlsForm",
    "DayForm",
    "LinkForm",
    "PartsForm",
    "PeopleForm",
    "StateForm",
    "UnlinkForm",
]
