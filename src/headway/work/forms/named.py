"""The forms of values edited in place, by the name in their address."""

from headway.work.forms.cells import (
    CellForm,
    DeadlineForm,
    DescriptionForm,
    EstimateForm,
    LeftForm,
    MustStartForm,
    PeopleForm,
    PinForm,
    StartByForm,
    TitleForm,
)
from headway.work.forms.costs import DelayForm
from headway.work.forms.judging import JudgementForm
from headway.work.forms.pauses import PausesForm
from headway.work.forms.traits import (
    ChunkForm,
    DriveForm,
    ImportanceForm,
    ItemTypeForm,
    LabelsForm,
    SkillsForm,
    TogetherForm,
)

CELLS: dict[str, type[CellForm]] = {
    form.name: form
    for form in (
        TitleForm, LeftForm, EstimateForm, ImportanceForm, TogetherForm,
        DescriptionForm, PinForm, StartByForm, DeadlineForm, PeopleForm, SkillsForm,
        LabelsForm, ItemTypeForm, DriveForm, ChunkForm, DelayForm, JudgementForm,
        PausesForm, MustStartForm,
    )
}  # fmt: skip
"""What can be edited in place, by the name in its address."""
