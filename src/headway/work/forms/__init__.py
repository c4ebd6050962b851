"""What people type about work, read into what actions take."""

from headway.work.forms.adding import AddForm
from headway.work.forms.board import FIRST, LAST, PlaceForm
from headway.work.forms.cells import CellForm, DayForm, MustStartForm, PeopleForm
from headway.work.forms.changes import (
    LINK_KINDS,
    LinkForm,
    PartsForm,
    StateForm,
    UnlinkForm,
)
from headway.work.forms.checks import AddCheckForm, CheckForm
from headway.work.forms.comments import CommentForm
from headway.work.forms.custom_fields import CustomFieldForm, FieldForm
from headway.work.forms.named import CELLS
from headway.work.forms.traits import JOINT, ItemTypeForm, TogetherForm
from headway.work.forms.types import RemovalForm, TypeForm, WorkflowStateForm

__all__ = [
    "CELLS",
    "FIRST",
    "JOINT",
    "LAST",
    "LINK_KINDS",
    "AddCheckForm",
    "AddForm",
    "CellForm",
    "CheckForm",
    "CommentForm",
    "CustomFieldForm",
    "DayForm",
    "FieldForm",
    "ItemTypeForm",
    "LinkForm",
    "MustStartForm",
    "PartsForm",
    "PeopleForm",
    "PlaceForm",
    "RemovalForm",
    "StateForm",
    "TogetherForm",
    "TypeForm",
    "UnlinkForm",
    "WorkflowStateForm",
]
