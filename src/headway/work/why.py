"""Why an item is done when it is: what the outlook knows, in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from headway.actors.models import Actor
from headway.base.durations import format_minutes
from headway.events.history import when
from headway.events.models import Event
from headway.people.models import Person
from headway.ui.words import chance_words, date_words
from headway.work.distribution import Distribution, distribution
from headway.work.hiding import masks_of
from headway.work.lags import lag_words
from headway.work.learned import learned_words
from headway.work.models import Demand, Hidden, Item, Link, Outlook
from headway.work.models.items import ASSUMED_MINUTES
from headway.work.needs import needs_of, nobody_words
from headway.work.precedents import Like, precedents_of
from headway.work.reading import Row
from headway.work.standing import Standing, standing_of
from headway.work.unplaced import unplaced_words


@dataclass(frozen=True, kw_only=True)
class Reason:
    """One fact; ``culprit`` is the item that it speaks of, where it may be seen."""

    text: str
    culprit: Item | None = None


@dataclass(frozen=True, kw_only=True)
class Why:
    reasons: Sequence[Reason]
    alike: Sequence[Like]
    drawing: Distribution | None
    rank: int | None
    ranked: int
    standing: Standing | None
    planned_at: datetime | None

    @property
    def planned(self) -> str:
        """When the plan was made, in words."""
        return when(self.planned_at) if self.planned_at else ""


def why(row: Row, outlook: Outlook, *, by: Actor) -> Why:
    """Say why the item of a row has its dates; nine queries, more if it lies deep."""
    item = row.item
    is_unknown = outlook.has_assumed_effort and not row.is_summary
    return Why(
        reasons=reasons_of(row, outlook, by),
        alike=precedents_of(item, by=by) if is_unknown else [],
        drawing=None if item.is_closed else distribution(outlook, item.deadline),
        rank=outlook.rank,
        ranked=_ranked(outlook),
        standing=standing_of(item, outlook, by=by),
        planned_at=_planned_at(item, outlook),
    )


def _ranked(outlook: Outlook) -> int:
    if outlook.rank is None:
        return 0
    ranked = Outlook.objects.filter(workspace_id=outlook.workspace_id)
    return ranked.exclude(rank=None).count()


def _planned_at(item: Item, outlook: Outlook) -> datetime | None:
    """Return when the run that gave the item its dates was published."""
    events = Event.objects.filter(
        workspace_id=item.workspace_id,
        subject_type="work.project",
        subject_id=item.project_id,
        data__run_id=outlook.run_id,
    )
    return events.order_by("-pk").values_list("at", flat=True).first()


def reasons_of(row: Row, outlook: Outlook, by: Actor) -> list[Reason]:
    """Say what its dates hang on and what is assumed, or why it has none."""
    if outlook.unplaced:
        needs = needs_of(row.item) if outlook.unplaced == "nobody" else []
        if needs and not row.people and not row.is_summary:
            return [Reason(text=nobody_words(needs))]
        text = unplaced_words(outlook.unplaced)
        return [Reason(text=text, culprit=_culprit(outlook, by))]
    reasons = [_cause(row, outlook, by)]
    reasons += _critical(outlook)
    if outlook.has_assumed_people and Hidden.PEOPLE not in row.hides:
        text = _("Nobody is named: anyone in the project may do it.")
        if row.needs:
            text = _("Nobody is named: who in the project has these skills may do it.")
        reasons.append(Reason(text=text))
    if Hidden.EFFORT not in row.hides:
        texts = [] if row.is_summary else learned_words(row.item, outlook, by=by)
        reasons += [Reason(text=text) for text in texts]
        if outlook.has_assumed_effort and not texts:
            text = _("Not estimated: the plan assumes %s.")
            reasons.append(Reason(text=text % format_minutes(ASSUMED_MINUTES)))
    return [reason for reason in reasons if reason.text]


def _critical(outlook: Outlook) -> Iterator[Reason]:
    if outlook.is_critical:
        yield Reason(text=_("If it takes longer, its project ends later."))
    if outlook.critical_percent:
        often = chance_words(outlook.critical_percent / 100)
        text = _("Critical in %s of the scenarios: its project's end hangs on it.")
        yield Reason(text=text % often)


def _cause(row: Row, outlook: Outlook, by: Actor) -> Reason:
    culprit = _culprit(outlook, by)
    if outlook.cause == "link":
        return _waiting(row, culprit)
    if outlook.demand_id is not None:
        return Reason(text=_expected(row, outlook, by))
    if outlook.cause in ("busy", "priority", "skill"):
        who = _witness(row, outlook, culprit, by)
        return Reason(text=_busy(outlook.cause, who, culprit), culprit=culprit)
    if outlook.cause == "absence":
        who = _witness(row, outlook, culprit, by)
        return Reason(text=_away(who))
    if outlook.cause == "constraint":
        return Reason(text=_constraint(row.item))
    if outlook.cause == "chunk":
        return Reason(text=_chunk(row))
    texts = {
        "fact": _("It has started."),
        "now": _("Nothing holds it back: it can start at once."),
        "calendar": _("Nobody who could do it works earlier."),
        "pause": _("It pauses before that."),
    }
    return Reason(text=texts.get(outlook.cause, ""))


def _waiting(row: Row, culprit: Item | None) -> Reason:
    """Say what it waits for, and for how long after."""
    if culprit is None:
        return Reason(text=_("It waits for another item."))
    link = _link_between(culprit, row.item)
    lag = lag_words(link.lag, is_elapsed=link.lag_is_elapsed) if link else ""
    if not lag:
        return Reason(text=_("It waits for another item:"), culprit=culprit)
    text = _("It waits for another item, and comes %(lag)s:") % {"lag": lag}
    return Reason(text=text, culprit=culprit)


def _link_between(before: Item, item: Item) -> Link | None:
    """Return the link by which an item, or what it is part of, waits for another."""
    links = {link.after_id: link for link in Link.objects.filter(before=before)}
    pk: int | None = item.pk
    while pk is not None and pk not in links and links:
        parents = Item.objects.filter(pk=pk).values_list("parent_id", flat=True)
        pk = parents.first()
    return None if pk is None else links.get(pk)


def _culprit(outlook: Outlook, by: Actor) -> Item | None:
    if outlook.culprit_id is None:
        return None
    items = Item.objects.visible_to(by).select_related("project")
    return items.filter(pk=outlook.culprit_id).first()


def _witness(row: Row, outlook: Outlook, culprit: Item | None, by: Actor) -> str | None:
    """Name whom it waits for, where that may be said."""
    hides = row.hides
    if culprit:
        hides |= masks_of(by).of(culprit.project_id)
    if outlook.witness_id is None or Hidden.PEOPLE in hides:
        return None
    seen = Person.objects.visible_to(by).filter(pk=outlook.witness_id)
    return seen.values_list("actor__name", flat=True).first()


def _busy(cause: str, who: str | None, culprit: Item | None) -> str:
    if culprit is None:
        return _("Who does it is busy with other work before.")
    if cause == "skill":
        return _("Who has the skills for it is busy with another item before:")
    if cause == "priority":
        if who is None:
            return _("Who could do it does another item first, which goes before it:")
        text = _("%(who)s does another item first, which goes before it:")
        return text % {"who": who}
    if who is None:
        return _("Who could do it is busy with another item before:")
    return _("%(who)s is busy with another item before:") % {"who": who}


def _expected(row: Row, outlook: Outlook, by: Actor) -> str:
    """Say which work that is no item yet goes before, to those who may know of it."""
    seen = Demand.objects.visible_to(by)
    demand = seen.filter(pk__in=[outlook.demand_id]).first()
    if demand is None:
        return _busy(outlook.cause, None, None)
    who = _witness(row, outlook, None, by)
    said = {
        "who": who,
        "title": demand.title,
        "percent": chance_words(demand.probability_percent / 100),
    }
    if who is None:
        text = _("Expected work goes before it, with %(percent)s: “%(title)s”.")
    else:
        text = _(
            "%(who)s is busy before with expected work, which comes with %(percent)s: "
            "“%(title)s”."
        )
    return text % said


def _away(who: str | None) -> str:
    if who is None:
        return _("Who could do it is away before.")
    return _("%(who)s, who does it then, is away before.") % {"who": who}


def _chunk(row: Row) -> str:
    """Say what it waits for, but not for how much of it where effort is hidden."""
    minutes = row.item.chunk_minutes
    if minutes is None or Hidden.EFFORT in row.hides:
        return _("What is left of the day before is too short to begin it.")
    text = _("Less than %s is left of the day before, and it is begun for no less.")
    return text % format_minutes(minutes)


def _constraint(item: Item) -> str:
    """Say which date holds it: its own, one of its project's, or that of its finish."""
    own, all_of_it = item.starts_no_earlier, item.project.starts_no_earlier
    if all_of_it and all_of_it > (own or timezone.now()):
        date = date_words(all_of_it)
        return _("Its project starts no earlier than %(date)s.") % {"date": date}
    if own:
        date = date_words(own)
        return _("It is pinned: it starts no earlier than %(date)s.") % {"date": date}
    if item.finishes_no_earlier:
        return _("It may not finish earlier.")
    return _("What it is part of starts no earlier.")
