"""Groupings by what items say in a field of the workspace that has few values."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from django.db.models import CharField, F, Func, JSONField, Q, Value
from django.db.models.expressions import Case, Combinable, When
from django.db.models.lookups import Exact
from django.utils.translation import gettext as _

from headway.actors.models import Actor
from headway.base.text import fold
from headway.people.models import Person
from headway.work.field_values import PERSON
from headway.work.filters.custom import Inside
from headway.work.grouping.grouping import NONE, NOTHING, Grouping, Head, is_number
from headway.work.models import CustomField, FieldKind, Hidden, Masks, Project


class ByField(Grouping):
    """By one field; in addresses it is called as its column is."""

    is_indexed = False

    def __init__(
        self,
        field: CustomField,
        by: Actor,
        masks: Masks,
        projects: Sequence[Project] = (),
    ) -> None:
        super().__init__(by, masks, projects)
        self.field = field
        self.name = field.column
        self.words = field.name
        self.nothing = _("Nothing in “%s”") % field.name

    def value(self) -> Combinable:
        return Inside(F("custom"), Value(self.field.key))

    def condition(self, key: str) -> Q:
        if key == NONE:
            return ~Q(custom__has_key=self.field.key)
        return self.holding(key)

    def holding(self, key: str) -> Q:
        """Return what the items of a group say; of no group they are none."""
        raise NotImplementedError

    def holds(self, value: object) -> Q:
        """Whether just that is said; an index finds it."""
        return Q(custom__contains={self.field.key: value})

    def inside(self, key: str) -> Combinable:
        """A part of what is said, as text."""
        return Inside(Whole(F("custom"), Value(self.field.key)), Value(key))


class ByOption(ByField):
    """In the order of the options."""

    def holding(self, key: str) -> Q:
        return self.holds(int(key)) if is_number(key) else NOTHING

    def named(self, pks: Sequence[int]) -> Iterable[tuple[int, str]]:
        rows = self.field.option_rows
        return [(pk, row["name"]) for pk, row in rows.items() if pk in pks]


class ByOptions(ByOption):
    """An item with several stands with the first of them."""

    def value(self) -> Combinable:
        return FirstOf(F("custom"), Value(self.field.key))

    def holding(self, key: str) -> Q:
        if not is_number(key):
            return NOTHING
        return self.holds([int(key)]) & Q(Exact(self.value(), Value(key)))


class Whole(Func):
    """What is in an object by its key, as it is."""

    template = "(%(expressions)s)"
    arg_joiner = " -> "
    output_field = JSONField()


class FirstOf(Inside):
    """The first value of a list in an object by its key, as text."""

    arg_joiner = " -> "
    template = "((%(expressions)s) ->> 0)"


class ByYesNo(ByField):
    """As JSON writes them: ``true`` and ``false``."""

    def holding(self, key: str) -> Q:
        return self.holds(key == "true") if key in ("true", "false") else NOTHING

    def heads(self, keys: Collection[str]) -> list[Head]:
        said = {
            "true": _("%s: yes") % self.field.name,
            "false": _("%s: no") % self.field.name,
            NONE: str(self.nothing),
        }
        return [self.head(key, words) for key, words in said.items() if key in keys]


class ByPersonSaid(ByField):
    """Where a grant hides who does the work, nobody is said."""

    @property
    def _is_hidden(self) -> Q:
        return Q(project_id__in=self.masks.projects_hiding(Hidden.PEOPLE))

    def value(self) -> Combinable:
        person = self.inside(PERSON)
        if not self.masks:
            return person
        nobody = When(self._is_hidden, then=Value(None))
        return Case(nobody, default=person, output_field=CharField())

    def condition(self, key: str) -> Q:
        if not self.masks:
            return super().condition(key)
        if key == NONE:
            return super().condition(key) | self._is_hidden
        return super().condition(key) & ~self._is_hidden

    def holding(self, key: str) -> Q:
        return self.holds({PERSON: int(key)}) if is_number(key) else NOTHING

    def named(self, pks: Sequence[int]) -> Iterable[tuple[int, str]]:
        rows = Person.everything.filter(
            workspace_id=self.by.workspace_id, pk__in=pks
        ).values_list("pk", "actor__name")
        return sorted(rows, key=lambda row: (fold(row[1]), row[0]))


BY_KIND: Mapping[str, type[ByField]] = {
    FieldKind.OPTION: ByOption,
    FieldKind.OPTIONS: ByOptions,
    FieldKind.YES_NO: ByYesNo,
    FieldKind.PERSON: ByPersonSaid,
}
"""Of the kinds that have few values; what else is said is sorted, not grouped."""
