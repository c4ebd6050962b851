"""What happens to plans, told as sentences."""

from django.utils.translation import ngettext

from headway.events.models import Event
from headway.events.ports import Names


def tell_plan(event: Event, names: Names) -> list[str]:
    count = event.data["items"]
    text = ngettext("Dates of %d item moved", "Dates of %d items moved", count)
    return [text % count]
