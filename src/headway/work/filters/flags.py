"""What simply holds of an item or does not: ``is blocked``, ``has children``."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext_lazy

from headway.work.filters.kinds import Words
from headway.work.filters.reader import Reader
from headway.work.models import Drive, Hidden, State
from headway.work.models.items import has_items
from headway.work.models.links import is_held_up
from headway.work.models.types import CLOSED


@dataclass(frozen=True, kw_only=True)
class FlagField:
    """``words`` say what it means; where ``hidden`` is hidden, it does not hold."""

    verb: str
    name: str
    words: Words
    holds: Callable[[Reader], Q]
    hidden: Hidden | None = None
    also: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return f"{self.verb} {self.name}"


def _is_blocked(_reader: Reader) -> Q:
    return Q(is_held_up()) & ~Q(state__in=CLOSED)


FLAGS = (
    FlagField(
        verb="is",
        name="blocked",
        words=gettext_lazy("open, and an item before it is open, too"),
        holds=_is_blocked,
    ),
    FlagField(
        verb="is",
        name="ready",
        words=gettext_lazy("to do, and nothing open is before it"),
        holds=lambda reader: Q(state=State.TODO) & ~_is_blocked(reader),
    ),
    FlagField(
        verb="is",
        name="stuck",
        words=gettext_lazy("waiting for somebody or something"),
        holds=lambda _reader: Q(state=State.WAITING),
        also=("waiting",),
    ),
    FlagField(
        verb="is",
        name="overdue",
        words=gettext_lazy("open, and its deadline has passed"),
        holds=lambda r: Q(deadline__lt=r.now) & ~Q(state__in=CLOSED),
        also=("late",),
    ),
    FlagField(
        verb="is",
        name="start-overdue",
        words=gettext_lazy("open and not started, and its latest start has passed"),
        holds=lambda r: (
            Q(starts_no_later__lt=r.now, started_at=None) & ~Q(state__in=CLOSED)
        ),
        also=("late-to-start",),
    ),
    FlagField(
        verb="is",
        name="milestone",
        words=gettext_lazy("a milestone"),
        holds=lambda _reader: Q(drive=Drive.MILESTONE),
    ),
    FlagField(
        verb="is",
        name="critical",
        words=gettext_lazy("on the chain that decides when its project ends"),
        holds=lambda _reader: Q(outlook__is_critical=True),
        hidden=Hidden.FORECAST,
    ),
    FlagField(
        verb="is",
        name="unplaced",
        words=gettext_lazy("open, and the plan finds no date for it"),
        holds=lambda _reader: Q(outlook__unplaced__gt="") & ~Q(state__in=CLOSED),
        hidden=Hidden.FORECAST,
    ),
    FlagField(
        verb="is",
        name="archived",
        words=gettext_lazy("of a project in the archive"),
        holds=lambda _reader: Q(project__archived_at__isnull=False),
    ),
    FlagField(
        verb="has",
        name="children",
        words=gettext_lazy("items are in it"),
        holds=lambda _reader: Q(has_items()),
        also=("items", "subitems"),
    ),
)
