"""Amounts of money: whole minor units, such as cents, and a currency."""

from decimal import Decimal, InvalidOperation

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from headway.base.errors import Refused

DIGITS = {
    **dict.fromkeys(
        (
            "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX",
            "UYI", "VND", "VUV", "XAF", "XOF", "XPF",
        ),
        0,
    ),
    **dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3),
}  # fmt: skip
"""ISO 4217 minor units, where they are not 2."""

MOST_DIGITS = 15


def check_currency(currency: str) -> None:
    """Raise :class:`Refused` unless it looks like a code of ISO 4217."""
    if not is_currency(currency):
        raise Refused(_("“%s” is no currency; write EUR, say.") % currency[:10])


def is_currency(text: str) -> bool:
    """Say whether a text looks like a code of ISO 4217."""
    is_code = len(text) == 3 and text.isascii() and text.isalpha()
    return is_code and text.isupper()


def minor_of(amount: Decimal, currency: str) -> int:
    """Return an amount as minor units of the currency, rounded to whole ones."""
    return round(amount.scaleb(DIGITS.get(currency, 2)))


def major_of(minor: int, currency: str) -> Decimal:
    """Return minor units as an amount of the currency: the opposite of the above."""
    return Decimal(minor).scaleb(-DIGITS.get(currency, 2)).normalize()


def parse_minor(text: str, currency: str) -> int:
    """Read ``95``, ``95.50`` or ``95,50`` as minor units of the currency.

    Raises :class:`Refused` for what is no amount, and for parts of a minor unit.
    """
    cleaned = text.strip().replace(",", ".").replace("\N{NO-BREAK SPACE}", "")
    places = DIGITS.get(currency, 2)
    is_plain = cleaned.isascii() and cleaned.replace(".", "", 1).isdigit()
    try:
        minor = Decimal(cleaned if is_plain else "").scaleb(places)
    except InvalidOperation as error:
        raise Refused(_("“%s” is no amount; write 95.50, say.") % text[:40]) from error
    if len(cleaned) > MOST_DIGITS or minor != minor.to_integral_value():
        message = _("“%(text)s” has more than %(places)d decimals, or too many digits.")
        raise Refused(message % {"text": text[:40], "places": places})
    return int(minor)


def format_minor(minor: int, currency: str) -> str:
    """Write ``EUR 1,095.50``, or as the active language does; with a no-break space."""
    places = DIGITS.get(currency, 2)
    amount = Decimal(minor).scaleb(-places)
    said = number_format(amount, decimal_pos=places, force_grouping=True)
    text = pgettext("money", "%(currency)s %(amount)s")
    words = text % {"currency": currency, "amount": said}
    return words.replace(" ", "\N{NO-BREAK SPACE}")
