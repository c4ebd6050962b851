"""What can happen to how work is judged in a workspace."""

from dataclasses import dataclass
from typing import ClassVar

from headway.events.facts import Fact


@dataclass(frozen=True, kw_only=True)
class FrontChosen(Fact):
    """New projects judge work in another way; those that there are do as they did."""

    kind: ClassVar[str] = "work.front_chosen"
    subject_type: ClassVar[str] = "people.workspace"
    before: str
    after: str
