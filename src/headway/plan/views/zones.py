"""Dates are shown in the reader's time zone."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpResponse
from django.utils import timezone

from headway.actors.models import Actor
from headway.people.http import for_members
from headway.plan.timeline.reading import reader_zone
from headway.ui.http import HtmxRequest

P = ParamSpec("P")


def for_readers(
    view: Callable[Concatenate[HtmxRequest, Actor, P], HttpResponse],
) -> Callable[..., HttpResponse]:
    """As :func:`for_members`, in the member's time zone."""

    def zoned(
        request: HtmxRequest, actor: Actor, /, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse:
        with timezone.override(reader_zone(actor)):
            return view(request, actor, *args, **kwargs)

    return wraps(view)(for_members(zoned))
