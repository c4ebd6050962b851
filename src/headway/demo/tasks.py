"""What the demo's work is before it is written down as items."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

DAY = 8 * 60


@dataclass(frozen=True, kw_only=True)
class Wait:
    """Waits for ``before``; ``lag`` in working minutes."""

    before: str
    kind: str = "FS"
    lag: int = 0


@dataclass(kw_only=True)
class Task:
    """A piece of work, and how it went.

    ``drive`` is one of ``work.Drive``, or ``summary``.  ``size`` are the minutes that
    it would take somebody of usual speed; ``estimate`` what was said, None if nobody
    did.  ``starts`` and ``ends`` are what happened, and beyond today a guess of what
    will; ``spent`` the minutes that it took.  ``offered`` are those who may do it;
    it ``lies`` so many days before somebody takes it up.
    """

    name: str
    title: str
    parent: str | None = None
    kind: str = ""
    drive: str = "effort"
    size: int = 0
    estimate: int | None = None
    offered: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    waits: list[Wait] = field(default_factory=list)
    is_joint: bool = False
    is_late: bool = False
    lies: int = 0
    state: str = "todo"
    created: datetime | None = None
    starts: datetime | None = None
    ends: datetime | None = None
    spent: int = 0
    remaining: int | None = None
    deadline: datetime | None = None
    starts_no_earlier: datetime | None = None
    description: str = ""

    @property
    def is_summary(self) -> bool:
        return self.drive == "summary"

    @property
    def is_begun(self) -> bool:
        return self.state in ("doing", "done")

    @property
    def is_closed(self) -> bool:
        return self.state in ("done", "cancelled")


@dataclass(kw_only=True)
class Work:
    """All tasks of one project, in the order of their outline."""

    key: str
    began: datetime
    tasks: list[Task]
    stopped: datetime | None = None

    @cached_property
    def leaves(self) -> list[Task]:
        return [task for task in self.tasks if not task.is_summary]

    @cached_property
    def known(self) -> Mapping[str, Task]:
        """The tasks by name."""
        return {task.name: task for task in self.tasks}
