"""Plans made again, with one change more each time; loads the engine."""

from collections import OrderedDict, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final

import numpy as np
from django.utils import timezone

from headway.events.unchanged import LogState, has_changed, log_state
from headway.plan.forecast import SCENARIOS, Forecast, forecast
from headway.plan.learning import EPOCH
from headway.plan.models import KeptSnapshot
from headway.plan.moves.chain import Chain, Moment, chain_of
from headway.plan.moves.logged import read_log
from headway.plan.moves.packing import shape, unpack
from headway.plan.moves.states import Change
from headway.plan.snapshot import next_quarter, take_snapshot
from headway.plan.turns import one_at_a_time
from headway_engine.attribution import Stretch, stretches
from headway_engine.problem import NEVER, Ints, Keys
from headway_engine.simulation import last_by, quantiles

PERCENT: Final = 85

MOST_FORECASTS: Final = 40
"""For one question, of a workspace of up to ``EASY`` items."""

LEAST_FORECASTS: Final = 12

EASY: Final = 1_500
"""Items; of more, fewer forecasts are made.

Of 1,000 items one takes 0.2 s of a processor, of 10,000 with ``FEW_SCENARIOS`` 0.8 s.
"""

FEW_SCENARIOS: Final = 100
"""Drawn where there are more items than that; else as many as plans draw."""

MOST_KEPT: Final = 4
"""Replays in memory: with 10,000 items one takes some 20 MB."""

kept_replays: OrderedDict[tuple[int, int], "Replay"] = OrderedDict()


@dataclass(frozen=True, kw_only=True, slots=True)
class Dates:
    """When everything is done at 85 %, in minutes since ``EPOCH``; ``NEVER``: no date.

    ``keys`` are ids of items in order, ``finish`` is of each.
    """

    keys: Keys
    finish: Ints
    projects: dict[int, int]

    def of(self, about: "About") -> int:
        if about.is_project:
            return self.projects.get(about.pk, NEVER)
        i = int(np.searchsorted(self.keys, about.pk))
        is_known = i < len(self.keys) and int(self.keys[i]) == about.pk
        return int(self.finish[i]) if is_known else NEVER


@dataclass(frozen=True, kw_only=True, slots=True)
class About:
    """Whose date: an item's, or a project's."""

    pk: int
    is_project: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """By how much a date moved since the plan ``since``, and in which changes.

    The stretches are of ``changes``; they add up to the whole.
    """

    since: datetime
    before: datetime | None
    after: datetime | None
    changes: Sequence[Change]
    stretches: Sequence[Stretch]
    scenarios: int

    @property
    def minutes(self) -> int | None:
        if self.before is None or self.after is None:
            return 0 if self.before == self.after else None
        return round((self.after - self.before).total_seconds() / 60)


@dataclass(kw_only=True)
class Replay:
    """All that happened in a workspace since a plan, and the plans in between."""

    since: datetime
    chain: Chain
    at: datetime
    state: LogState
    scenarios: int
    most: int
    made: dict[int, Dates] = field(default_factory=dict)

    def after(self, n: int) -> Dates:
        """Plan with the first ``n`` changes, unless that was done before."""
        if n not in self.made:
            state = self.chain.first.after(self.chain.changes[:n])
            planned = forecast(
                state.snapshot(), now=state.now, scenarios=self.scenarios
            )
            self.made[n] = _dates(planned)
        return self.made[n]

    def answer(self, about: About) -> Answer:
        changes = self.chain.changes
        found = stretches(
            len(changes), lambda n: self.after(n).of(about), most=self.most
        )
        ends = (self.after(n).of(about) for n in (0, len(changes)))
        before, after = map(_instant, ends)
        return Answer(
            since=self.since,
            before=before,
            after=after,
            changes=changes,
            stretches=found,
            scenarios=self.scenarios,
        )


def kept_since(workspace_id: int, day: date, *, born: datetime) -> KeptSnapshot | None:
    """Return what the last plan up to a day was made from, else the first one after.

    Not before something was ``born``: then it had no date.  None if none is kept.
    """
    rows = KeptSnapshot.objects.filter(workspace_id=workspace_id, shape=shape())
    rows = rows.filter(read_at__gte=born).defer("content")
    last = rows.filter(day__lte=day).order_by("-day").first()
    return last or rows.order_by("day").first()


def replayed(kept: KeptSnapshot, about: About) -> Answer:
    """Say what moved a date since a plan that is kept.

    At most ``MOST_FORECASTS`` plans are made; what was planned for one question serves
    others, until the log has something new or a quarter of an hour is over.  Raises
    :class:`Busy` while others are answered.
    """
    with one_at_a_time.turn():
        key = (kept.workspace_id, kept.pk)
        replay = kept_replays.get(key)
        if replay is None or not _holds(replay, kept.workspace_id):
            replay = kept_replays[key] = _replay(kept)
            kept_replays.move_to_end(key)
            while len(kept_replays) > MOST_KEPT:
                kept_replays.popitem(last=False)
        return replay.answer(about)


def forget() -> None:
    """Forget what was kept: the database is another one."""
    kept_replays.clear()


def _holds(replay: Replay, workspace_id: int) -> bool:
    is_now = replay.at == next_quarter(timezone.now())
    return is_now and not has_changed(workspace_id, since=replay.state)


def _replay(kept: KeptSnapshot) -> Replay:
    state = log_state()  # before the rows are read: what comes between counts as new
    read_at = timezone.now()
    present = Moment(
        snapshot=take_snapshot(kept.workspace_id),
        read_at=read_at,
        at=next_quarter(read_at),
    )
    log = read_log(kept.workspace_id, since=kept.read_at, until=read_at)
    size = max(len(present.snapshot.items), 1)
    return Replay(
        since=kept.at,
        chain=chain_of(_moments(kept, present), log),
        at=present.at,
        state=state,
        scenarios=SCENARIOS if size <= EASY else FEW_SCENARIOS,
        most=max(LEAST_FORECASTS, min(MOST_FORECASTS, MOST_FORECASTS * EASY // size)),
    )


def _moments(kept: KeptSnapshot, present: Moment) -> Iterator[Moment]:
    rows = KeptSnapshot.objects.filter(
        workspace_id=kept.workspace_id, shape=shape(), day__gte=kept.day
    )
    for row in rows.order_by("day").iterator(chunk_size=1):
        snapshot = unpack(bytes(row.content))
        yield Moment(snapshot=snapshot, read_at=row.read_at, at=row.at)
    yield present


def _dates(made: Forecast) -> Dates:
    """Read the dates of all items and projects out of a forecast, as outlooks do."""
    position, finish = made.compiled.position, made.scenarios.finish
    offset = (made.compiled.origin - EPOCH) // timedelta(minutes=1)
    placed = made.schedule.start != NEVER
    alone = quantiles(finish, [PERCENT])[0]

    def last(positions: Sequence[int]) -> int:
        there = [i for i in positions if placed[i]]
        if not there:
            return NEVER
        return _since_epoch(last_by(finish, there, PERCENT), offset)

    found = {pk: _since_epoch(int(alone[i]), offset) for pk, i in position.items()}
    found |= {pk: last(inside) for pk, inside in _summaries(made).items()}
    keys = sorted(found)
    return Dates(
        keys=np.array(keys, np.int64),
        finish=np.array([found[pk] for pk in keys], np.int32),
        projects={pk: last(inside) for pk, inside in _projects(made).items()},
    )


def _summaries(made: Forecast) -> dict[int, list[int]]:
    """Return the positions of all that is planned in each summary."""
    above = {row.pk: row.parent_id for row in made.snapshot.items}
    found: defaultdict[int, list[int]] = defaultdict(list)
    for pk, i in made.compiled.position.items():
        parent, seen = above[pk], {pk}
        while parent is not None and parent not in seen:
            found[parent].append(i)
            seen.add(parent)
            parent = above.get(parent)
    return found


def _projects(made: Forecast) -> dict[int, list[int]]:
    found: defaultdict[int, list[int]] = defaultdict(list)
    for row in made.snapshot.items:
        if row.pk in made.compiled.position:
            found[row.project_id].append(made.compiled.position[row.pk])
    return found


def _since_epoch(minute: int, offset: int) -> int:
    return NEVER if minute == NEVER else minute + offset


def _instant(minute: int) -> datetime | None:
    return None if minute == NEVER else EPOCH + timedelta(minutes=minute)
