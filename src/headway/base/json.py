"""JSON from outside, read so that no two readers of it can disagree."""

import json
import math
import re
from typing import Any, NoReturn

from django.utils.translation import gettext as _

from headway.base.errors import Malformed
from headway.base.numbers import MOST_DIGITS
from headway.base.text import shown

DEEPEST = 20
BRACKETS = re.compile(rb'"(?:[^"\\]|\\.)*+"?|[\[{]|[\]}]', re.DOTALL)


def parse_json(body: bytes) -> Any:
    """Read one JSON value in UTF-8.

    Raises :class:`Malformed` for all that RFC 8259 leaves to the reader: names that
    come twice, NaN and infinities, numbers without bounds, another encoding; and for
    what is nested deeper than ``DEEPEST``.
    """
    try:
        text = body.decode()
    except UnicodeDecodeError as error:
        raise Malformed(
            _("Byte %d of the body is no UTF-8; send JSON in UTF-8.") % error.start
        ) from error
    _check_depth(body)
    try:
        return json.loads(
            text,
            object_pairs_hook=_object,
            parse_constant=_constant,
            parse_float=_decimal,
            parse_int=_whole,
        )
    except json.JSONDecodeError as error:
        raise Malformed(
            _("The body is no JSON: %(why)s, at character %(where)d.")
            % {"why": error.msg, "where": error.pos}
        ) from error


def _check_depth(body: bytes) -> None:
    depth = 0
    for match in BRACKETS.finditer(body):
        first = match[0][:1]
        depth += (first in b"[{") - (first in b"]}")
        if depth > DEEPEST:
            raise Malformed(
                _("The body is nested more than %d levels deep; send less in one.")
                % DEEPEST
            )


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise Malformed(_("“%s” is there twice; send it once.") % shown(name))
        found[name] = value
    return found


def _constant(text: str) -> NoReturn:
    raise Malformed(_("“%s” is no number of JSON; send null or a number.") % text)


def _whole(text: str) -> int:
    if len(text) > MOST_DIGITS + 1:
        raise Malformed(_("“%s” is too large a number.") % shown(text))
    return int(text)


def _decimal(text: str) -> float:
    number = float(text)
    if math.isinf(number):
        raise Malformed(_("“%s” is too large a number.") % shown(text))
    return number
