"""Days on which people are away."""

from datetime import date
from typing import Any, Literal, Self

from ninja import Schema

from headway.base.schemas import Day, Flag, Input
from headway.people.schemas.kinds import Note

Kind = Literal["vacation", "illness", "parental", "training", "other"]
State = Literal["requested", "approved", "declined", "withdrawn"]


class AbsenceIn(Input):
    """First and last day included, from and until noon where it says so."""

    first_on: Day
    last_on: Day
    from_noon: Flag = False
    until_noon: Flag = False
    kind: Kind = "vacation"
    reason: Note = ""


class AbsenceOut(Schema):
    """``kind`` and ``reason`` are null for whom they do not concern."""

    id: int
    person_id: int
    first_on: date
    last_on: date
    from_noon: bool
    until_noon: bool
    state: State
    kind: str | None
    reason: str | None

    @classmethod
    def of(cls, row: Any) -> Self:
        """Show a row of ``Absence.objects.told_to`` the reader."""
        return cls(
            id=row.pk,
            person_id=row.person_id,
            first_on=row.first_on,
            last_on=row.last_on,
            from_noon=row.from_noon,
            until_noon=row.until_noon,
            state=row.state,
            kind=row.told_kind or None,
            reason=row.told_reason if row.told_kind else None,
        )


class DecisionIn(Input):
    state: Literal["approved", "declined", "requested"]


class AbsenceRulesIn(Input):
    """Whether people ask their lead or an administrator before they are away."""

    is_approval_needed: Flag


class AbsenceRulesOut(Schema):
    """What :class:`AbsenceRulesIn` said last."""

    is_approval_needed: bool


class AbsenceList(Schema):
    items: list[AbsenceOut]
