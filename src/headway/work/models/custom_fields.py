"""Fields that a workspace gives its items besides those that all have."""

import re
from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy, pgettext_lazy

from headway.actors.models import Workspace
from headway.base.querysets import Acting, PermittedQuerySet

LONGEST_NAME = 60
COLUMN = re.compile(r"field-([1-9][0-9]{0,17})")
"""What a field is called in addresses, whatever people call it."""


def column_of(field_id: int) -> str:
    return f"field-{field_id}"


def id_of_column(name: str) -> int | None:
    """Return which field is meant by its name in addresses; None for another one."""
    found = COLUMN.fullmatch(name)
    return int(found[1]) if found else None


class FieldKind(models.TextChoices):
    """What can be said in a field."""

    TEXT = "text", gettext_lazy("Text")
    NUMBER = "number", gettext_lazy("Number")
    DATE = "date", pgettext_lazy("kind of a field", "Date")
    YES_NO = "yes_no", gettext_lazy("Yes or no")
    OPTION = "option", gettext_lazy("One option")
    OPTIONS = "options", gettext_lazy("Several options")
    PERSON = "person", gettext_lazy("Person")
    ADDRESS = "address", gettext_lazy("Web address")


WITH_OPTIONS = frozenset({FieldKind.OPTION, FieldKind.OPTIONS})


class CustomFieldQuerySet(PermittedQuerySet["CustomField"]):
    def visible_to(self, actor: Acting) -> Self:
        """Those that have not been removed; of guests those that are for them, too."""
        rows = super().visible_to(actor).filter(removed_at=None)
        return rows.filter(is_shown_to_guests=True) if actor.is_guest else rows

    def hidden_from_guests(self, actor: Acting) -> dict[str, frozenset[str]]:
        """Keys of values that guests are not told, and of those that name people."""
        rows = self.filter(workspace_id=actor.workspace_id)
        said = list(rows.values_list("pk", "kind", "is_shown_to_guests"))
        return {
            "fields": frozenset(
                str(pk) for pk, _kind, is_shown in said if not is_shown
            ),
            "naming": frozenset(
                str(pk) for pk, kind, _is_shown in said if kind == FieldKind.PERSON
            ),
        }

    def in_use(self) -> Self:
        """Those in which something can be said, by their names."""
        return self.filter(archived_at=None).by_name()

    def by_name(self) -> Self:
        return self.order_by(Lower("name"), "pk")


class CustomField(models.Model):
    """A field of the workspace, in which its items say something.

    ``options`` are rows of ``id``, ``name`` and ``colour``, in their order; an id is
    never given twice, so ``last_option`` is the largest there ever was.  Without
    ``type_ids`` it is for items of all types.  What is archived keeps what was said in
    it and takes nothing more; what is removed keeps its row, as the log names it.
    """

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    name = models.CharField(max_length=LONGEST_NAME)
    kind = models.CharField(max_length=8, choices=FieldKind)
    options = models.JSONField(default=list)
    last_option = models.PositiveIntegerField(default=0, editable=False)
    type_ids = ArrayField(models.BigIntegerField(), default=list)
    is_shown_to_guests = models.BooleanField(default=False)
    archived_at = models.DateTimeField(null=True, editable=False)
    removed_at = models.DateTimeField(null=True, editable=False)

    objects = CustomFieldQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "workspace",
                Lower("name"),
                condition=Q(removed_at=None),
                name="one_field_per_name",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def key(self) -> str:
        """What its values are found by in ``Item.custom``."""
        return str(self.pk)

    @property
    def column(self) -> str:
        return column_of(self.pk)

    @property
    def option_rows(self) -> dict[int, dict[str, Any]]:
        """The options by their ids, in their order."""
        return {row["id"]: row for row in self.options}

    def is_for(self, type_id: int) -> bool:
        """Whether items of that type say something in it."""
        return not self.type_ids or type_id in self.type_ids
