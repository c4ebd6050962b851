"""How work is judged, as Headway's own files say it."""

from typing import Any, Final

from headway.integrations.importers.reading.record import Record
from headway.plan.files.saying import say as _
from headway.work.models.judged import BOUNDS, MOST_REACH, Front, Moscow, Quadrant

WORDS: Final = {"moscow": Moscow.values, "quadrant": Quadrant.values}
NO_WORDS: Final = dict.fromkeys(WORDS, "")


def judged_in(item: Record) -> dict[str, int | str | None]:
    """Return all columns as a record has them; what is none is noted."""
    found: dict[str, int | str | None] = {**dict.fromkeys(BOUNDS), **NO_WORDS}
    for name, (least, most) in BOUNDS.items():
        number = item.number(name)
        if number is None:
            continue
        if number == int(number) and least <= number <= most:
            found[name] = int(number)
        else:
            item.note(_("%s is out of range") % name, value=number)
    for name, known in WORDS.items():
        word = item.line(name)
        if word in known:
            found[name] = word
        elif word:
            item.note(_("%s is not what it should be") % name, value=word)
    return found


def front_in(project: Record) -> dict[str, Any]:
    """Return how a project judges work, as ``ExactBoard`` takes it."""
    said, reach = project.line("front"), project.number("usual_reach")
    front = said if said in Front.values else Front.IMPORTANCE.value
    if said and front != said:
        project.note(_("%s is not what it should be") % "front", value=said)
    is_known = reach is not None and reach == int(reach) and 1 <= reach <= MOST_REACH
    return {"front": front, "usual_reach": int(reach or 0) if is_known else None}
