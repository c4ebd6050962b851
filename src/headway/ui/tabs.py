"""Ways to look at the same work: the tabs of its pages, ``TABS`` in ``wiring.py``."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.conf import settings
from django.http import QueryDict
from django.utils.module_loading import import_string

from headway.ui.rail import Entry

Tab = Callable[[Any, QueryDict], Iterable[Entry]]
"""Yields its entries for an actor who is on a page with this query string.

The addresses they lead to show the same work as far as they can.
"""


def tabs_of(actor: Any, given: QueryDict) -> list[Entry]:
    tabs: Sequence[Tab] = import_string(settings.HEADWAY_TABS)
    return [entry for tab in tabs for entry in tab(actor, given)]
