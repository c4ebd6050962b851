"""Who could do an item, in words: each reason a fact that can be looked up."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from headway.actors.models import Actor
from headway.base.durations import format_minutes, roughly
from headway.base.money import format_minor
from headway.people.models import Skill, SkillLevel

if TYPE_CHECKING:
    from headway.plan.candidates import Choice, Choices

BUSY_PERCENT = 85
"""From here on somebody has little room."""


@dataclass(frozen=True, kw_only=True)
class ShownChoice:
    """A person, when they would be done, and what speaks for and against them."""

    person_id: int
    name: str
    is_me: bool
    is_assigned: bool
    p50: datetime | None
    p85: datetime | None
    free: str
    effect: str
    reasons: Sequence[str]


def shown_choices(found: "Choices", *, by: Actor) -> list[ShownChoice]:
    """Put them into words; a query for the names of skills, if it needs any."""
    return choices_as_shown(found, names_of([found]), by=by)


def choices_as_shown(
    found: "Choices", names: Mapping[int, str], *, by: Actor
) -> list[ShownChoice]:
    return [
        ShownChoice(
            person_id=each.person.pk,
            name=each.person.actor.name,
            is_me=each.person.actor_id == by.pk,
            is_assigned=each.is_assigned,
            p50=each.p50,
            p85=each.p85,
            free=format_minutes(roughly(each.free_minutes)),
            effect=_effect(each),
            reasons=list(_reasons(each, found, names)),
        )
        for each in found.people
    ]


def told_choices(found: "Choices") -> list[dict[str, Any]]:
    """Return them as programs are told; a query for the names of skills."""
    return choices_as_told(found, names_of([found]))


def choices_as_told(found: "Choices", names: Mapping[int, str]) -> list[dict[str, Any]]:
    return [
        {
            "person_id": each.person.pk,
            "name": each.person.actor.name,
            "is_assigned": each.is_assigned,
            "is_only": each.is_only,
            "p50": each.p50,
            "p85": each.p85,
            "until": found.until,
            "free_minutes": each.free_minutes,
            "able_minutes": each.able_minutes,
            "more": each.more,
            "skills": [
                {
                    "skill": names[need.skill_id],
                    "level": each.evidence.levels.get(need.skill_id),
                }
                for need in found.needs
            ],
            "done": each.evidence.done,
            "around": each.evidence.around,
            "rate_minor": each.evidence.rate,
            "currency": each.evidence.currency,
        }
        for each in found.people
    ]


def names_of(each: Iterable["Choices"]) -> dict[int, str]:
    """Return what the skills are called that these items ask for."""
    ids = {need.skill_id for found in each for need in found.needs}
    rows = Skill.objects.filter(pk__in=ids)
    return dict(rows.values_list("pk", "name")) if ids else {}


def _effect(choice: "Choice") -> str:
    """Say what it does to all open work, against the best choice; nothing to guests."""
    if choice.more is None:
        return ""
    if choice.more <= 0:
        return _("least delay of all work")
    more = number_format(choice.more, force_grouping=True)
    return _("delays cost %(more)s more in all") % {"more": more}


def _reasons(
    choice: "Choice", found: "Choices", names: Mapping[int, str]
) -> Iterator[str]:
    yield from _skills(choice, found, names)
    yield from _record(choice)
    if choice.busy_percent >= BUSY_PERCENT:
        yield _("has %(percent)d %% of their time planned already") % {
            "percent": choice.busy_percent
        }
    if choice.evidence.rate is not None:
        whole = round(choice.evidence.rate * choice.minutes / 60)
        yield _("costs %s") % format_minor(whole, choice.evidence.currency)


def _skills(
    choice: "Choice", found: "Choices", names: Mapping[int, str]
) -> Iterator[str]:
    """Say how well they do what it needs, where the reader may see that."""
    levels = choice.evidence.levels
    for need in found.needs:
        if need.skill_id in choice.learns:
            said = {"skill": names[need.skill_id], "level": need.level}
            yield _("would grow in %(skill)s: level %(level)d is asked for") % said
        elif need.skill_id in levels:
            level = SkillLevel(levels[need.skill_id])
            said = {"skill": names[need.skill_id], "level": str(level.label)}
            yield _("%(skill)s: %(level)s") % said
    if choice.is_only:
        yield _("the only one in the project who can: nobody could step in")


def _record(choice: "Choice") -> Iterator[str]:
    """Say what they have to do with work like it, and with what is next to it."""
    evidence = choice.evidence
    if evidence.done:
        text = ngettext("has done %d like it", "has done %d like it", evidence.done)
        yield text % evidence.done
    if evidence.around:
        text = ngettext(
            "does %d item next to it", "does %d items next to it", evidence.around
        )
        yield text % evidence.around
