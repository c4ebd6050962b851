"""The forms of what is said of many items, by the name in their address."""

from headway.work.forms.bulk import (
    BulkDeadlineForm,
    BulkForm,
    BulkImportanceForm,
    BulkLabelsForm,
    BulkPeopleForm,
    BulkPinForm,
    BulkStartByForm,
    BulkStateForm,
    BulkTypeForm,
)
from headway.work.forms.bulk_fields import BulkFieldForm
from headway.work.forms.judging import BulkJudgementForm

BULK: dict[str, type[BulkForm]] = {
    form.name: form
    for form in (
        BulkPeopleForm, BulkStateForm, BulkImportanceForm, BulkLabelsForm,
        BulkDeadlineForm, BulkPinForm, BulkStartByForm, BulkTypeForm, BulkFieldForm,
        BulkJudgementForm,
    )
}  # fmt: skip
"""What can be said of many items at once, by the name in its address."""
