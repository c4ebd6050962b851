"""Whole numbers that people and programs send."""

from django.utils.translation import gettext as _

from headway.base.errors import Malformed
from headway.base.text import shown

MOST_INTEGER = 2**31 - 1
"""What a column of whole numbers holds."""

MOST_ID = 2**63 - 1

MOST_DIGITS = 19

KEPT_HOURS = 24
"""How long the answer to an ``Idempotency-Key`` is kept."""


def parse_whole(text: str, *, least: int = 0, most: int = MOST_ID) -> int:
    """Read a whole number of ASCII digits in ``least`` to ``most``, or refuse it.

    Raises :class:`Malformed`.
    """
    digits = text.strip().removeprefix("-")
    is_number = digits.isascii() and digits.isdecimal() and len(digits) <= MOST_DIGITS
    if not is_number or not least <= int(text) <= most:
        raise Malformed(
            _("“%(text)s” is no whole number from %(least)d to %(most)d.")
            % {"text": shown(text), "least": least, "most": most}
        )
    return int(text)


def asked_whole(text: str, *, most: int = MOST_ID) -> int | None:
    """Read a number of an address that people may have cut or changed: None is fine."""
    try:
        return parse_whole(text, most=most)
    except Malformed:
        return None
