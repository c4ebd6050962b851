"""Runs of the engine, what they said before, how busy they make people, and paces."""

from headway.plan.models.baselines import (
    LAST_NUMBER,
    Baseline,
    BaselineItem,
    BaselineItemQuerySet,
    BaselineQuerySet,
)
from headway.plan.models.decisions import (
    MOST_PEOPLE,
    Decision,
    DecisionKind,
    DecisionQuerySet,
)
from headway.plan.models.overrides import (
    LONGEST_WHY,
    Override,
    OverrideDelay,
    OverrideDelayQuerySet,
    OverrideQuerySet,
)
from headway.plan.models.pace import Pace, PaceQuerySet
from headway.plan.models.runs import (
    ForecastHistory,
    ForecastHistoryQuerySet,
    KeptSnapshot,
    Load,
    LoadQuerySet,
    Order,
    Pending,
    Run,
    RunQuerySet,
)

__all__ = [
    "LAST_NUMBER",
    "LONGEST_WHY",
    "MOST_PEOPLE",
    "Baseline",
    "BaselineItem",
    "BaselineItemQuerySet",
    "BaselineQuerySet",
    "Decision",
    "DecisionKind",
    "DecisionQuerySet",
    "ForecastHistory",
    "ForecastHistoryQuerySet",
    "KeptSnapshot",
    "Load",
    "LoadQuerySet",
    "Order",
    "Override",
    "OverrideDelay",
    "OverrideDelayQuerySet",
    "OverrideQuerySet",
    "Pace",
    "PaceQuerySet",
    "Pending",
    "Run",
    "RunQuerySet",
]
