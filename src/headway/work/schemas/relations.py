"""What items have to do with each other."""

from typing import Literal

from ninja import Schema

from headway.base.schemas import Input
from headway.work.schemas.values import ItemKey

RelationName = Literal["relates", "duplicates", "follows", "causes"]


class RelationIn(Input):
    """What the item has to do with another one: it duplicates it, say."""

    kind: RelationName
    other: ItemKey


class RelationOut(Schema):
    """A relation; inward, it is what the other item has to do with this one."""

    kind: RelationName
    is_inward: bool
    words: str
    other: str


class RelationsOut(Schema):
    relations: list[RelationOut]
