"""Fields and flags by the names that people write."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from headway.base.text import shown
from headway.work.filters.errors import FilterError, did_you_mean
from headway.work.filters.field import Field
from headway.work.filters.flags import FLAGS, FlagField
from headway.work.filters.registry import FIELDS
from headway.work.filters.tree import Place

BY_NAME: Mapping[str, Field] = {
    name: field for field in FIELDS for name in (field.name, *field.also)
}
FLAGS_BY_NAME: Mapping[str, FlagField] = {
    f"{flag.verb} {name}": flag for flag in FLAGS for name in (flag.name, *flag.also)
}


def field_of(name: str, place: Place) -> Field:
    """Return the field with that name, or raise :class:`FilterError`."""
    if field := BY_NAME.get(name):
        return field
    remedy = did_you_mean(name, BY_NAME) or _("There are %s.") % ", ".join(
        field.name for field in FIELDS
    )
    message = _("There is no field “%s”.") % shown(name)
    raise FilterError(f"{message} {remedy}", place)


def flag_of(verb: str, name: str, place: Place) -> FlagField:
    """Return the flag that is written so, or raise :class:`FilterError`."""
    text = f"{verb} {name}"
    if flag := FLAGS_BY_NAME.get(text):
        return flag
    remedy = did_you_mean(text, FLAGS_BY_NAME) or _(
        "There are %s.  Put quotes around words of a title."
    ) % ", ".join(flag.text for flag in FLAGS)
    message = _("Work cannot be asked whether it “%s”.") % shown(text)
    raise FilterError(f"{message} {remedy}", place)
