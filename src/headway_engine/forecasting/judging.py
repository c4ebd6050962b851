"""Scores of one replay, overall and by group, beside those of naive forecasts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np

from headway_engine.forecasting.baselines import Naive
from headway_engine.forecasting.rolling import Record
from headway_engine.forecasting.scores import (
    Group,
    closed_coverage,
    coverage,
    inside,
    judge_groups,
    pit_ks,
    standard_error,
)
from headway_engine.problem import Flags, Floats, Ints

BLOCK_DAYS: Final = 30.0
SMALL_GROUP: Final = 30
"""Where no group has 200, the worst of those with so many is named."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Score:
    """What forecasts were worth that were not made while warming up.

    ``coverage`` of nominal 50, 80 and 90 % with its ``standard_error`` over blocks of
    time; ``range80`` is the mean width of the 80 % range of the logarithm.
    """

    n: int
    coverage: Mapping[str, float]
    standard_error: Mapping[str, float]
    closed_coverage: Mapping[str, float]
    groups: Sequence[Group]
    worst_group: Group | None
    crps_ln: float | None
    pit_ks: float
    range80: float | None
    warm_up: "Score | None" = None
    baselines: Mapping[str, "Score"] = field(default_factory=dict)
    parts: Mapping[str, "Score"] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Context:
    """What scores of one replay share."""

    days: Floats
    groups: Mapping[str, Ints]
    block_days: float
    taught_until: float


def context_of(
    asked: Floats, groups: Mapping[str, Ints], *, block_days: float = BLOCK_DAYS
) -> Context:
    first, span = float(asked.min()), float(asked.max() - asked.min())
    taught = min(min(max(span / 10, 90.0), 365.0), span / 3)
    return Context(
        days=asked, groups=groups, block_days=block_days, taught_until=first + taught
    )


def judge(
    record: Record,
    context: Context,
    naive: Mapping[str, Naive],
    parts: Mapping[str, Score | None] | None = None,
) -> Score | None:
    """Score what was forecast after warming up; of that the last 40 % once more.

    Published comparisons learn from the first 60 % of a record and judge the rest.
    """
    is_known = np.isfinite(record.upper)
    is_late = is_known & (context.days >= context.taught_until)
    main = _beside(record, context, is_late, naive, has_groups=True)
    if main is None:
        return None
    is_last = is_known & (context.days >= np.quantile(context.days[is_known], 0.6))
    last = _beside(record, context, is_last, naive)
    all_parts = {"last_40_percent": last, **(parts or {})}
    return replace(
        main,
        warm_up=_part(record, context, is_known & ~is_late),
        parts={name: part for name, part in all_parts.items() if part is not None},
    )


def _beside(
    record: Record,
    context: Context,
    chosen: Flags,
    naive: Mapping[str, Naive],
    *,
    has_groups: bool = False,
) -> Score | None:
    """Score the chosen forecasts, and the naive ones of the same."""
    score = _part(record, context, chosen, has_groups=has_groups)
    if score is None:
        return None
    compared = {
        name: _part(_as_record(made), context, chosen & np.isfinite(made.upper))
        for name, made in naive.items()
    }
    return replace(
        score, baselines={name: s for name, s in compared.items() if s is not None}
    )


def _part(
    record: Record, context: Context, chosen: Flags, *, has_groups: bool = False
) -> Score | None:
    if not chosen.any():
        return None
    lower, upper = record.lower[chosen], record.upper[chosen]
    days = context.days[chosen]
    groups: list[Group] = []
    worst = None
    if has_groups:
        codes = {kind: code[chosen] for kind, code in context.groups.items()}
        judge = (lower, upper, days, codes)
        groups = judge_groups(*judge, block_days=context.block_days)
        small = groups or judge_groups(
            *judge, block_days=context.block_days, smallest=SMALL_GROUP
        )
        worst = small[0] if small else None
    errors = {
        str(percent): round(
            standard_error(
                inside(lower, upper, percent / 100), days, context.block_days
            ),
            4,
        )
        for percent in (50, 80, 90)
    }
    return Score(
        n=int(chosen.sum()),
        coverage=coverage(lower, upper),
        standard_error=errors,
        closed_coverage=closed_coverage(lower, upper),
        groups=groups,
        worst_group=worst,
        crps_ln=_mean(record.crps[chosen]),
        pit_ks=pit_ks(lower, upper),
        range80=_mean(record.range80[chosen]),
    )


def _mean(values: Floats) -> float | None:
    return None if np.isnan(values).all() else round(float(np.nanmean(values)), 4)


def _as_record(made: Naive) -> Record:
    nothing = np.full(len(made.crps), np.nan)
    return Record(lower=made.lower, upper=made.upper, crps=made.crps, range80=nothing)
