"""The shape of what an age means, in the public API."""

from datetime import datetime

from ninja import Schema

from headway.plan.ageing.answers import Unknown


class AgeingOut(Schema):
    """When an item in progress is finished, as items that took as long were.

    That is by its age, not by the plan: by ``p50`` with 50 %, by ``p85`` with 85 %.
    Both count from ``learned_at`` on.  ``finished`` items of the workspace taught it,
    ``longer`` of which took longer than this one had lasted by then; it mostly rests on
    the ``alike`` ones, and ``own_percent`` of it on the workspace's own, the rest on
    published records.  These four are null to guests.

    ``unknown`` says why both dates are null: it is not in progress, or in the archive
    (``idle``); too few finished items say how long they took (``few``), or took longer
    than this one has lasted (``old``); or it is learnt from tomorrow on, or within
    minutes (``soon``).
    """

    unknown: Unknown | None
    started_at: datetime | None = None
    learned_at: datetime | None = None
    p50: datetime | None = None
    p85: datetime | None = None
    finished: int | None = None
    longer: int | None = None
    alike: int | None = None
    own_percent: int | None = None
