"""How well people do things on a day, out of all that was ever said of it."""

from collections import defaultdict
from datetime import date
from typing import NamedTuple

from headway.people.models.skills import PersonSkillQuerySet, SkillSource

TRUSTED = (SkillSource.SELF, SkillSource.LEAD, SkillSource.EVIDENCE)
"""Who is believed more comes later, where several speak of the same day."""


class Rating(NamedTuple):
    """How well somebody does something, 1 to 5, and how fast; 100 is as usual."""

    level: int
    speed_percent: int


def ratings_of(rows: PersonSkillQuerySet, *, on: date) -> dict[int, dict[int, Rating]]:
    """Return what was said last of each person's skills, up to that day.

    ``rows`` are those that may be told to whoever asks; one query.
    """
    columns = ("person_id", "skill_id", *Rating._fields, "valid_from", "source", "pk")
    known = rows.filter(removed_at=None, valid_from__lte=on).values_list(*columns)
    ratings: defaultdict[int, dict[int, Rating]] = defaultdict(dict)
    for person_id, skill_id, level, speed, *_ in sorted(known, key=_last):
        ratings[person_id][skill_id] = Rating(level, speed)
    return dict(ratings)


def levels_of(rows: PersonSkillQuerySet, *, on: date) -> dict[int, dict[int, int]]:
    """Return each person's level of each skill, as :func:`ratings_of`."""
    return {
        person_id: {skill_id: rating.level for skill_id, rating in known.items()}
        for person_id, known in ratings_of(rows, on=on).items()
    }


def _last(row: tuple[int, int, int, int, date, str, int]) -> tuple[date, int, int]:
    *_, valid_from, source, pk = row
    return valid_from, TRUSTED.index(SkillSource(source)), pk
