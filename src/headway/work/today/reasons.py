"""Why an item has its place: facts with names and dates, the deciding one first."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from headway.base.durations import format_minutes
from headway.ui.words import KEPT, chance_words, date_words, percent_of, tone_of
from headway.work.models import Importance, State
from headway.work.models.outlook import AHEAD
from headway.work.reading import Row
from headway.work.today.network import Network

MOST_REASONS = 3
SOON = timedelta(days=14)


@dataclass(frozen=True, kw_only=True)
class Reason:
    """One fact; ``tone`` is that of its chip: ``risk``, ``late`` or empty.

    ``clause`` says it after a colon where ``text`` is too short for that.
    """

    text: str
    tone: str = ""
    clause: str = ""
    is_start: bool = False
    """Whether it is that the item was started."""

    @property
    def sentence(self) -> str:
        return self.clause or self.text

    @property
    def chip(self) -> "Reason":
        """The same as a chip says it."""
        return replace(self, text=capfirst(self.text))


def reasons_of(row: Row, network: Network) -> list[Reason]:
    """Return at most three reasons, the deciding one first; there is always one."""
    said = (
        _unplaced(row),
        _at_risk(row),
        _late_to_start(row),
        _must_start(row),
        _pinned(row),
        _held_back(row, network),
        _started(row),
        _put_first(row),
        _important(row),
        _awaited(row, network),
        _critical(row),
        _kept(row),
        _to_spare(row),
        _assumed(row),
    )
    found = [reason for reason in said if reason is not None]
    found = found or [Reason(text=_("nothing holds it back"))]
    return found[:MOST_REASONS]


def _unplaced(row: Row) -> Reason | None:
    return Reason(text=row.unplaced, tone="late") if row.unplaced else None


def _at_risk(row: Row) -> Reason | None:
    if row.item.deadline is None:
        return None
    if row.item.deadline < timezone.now():
        said = {"date": date_words(row.item.deadline)}
        return Reason(
            text=_("deadline was %(date)s") % said,
            clause=_("its deadline was %(date)s") % said,
            tone="late",
        )
    if row.chance is None or percent_of(row.chance) >= KEPT:
        return None
    return _deadline(row.item.deadline, row.chance, tone=tone_of(row.chance))


def _deadline(deadline: datetime, chance: float, *, tone: str = "") -> Reason:
    said = {"date": date_words(deadline), "chance": chance_words(chance)}
    return Reason(
        text=_("deadline %(date)s: %(chance)s") % said,
        clause=_("its deadline, %(date)s, has a chance of %(chance)s") % said,
        tone=tone,
    )


def _late_to_start(row: Row) -> Reason | None:
    """Say by when it has to start, where that is past, at risk or near."""
    by = row.item.starts_no_later
    if by is None or row.item.started_at:
        return None
    said = {"date": date_words(by)}
    if by < timezone.now():
        return Reason(
            text=_("had to start by %(date)s") % said,
            clause=_("it had to start by %(date)s") % said,
            tone="late",
        )
    chance = row.start_chance
    if chance is not None and percent_of(chance) < KEPT:
        said |= {"chance": chance_words(chance)}
        return Reason(
            text=_("start by %(date)s: %(chance)s") % said,
            clause=_("that it starts by %(date)s has a chance of %(chance)s") % said,
            tone=tone_of(chance),
        )
    if row.item.must_start_on:
        return Reason(
            text=_("has to start on %(date)s") % said,
            clause=_("it has to start on %(date)s, neither before nor after") % said,
        )
    if by > timezone.now() + SOON:
        return None
    return Reason(
        text=_("has to start by %(date)s") % said,
        clause=_("it has to start by %(date)s") % said,
    )


def _must_start(row: Row) -> Reason | None:
    """Say that a deadline of what waits for it needs it, where that is near or past."""
    held = row.outlook
    if held is None or held.latest_start is None or row.item.started_at:
        return None
    is_own = held.due_through_id == row.item.pk
    if is_own or held.latest_start > timezone.now() + SOON:
        return None
    said = {"date": date_words(held.latest_start)}
    is_past = held.latest_start < timezone.now()
    return Reason(
        text=_("start by %(date)s for a deadline behind it") % said,
        clause=_("a deadline behind it needs a start by %(date)s") % said,
        tone="risk" if is_past else "",
    )


def _pinned(row: Row) -> Reason | None:
    """Say from when it may start, unless its latest start says so."""
    pin = row.item.starts_no_earlier
    if pin is None or pin <= timezone.now() or row.item.started_at:
        return None
    if row.item.must_start_on:
        return None
    said = {"date": date_words(pin)}
    return Reason(
        text=_("not before %(date)s") % said,
        clause=_("it may not start before %(date)s") % said,
    )


def _held_back(row: Row, network: Network) -> Reason | None:
    blocker = network.blocker(row.item.pk)
    if row.tile != "later" or blocker is None:
        return None
    said = {"key": blocker.key}
    return Reason(
        text=_("ready once %(key)s is done") % said,
        clause=_("it is ready once %(key)s is done") % said,
    )


def _started(row: Row) -> Reason | None:
    if row.item.state != State.DOING:
        return None
    clause = _("you have started it")
    return Reason(text=_("already started"), clause=clause, is_start=True)


def _put_first(row: Row) -> Reason | None:
    """People put it before other work: it stands further ahead than it is worth."""
    ahead = row.outlook.ahead if row.outlook else None
    if not ahead or ahead[AHEAD.index("override")] >= 0:
        return None
    return Reason(text=_("put first"), clause=_("somebody put it first"))


def _important(row: Row) -> Reason | None:
    if row.judged:
        return Reason(text=row.judged, clause=_("it is judged: %s") % row.judged)
    if not row.is_by_importance or row.importance == Importance.NORMAL:
        return None
    said = str(row.importance.label).lower()
    return Reason(
        text=_("importance: %s") % said,
        clause=_("its importance is %s") % said,
    )


def _awaited(row: Row, network: Network) -> Reason | None:
    if names := network.names_behind(row.item.pk):
        return Reason(text=_waiting_people(names))
    count = len(network.followers.get(row.item.pk, ()))
    if not count:
        return None
    text = ngettext("%d item waits for it", "%d items wait for it", count)
    return Reason(text=text % count)


def _waiting_people(names: Sequence[str]) -> str:
    first = [name.split()[0] if name.split() else name for name in names]
    if len(first) == 1:
        return _("%(who)s waits for it") % {"who": first[0]}
    if len(first) == 2:
        said = {"one": first[0], "other": first[1]}
        return _("%(one)s and %(other)s wait for it") % said
    rest = len(first) - 1
    text = ngettext(
        "%(who)s and %(count)d other wait for it",
        "%(who)s and %(count)d others wait for it",
        rest,
    )
    return text % {"who": first[0], "count": rest}


def _critical(row: Row) -> Reason | None:
    if row.outlook is None or not row.outlook.is_critical:
        return None
    text = _("%(project)s ends later if it slips")
    return Reason(text=text % {"project": row.item.project.name})


def _kept(row: Row) -> Reason | None:
    if row.item.deadline is None or row.chance is None or _at_risk(row):
        return None
    return _deadline(row.item.deadline, row.chance)


def _to_spare(row: Row) -> Reason | None:
    """Count days from the one by which it is done at 85 % to the deadline's."""
    if row.item.deadline is None or row.outlook is None or row.outlook.p85 is None:
        return None
    last = timezone.localdate(row.item.deadline)
    days = (last - timezone.localdate(row.outlook.p85)).days
    if days < 1:
        return None
    return Reason(
        text=ngettext("%d day to spare", "%d days to spare", days) % days,
        clause=ngettext("it has %d day to spare", "it has %d days to spare", days)
        % days,
    )


def _assumed(row: Row) -> Reason | None:
    if row.assumed_minutes is None:
        return None
    said = {"amount": format_minutes(row.assumed_minutes)}
    return Reason(
        text=_("not estimated, counts as %(amount)s") % said,
        clause=_("it is not estimated and counts as %(amount)s") % said,
    )
