"""A snapshot as few bytes, and back."""

import hashlib
import zlib
from dataclasses import replace
from functools import cache
from typing import Final

import msgspec

from headway.people.week import Timetable
from headway.plan import rows
from headway.plan.snapshot import Snapshot
from headway_engine.forecasting.growth import Grown

PARTS: Final = (
    Snapshot,
    Timetable,
    rows.ItemRow,
    rows.ProjectRow,
    rows.LinkRow,
    rows.PartRow,
    rows.NeedRow,
    rows.CostRow,
    rows.DemandRow,
    rows.OverrideRow,
    rows.DraggedRow,
    rows.PastRow,
    rows.PersonRow,
    Grown,
)
"""What gives a packed snapshot its shape."""


@cache
def shape() -> str:
    """Say what a snapshot consists of now, as a digest.

    What plans are made from grows with Headway.  One that was packed before is of no
    use then: what it does not know would look like a change.
    """
    said = [(part.__name__, sorted(part.__annotations__.items())) for part in PARTS]
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


def pack(snapshot: Snapshot) -> bytes:
    """Pack all but titles: no plan depends on them, and they are people's words."""
    items = tuple(item._replace(title="") for item in snapshot.items)
    return zlib.compress(msgspec.msgpack.encode(replace(snapshot, items=items)))


def unpack(content: bytes) -> Snapshot:
    """Return what was packed in the present :func:`shape`."""
    return msgspec.msgpack.decode(zlib.decompress(content), type=Snapshot)
