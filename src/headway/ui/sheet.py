"""Every part of the interface on one page, for eyes, axe and screenshots.

Served at ``/ui/components/`` while debugging and in tests, never in production.
"""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from headway.ui.markup import STATES
from headway.ui.rail import Block, Entry
from headway.ui.strip import Axis

COLOURS = [
    "paper", "surface", "sunken", "line", "ink", "ink-2", "ink-3",
    "accent", "good", "risk", "late", "wait", "forecast",
]  # fmt: skip
PEOPLE = ["Mira Olsen", "Tariq Aziz", "Chidi Eze"]
VISITOR = SimpleNamespace(
    name="Mira Olsen", workspace=SimpleNamespace(slug="", name="Harbour Yard")
)


@require_safe
def components(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/components.html", sheet(timezone.localdate()))


def sheet(today: date) -> dict[str, Any]:
    """All that the sheet shows, with dates around ``today``."""

    def day(days: int) -> date:
        return today + timedelta(days=days)

    forecast = {"start": day(0), "p50": day(6), "p85": day(11), "p95": day(19)}
    short = {"start": day(1), "p50": day(2), "p85": day(4), "p95": day(6)}
    return {
        "actor": VISITOR,
        "rail": rail(),
        "colours": COLOURS,
        "states": STATES,
        "people": PEOPLE,
        "chances": [0.91, 0.62, 0.37, None],
        "soon": day(5),
        "later": day(40),
        "next_year": today.replace(year=today.year + 1, month=2, day=5),
        "axis": Axis(first=today, last=day(27), width=190),
        "short_axis": Axis(first=today, last=day(27), width=84),
        "forecasts": [
            forecast | {"due": day(14), "chance": 0.91},
            forecast | {"due": day(6), "chance": 0.62},
            forecast | {"due": day(3), "chance": 0.2},
            forecast | {"due": None, "chance": None},
        ],
        "reasons": ["Two others wait for it", "due in a week", "you began it"],
        "tasks": [
            {"title": "Replace the brake lining of the crane", "state": "doing"}
            | forecast,
            {"title": "Order the shackles", "state": "ready"} | short,
            {"title": "Sea trial", "state": "later"} | forecast,
        ],
    }


def rail() -> list[Block]:
    places = [
        Entry(label="Today", url="/today/", icon="today", go="t", count=6, is_tab=True),
        Entry(label="All work", url="/work/", icon="list", go="l", is_tab=True),
        Entry(label="Parts", url="/ui/components/", icon="board", is_tab=True),
    ]
    projects = [
        Entry(label="Slipway repair", url="/p/1/", chance=0.88),
        Entry(label="Pilot boat", url="/p/2/", chance=0.61),
        Entry(label="Paint shop", url="/p/3/"),
    ]
    return [
        Block(label="", title="", entries=places),
        Block(label="Projects", title="", entries=projects),
    ]
