"""Kinds of values that several shapes have."""

from typing import Annotated, Literal

from django.db.models import CharField, F, Func, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast
from ninja import Field, Path, Query
from pydantic import Strict

from headway.base.numbers import MOST_INTEGER
from headway.base.schemas import Clean, Id
from headway.work.models.items import LONGEST_MINUTES

MOST_AT_ONCE = 500
"""So many items one request changes at most, all of them or none."""

MOST_PEOPLE = 200
LONGEST_LAG = 10 * 366 * 1440
Whole = Annotated[int, Strict()]
Minutes = Annotated[Whole, Field(ge=0, le=LONGEST_MINUTES)]
RangeEnd = Annotated[
    Whole,
    Field(
        ge=1,
        le=LONGEST_MINUTES,
        description="An end of the estimate, which 8 of 10 such items keep to: both, or"
        " neither.  Where the estimate is not between them, it becomes their geometric"
        " mean; another estimate that is not between them removes them.",
    ),
]
Priority = Annotated[
    Whole,
    Field(
        ge=0,
        le=1000,
        description="What its delay weighs: 500 is normal, each 200 more double it.",
    ),
]
ItemPriority = Annotated[
    Whole,
    Field(
        ge=0,
        le=1000,
        description="The importance: 900 highest, 700 high, 500 normal, 300 low, 100"
        " lowest; each 200 more double what its delay costs.",
    ),
]
Version = Annotated[Whole, Field(ge=1, le=MOST_INTEGER)]
Title = Annotated[str, Field(min_length=1, max_length=500, pattern=r"\S"), Clean]
TypeId = Annotated[
    Id, Field(description="A type of items; the one that new items get, if null.")
]
Description = Annotated[
    str, Field(max_length=100_000, description="Markdown: CommonMark, tables."), Clean
]
ItemKey = Annotated[
    str, Field(max_length=24, description="The key of an item, `KES-214`."), Clean
]
ProjectKey = Annotated[str, Field(max_length=10), Clean]
NewProjectKey = Annotated[str, Field(pattern=r"^([A-Za-z][A-Za-z0-9]{1,9})?$"), Clean]
ItemPath = Annotated[
    str, Clean, Path(max_length=24, description="The key of the item, `KES-214`.")
]
ProjectPath = Annotated[
    str, Clean, Path(max_length=10, description="The key of the project, `KES`.")
]
Projects = Annotated[
    list[ProjectKey],
    Query(
        [],
        alias="project",
        max_length=100,
        description="Keys of projects; all that you see where none is named.",
    ),
]
StateName = Literal["todo", "doing", "waiting", "done", "cancelled"]
DriveName = Literal["effort", "duration", "elapsed", "milestone"]
KindName = Literal["FS", "SS", "FF", "SF"]
HiddenName = Literal["people", "effort", "forecast", "description"]
RoleName = Literal["viewer", "contributor", "lead"]


def forecast_columns(*names: str) -> dict[str, str]:
    return {name: f"outlook__{name}" for name in names}


DATES = ("starts_at", "p50", "p85", "p95")


def key_of(item: str = "") -> Combinable:
    """The key of an item; ``item`` is the way to it, with two underscores behind."""
    return Func(  # neither is null where there is an item: Concat would ask at each
        F(f"{item}project__key"),
        Value("-"),
        Cast(f"{item}number", CharField()),
        template="(%(expressions)s)",
        arg_joiner=" || ",
        output_field=CharField(),
    )


KEY = key_of()
