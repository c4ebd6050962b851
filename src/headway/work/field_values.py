"""What items say in the fields of their workspace: read, kept, and told.

``Item.custom`` holds it by the ids of the fields: a text, a number, a day in ISO 8601,
true or false, the id of an option or a list of them, a person as ``{"person_id": 7}``.
What is empty is not there.
"""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final
from urllib.parse import urlsplit

from django.utils.formats import get_format, number_format
from django.utils.translation import gettext as _

from headway.base.days import check_day
from headway.base.errors import Malformed, Refused
from headway.base.text import clean_text, shown
from headway.ui.words import date_words
from headway.work.models import CustomField, FieldKind

LONGEST_TEXT: Final = 1000
LARGEST: Final = 10**15
PLACES: Final = 6
"""So many digits of a number are kept behind its point."""

NUMBER: Final = re.compile(
    r"[-+]?([0-9]+(\.[0-9]*)?|\.[0-9]+)(e[-+]?[0-9]{1,2})?", re.I
)
ENGLISH: Final = re.compile(r"[-+]?[0-9]{1,3}((,[0-9]{3})+\.[0-9]+|(,[0-9]{3}){2,})")
GERMAN: Final = re.compile(
    r"[-+]?([0-9]{1,3}(\.[0-9]{3})+,[0-9]+|[0-9]+,([0-9]{1,2}|[0-9]{4,}))"
)

THOUSANDS: Final = re.compile(r"[-+]?[1-9][0-9]{0,2}\.[0-9]{3}")
"""What is another number where points are between thousands."""

MARK: Final = re.compile(r"\s*[;,]\s*")
"""What stands between options."""

YES: Final = frozenset({"yes", "y", "true", "1", "x", "on", "✓"})
NO: Final = frozenset({"no", "n", "false", "0", "off"})

PERSON: Final = "person_id"

Kept = str | int | float | bool | list[int] | dict[str, int]
Names = Mapping[int, str]
"""Names of people by their ids."""


def kept(field: CustomField, said: Any) -> Kept | None:
    """Return what a program says as it is kept; None for nothing.

    Raises :class:`Malformed` where the field does not take it.
    """
    if said is None or said in ("", []):
        return None
    return _KEEPS[FieldKind(field.kind)](field, said)


def _text(field: CustomField, said: Any) -> str | None:
    if not isinstance(said, str):
        raise _refuse(field, said, _("a text"))
    text = clean_text(said).strip()
    if len(text) > LONGEST_TEXT:
        message = _("“%(field)s” takes texts of at most %(most)d characters.")
        raise Malformed(message % {"field": field.name, "most": LONGEST_TEXT})
    return text or None


def _number(field: CustomField, said: Any) -> int | float:
    is_number = isinstance(said, int | float) and not isinstance(said, bool)
    if not is_number or not math.isfinite(said) or abs(said) > LARGEST:
        raise _refuse(field, said, _("a number"))
    number = round(said, PLACES)
    return int(number) if number == int(number) else number


def _date(field: CustomField, said: Any) -> str:
    try:
        day = said if isinstance(said, date) else date.fromisoformat(said)
        return check_day(day).isoformat()
    except (TypeError, ValueError, Refused) as error:
        raise _refuse(field, said, _("a day, 2030-05-31")) from error


def _yes_no(field: CustomField, said: Any) -> bool:
    if not isinstance(said, bool):
        raise _refuse(field, said, _("yes or no"))
    return said


def _option(field: CustomField, said: Any) -> int:
    rows = field.option_rows
    if isinstance(said, int) and not isinstance(said, bool) and said in rows:
        return said
    if isinstance(said, str):
        for pk, row in rows.items():
            if row["name"].casefold() == " ".join(said.split()).casefold():
                return pk
    names = ", ".join(row["name"] for row in rows.values())
    message = _("“%(text)s” is no option of “%(field)s”; there are %(known)s.")
    known = names or _("none")
    raise Malformed(
        message % {"text": shown(said), "field": field.name, "known": known}
    )


def _options(field: CustomField, said: Any) -> list[int]:
    chosen = {
        _option(field, each) for each in (said if isinstance(said, list) else [said])
    }
    return [pk for pk in field.option_rows if pk in chosen]


def _person(field: CustomField, said: Any) -> dict[str, int]:
    pk = said.get(PERSON) if isinstance(said, dict) else said
    if not isinstance(pk, int) or isinstance(pk, bool):
        raise _refuse(field, said, _("a person, {“person_id”: 7}"))
    return {PERSON: pk}


def _address(field: CustomField, said: Any) -> str | None:
    text = _text(field, said)
    if text is None:
        return None
    try:
        parts = urlsplit(text)
    except ValueError as error:
        raise _refuse(field, said, _("an address, https://…")) from error
    is_whole = parts.scheme in ("http", "https") and parts.netloc
    if not is_whole or any(c.isspace() for c in text):
        raise _refuse(field, said, _("an address, https://…"))
    return text


_KEEPS: Mapping[FieldKind, Callable[[CustomField, Any], Kept | None]] = {
    FieldKind.TEXT: _text,
    FieldKind.NUMBER: _number,
    FieldKind.DATE: _date,
    FieldKind.YES_NO: _yes_no,
    FieldKind.OPTION: _option,
    FieldKind.OPTIONS: _options,
    FieldKind.PERSON: _person,
    FieldKind.ADDRESS: _address,
}


def _refuse(field: CustomField, said: Any, wanted: str) -> Malformed:
    message = _("“%(field)s” takes %(wanted)s; “%(text)s” is none.")
    said_of = {"field": field.name, "wanted": wanted, "text": shown(said)}
    return Malformed(message % said_of)


def read(field: CustomField, text: str) -> Any:
    """Return what a text says of a field, as :func:`kept` takes it; None for nothing.

    Of a person it is the name that was written.
    """
    clean = text.strip()
    if not clean:
        return None
    if field.kind == FieldKind.NUMBER:
        return number_in(clean) if number_in(clean) is not None else clean
    if field.kind == FieldKind.YES_NO:
        said = clean.casefold()
        is_yes = said in YES or said == _("yes")
        return is_yes if is_yes or said in NO or said == _("no") else clean
    if field.kind == FieldKind.OPTIONS:
        return _named_options(field, clean)
    return clean


def _named_options(field: CustomField, text: str) -> list[str]:
    """Split a text between options; names of some have such marks themselves."""
    names = {row["name"].casefold() for row in field.options}
    marks = [found.span() for found in MARK.finditer(text)]
    parts: list[str] = []
    start = 0
    while start < len(text):
        ends = [begin for begin, _end in marks if begin >= start] + [len(text)]
        whole = (end for end in reversed(ends) if text[start:end].casefold() in names)
        end = next(whole, ends[0])
        parts.append(text[start:end])
        start = next((after for begin, after in marks if begin >= end), len(text))
    return [part for part in parts if part]


def number_in(text: str) -> float | int | None:
    """Return the number that a text is, as English or German writes it.

    None where it is none, and where it could be two: 1,234 is.
    """
    plain = "".join(text.replace("\N{NO-BREAK SPACE}", " ").split())
    if ENGLISH.fullmatch(plain):
        plain = plain.replace(",", "")
    elif GERMAN.fullmatch(plain):
        plain = plain.replace(".", "").replace(",", ".")
    if not NUMBER.fullmatch(plain):
        return None
    number = float(plain)
    if abs(number) > LARGEST:
        return None
    return int(number) if number == int(number) else number


def check_clear(text: str) -> None:
    """Refuse 1.500 of whoever may mean by it what others mean by 1,500.

    Only for what people say in their language.  Raises :class:`Malformed`.
    """
    if get_format("THOUSAND_SEPARATOR") == "." and THOUSANDS.fullmatch(text.strip()):
        message = _(
            "“%s” could be two numbers: write it without the point, or with a comma."
        )
        raise Malformed(message % shown(text))


def words(field: CustomField, value: Any, people: Names) -> str:
    """Say a value as people read it; empty for nothing."""
    if value is None:
        return ""
    said = plain_words(FieldKind(field.kind), value)
    return typed(field, value, people) if said is None else said


def plain_words(kind: FieldKind, value: Any) -> str | None:
    """Say a value that needs no names; None for one of another kind."""
    match kind:
        case FieldKind.NUMBER:
            return str(number_format(value, use_l10n=True))
        case FieldKind.DATE:
            return date_words(date.fromisoformat(value))
        case FieldKind.YES_NO:
            return _("yes") if value else _("no")
    return None


def typed(field: CustomField, value: Any, people: Names) -> str:
    """Write a value as an input holds it, so that it reads as the same."""
    if value is None:
        return ""
    match FieldKind(field.kind):
        case FieldKind.NUMBER:
            return plain_number(value)
        case FieldKind.YES_NO:
            return "yes" if value else "no"
        case FieldKind.OPTION | FieldKind.OPTIONS:
            rows = field.option_rows
            pks = value if isinstance(value, list) else [value]
            return "; ".join(rows[pk]["name"] for pk in pks if pk in rows)
        case FieldKind.PERSON:
            return people.get(value[PERSON], "")
    return str(value)


def plain_number(value: int | float) -> str:
    """Write a number without an exponent."""
    if isinstance(value, int):
        return str(value)
    return f"{value:.{PLACES}f}".rstrip("0").rstrip(".")


def people_in(values: Sequence[Any]) -> set[int]:
    """Return the ids of the people that some values name."""
    return {v[PERSON] for v in values if isinstance(v, dict) and PERSON in v}
