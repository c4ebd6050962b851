"""What is said of a row that is not there: nothing, or that it is in the bin."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, NoReturn, Union

from django.conf import settings
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from headway.base.errors import NotFound
from headway.base.querysets import Acting
from headway.ui.words import date_words

if TYPE_CHECKING:
    from headway.work.models.bin import Deletion
    from headway.work.models.items import Item
    from headway.work.models.projects import Project

Binned = Union["Item", "Project"]


class InBin(NotFound):
    """The row was deleted and can still be restored; raised only for whom that shows.

    It remains a 404: whoever asks for the row does not get it.
    """

    page = "work/in_bin.html"

    def __init__(self, row: Binned, deletion: "Deletion", *, by: Acting) -> None:
        self.row, self.deletion, self.by = row, deletion, by
        super().__init__(self._words())

    @property
    def more(self) -> Mapping[str, int]:
        """The deletion, by which a program can restore it."""
        return {"deletion": self.deletion.pk}

    @property
    def context(self) -> Mapping[str, Any]:
        return {"actor": self.by}

    @cached_property
    def can_restore(self) -> bool:
        rows = type(self.deletion).objects.editable_by(self.by)
        return rows.filter(pk=self.deletion.pk).exists()

    @property
    def until(self) -> datetime:
        """When it goes for good."""
        return self.deletion.at + timedelta(days=settings.HEADWAY_BIN_DAYS)

    def _words(self) -> str:
        whole = self.deletion
        values = {
            "key": self.row.key,
            "when": date_words(whole.at, with_time=True),
            "who": whole.author_for(self.by),
            "whole": whole.title,
        }
        if self.row.key == whole.key:
            text = _("%(key)s has been in the bin since %(when)s. %(who)s deleted it.")
        else:
            text = _(
                "%(key)s has been in the bin since %(when)s. %(who)s deleted"
                " “%(whole)s”, which it was in."
            )
        return text % values


def refuse(row: Binned | None, *, by: Acting) -> NoReturn:
    """Raise :class:`NotFound`, or :class:`InBin` where the bin shows the row.

    ``row`` is what there is of projects that ``by`` may see, in the bin or not.
    """
    if row is not None and row.deletion is not None:
        rows = type(row.deletion).objects.kept().visible_to(by)
        whole = rows.select_related("project", "item__project", "by")
        if deletion := whole.filter(pk=row.deletion.pk).first():
            raise InBin(row, deletion, by=by)
    raise NotFound
