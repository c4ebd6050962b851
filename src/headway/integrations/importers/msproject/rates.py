"""What an hour of a resource costs, from when on."""

from decimal import Decimal
from typing import Final

from headway.integrations.importers.msproject.fields import Fields, exact
from headway.plan.files.content import FileRate
from headway.plan.files.saying import say as _

FIRST_TABLE: Final = 0
"""The rates that count; assignments may choose one of four others."""

BEGINNING: Final = 1984
"""The year in which Microsoft Project's time begins."""


def read_rates(fields: Fields) -> tuple[FileRate, ...]:
    """Read the cost of an hour, which is in the file whatever unit is shown.

    Of material it is the price of a unit.
    """
    return tuple(_dated(fields)) or _undated(fields)


def _undated(fields: Fields) -> tuple[FileRate, ...]:
    amount = _amount(fields)
    return (FileRate(first=None, per_hour=amount),) if amount else ()


def _dated(fields: Fields) -> list[FileRate]:
    found: dict[int, FileRate] = {}
    for rate in fields.children("Rates", "Rate"):
        amount = _amount(rate)
        if rate.integer("RateTable", FIRST_TABLE) != FIRST_TABLE:
            if amount:
                fields.note(_("of several tables of rates the first one is taken"))
            continue
        since = rate.instant("RatesFrom")
        is_from_ever = since is None or since.year <= BEGINNING
        first = None if is_from_ever or since is None else since.date()
        found[first.toordinal() if first else 0] = FileRate(
            first=first, per_hour=amount
        )
    rates = [found[day] for day in sorted(found)]
    return rates if any(rate.per_hour for rate in rates) else []


def _amount(fields: Fields) -> Decimal:
    number = fields.number("StandardRate") or 0.0
    return exact(max(number, 0.0))
