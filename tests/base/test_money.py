import pytest

from headway.base.errors import Refused
from headway.base.money import check_currency, format_minor, parse_minor


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [
        ("95", "EUR", 9500),
        ("95.5", "EUR", 9550),
        (" 95,05 ", "EUR", 9505),
        ("9500", "JPY", 9500),
        ("1.234", "KWD", 1234),
        ("0", "EUR", 0),
    ],
)
def test_amounts_are_read_as_minor_units(text: str, currency: str, minor: int):
    assert parse_minor(text, currency) == minor


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("", "EUR"), (".", "EUR"), ("ninety", "EUR"), ("-5", "EUR"), ("1e9", "EUR"),
        ("NaN", "EUR"), ("1.234.567", "EUR"), ("95.505", "EUR"), ("95.5", "JPY"),
        ("9" * 30, "EUR"), ("٣", "EUR"),
    ],
)  # fmt: skip
def test_what_is_no_amount_is_refused(text: str, currency: str):
    with pytest.raises(Refused, match="“"):
        parse_minor(text, currency)


def test_amounts_are_written_with_the_decimals_of_their_currency():
    written = [
        format_minor(123456, currency).replace("\xa0", " ")
        for currency in ("EUR", "JPY", "KWD")
    ]
    assert written == ["EUR 1,234.56", "JPY 123,456", "KWD 123.456"]


@pytest.mark.parametrize("code", ["", "eur", "EURO", "E1R", "ÄÖÜ"])
def test_what_is_no_currency_is_refused(code: str):
    with pytest.raises(Refused, match="is no currency"):
        check_currency(code)
