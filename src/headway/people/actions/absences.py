"""Say when people are away, ask for it, and decide on it."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from headway.actors.models import Actor
from headway.base.errors import Refused
from headway.events.actions import record
from headway.people.facts import (
    AbsenceAdded,
    AbsenceDecided,
    AbsenceFact,
    AbsenceRemoved,
    AbsenceRequested,
    AbsenceRestored,
    AbsenceRulesSet,
)
from headway.people.models import (
    Absence,
    AbsenceKind,
    AbsenceRules,
    AbsenceState,
    Person,
)
from headway.ui.words import date_words

LONGEST_ABSENCE_DAYS = 3 * 366

DECISIONS = (AbsenceState.APPROVED, AbsenceState.DECLINED, AbsenceState.REQUESTED)


@transaction.atomic
def add_absence(
    person_id: int,
    *,
    by: Actor,
    first_on: date,
    last_on: date,
    from_noon: bool = False,
    until_noon: bool = False,
    kind: str = AbsenceKind.VACATION,
    reason: str = "",
) -> Absence:
    """Say that a person is away, or ask for it where that needs approval.

    What administrators say, and leads of their people, is approved.  The same days
    again change nothing.  Records :class:`AbsenceAdded` or :class:`AbsenceRequested`.
    Raises :class:`Refused` when it ends before it begins, lasts more than three years
    or overlaps another one.
    """
    person = Person.objects.get_for_absences(person_id, by=by)
    wanted = Absence(
        workspace_id=by.workspace_id,
        person=person,
        first_on=first_on,
        last_on=last_on,
        from_noon=from_noon,
        until_noon=until_noon,
        kind=kind,
        reason=reason[:200],
    )
    _check_days(wanted)
    is_free = by.is_administrator or not _is_approval_needed(by)
    if not (is_free or _leads(person, by=by)):
        wanted.state = AbsenceState.REQUESTED
    other = _overlapping(wanted)
    if other is not None and _halves(other) == _halves(wanted):
        return other
    _check_overlap(other)
    wanted.save()
    requested = wanted.state == AbsenceState.REQUESTED
    fact = AbsenceRequested if requested else AbsenceAdded
    record(_fact(fact, wanted), by=by)
    return wanted


@transaction.atomic
def remove_absence(absence_id: int, *, by: Actor) -> Person:
    """Take an absence back, or what was asked for; returns the person.

    Again, it changes nothing.  Records :class:`AbsenceRemoved`.
    """
    absence = Absence.objects.get_for_change(absence_id, by=by)
    before = absence.state
    if before != AbsenceState.WITHDRAWN:
        absence.state = AbsenceState.WITHDRAWN
        absence.save(update_fields=["state"])
        record(_fact(AbsenceRemoved, absence, before=before), by=by)
    return absence.person


@transaction.atomic
def restore_absence(absence_id: int, *, by: Actor, state: str) -> Absence:
    """Let an absence that was taken back be as before; ``state`` is what it was.

    An approved one has to be asked for again by who may not approve it.  Records
    :class:`AbsenceRestored`.  Raises :class:`Refused` when other days overlap it now.
    """
    absence = Absence.objects.get_for_change(absence_id, by=by)
    if absence.state != AbsenceState.WITHDRAWN:
        raise Refused(_("It was not taken back."))
    is_free = by.is_administrator or not _is_approval_needed(by)
    absence.state = state
    if state == AbsenceState.APPROVED and not is_free:
        absence.state = AbsenceState.REQUESTED
    _check_overlap(_overlapping(absence))
    absence.save(update_fields=["state"])
    record(_fact(AbsenceRestored, absence, after=absence.state), by=by)
    return absence


@transaction.atomic
def decide_absence(absence_id: int, state: str, *, by: Actor) -> Absence:
    """Approve or decline what was asked for, or leave it open again.

    For administrators and the person's lead.  Records :class:`AbsenceDecided`, or
    nothing when that was decided already.  Raises :class:`Refused` for what was taken
    back, and when other days overlap what was declined before.
    """
    absence = Absence.objects.locked().get_for_read(absence_id, by=by)
    if not Absence.objects.decidable_by(by).filter(pk=absence.pk).exists():
        raise PermissionDenied
    if absence.state not in DECISIONS or state not in DECISIONS:
        raise Refused(_("It was taken back; there is nothing to decide."))
    before = absence.state
    if before == state:
        return absence
    absence.state, absence.decided_by = state, by
    absence.decided_at = timezone.now()
    if before == AbsenceState.DECLINED:
        _check_overlap(_overlapping(absence))
    absence.save(update_fields=["state", "decided_by", "decided_at"])
    record(_fact(AbsenceDecided, absence, before=before, after=state), by=by)
    return absence


@transaction.atomic
def set_absence_rules(*, by: Actor, is_approval_needed: bool) -> None:
    """Say whether people ask before they are away.  Only administrators may.

    What was said before stays approved.  Records :class:`AbsenceRulesSet`.
    """
    by.check_administers()
    before = _is_approval_needed(by)
    if before == is_approval_needed:
        return
    AbsenceRules.objects.update_or_create(
        workspace_id=by.workspace_id,
        defaults={
            "is_approval_needed": is_approval_needed,
            "set_by": by,
            "set_at": timezone.now(),
        },
    )
    record(
        AbsenceRulesSet(
            subject_id=by.workspace_id, before=before, after=is_approval_needed
        ),
        by=by,
    )


def _is_approval_needed(by: Actor) -> bool:
    return AbsenceRules.objects.visible_to(by).filter(is_approval_needed=True).exists()


def _leads(person: Person, *, by: Actor) -> bool:
    return person.lead is not None and person.lead.actor_id == by.pk


def _check_days(wanted: Absence) -> None:
    first, last = wanted.first_on, wanted.last_on
    if last < first:
        raise Refused(
            _("%(last)s is before %(first)s; swap the two days.")
            % {"last": date_words(last), "first": date_words(first)}
        )
    if first == last and wanted.from_noon and wanted.until_noon:
        raise Refused(_("From noon until noon of one day is no time at all."))
    if (last - first).days > LONGEST_ABSENCE_DAYS:
        raise Refused(_("An absence lasts three years at most."))


def _overlapping(wanted: Absence) -> Absence | None:
    """Return another absence on the same half days; the person is locked."""
    near = Absence.objects.live().filter(
        person_id=wanted.person_id,
        first_on__lte=wanted.last_on,
        last_on__gte=wanted.first_on,
    )
    first, after = _halves(wanted)
    for other in near.exclude(pk=wanted.pk).order_by("first_on"):
        begins, ends = _halves(other)
        if begins < after and first < ends:
            return other
    return None


def _halves(absence: Absence) -> tuple[int, int]:
    """Return the half days that it takes: the first, and the one after the last."""
    first = absence.first_on.toordinal() * 2 + absence.from_noon
    return first, absence.last_on.toordinal() * 2 + 2 - absence.until_noon


def _check_overlap(other: Absence | None) -> None:
    if other is not None:
        raise Refused(
            _("There is an absence from %(first)s to %(last)s already.")
            % {
                "first": date_words(other.first_on),
                "last": date_words(other.last_on),
            }
        )


def _fact(fact: type[AbsenceFact], absence: Absence, **more: Any) -> AbsenceFact:
    return fact(
        subject_id=absence.person_id,
        absence_id=absence.pk,
        first_on=absence.first_on.isoformat(),
        last_on=absence.last_on.isoformat(),
        **more,
    )
