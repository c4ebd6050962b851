"""Fields of the workspace, as filters ask for what items say in them.

Each answers by the values of ``Item.custom``, whose keys are ids: no name that people
gave comes near a query.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, ClassVar

from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    F,
    FloatField,
    Func,
    JSONField,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast
from django.db.models.lookups import Contains, Exact, IsNull
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headway.base.errors import Malformed
from headway.base.text import shown
from headway.people.models import Person
from headway.work.field_values import NO, PERSON, YES, number_in
from headway.work.filters.amounts import LOOKUPS
from headway.work.filters.errors import did_you_mean
from headway.work.filters.field import Field
from headway.work.filters.kinds import (
    EMPTY,
    EQUAL,
    TEXT,
    Folded,
    Kind,
    Moment,
    Offer,
    SortKey,
)
from headway.work.filters.reader import Reader
from headway.work.filters.references import ME, person_id
from headway.work.filters.tokens import quoted, unquoted
from headway.work.filters.tree import Value as Written
from headway.work.models import CustomField, FieldKind, Hidden
from headway.work.models.custom_fields import column_of, id_of_column


class Inside(Func):
    """A value of an object by its key, as text; Django takes a key of digits for a
    place in a list."""

    template = "(%(expressions)s)"
    arg_joiner = " ->> "
    output_field = CharField()


class Said(Kind):
    """What items say in a field; each comparison is true or false, never neither."""

    def __init__(self, field: CustomField) -> None:
        super().__init__("custom")
        self.field = field

    @property
    def said(self) -> Func:
        """What is said, as text."""
        return Inside(F("custom"), Value(self.field.key))

    def compare(self, operator: str, value: Written, reader: Reader) -> Q:
        return self.is_so(operator, self.said, Value(value.text))

    def is_so(self, operator: str, said: Any, value: Any) -> Q:
        return Q(LOOKUPS[operator](said, value)) & ~self.empty()

    def holds(self, value: Any) -> Q:
        """Whether just that is said, or is one of several; an index finds it."""
        return Q(custom__contains={self.field.key: value})

    def empty(self) -> Q:
        return Q(IsNull(self.said, rhs=True))

    def sort_keys(self) -> Sequence[SortKey]:
        return (self.said,)


class SaidText(Said):
    words = gettext_lazy("text")
    operators: ClassVar[Sequence[str]] = ("~", *EQUAL, *EMPTY)

    def compare(self, operator: str, value: Written, reader: Reader) -> Q:
        wanted = Folded(Value(value.text, TEXT))
        lookup = Contains if operator == "~" else Exact
        return Q(lookup(Folded(self.said), wanted)) & ~self.empty()

    def sort_keys(self) -> Sequence[SortKey]:
        return (Folded(self.said),)


class SaidNumber(Said):
    words = gettext_lazy("a number")
    examples = ("12", "0.5")

    def compare(self, operator: str, value: Written, reader: Reader) -> Q:
        return self.is_so(operator, self._number, Value(self.read(value.text)))

    @property
    def _number(self) -> Cast:
        return Cast(self.said, FloatField())

    def read(self, text: str) -> float:
        number = number_in(text)
        if number is None:
            raise Malformed(_("“%s” is no number.") % shown(text))
        return float(number)

    def sort_keys(self) -> Sequence[SortKey]:
        return (self._number,)


class SaidDay(Said, Moment):
    """A day, compared with all those that are meant."""

    def compare(self, operator: str, value: Written, reader: Reader) -> Q:
        first, last = self._days(value, reader)
        bounds: Mapping[str, Mapping[str, date]] = {
            "=": {">=": first, "<=": last},
            "<": {"<": first},
            "<=": {"<=": last},
            ">": {">": last},
            ">=": {">=": first},
        }
        said = Q()
        for each, day in bounds[operator].items():
            said &= self.is_so(each, self.said, Value(day.isoformat()))
        return said

    def _days(self, value: Written, reader: Reader) -> tuple[date, date]:
        clock = reader.clock
        begin, end = (
            timezone.localtime(moment, clock.zone) for moment in clock.span(value.text)
        )
        last = end - timedelta(microseconds=1) if end > begin else begin
        return begin.date(), last.date()


class SaidYesNo(Said):
    words = gettext_lazy("yes or no")
    operators = (*EQUAL, *EMPTY)
    examples = ("yes", "no")

    def compare(self, operator: str, value: Written, reader: Reader) -> Q:
        said = value.text.casefold()
        if said not in YES | NO:
            raise Malformed(_("“%s” is neither yes nor no.") % shown(value.text))
        return self.holds(said in YES)


class SaidOption(Said):
    words = gettext_lazy("one of its options")
    operators = (*EQUAL, *EMPTY)

    def compare(self, operator: str, value: Written, reader: Reader) -> Q:
        wanted = value.text.casefold()
        for pk, row in self.field.option_rows.items():
            if row["name"].casefold() == wanted:
                several = self.field.kind == FieldKind.OPTIONS
                return self.holds([pk] if several else pk)
        names = [row["name"] for row in self.field.options]
        message = _("“%(text)s” is no option of “%(field)s”; there are %(known)s.") % {
            "text": shown(value.text),
            "field": self.field.name,
            "known": ", ".join(names) or _("none"),
        }
        raise Malformed(f"{message} {did_you_mean(value.text, names)}".rstrip())

    def sort_keys(self) -> Sequence[SortKey]:
        places = [
            When(custom__contains={self.field.key: pk}, then=Value(place))
            for place, pk in enumerate(self.field.option_rows)
        ]
        return (Case(*places, default=Value(None)) if places else Value(0),)

    def offers(self, reader: Reader) -> Iterable[Offer]:
        return (Offer(row["name"]) for row in self.field.options)


class SaidPerson(Said):
    words = gettext_lazy("a person, or “me”")
    operators = (*EQUAL, *EMPTY)

    def compare(self, operator: str, value: Written, reader: Reader) -> Q:
        return self.holds({PERSON: person_id(value, reader)})

    def sort_keys(self) -> Sequence[SortKey]:
        inside = Inside(OuterRef("custom"), Value(self.field.key))
        pk = Inside(Cast(inside, JSONField()), Value(PERSON))
        people = Person.objects.filter(
            workspace_id=OuterRef("workspace_id"), pk=Cast(pk, BigIntegerField())
        )
        names = people.values("actor__name")[:1]
        return (Folded(Subquery(names, output_field=CharField())),)

    def offers(self, reader: Reader) -> Iterable[Offer]:
        yield Offer(ME, _("yourself"))
        yield from (Offer(name) for _pk, name in reader.people)


KINDS: Mapping[FieldKind, type[Said]] = {
    FieldKind.TEXT: SaidText,
    FieldKind.NUMBER: SaidNumber,
    FieldKind.DATE: SaidDay,
    FieldKind.YES_NO: SaidYesNo,
    FieldKind.OPTION: SaidOption,
    FieldKind.OPTIONS: SaidOption,
    FieldKind.PERSON: SaidPerson,
    FieldKind.ADDRESS: SaidText,
}


def asked_by(field: CustomField) -> Field:
    """Return a field of the workspace as filters know it: by its name in quotes."""
    kind = FieldKind(field.kind)
    return Field(
        quoted(field.name),
        field.name,
        KINDS[kind](field),
        also=(column_of(field.pk),),
        hidden=Hidden.PEOPLE if kind == FieldKind.PERSON else None,
        can_sort=kind != FieldKind.OPTIONS,
    )


def custom_field(name: str, reader: Reader) -> Field | None:
    """Return the field of the workspace that is written so, in quotes or as a word."""
    pk = id_of_column(name)
    wanted = unquoted(name).casefold()
    for field in reader.custom_fields:
        if field.pk == pk or field.name.casefold() == wanted:
            return asked_by(field)
    return None


def custom_fields(reader: Reader) -> list[Field]:
    """Return all of them that are in use, as filters know them."""
    return [asked_by(each) for each in reader.custom_fields if not each.archived_at]
