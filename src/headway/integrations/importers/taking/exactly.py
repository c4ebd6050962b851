"""What only Headway's own files say, over what is taken of any tracker's item."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from decimal import DecimalException
from functools import cached_property
from typing import Any, Final

from headway.actors.models import Actor
from headway.base.days import FIRST_DAY, LAST_DAY, bounded
from headway.base.errors import DomainError
from headway.integrations.importers.content import Board, Exactly, FileItem
from headway.integrations.importers.taking.cards import name_of
from headway.integrations.importers.taking.step import Step
from headway.people.models import Calendar, Person
from headway.plan.files.saying import say as _
from headway.work.actions import (
    ImportedCard,
    NeededSkill,
    Part,
    cost_delay,
    need_skills,
    pause_item,
)
from headway.work.actions.planning_costs import costs_in, plan_costs
from headway.work.models import Item, State
from headway.work.models.judged import USUAL_REACH

COLUMNS: Final = (
    "drive", "priority", "is_joint", "spent_minutes", "effort_minutes",
    "duration_minutes", "low_minutes", "high_minutes", "remaining_minutes",
    "chunk_minutes", "starts_no_earlier", "starts_no_later", "finishes_no_earlier",
    "deadline",
    "started_at", "finished_at",
)  # fmt: skip
"""Those of an item that the file says to the last minute."""


class ExactItems:
    """Knows the calendars of the workspace by their names."""

    def __init__(self, by: Actor) -> None:
        self.by = by

    @cached_property
    def _calendars(self) -> Mapping[str, Calendar]:
        rows = Calendar.objects.visible_to(self.by).order_by("-pk")
        return {row.name: row for row in rows}

    def project(self, board: Board, step: Step) -> dict[str, Any]:
        """Return the columns of a new project that the file says."""
        exact = board.exact
        if exact is None:
            return {}
        start, target = exact.starts_no_earlier, exact.target_on
        if target and not FIRST_DAY <= target <= LAST_DAY:
            step.note(board.name, _("its date %s is out of bounds") % target)
            target = None
        return {
            "priority": exact.priority,
            "starts_no_earlier": bounded(start) if start else None,
            "target_on": target,
            "calendar": self._calendar(exact.calendar, board.name, step),
            "front": exact.front,
            "usual_reach": exact.usual_reach or USUAL_REACH,
        }

    def card(
        self,
        item: FileItem,
        card: ImportedCard,
        people: Mapping[str, Person],
        step: Step,
    ) -> ImportedCard:
        """Return the card as the file has it to the last minute, if it does."""
        if item.exact is None:
            return card
        exact = item.exact
        calendar = self._calendar(exact.calendar, name_of(item), step)
        said = {
            **card.item.said,
            **{name: getattr(exact, name) for name in COLUMNS},
            "calendar_id": calendar.pk if calendar else None,
            **(exact.judged or {}),
        }
        finished_by = people.get(exact.finished_by or "")
        row = replace(
            card.item,
            said=_consistent(said),
            parts=tuple(_parts(exact, people)),
            board_rank=exact.board_rank,
            finished_by_id=finished_by.actor_id if finished_by else None,
        )
        return replace(card, item=row)

    def say_more(
        self, items: Sequence[FileItem], made: Mapping[str, Item], step: Step
    ) -> None:
        """Say which skills items need, when they rest, what they and delay cost.

        What was ``made`` of each is known by its id in the file.
        """
        for item in items:
            here, exact = made[item.id], item.exact
            if exact is None:
                continue
            if exact.needs:
                needs = [
                    NeededSkill(name=n, level=level) for n, level in exact.needs.items()
                ]
                need_skills(here.pk, needs, by=self.by)
            if exact.pauses:
                spans = [(bounded(a), bounded(b)) for a, b in exact.pauses]
                pause_item(here.pk, [s for s in spans if s[0] < s[1]], by=self.by)
            if exact.costs:
                self._plan_costs(item, exact, here, step)
            if exact.delay_costs:
                per_week, once = exact.delay_costs
                cost_delay(here.pk, by=self.by, per_week=per_week, once=once)

    def _plan_costs(
        self, item: FileItem, exact: Exactly, here: Item, step: Step
    ) -> None:
        try:
            costs = costs_in([asdict(cost) for cost in exact.costs])
            plan_costs(here.pk, costs, by=self.by)
        except (DomainError, DecimalException) as error:
            step.note(name_of(item), _("its costs are left out: %s") % error)

    def _calendar(self, name: str, where: str, step: Step) -> Calendar | None:
        if not name:
            return None
        found = self._calendars.get(name)
        if found is None:
            step.note(where, _("there is no calendar “%s” here") % name)
        return found


def _parts(exact: Exactly, people: Mapping[str, Person]) -> list[Part]:
    """Each person once, the accountable one first."""
    found: dict[int, Part] = {}
    for part in exact.parts:
        if part.person in people:
            pk = people[part.person].pk
            said = Part(
                person_id=pk, share=part.share, units_percent=part.units_percent
            )
            found.setdefault(pk, said)
    return list(found.values())


def _consistent(said: dict[str, Any]) -> dict[str, Any]:
    """Let instants be such as can be kept, and agree with the state."""
    kept = {
        name: bounded(value) if isinstance(value, datetime) else value
        for name, value in said.items()
    }
    begun, finished = kept["started_at"], kept["finished_at"]
    if kept["state"] != State.DONE:
        kept["finished_at"] = None
    elif finished is None:
        del kept["finished_at"]  # it is finished now, or was here
        kept["started_at"] = None
    elif begun and begun > finished:
        kept["started_at"] = None
    return kept
