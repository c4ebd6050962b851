"""Tasks, resources and assignments: rows of fields that the file names by number."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from headway.integrations.importers.mpx import words
from headway.integrations.importers.mpx.dialect import Dialect
from headway.integrations.importers.values import label, paragraph
from headway.plan.files.content import (
    UNDATED,
    Assignment,
    Constraint,
    Fixed,
    Link,
    Resource,
    Task,
)
from headway.plan.files.saying import say as _

WHOLE: Final = 1000
MOST_UNITS: Final = 1_000_000
LONGEST_LAG: Final = 50 * 366 * 24 * 60
LONGEST_NUMBER: Final = 9
EVENING: Final = 17 * 60
"""When a day that is given without time ends, as Microsoft Project has it."""


@dataclass(slots=True)
class Fields:
    """One row; ``numbers`` say which field each value is of."""

    numbers: Sequence[int]
    values: Sequence[str]
    dialect: Dialect
    kind: str
    name: str = ""

    def text(self, number: int) -> str:
        for place, each in enumerate(self.numbers):
            if each == number:
                return self.values[place] if place < len(self.values) else ""
        return ""

    def note(self, why: str, *, value: object = None) -> None:
        self.dialect.findings.add(self.kind, self.name, why, value=value)

    def integer(self, number: int) -> int | None:
        return self.dialect.integer(self.text(number))

    def instant(self, number: int, *, at: int | None = None) -> datetime | None:
        text = self.text(number)
        return self.dialect.instant(text, self.kind, self.name, at=at)

    def minutes(self, number: int) -> int | None:
        amount = self.dialect.amount(self.text(number), self.kind, self.name)
        if amount is None:
            return None
        return max(amount.minutes, 0)

    def is_elapsed(self, number: int) -> bool:
        amount = self.dialect.amount(self.text(number), self.kind, self.name)
        return amount is not None and amount.is_elapsed


def columns(texts: Sequence[str], names: dict[str, int]) -> list[int]:
    """Number the columns that a file names only in words; unknown ones are 0."""
    return [names.get(text.strip().casefold(), 0) for text in texts]


def numbered(texts: Sequence[str]) -> list[int]:
    numbers = (text.strip()[:LONGEST_NUMBER] for text in texts)
    return [int(text) if text.isdecimal() else 0 for text in numbers]


def read_task(fields: Fields, place: int) -> Task | None:
    """Read a task; the row of the project itself is none."""
    row = fields.integer(90)
    uid = fields.integer(98)
    uid = row if uid is None else uid
    name = label(fields.text(1))
    fields.name = f"{uid} {name!r}"
    level = fields.integer(3)
    if uid == 0 or row == 0:
        return None
    if uid is None:
        uid = place
    duration = fields.minutes(40)
    percent = max(0, min(100, fields.integer(44) or 0))
    is_milestone = fields.dialect.flag(fields.text(81))
    constraint, date = _constraint(fields)
    left = fields.minutes(43)
    if left is None and duration is not None:
        left = round(duration * (100 - percent) / 100)
    work, left_work = fields.minutes(20), fields.minutes(23)
    if left_work is None and work is not None:
        left_work = round(work * (100 - percent) / 100)
    is_fixed = fields.dialect.flag(fields.text(80))
    finish, done = fields.instant(51, at=EVENING), fields.instant(59, at=EVENING)
    start, began = fields.instant(50), fields.instant(58)
    return Task(
        uid=uid,
        number=place if row is None else row,
        wbs=label(fields.text(2)),
        name=name,
        level=1 if level is None else level,
        is_summary=fields.dialect.flag(fields.text(120)),
        is_milestone=is_milestone,
        is_elapsed=fields.is_elapsed(40),
        fixed=Fixed.DURATION if is_fixed else Fixed.UNITS,
        duration=duration,
        remaining_duration=left,
        work=work,
        remaining_work=left_work,
        percent_complete=percent,
        start=start,
        finish=start if is_milestone and start else finish,
        actual_start=began,
        actual_finish=began if is_milestone and done and began else done,
        stop=fields.instant(150),
        resume=fields.instant(152) or fields.instant(151),
        constraint=constraint,
        constraint_date=date,
        priority=_priority(fields),
    )


def _constraint(fields: Fields) -> tuple[Constraint, datetime | None]:
    said = fields.text(91).strip().casefold()
    kind = words.CONSTRAINTS.get(said)
    if kind is None:
        if said not in words.NOTHING:
            fields.note(_("its constraint is of an unknown type"), value=said)
        return Constraint.AS_SOON_AS_POSSIBLE, None
    if kind in UNDATED:
        return kind, None
    at = EVENING if "finish" in kind.value else None
    date = fields.instant(68, at=at)
    if date is None:
        fields.note(_("its constraint has no date"), value=kind.value)
        return Constraint.AS_SOON_AS_POSSIBLE, None
    return kind, date


def _priority(fields: Fields) -> int:
    said = fields.text(95).strip().casefold()
    return words.PRIORITIES.get(said, 500)


def links_of(
    fields: Fields, number: int, after: int, known: dict[int, int]
) -> Iterator[Link]:
    """Yield whom a task waits for; ``known`` turns what is written into uids."""
    text = fields.text(number)
    for part in text.replace(";", ",").split(","):
        if not part.strip():
            continue
        found = words.PREDECESSOR.fullmatch(part)
        kind = words.LINK_TYPES.get((found[2] or "").upper()) if found else None
        before = known.get(int(found[1])) if found else None
        if found is None or kind is None:
            fields.note(_("a link of a kind that nobody knows"), value=part)
        elif before is None:
            fields.note(_("it waits for a task that is not in the file"), value=part)
        else:
            amount = None
            if found[3]:
                amount = fields.dialect.amount(found[3], "task", fields.name)
            lag = amount.minutes if amount else 0
            yield Link(
                before=before,
                after=after,
                type=kind,
                lag=max(-LONGEST_LAG, min(lag, LONGEST_LAG)),
                is_percent=bool(amount and amount.is_percent),
                is_elapsed=bool(amount and amount.is_elapsed),
            )


def read_resource(fields: Fields, place: int) -> Resource:
    uid = fields.integer(49)
    row = fields.integer(40)
    uid = row if uid is None else uid
    units = fields.dialect.number(fields.text(41))
    fields.name = f"{uid} {fields.text(1)!r}"
    return Resource(
        uid=place if uid is None else uid,
        name=label(fields.text(1)),
        max_units=WHOLE if units is None else _units(fields, units),
        initials=label(fields.text(2)),
        group=label(fields.text(3)),
        email=label(fields.text(11)),
    )


def _units(fields: Fields, number: float) -> int:
    units = round(number * WHOLE)
    if not 0 <= units <= MOST_UNITS:
        fields.note(_("units are out of range"), value=number)
        return WHOLE
    return units


def read_assignment(fields: Fields, task: int, by_row: dict[int, int]) -> Assignment:
    """Read a record of values in a fixed order, which ``fields`` numbers from 1.

    Who is assigned is said by row and, in later files, by number too; somebody who is
    not there gets number -1, which nobody has.
    """
    uid = fields.integer(13)
    row = fields.integer(1)
    if uid is None:
        uid = by_row.get(-1 if row is None else row, -1)
    units = fields.dialect.number(fields.text(2))
    work, done = fields.minutes(3), fields.minutes(5)
    fields.name = str(task)
    return Assignment(
        task=task,
        resource=uid,
        units=WHOLE if units is None else _units(fields, units),
        work=work,
        remaining_work=None if work is None else max(work - (done or 0), 0),
        start=fields.instant(10),
        finish=fields.instant(11, at=EVENING),
    )


def notes_of(values: Sequence[str]) -> str:
    return paragraph(values[0] if values else "")
