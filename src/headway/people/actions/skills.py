"""Say what people can do, and how well."""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from headway.actors.models import Actor
from headway.base.errors import NotFound, Refused
from headway.events.actions import record
from headway.people.facts import SkillRated, SkillUnrated
from headway.people.levels import ratings_of
from headway.people.models import Person, PersonSkill, Skill
from headway.people.models.skills import (
    FASTEST,
    SLOWEST,
    USUAL_SPEED,
    SkillSource,
)
from headway.ui.words import date_words


@transaction.atomic
def rate_skill(
    person_id: int,
    *,
    by: Actor,
    skill: str,
    level: int,
    speed_percent: int | None = None,
    source: str = "",
    valid_from: date | None = None,
    note: str = "",
    category: str = "",
) -> PersonSkill:
    """Say how well a person does something from a day on; today unless it is said.

    At ``speed_percent`` of the usual speed, 10 to 1000; as was said before if None.
    A skill that has no such name yet is made.  People say it of themselves; their lead
    and administrators also say what work shows.  The same day and source again
    replaces what was said.  Records :class:`SkillRated`, or nothing when all stays as
    it was.
    """
    person = Person.objects.get_for_absences(person_id, by=by)
    source = _source(person, source, by=by)
    day = valid_from or person.today()
    if day > person.today() + timedelta(days=366):
        raise Refused(
            _("%s is too far away; say a day of the next year.") % date_words(day)
        )
    _check(level, speed_percent)
    found = skill_named(skill, category, by=by)
    if speed_percent is None:
        speed_percent = _speed_before(person, found, day)
    wanted = PersonSkill(
        workspace_id=by.workspace_id,
        person=person,
        skill=found,
        source=source,
        valid_from=day,
        level=level,
        speed_percent=speed_percent,
        note=note[:200],
        said_by=by,
    )
    present = _same_day(wanted)
    if present is not None:
        said_again = (wanted.level, wanted.speed_percent, wanted.note)
        if (present.level, present.speed_percent, present.note) == said_again:
            return present
        present.removed_at = timezone.now()
        present.save(update_fields=["removed_at"])
    wanted.save()
    replaced = present.pk if present else None
    record(
        SkillRated(
            subject_id=person.pk, rating_id=wanted.pk, replaced_rating_id=replaced
        ),
        by=by,
    )
    return wanted


def _check(level: int, speed_percent: int | None) -> None:
    """Refuse what lies outside of what can be said."""
    if not 1 <= level <= 5:
        raise Refused(_("%d is no level; write 1 to 5.") % level)
    if speed_percent is not None and not SLOWEST <= speed_percent <= FASTEST:
        said = {"given": speed_percent, "least": SLOWEST, "most": FASTEST}
        raise Refused(
            _(
                "%(given)d %% is no speed; write %(least)d to %(most)d, "
                "and 100 for as fast as usual."
            )
            % said
        )


@transaction.atomic
def unrate_skill(rating_id: int, *, by: Actor) -> Person:
    """Take back what was said of a skill; returns the person.

    People take back what they said themselves, their lead the rest, and administrators
    all of it.  Records :class:`SkillUnrated`.
    """
    row = PersonSkill.objects.get_for_change(rating_id, by=by)
    person = row.person
    if not by.is_administrator:
        _source(person, row.source, by=by)
    row.removed_at = timezone.now()
    row.save(update_fields=["removed_at"])
    record(SkillUnrated(subject_id=person.pk, rating_id=row.pk), by=by)
    return person


@transaction.atomic
def restore_skill(rating_id: int, *, by: Actor) -> None:
    """Let hold again what was said of a skill.  Records :class:`SkillRated`."""
    gone = PersonSkill.objects.locked().select_related("person")
    row = gone.filter(workspace_id=by.workspace_id, pk=rating_id).first()
    if row is None:
        raise NotFound
    person = Person.objects.get_for_absences(row.person_id, by=by)
    if not by.is_administrator:
        _source(person, row.source, by=by)
    if row.removed_at is None or _same_day(row) is not None:
        raise Refused(_("This is no longer as it was then."))
    row.removed_at = None
    row.save(update_fields=["removed_at"])
    record(SkillRated(subject_id=person.pk, rating_id=row.pk), by=by)


def _speed_before(person: Person, skill: Skill, day: date) -> int:
    """Return how fast somebody was said to do something, up to that day."""
    rows = PersonSkill.objects.filter(person=person, skill=skill)
    known = ratings_of(rows, on=day).get(person.pk, {}).get(skill.pk)
    return USUAL_SPEED if known is None else known.speed_percent


def _same_day(row: PersonSkill) -> PersonSkill | None:
    """Return what is said of that skill from that day on, by the same source."""
    return PersonSkill.objects.filter(
        person_id=row.person_id,
        skill_id=row.skill_id,
        source=row.source,
        valid_from=row.valid_from,
        removed_at=None,
    ).first()


def _source(person: Person, source: str, *, by: Actor) -> str:
    """Return how it is known, as far as ``by`` may say so."""
    is_own = person.actor_id == by.pk
    chosen = source or (SkillSource.SELF if is_own else SkillSource.LEAD)
    if chosen not in SkillSource.values:
        raise Refused(_("“%s” is no source of a level.") % chosen)
    if is_own and chosen != SkillSource.SELF and not by.is_administrator:
        raise PermissionDenied
    if not is_own and chosen == SkillSource.SELF:
        raise Refused(_("People say themselves what they say of themselves."))
    return str(chosen)


def skill_named(name: str, category: str = "", *, by: Actor) -> Skill:
    """Return the skill of that name, whatever its case; make it if there is none.

    Only actions call this: it is part of their transaction.
    """
    name = " ".join(name.split())[:100]
    if not name:
        raise Refused(_("A skill needs a name."))
    known = Skill.objects.visible_to(by).filter(name__iexact=name).first()
    if known is not None:
        return known
    fields: dict[str, Any] = {"name": name, "category": category.strip()[:100]}
    return Skill.objects.create(workspace_id=by.workspace_id, **fields)
