"""What of the timeline somebody asked for: the query string of its address."""

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Self
from urllib.parse import urlencode

from django.http import QueryDict

from headway.base.days import asked_day
from headway.base.numbers import MOST_ID, asked_whole
from headway.plan.timeline.scale import MOST_DAYS
from headway.work.filters.addresses import text_in
from headway.work.models import SavedView, Zoom

KEY = re.compile(r"[A-Z][A-Z0-9]{1,9}")
"""A project's."""


@dataclass(frozen=True, kw_only=True)
class Usual:
    """What is meant where an address does not say: by itself, or of an open view."""

    view: int | None = None
    q: str = ""
    zoom: Zoom = Zoom.WEEK
    chain: bool = False

    @classmethod
    def of_view(cls, view: SavedView | None) -> Self:
        if view is None:
            return cls()
        return cls(
            view=view.pk, q=view.query, zoom=Zoom(view.zoom), chain=view.has_chains
        )


@dataclass(frozen=True, kw_only=True)
class Ask:
    """``projects`` empty means all; ``folded`` and ``unfolded`` are names of rows.

    ``days`` is how many an axis had that is already on the screen: what is fetched
    later has to fit it.  ``block`` is the group of rows that is fetched.  ``people``
    come below the rows, however far down that is.  ``chain`` brings out the critical
    chain of each project.  ``baseline`` is the id of one that is drawn below the bars.
    ``q`` is the filter: what it finds is shown, and what that is in.  ``usual`` is
    what of all that an address need not say.
    """

    usual: Usual = Usual()
    projects: tuple[str, ...] = ()
    zoom: Zoom = Zoom.WEEK
    first: date | None = None
    days: int | None = None
    folded: frozenset[str] = frozenset()
    unfolded: frozenset[str] = frozenset()
    block: int | None = None
    people: bool = False
    chain: bool = False
    baseline: int | None = None
    q: str = ""

    @classmethod
    def read(cls, given: QueryDict, *, view: SavedView | None = None) -> Self:
        """Read a query string; what is not understood does not count."""
        zoom, usual = given.get("zoom", ""), Usual.of_view(view)
        return cls(
            usual=usual,
            projects=tuple(k for k in given.getlist("project") if KEY.fullmatch(k)),
            zoom=Zoom(zoom) if zoom in list(Zoom) else usual.zoom,
            first=asked_day(given.get("from", "")),
            days=_whole(given.get("days", ""), most=max(MOST_DAYS.values())),
            folded=frozenset(given.getlist("fold")),
            unfolded=frozenset(given.getlist("unfold")),
            block=_whole(given.get("block", ""), most=100_000),
            people="people" in given,
            chain=given["chain"] != "0" if "chain" in given else usual.chain,
            baseline=_whole(given.get("baseline", ""), most=MOST_ID),
            q=text_in(given, usual.q),
        )

    def query(self) -> str:
        """The query string that asks for the same."""
        return f"?{urlencode(self.said())}"

    def said(self) -> list[tuple[str, object]]:
        """Names and values of the query string."""
        said: list[tuple[str, object]] = [("project", key) for key in self.projects]
        said += [("fold", name) for name in sorted(self.folded)]
        said += [("unfold", name) for name in sorted(self.unfolded)]
        usual = self.usual
        one_each: dict[str, object] = {
            "view": usual.view,
            "zoom": None if self.zoom is usual.zoom else self.zoom.value,
            "from": self.first and self.first.isoformat(),
            "days": self.days,
            "block": self.block,
            "people": 1 if self.people else None,
            "chain": None if self.chain is usual.chain else int(self.chain),
            "baseline": self.baseline,
            "q": None if self.q == usual.q else self.q,
        }
        return said + [(n, value) for n, value in one_each.items() if value is not None]

    def toggled(self, name: str, *, is_folded: bool) -> Self:
        """Ask for the same with one row folded or, if it is, unfolded."""
        if is_folded:
            folded, unfolded = self.folded - {name}, self.unfolded | {name}
        else:
            folded, unfolded = self.folded | {name}, self.unfolded - {name}
        return replace(self, folded=folded, unfolded=unfolded)


def _whole(text: str, *, most: int) -> int | None:
    return asked_whole(text, most=most)
