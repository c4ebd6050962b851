"""What an item's own row says, each value as its column takes it."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

from headway.integrations.importers.content import Exactly, FilePart
from headway.integrations.importers.headway.judged import judged_in
from headway.integrations.importers.reading.record import Record
from headway.plan.files.saying import say as _

LONGEST_MINUTES: Final = 1000 * 5 * 8 * 60
MOST_SHARE: Final = 1_000_000
MOST_COST: Final = 1_000_000_000
MOST_SKILLS: Final = 20
MOST_PAUSES: Final = 100
PRIORITIES: Final = 1000
NORMAL: Final = 500
DRIVES: Final = ("effort", "duration", "elapsed", "milestone")
AMOUNTS: Final = (
    "effort_minutes", "duration_minutes", "low_minutes", "high_minutes",
    "remaining_minutes", "chunk_minutes",
)  # fmt: skip
INSTANTS: Final = (
    "starts_no_earlier", "starts_no_later", "finishes_no_earlier", "deadline",
    "started_at", "finished_at",
)  # fmt: skip


def exactly(item: Record, *, person: Callable[[str], str | None]) -> Exactly:
    """Read it; ``person`` notes somebody by their number in the file."""
    drive = item.line("drive") or DRIVES[0]
    if drive not in DRIVES:
        item.note(_("%s is not what it should be") % "drive", value=drive)
        drive = DRIVES[0]
    amounts = {name: whole(item, name, most=LONGEST_MINUTES) for name in AMOUNTS}
    columns: dict[str, Any] = {name: item.instant(name) for name in INSTANTS}
    columns |= amounts | _ends(item, drive, amounts)
    priority = whole(item, "priority", most=PRIORITIES)
    return Exactly(
        drive=drive,
        priority=NORMAL if priority is None else priority,
        is_joint=item.flag("is_joint"),
        spent_minutes=whole(item, "spent_minutes", most=LONGEST_MINUTES) or 0,
        **columns,
        parts=tuple(_parts(item, person)),
        calendar=item.line("calendar"),
        finished_by=person(item.id("finished_by")),
        needs=_needs(item),
        pauses=tuple(_pauses(item)),
        delay_costs=_delay_costs(item),
        judged=judged_in(item),
    )


def whole(record: Record, key: str, *, most: int) -> int | None:
    """Read a whole number from nothing to ``most``."""
    number = record.number(key)
    if number is None:
        return None
    if number != int(number) or not 0 <= number <= most:
        record.note(_("%s is out of range") % key, value=number)
        return None
    return int(number)


def _ends(
    item: Record, drive: str, amounts: Mapping[str, int | None]
) -> dict[str, int | None]:
    """Both ends are around what is likely, or there are none."""
    amount = "effort_minutes" if drive == "effort" else "duration_minutes"
    low, high, likely = (
        amounts[name] for name in ("low_minutes", "high_minutes", amount)
    )
    if low is None and high is None:
        return {}
    is_timed = drive != "milestone"
    if is_timed and low and high and likely is not None and low <= likely <= high:
        return {}
    item.note(_("the ends of its estimate are not around it"), value=f"{low} … {high}")
    return dict.fromkeys(("low_minutes", "high_minutes"))


def lag_ends(link: Record, likely: int) -> dict[str, int | None]:
    """Read both ends of a lag where they are around what is likely."""
    names = "lag_low_minutes", "lag_high_minutes"
    low, high = (whole(link, name, most=LONGEST_MINUTES) for name in names)
    if low and high and low <= likely <= high:
        return {names[0]: low, names[1]: high}
    if low is not None or high is not None:
        link.note(_("the ends of its lag are not around it"), value=f"{low} … {high}")
    return {}


def _parts(item: Record, person: Callable[[str], str | None]) -> list[FilePart]:
    found: dict[str, FilePart] = {}
    for each in item.records("people", "person"):
        pk = person(each.id("person"))
        if pk is None:
            each.note(_("it names nobody"))
            continue
        share = whole(each, "share", most=MOST_SHARE) or 1
        units = whole(each, "units_percent", most=MOST_SHARE) or 100
        found[pk] = FilePart(person=pk, share=share, units_percent=units)
    return list(found.values())


def _needs(item: Record) -> dict[str, int] | None:
    """Each skill once, whatever its case."""
    found: dict[str, tuple[str, int]] = {}
    for each in item.records("needs"):
        level = whole(each, "level", most=5)
        skill = each.line("skill", 100)
        if not skill or not level or len(found) >= MOST_SKILLS:
            each.note(_("it names no skill and level, or one too many"))
            continue
        found.setdefault(skill.casefold(), (skill, level))
    return dict(found.values()) or None


def _pauses(item: Record) -> list[tuple[datetime, datetime]]:
    """Each that ends after it starts, and is not in another one."""
    found: list[tuple[datetime, datetime]] = []
    for each in item.records("pauses")[:MOST_PAUSES]:
        start, end = each.instant("starts_at"), each.instant("ends_at")
        if start and end and start < end:
            found.append((start, end))
        else:
            each.note(_("it does not end after it starts"))
    return found


def _delay_costs(item: Record) -> tuple[int, int] | None:
    said = item.record("delay_costs")
    if said is None:
        return None
    per_week = whole(said, "per_week", most=MOST_COST) or 0
    once = whole(said, "once", most=MOST_COST) or 0
    return (per_week, once) if per_week or once else None
