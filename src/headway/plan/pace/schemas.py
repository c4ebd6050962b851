"""The shape of a pace in the public API."""

from datetime import date, datetime

from ninja import Schema

from headway.plan.pace.answers import Unknown


class PaceOut(Schema):
    """When the next items of a project are finished, and how many are by a day.

    The next ``items``, whichever these are, are finished by ``p50`` with 50 %, by
    ``p85`` with 85 %; null where they are more than ``most_items``, the most that the
    history speaks of.  By the end of ``until`` (in the workspace's zone)
    ``likely_items`` are finished with 50 %, ``sure_items`` or more with 85 %; neither
    counts beyond ``most_items``.  All count from ``learned_at`` on, and rest on the
    ``finished`` items before it, the first of which was finished at ``first_at``:
    ``own_percent`` of how wide they are, the rest on published records.

    ``unknown`` says why all but ``finished`` is null: ``few`` or no items are finished,
    the first of them was less than two weeks ago (``young``), or it is learnt within
    minutes (``soon``).
    """

    unknown: Unknown | None
    finished: int
    first_at: datetime | None = None
    learned_at: datetime | None = None
    own_percent: int | None = None
    most_items: int | None = None
    items: int | None = None
    p50: datetime | None = None
    p85: datetime | None = None
    until: date | None = None
    likely_items: int | None = None
    sure_items: int | None = None
