"""How well people do things on a day, out of all that was ever said of it."""

from collections import defaultdict
from datetime import date

from headway.people.models.skills import PersonSkillQuerySet, SkillSource

TRUSTED = (SkillSource.SELF, SkillSource.LEAD, SkillSource.EVIDENCE)
"""Who is believed more comes later, where several speak of the same day."""


def levels_of(rows: PersonSkillQuerySet, *, on: date) -> dict[int, dict[int, int]]:
    """Return each person's level of each skill: what was said last up to that day.

    ``rows`` are those that may be told to whoever asks; one query.
    """
    columns = ("person_id", "skill_id", "level", "valid_from", "source", "pk")
    known = rows.filter(removed_at=None, valid_from__lte=on).values_list(*columns)
    levels: defaultdict[int, dict[int, int]] = defaultdict(dict)
    for person_id, skill_id, level, *_ in sorted(known, key=_last):
        levels[person_id][skill_id] = level
    return dict(levels)


def _last(row: tuple[int, int, int, date, str, int]) -> tuple[date, int, int]:
    *_, valid_from, source, pk = row
    return valid_from, TRUSTED.index(SkillSource(source)), pk
