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


class OperationPage(Schema):
    """Newest first; ``next_cursor`` leads to what was done before."""

    items: list[OperationOut]
    next_cursor: int | None


class KeptOut(Schema):
    """A change that was not taken back, and why not."""

    subject_type: str
    subject_id: int
    why: str


class UndoneOut(Schema):
    """``operation`` is what takes the undo back, null when nothing had to change."""

    operation: UUID | None
    kept: list[KeptOut]


class EventOut(Schema):
    """One fact: who did what to which thing, and ``said`` in sentences.

    ``token`` names the token by which a program acted, ``because`` says what caused it,
    ``undoes`` is the operation that was taken back by it.
    """

    id: int
    at: datetime
    kind: str
    actor_id: int
    author: str
    token: str
    subject_type: str
    subject_id: int
    subject: str
    said: list[str]
    because: str
    operation: UUID
    undoes: UUID | None


class EventPage(Schema):
    """Newest first; ``next_cursor`` leads to what happened before."""

    items: list[EventOut]
    next_cursor: int | None


class JobOut(Schema):
    """A job that is not done; its state is failed, stuck, doing or todo."""

    id: int
    task: str
    state: str
    attempts: int
    due_at: datetime | None
    reason: str


class ReaderOut(Schema):
    """A reader of the log, how many events wait for it, and since when."""

    name: str
    waiting: int
    since: datetime | None


class JobsOut(Schema):
    jobs: list[JobOut]
    readers: list[ReaderOut]
