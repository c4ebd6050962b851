"""What an item takes and what is left of it, in minutes: here and in the database."""

from typing import Final

from django.db import models
from django.db.models import BigIntegerField, Case, F, PositiveIntegerField, Value, When
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy

from headway.work.models.types import CLOSED


class Drive(models.TextChoices):
    """What makes an item take as long as it takes."""

    EFFORT = "effort", gettext_lazy("By effort")
    DURATION = "duration", gettext_lazy("By duration")
    ELAPSED = "elapsed", gettext_lazy("By elapsed time")
    MILESTONE = "milestone", gettext_lazy("Milestone")


NOTHING: Final = Value(0, PositiveIntegerField())


def minutes_unticked(
    estimate: int | None, *, spent: int, done: int, total: int
) -> int | None:
    """Return what is left of an estimate of which only the checklist is known.

    Each line counts alike.  Time spent says more than lines do: then it is all of it,
    of which the plan takes off what was spent.
    """
    if estimate is None or spent or not done:
        return estimate
    return -(-estimate * (total - done) // total)


def estimate_minutes() -> Case:
    """As :attr:`Item.estimate_minutes`, in a query."""
    return Case(
        When(drive=Drive.EFFORT, then="effort_minutes"),
        When(drive=Drive.MILESTONE, then=NOTHING),
        default="duration_minutes",
    )


def left_minutes() -> Case:
    """As :attr:`Item.left_minutes`, in a query."""
    open_lines = F("checks_total") - F("checks_done")
    estimate = Cast(estimate_minutes(), BigIntegerField())
    rounded_up = F("checks_total") - 1
    return Case(
        When(state__in=CLOSED, then=NOTHING),
        When(remaining_minutes__isnull=False, then="remaining_minutes"),
        When(
            spent_minutes=0,
            checks_done__gt=0,
            then=(estimate * open_lines + rounded_up) / F("checks_total"),
        ),
        default=estimate_minutes(),
        output_field=BigIntegerField(),
    )


def left_in_sums() -> Case:
    """As :func:`left_minutes`, of work: time that passes by the clock is nobody's."""
    return Case(
        When(drive=Drive.ELAPSED, then=NOTHING),
        default=left_minutes(),
        output_field=BigIntegerField(),
    )
