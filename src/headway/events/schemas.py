"""The shapes of the log in the public API."""

from datetime import datetime
from uuid import UUID

from ninja import Schema


class OperationOut(Schema):
    """One act: ``said`` begins to tell what; ``undoes`` is the act it took back.

    It ``stands`` unless it was taken back, and not done again, since.
    """

    id: UUID
    at: datetime
    events: int
    said: list[str]
    undoes: UUID | None
    stands: bool


class KeptOut(Schema):
    """A change that was not taken back, and why not."""

    subject_type: str
    subject_id: int
    why: str


class UndoneOut(Schema):
    """``operation`` is what takes the undo back, null when nothing had to change."""

    operation: UUID | None
    kept: list[KeptOut]
