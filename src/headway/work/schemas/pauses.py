"""When items rest, in the public API."""

from datetime import datetime
from typing import Annotated

from ninja import Field, Schema

from headway.base.schemas import Input, Instant
from headway.work.actions.pausing import MOST_PAUSES


class PauseIn(Input):
    """No work on the item is planned from one instant until the other."""

    starts_at: Instant
    ends_at: Instant


class PausesIn(Input):
    """All pauses of the item; those that touch become one."""

    pauses: Annotated[list[PauseIn], Field(max_length=MOST_PAUSES)]


class PauseOut(Schema):
    starts_at: datetime
    ends_at: datetime


class PausesOut(Schema):
    """In order."""

    pauses: list[PauseOut]
