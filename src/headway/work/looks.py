"""How work is laid out: a list's columns and groups, a timeline's axis and chains."""

from dataclasses import dataclass, replace
from typing import Self

from django.http import QueryDict

from headway.work.columns import USUAL, chosen, moved
from headway.work.grouping import NONE, is_grouping
from headway.work.models import SavedView, Zoom

PROJECT = "project"


@dataclass(frozen=True, kw_only=True)
class Look:
    """Names of columns, first to last, and of a grouping; empty is the usual one.

    ``zoom`` and ``has_chains`` are of the timeline, which says them in its address.
    """

    columns: tuple[str, ...] = USUAL
    group: str = ""
    zoom: str = Zoom.WEEK
    has_chains: bool = False

    @classmethod
    def of_view(cls, view: SavedView | None) -> Self:
        """Return how a saved view is laid out; without one, as usual."""
        if view is None:
            return cls()
        return cls(
            columns=chosen(view.columns),
            group=view.grouping,
            zoom=view.zoom,
            has_chains=view.has_chains,
        )

    @classmethod
    def read(cls, given: QueryDict, usual: Self) -> Self:
        """Read an address: ``columns`` and ``group``, and what a form asks to ``move``.

        What it does not say, or is none of what there is, is as usual.
        """
        names = ",".join(given.getlist("columns")).split(",")
        columns = chosen(names) if "columns" in given else usual.columns
        name, _colon, step = given.get("move", "").partition(":")
        if step in STEPS:
            columns = moved(columns, name, STEPS[step])
        group = given.get("group", usual.group)
        group = group if is_grouping(group) else usual.group
        return replace(usual, columns=columns, group=group)

    def said(self, usual: "Look") -> list[tuple[str, str]]:
        """Return what an address says of it, nothing where it is as usual."""
        columns = [("columns", ",".join(self.columns))]
        group = [("group", self.group)]
        return columns * (self.columns != usual.columns) + group * (
            self.group != usual.group
        )

    def grouping(self, *, is_ordered: bool) -> str:
        """Return by what rows are grouped: what is sorted is in no groups by itself."""
        return self.group or (NONE if is_ordered else PROJECT)

    @property
    def has_usual_columns(self) -> bool:
        return self.columns == USUAL


STEPS = {"up": -1, "down": 1}


def is_chosen(given: QueryDict) -> bool:
    """Whether a form says columns one by one: an address says them in one word."""
    return "move" in given or len(given.getlist("columns")) > 1
