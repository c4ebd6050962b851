"""How busy people are, below the rows and on their axis."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Self

from django.utils import timezone
from django.utils.safestring import SafeString

from headway.actors.models import Actor
from headway.plan.busy import Busy, busy_people
from headway.plan.timeline import reading
from headway.plan.timeline.ask import Ask
from headway.plan.timeline.busy import LOAD_ROW, draw_load, soon_percent
from headway.plan.timeline.drawing import number
from headway.plan.timeline.rows import Project
from headway.plan.timeline.scale import Scale
from headway.ui.markup import person
from headway.work.models.items import ItemQuerySet


@dataclass(frozen=True, kw_only=True)
class People:
    """``names`` and ``svg`` are empty while they are to be fetched from ``query``.

    ``total`` counts those that are not shown, too.  ``asking`` is the query of the page
    on which they are there from the start.
    """

    names: SafeString
    svg: SafeString
    total: int
    shown: int
    height: int
    subjects: str
    query: str
    asking: str

    @classmethod
    def below(
        cls,
        projects: Collection[Project],
        ask: Ask,
        scale: Scale,
        *,
        matching: ItemQuerySet | None,
        by: Actor,
        is_drawn: bool,
    ) -> Self:
        rows = reading.loads_for(projects, ask, matching, by=by)
        people = busy_people(rows, reading.MOST_PEOPLE, by=by) if is_drawn else []
        total = rows.count()
        shown = min(total, reading.MOST_PEOPLE)
        axis = replace(ask, first=scale.first, days=scale.days)
        return cls(
            names=SafeString("".join(_name(p, scale) for p in people)),
            svg=_drawing(people, scale) if people else SafeString(""),
            total=total,
            shown=shown,
            height=shown * LOAD_ROW,
            subjects=" ".join(f"work.project:{p.pk}" for p in projects),
            query=axis.query(),
            asking=replace(ask, people=True).query(),
        )


def _name(busy: Busy, scale: Scale) -> str:
    percent = soon_percent(busy, scale.today)
    tone = "is-risk" if percent is not None and percent > 100 else "faint"
    said = "\N{EN DASH}" if percent is None else f"{percent}\N{NO-BREAK SPACE}%"
    shown = person(busy.name, "me" if busy.is_me else "")
    return f'<li>{shown}<span class="small {tone}">{said}</span></li>'


def _drawing(people: Sequence[Busy], scale: Scale) -> SafeString:
    height, width = len(people) * LOAD_ROW, number(scale.width)
    lines = "".join(
        f"M0 {n * LOAD_ROW - 0.5}h{width}" for n in range(1, len(people) + 1)
    )
    rows = "".join(draw_load(p, n * LOAD_ROW, scale) for n, p in enumerate(people))
    x = scale.at(timezone.now())
    now = f'<path class="now" d="M{number(x)} 0v{height}"/>' if scale.shows(x) else ""
    return SafeString(
        f'<svg class="chart loadstrip" width="{width}" height="{height}">'
        f'<use href="#days-off"/><path class="grid" d="{lines}"/>{rows}{now}</svg>'
    )
