"""What people judged, as it is compared and sorted."""

from collections.abc import Mapping, Sequence
from typing import ClassVar, Final

from django.db.models import Case, F, FloatField, Q, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce, Power
from django.db.models.lookups import IsNull
from django.utils.translation import gettext_lazy

from headway.work.filters.amounts import LOOKUPS
from headway.work.filters.kinds import EMPTY, EQUAL, Choice, Number, SortKey, Words
from headway.work.filters.reader import Reader
from headway.work.filters.tree import Value as Written
from headway.work.models import Front

FLOAT: Final = FloatField()
NOTHING: Final = Value(None, FLOAT)


class Chosen(Choice):
    """A word of a few, empty where nobody chose one."""

    operators: ClassVar[Sequence[str]] = (*EQUAL, *EMPTY)

    def __init__(self, column: str, names: Mapping[str, Words]) -> None:
        super().__init__(column, names)
        self.can_be_empty = True

    def empty(self) -> Q:
        return Q(**{self.column: ""})


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
