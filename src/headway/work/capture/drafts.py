"""Items to be, as they were understood, and what was doubtful about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from headway.base.estimates import Estimate
from headway.work.actions import NeededSkill, NewRow, Part
from headway.work.models import Item


class Chip(NamedTuple):
    """What was understood of a part of a line: ``name`` of the field, and in words."""

    name: str
    words: str


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One of several that could be meant, and the whole line that means it."""

    label: str
    line: str


@dataclass(frozen=True, kw_only=True)
class Doubt:
    """What was left in the title and why; ``choices`` where several could be meant."""

    text: str
    message: str
    choices: Sequence[Choice] = ()


@dataclass(kw_only=True)
class Draft:
    """An item to be; what nobody said is None or empty."""

    title: str = ""
    description: str = ""
    people: list[int] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    needs: list[NeededSkill] = field(default_factory=list)
    estimate: Estimate | None = None
    priority: int | None = None
    judged: dict[str, Any] = field(default_factory=dict)
    deadline: datetime | None = None
    pin: datetime | None = None
    start_by: datetime | None = None
    chunk: int | None = None
    type_id: int | None = None
    state: str = ""
    """The name of a state, folded; which one it is says the type."""
    category: str = ""
    """A category of states, where no state is named."""
    project_id: int | None = None
    parent: Item | None = None
    after: list[Item] = field(default_factory=list)
    custom: dict[int, Any] = field(default_factory=dict)
    """What is said in fields of the workspace, by their ids."""
    chips: list[Chip] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)

    @property
    def is_ambiguous(self) -> bool:
        """Whether somebody has to choose first."""
        return any(doubt.choices for doubt in self.doubts)

    @property
    def fields(self) -> Mapping[str, Any]:
        """What :func:`create_item` takes besides the title."""
        likely = self.estimate
        said = {
            "description": self.description or None,
            "effort_minutes": likely.likely if likely else None,
            "low_minutes": likely.low if likely else None,
            "high_minutes": likely.high if likely else None,
            "priority": self.priority,
            "deadline": self.deadline,
            "starts_no_earlier": self.pin,
            "starts_no_later": self.start_by,
            "chunk_minutes": self.chunk,
            **self.judged,
        }
        return {name: value for name, value in said.items() if value is not None}

    def row(self, **more: Any) -> NewRow:
        """Return it as :func:`create_outline` takes it."""
        return NewRow(
            title=self.title,
            type_id=self.type_id,
            fields=self.fields,
            parts=[Part(person_id=pk) for pk in dict.fromkeys(self.people)],
            labels=self.labels,
            needs=self.needs,
            after_ids=[item.pk for item in self.after],
            custom=self.custom,
            **more,
        )
