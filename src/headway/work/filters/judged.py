"""What people judged, as it is compared and sorted."""

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar, Final

from django.db.models import Case, F, FloatField, Q, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce, Power
from django.db.models.lookups import IsNull
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headway.base.errors import Malformed
from headway.base.text import shown
from headway.work.filters.amounts import LOOKUPS
from headway.work.filters.errors import did_you_mean
from headway.work.filters.kinds import (
    EMPTY,
    EQUAL,
    Choice,
    Number,
    Offer,
    SortKey,
    Words,
)
from headway.work.filters.reader import Reader
from headway.work.filters.tree import Value as Written
from headway.work.models import Front, Importance

FLOAT: Final = FloatField()
MOST_IMPORTANCE = 1000
NOTHING: Final = Value(None, FLOAT)


class Chosen(Choice):
    """A word of a few, empty where nobody chose one."""

    operators: ClassVar[Sequence[str]] = (*EQUAL, *EMPTY)

    def __init__(self, column: str, names: Mapping[str, Words]) -> None:
        super().__init__(column, names)
        self.can_be_empty = True

    def empty(self) -> Q:
        return Q(**{self.column: ""})


class Graded(Number):
    """Importance: a number, or one of the words for some of them."""

    words = gettext_lazy("from 0 to 1000, or a word for it")
    examples = tuple(word.name.lower() for word in Importance)

    def __init__(self, column: str) -> None:
        super().__init__(column, most=MOST_IMPORTANCE, can_be_empty=False)

    def read(self, text: str) -> int:
        found = {word.name: word.value for word in Importance}.get(text.upper())
        if found is not None:
            return found
        if not text.isdecimal():
            known = ", ".join(self.examples)
            message = _("“%(text)s” is no importance; write %(known)s or a number.")
            said = message % {"text": shown(text), "known": known}
            raise Malformed(f"{said} {did_you_mean(text, self.examples)}".rstrip())
        return super().read(text)

    def offers(self, reader: Reader) -> Iterable[Offer]:
        return (Offer(word.name.lower(), str(word.label)) for word in Importance)


class Computed(Number):
    """A number that is made of several columns; a part of one counts."""

    words = gettext_lazy("a whole number")

    def __init__(self, expression: Combinable) -> None:
        super().__init__("")
        self.expression = expression

    def compare(self, operator: str, value: Written, reader: Reader) -> Q:
        lookup = LOOKUPS[operator](self.expression, self.read(value.text))
        return Q(lookup) & ~self.empty()

    def empty(self) -> Q:
        return Q(IsNull(self.expression, rhs=True))

    def sort_keys(self) -> Sequence[SortKey]:
        return (Case(default=self.expression, output_field=FLOAT),)


def rice() -> Combinable:
    """Reach a week times impact times confidence; nothing without a reach."""
    impact = Coalesce("rice_impact_percent", 100) / Value(100.0)
    confidence = Coalesce("rice_confidence_percent", 100) / Value(100.0)
    return Cast(F("rice_reach"), FLOAT) * impact * confidence


def wsjf() -> Combinable:
    """The sum of the three; what nobody said counts 1 where anything is said."""
    names = ("wsjf_value", "wsjf_criticality", "wsjf_reduction")
    nobody = Q(**{f"{name}__isnull": True for name in names})
    total = sum((Coalesce(name, 1) for name in names), start=Value(0))
    return Case(
        When(nobody, then=NOTHING), default=Cast(total, FLOAT), output_field=FLOAT
    )


def weight() -> Combinable:
    """How often the slope of normal work, in the way of the project.

    As ``headway_engine.fronts`` has it; nothing where nobody judged, or where it is not
    told to all: by cost of delay.
    """
    by_front = {
        Front.IMPORTANCE: Power(2.0, (F("priority") - 500) / Value(200.0)),
        Front.STARS: Power(2.0, Cast(F("stars"), FLOAT) - 3),
        Front.MOSCOW: _by_word("moscow", must=4, should=2, could=1, wont=0),
        Front.RICE: rice() / Cast(F("project__usual_reach"), FLOAT),
        Front.WSJF: wsjf() / Value(8.0),
        Front.EISENHOWER: _by_word(
            "quadrant", both=8, important=2, urgent=2, neither=0.5
        ),
    }
    return Case(
        *(
            When(project__front=front, then=Cast(said, FLOAT))
            for front, said in by_front.items()
        ),
        default=NOTHING,
        output_field=FLOAT,
    )


def _by_word(column: str, **weights: float) -> Combinable:
    return Case(
        *(
            When(**{column: word}, then=Value(float(each), FLOAT))
            for word, each in weights.items()
        ),
        default=NOTHING,
        output_field=FLOAT,
    )
