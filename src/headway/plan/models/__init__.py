"""Runs of the engine, what they said before, and how busy they make people."""

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
    "Pending",
    "Run",
    "RunQuerySet",
]
