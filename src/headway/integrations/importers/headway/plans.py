"""What a file says was planned, and is expected."""

from collections.abc import Callable, Iterable
from typing import Final

from headway.integrations.importers.exact import (
    ExactBaseline,
    ExactCost,
    ExactDemand,
    ExactThen,
)
from headway.integrations.importers.headway.values import LONGEST_MINUTES, whole
from headway.integrations.importers.reading.record import Record
from headway.plan.files.saying import say as _

LAST_NUMBER: Final = 10
LONGEST_NAME: Final = 80
MOST_EXPECTED: Final = 10_000_000
MOST_MINOR: Final = 10**12
LEVELS: Final = 5
ALONE: Final = 3

Person = Callable[[str], str | None]
"""Notes somebody by their number in the file."""


def baselines(rows: Iterable[Record], *, person: Person) -> tuple[ExactBaseline, ...]:
    """Read the baselines of the project, each once."""
    found: dict[str, ExactBaseline] = {}
    for each in rows:
        pk, number = each.id("id"), whole(each, "number", most=LAST_NUMBER)
        baseline = ExactBaseline(
            id=pk,
            number=number or 0,
            name=each.line("name", LONGEST_NAME) or _("Baseline"),
            taken_at=each.instant("taken_at"),
            taken_by=person(each.id("taken_by")),
            starts_at=each.instant("starts_at"),
            finishes_at=each.instant("finishes_at"),
        )
        if pk and pk not in found:
            found[pk] = baseline
        else:
            each.note(_("%s is not what it should be") % "id", value=pk)
        each.close()
    return tuple(found.values())


def thens(item: Record) -> tuple[ExactThen, ...]:
    """Read what each baseline says of an item."""
    found: dict[str, ExactThen] = {}
    for each in item.records("baselines"):
        then = ExactThen(
            baseline=each.id("baseline"),
            starts_at=each.instant("starts_at"),
            finishes_at=each.instant("finishes_at"),
            work_minutes=whole(each, "work_minutes", most=LONGEST_MINUTES),
            duration_minutes=whole(each, "duration_minutes", most=LONGEST_MINUTES),
        )
        found.setdefault(then.baseline, then)
        each.close()
    return tuple(found.values())


def costs(item: Record) -> tuple[ExactCost, ...]:
    """Read what an item is planned to cost; what is no cost its action refuses."""
    found = []
    for each in item.records("costs"):
        cost = ExactCost(
            kind=each.line("kind"),
            name=each.line("name"),
            currency=each.line("currency", 3),
            price_minor=_minor(each, "price_minor"),
            quantity=each.line("quantity") or "1",
            unit=each.line("unit", 40),
            once_minor=_minor(each, "once_minor"),
        )
        each.close()
        found.append(cost)
    return tuple(found)


def _minor(cost: Record, key: str) -> int:
    value = cost.raw(key)
    if value is None:
        return 0
    if type(value) is not int or not 0 <= value <= MOST_MINOR:
        cost.note(_("%s is out of range") % key, value=value)
        return 0
    return value


def expected(rows: Iterable[Record]) -> tuple[ExactDemand, ...]:
    """Read the work that is expected; what does not say how much and when is noted."""
    found: dict[str, ExactDemand] = {}
    for each in rows:
        demand = _demand(each)
        if demand is None or demand.id in found:
            each.note(_("it does not say how much work is expected, and when"))
        else:
            found[demand.id] = demand
        each.close()
    return tuple(found.values())


def _demand(row: Record) -> ExactDemand | None:
    pk, title = row.id("id"), row.line("title")
    effort = whole(row, "effort_minutes", most=MOST_EXPECTED)
    percent = whole(row, "probability_percent", most=100)
    first, last = row.day("starts_on"), row.day("ends_on")
    level = whole(row, "level", most=LEVELS) or ALONE
    source, skill = row.line("source"), row.line("skill", 100)
    if not (pk and title and effort and percent and first and last):
        return None
    return ExactDemand(
        id=pk,
        title=title,
        source=source,
        skill=skill,
        level=level,
        effort_minutes=effort,
        probability_percent=percent,
        starts_on=first,
        ends_on=last,
    )
