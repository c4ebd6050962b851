"""Runs of the engine, what they said and what is proven, and what history says."""

from headway.plan.models.ageing import Ageing, AgeingQuerySet, CycleTime
from headway.plan.models.baselines import (
    LAST_NUMBER,
    Baseline,
    BaselineItem,
    BaselineItemQuerySet,
    BaselineQuerySet,
)
from headway.plan.models.conflicts import (
    LIMITS,
    Conflict,
    ConflictPart,
    ConflictPartQuerySet,
    ConflictQuerySet,
    PartKind,
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
    "LIMITS",
    "LONGEST_WHY",
    "MOST_PEOPLE",
    "Ageing",
    "AgeingQuerySet",
    "Baseline",
    "BaselineItem",
    "BaselineItemQuerySet",
    "BaselineQuerySet",
    "Conflict",
    "ConflictPart",
    "ConflictPartQuerySet",
    "ConflictQuerySet",
    "CycleTime",
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
    "PartKind",
    "Pending",
    "Run",
    "RunQuerySet",
]
