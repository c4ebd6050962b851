"""What somebody says about an item."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from headway.base import forms
from headway.comms.models import LONGEST_COMMENT, Comment


class CommentForm(forms.Form):
    """``version`` is the comment's when the form was opened, empty for a new one."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    text = forms.CharField(
        label=_("Comment"),
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea(
            attrs={"class": "input", "rows": 2, "data-sends": "", "autocomplete": "off"}
        ),
    )

    def __init__(self, data: Any = None, *, comment: Comment | None = None) -> None:
        name = comment.pk if comment else "new"
        super().__init__(
            data,
            initial={"version": comment.version, "text": comment.text}
            if comment
            else {},
            auto_id=f"comment-{name}-%s",
        )
        attrs: dict[str, Any] = {"rows": 8}
        if comment is None:
            # a draft stays while others change the page around it
            attrs = {
                "data-kept": "",
                "placeholder": _("Write a comment. @Name and KEY-7 become links."),
            }
        self.fields["text"].widget.attrs |= attrs
