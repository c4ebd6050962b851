"""Read a file line by line, and what one line says."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models

from headway.base.errors import Refused
from headway.base.fields import HoursField
from headway.base.zones import check_zone
from headway.keeping.exchange.kinds import DATA, THINGS, Field, Kind

LONGEST_LINE = 4 * 1024 * 1024
LARGEST_NUMBER = 1 << 27
"""The most rows of a kind; a bit for each is held in memory."""

TYPES: tuple[tuple[Any, type, str], ...] = (
    (models.BooleanField, bool, "true or false"),
    (models.IntegerField, int, "a whole number"),
    (models.JSONField, dict, "an object"),
    (ArrayField, list, "a list"),
)


class Line(NamedTuple):
    number: int
    values: dict[str, Any]

    def refuse(self, why: str) -> Refused:
        return Refused(f"Line {self.number}: {why}")


def read_lines(path: Path) -> Iterator[Line]:
    """Yield the lines of a file; raise :class:`Refused` at the first that is none."""
    try:
        with path.open("rb") as file:
            number = 0
            while body := file.readline(LONGEST_LINE + 1):
                number += 1
                yield Line(number, _parsed(number, body))
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise Refused(f"{path} cannot be read ({why}).") from error


def _parsed(number: int, body: bytes) -> dict[str, Any]:
    if len(body) > LONGEST_LINE:
        raise Refused(f"Line {number}: it is longer than {LONGEST_LINE} bytes.")
    try:
        values = msgspec.json.decode(body)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise Refused(f"Line {number}: this is no JSON ({error}).") from error
    if not isinstance(values, dict) or not isinstance(values.get("row"), str):
        raise Refused(f'Line {number}: it is no object with a "row".')
    if "\0" in _text(values):
        raise Refused(f"Line {number}: it holds the character U+0000.")
    return values


def _text(value: Any) -> str:
    if isinstance(value, dict):
        return "".join(map(_text, [*value, *value.values()]))
    if isinstance(value, list):
        return "".join(map(_text, value))
    return value if isinstance(value, str) else ""


def read_row(line: Line, kind: Kind) -> tuple[int, dict[str, Any]]:
    """Return the number of a row, and its values as their fields take them.

    Numbers of other rows stay what they are.  A field that the line lacks has its
    default: older files stay readable.  Raises :class:`Refused`.
    """
    fields = {each.name: each for each in kind.fields()}
    given = line.values.keys() - {"row", "n"}
    if unknown := sorted(given - fields.keys()):
        raise line.refuse(f"{kind.name} has no field {unknown[0]}.")
    values = {
        name: _value(line, kind, each, line.values[name])
        if name in given
        else _default(line, kind, each)
        for name, each in fields.items()
    }
    return check_number(line, "n", line.values.get("n")), values


def _default(line: Line, kind: Kind, each: Field) -> Any:
    if each.has_default():
        return each.get_default()
    if each.null or each.name in kind.later:
        return None
    if each.blank and isinstance(each, models.CharField | models.TextField):
        return ""
    raise line.refuse(f"{each.name} is missing.")


def check_number(line: Line, name: str, value: Any) -> int:
    if type(value) is not int or not 1 <= value <= LARGEST_NUMBER:
        raise line.refuse(f"{name} is {_shown(value)}, not the number of a row.")
    return value


def _value(line: Line, kind: Kind, each: Field, value: Any) -> Any:
    if value is None:
        if not each.null:
            raise line.refuse(f"{each.name} is missing.")
        return None
    if kind.target(each) is not None or each.name in THINGS:
        return check_number(line, each.name, value)
    expected, said = _type(each)
    if type(value) is not expected:
        raise line.refuse(f"{each.name} is {_shown(value)}, not {said}.")
    if each.name in kind.keyed:
        _check_keys(line, each, value)
    return value if each.name == DATA else _cleaned(line, each, value)


def _check_keys(line: Line, each: Field, value: Any) -> None:
    if not all(map(str.isdecimal, value)):
        raise line.refuse(f"{each.name} is {_shown(value)}, not by numbers of rows.")


def _type(each: Field) -> tuple[type, str]:
    if isinstance(each, models.JSONField) and each.default is list:
        return list, "a list"
    for field_type, expected, said in TYPES:
        if isinstance(each, field_type):
            return expected, said
    return str, "text"


def _cleaned(line: Line, each: Field, value: Any) -> Any:
    if isinstance(each, ArrayField):
        return [
            _cleaned(line, each.base_field, one) for one in _members(line, each, value)
        ]
    try:
        cleaned = each.to_python(value)
        if isinstance(cleaned, datetime) and cleaned.tzinfo is None:
            raise ValidationError("It has no time zone.")
        if each.choices and value not in (
            "",
            *(choice[0] for choice in each.flatchoices),
        ):
            raise ValidationError("It is none of the choices.")
        if not isinstance(each, HoursField):  # its text was read just now
            each.run_validators(cleaned)
        if each.name == "zone" and value:
            check_zone(value)
    except (ValidationError, Refused) as error:
        said = error.messages[0] if isinstance(error, ValidationError) else str(error)
        raise line.refuse(f"{each.name} is {_shown(value)}: {said}") from error
    return cleaned


def _members(line: Line, each: Any, value: list[Any]) -> list[Any]:
    expected, said = _type(each.base_field)
    if not all(type(one) is expected for one in value):
        raise line.refuse(f"{each.name} is {_shown(value)}, not a list of {said}.")
    return value


def _shown(value: Any) -> str:
    text = msgspec.json.encode(value).decode()
    return text if len(text) <= 60 else f"{text[:57]}…"
