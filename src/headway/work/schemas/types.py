"""Types of items, and the states of their workflows."""

from typing import Annotated

from ninja import Field, Schema
from pydantic import ConfigDict

from headway.base.schemas import Clean, Flag, Id, Input, without_defaults
from headway.work.schemas.values import StateName, Whole

Name = Annotated[str, Field(min_length=1, max_length=60, pattern=r"\S"), Clean]
Limit = Annotated[Whole, Field(ge=1, le=10_000)]


class StateOut(Schema):
    """A state; ``is_default`` is where items of its category come."""

    id: int
    type_id: int
    name: str
    category: StateName
    is_default: bool
    is_review: bool
    wip_limit: int | None


class TypeOut(Schema):
    """A type with its states, in the order of the board's columns."""

    id: int
    name: str
    is_default: bool
    states: list[StateOut]


class Types(Schema):
    items: list[TypeOut]


class TypeIn(Input):
    name: Name


class StateFields(Input):
    category: StateName
    is_review: Flag = False
    wip_limit: Limit | None = None


class StateIn(StateFields):
    name: Name


class StatePatch(StateFields):
    """What is not sent stays as it is; ``is_default`` can only be set."""

    model_config = ConfigDict(json_schema_extra=without_defaults)

    name: Name = ""
    category: StateName = "todo"
    is_default: Flag = False


class StateOrderIn(Input):
    """All states of the type, in their new order."""

    states: Annotated[list[Id], Field(max_length=500)]
