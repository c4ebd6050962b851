"""Time zones by their names in the IANA database."""

from functools import cache
from zoneinfo import available_timezones

from django.utils.translation import gettext as _

from headway.base.errors import Malformed


@cache
def known_zones() -> frozenset[str]:
    return frozenset(available_timezones())


def check_zone(name: str) -> str:
    """Return the name of a zone, or raise :class:`Malformed`."""
    if name not in known_zones():
        raise Malformed(_("“%s” is no time zone; write Europe/Berlin, say.") % name)
    return name


def zone_choices(kept: str = "UTC") -> list[tuple[str, str]]:
    """Return what people choose from: UTC, and zones that are called by a place.

    Programs may have written another name, which is ``kept``.
    """
    places = {z for z in known_zones() if "/" in z and not z.startswith("Etc/")}
    others = sorted({"UTC", kept} - places - {""})
    return [(zone, zone.replace("_", " ")) for zone in [*others, *sorted(places)]]
