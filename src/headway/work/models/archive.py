"""What is in the archive stays as it is."""

from collections.abc import Collection
from typing import ClassVar, NoReturn, Self, TypeVar

from django.db import models
from django.utils.translation import gettext as _

from headway.base.errors import Refused
from headway.base.querysets import Acting, PermittedQuerySet

M = TypeVar("M", bound=models.Model)


class ArchivableQuerySet(PermittedQuerySet[M]):
    """Rows of projects, or in them; ``way`` leads from a row to its project."""

    way: ClassVar[str] = ""

    def unarchived(self) -> Self:
        """Those that are not in the archive."""
        return self.filter(**{f"{self.way}archived_at": None})

    def refuse_change(self, pks: Collection[int], *, by: Acting) -> NoReturn:
        """Say why not, as others do; of what is archived that it is."""
        seen = self.visible_to(by).filter(pk__in=pks)
        archived = seen.filter(**{f"{self.way}archived_at__isnull": False})
        name = archived.values_list(f"{self.way}name", flat=True).first()
        if name is not None:
            raise Refused(
                _("“%s” is archived: take it out of the archive to change it.") % name
            )
        super().refuse_change(pks, by=by)
