"""Fields and flags by the names that people write."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from headway.base.text import shown
from headway.work.filters.custom import custom_field, custom_fields
from headway.work.filters.errors import FilterError, did_you_mean
from headway.work.filters.field import Field
from headway.work.filters.flags import FLAGS, FlagField
from headway.work.filters.reader import Reader
from headway.work.filters.registry import FIELDS
from headway.work.filters.tokens import unquoted
from headway.work.filters.tree import Place

BY_NAME: Mapping[str, Field] = {
    name: field for field in FIELDS for name in (field.name, *field.also)
}
FLAGS_BY_NAME: Mapping[str, FlagField] = {
    f"{flag.verb} {name}": flag for flag in FLAGS for name in (flag.name, *flag.also)
}


def field_of(name: str, place: Place, reader: Reader) -> Field:
    """Return the field with that name, or raise :class:`FilterError`."""
    if field := known_field(name, reader):
        return field
    word = unquoted(name)
    known = [*BY_NAME, *(field.name for field in reader.custom_fields)]
    remedy = did_you_mean(word, known) or _("There are %s.") % ", ".join(
        field.name for field in (*FIELDS, *custom_fields(reader))
    )
    message = _("There is no field “%s”.") % shown(word)
    raise FilterError(f"{message} {remedy}", place)


def known_field(name: str, reader: Reader | None) -> Field | None:
    """Return the field with that name; one of the workspace where none of all has it.

    In quotes one of the workspace alone is meant, which costs a query.
    """
    field = BY_NAME.get(name)
    return custom_field(name, reader) if field is None and reader else field


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
