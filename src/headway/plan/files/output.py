"""A file's plan as JSON for programs, and as a table for people."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from headway.plan.files.answer import FilePlan, Planned, Range

NAME_WIDTH: Final = 44
MOST_LINES: Final = 20
LINE_WIDTH: Final = 160


def as_json(plan: FilePlan) -> str:
    """Give one JSON document; instants are ISO 8601 in the project's local time."""
    document = {
        "items": [_item(item) for item in plan.items],
        "finish": _range(plan.finish),
        "chain": list(plan.chain),
        "not_read": [{"where": each.where, "why": each.why} for each in plan.not_read],
    }
    return json.dumps(document, ensure_ascii=False, indent=1)


def _item(item: Planned) -> dict[str, Any]:
    task = item.task
    return {
        "uid": task.uid,
        "wbs": task.wbs,
        "name": task.name,
        "milestone": task.is_milestone,
        "summary": task.is_summary,
        "start": _iso(item.start),
        "finish": _iso(item.finish),
        "file_start": _iso(task.start),
        "file_finish": _iso(task.finish),
        **_range(item.range),
        "people": list(item.people),
        "unplaced": item.unplaced,
    }


def _range(chances: Range) -> dict[str, str | None]:
    return {
        "p50": _iso(chances.p50),
        "p85": _iso(chances.p85),
        "p95": _iso(chances.p95),
    }


def _iso(instant: datetime | None) -> str | None:
    return instant.isoformat() if instant else None


def as_table(plan: FilePlan) -> str:
    """Give the answer first, then a line for each task, then what was not taken."""
    return "\n".join(_lines(plan)) + "\n"


def _lines(plan: FilePlan) -> Iterator[str]:
    if plan.name:
        yield plan.name
    yield _headline(plan)
    yield ""
    head = (
        f"{'Task':<{NAME_WIDTH}}  {'Start':<11}  {'Finish':<11}  {'85 %':<11}  People"
    )
    yield head.rstrip()
    for item in plan.items:
        yield _row(item)
    yield from _remarks(plan)


def _headline(plan: FilePlan) -> str:
    finish = plan.finish
    if not plan.items:
        return "The file has no tasks."
    if not finish.p50:
        return "Nothing in it can be planned; the reasons stand with the tasks."
    year = plan.now.year
    likely = f"Likely done {_day(finish.p50, year)}"
    if finish.p85:
        return f"{likely}, 85 % sure by {_day(finish.p85, year)}"
    return f"{likely}, but not surely within fifty years"


def _row(item: Planned) -> str:
    name = "  " * (item.task.level - 1) + (item.task.name or "(no name)")
    name = _cut(name, NAME_WIDTH)
    if item.unplaced:
        return f"{name:<{NAME_WIDTH}}  not placed: {item.unplaced}"
    dates = (item.start, item.finish, item.range.p85)
    shown = "  ".join(f"{_day(each):<11}" for each in dates)
    return f"{name:<{NAME_WIDTH}}  {shown}  {', '.join(item.people)}".rstrip()


def _remarks(plan: FilePlan) -> Iterator[str]:
    if not plan.not_read:
        return
    yield ""
    yield "Not taken from the file as it stands:"
    for each in plan.not_read[:MOST_LINES]:
        yield _cut(f"  {each.where}: {each.why}", LINE_WIDTH)
    rest = len(plan.not_read) - MOST_LINES
    if rest > 0:
        yield f"  and {rest} more (--json lists them all)"


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"


def _day(instant: datetime | None, year: int | None = None) -> str:
    """Give day and month, and the year where it is not ``year``."""
    if instant is None:
        return "-"
    day = f"{instant.day} {instant:%b}"
    return day if instant.year == year else f"{day} {instant.year}"
