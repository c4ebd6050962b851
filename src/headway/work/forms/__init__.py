"""What people type about work, read into what actions take."""

from headway.work.forms.board import FIRST, LAST, PlaceForm
from headway.work.forms.cells import CELLS, CellForm, DayForm, PeopleForm
from headway.work.forms.changes import (
    LINK_KINDS,
    LinkForm,
    PartsForm,
    StateForm,
    UnlinkForm,
)
from headway.work.forms.lists import AddForm, FilterForm
from headway.work.forms.types import RemovalForm, TypeForm, WorkflowStateForm

__all__ = [
    "CELLS",
    "FIRST",
    "LAST",
    "LINK_KINDS",
    "AddForm",
    "CellForm",
    "DayForm",
    "FilterForm",
    "LinkForm",
    "PartsForm",
    "PeopleForm",
    "PlaceForm",
    "RemovalForm",
    "StateForm",
    "TypeForm",
    "UnlinkForm",
    "WorkflowStateForm",
]
