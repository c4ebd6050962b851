"""Lines that apps above add to what is said of an item: ``ITEM_LINES`` in wiring."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from django.conf import settings
from django.utils.module_loading import import_string

from headway.actors.models import Actor
from headway.work.models import Item

Beside = Literal["", "people", "pin", "deadline", "start-by"]


@dataclass(frozen=True, kw_only=True)
class ItemLine:
    """``note`` stands behind ``text``, of ``tone``, a class; ``url`` leads to more.

    ``beside`` is the fact of the item below which it stands, without a label, and with
    the text in that tone; by itself without.
    """

    label: str
    text: str
    note: str = ""
    tone: str = ""
    url: str = ""
    beside: Beside = ""


ItemLines = Callable[[Item, Actor], Iterable[ItemLine]]
"""Yields lines about an item that the actor sees; checks what else they may see."""


def lines_of(item: Item, *, by: Actor) -> list[ItemLine]:
    wired: Sequence[ItemLines] = import_string(settings.HEADWAY_ITEM_LINES)
    return [line for lines in wired for line in lines(item, by)]
