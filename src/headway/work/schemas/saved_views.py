"""Saved views."""

from typing import Annotated, Literal

from ninja import Field, Schema
from pydantic import ConfigDict

from headway.base.schemas import Clean, Flag, Input, without_defaults

ViewName = Annotated[str, Field(min_length=1, max_length=80, pattern=r"\S"), Clean]
ColumnNames = Annotated[
    list[Annotated[str, Field(min_length=1, max_length=16), Clean]],
    Field(max_length=40),
]
GroupingName = Annotated[str, Field(max_length=16), Clean]
PageName = Literal["list", "board", "timeline", "calendar"]
ZoomName = Literal["day", "week", "quarter"]
ViewQuery = Annotated[str, Field(max_length=4000), Clean]


class SavedViewOut(Schema):
    """A filter under a name; ``query`` is what ``q`` of ``listItems`` takes.

    It finds what its reader may see.  ``columns`` are those of its list, first to last,
    and ``grouping`` is by what its rows are grouped; empty is as usual.  ``page`` is
    where it opens; ``zoom`` and ``has_chains``, which brings out critical chains, are
    of the timeline.
    """

    id: int
    name: str
    query: str
    columns: list[str]
    grouping: str
    page: PageName
    zoom: ZoomName
    has_chains: bool
    is_shared: bool
    is_pinned: bool
    owner_id: int


class SavedViewsOut(Schema):
    views: list[SavedViewOut]


class SavedViewIn(Input):
    name: ViewName
    query: ViewQuery
    columns: ColumnNames = []
    grouping: GroupingName = ""
    page: PageName = "list"
    zoom: ZoomName = "week"
    has_chains: Flag = False
    is_shared: Flag = False
    is_pinned: Flag = False


class SavedViewPatch(Input):
    """What is not sent stays as it is."""

    model_config = ConfigDict(json_schema_extra=without_defaults)

    name: ViewName = ""
    query: ViewQuery = ""
    columns: ColumnNames = []
    grouping: GroupingName = ""
    page: PageName = "list"
    zoom: ZoomName = "week"
    has_chains: Flag = False
    is_shared: Flag = False
    is_pinned: Flag = False
