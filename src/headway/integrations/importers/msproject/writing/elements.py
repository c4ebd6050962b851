"""Elements of a document, one after the other."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from decimal import Decimal
from typing import Final, TypeAlias
from xml.sax.saxutils import escape

Value: TypeAlias = str | int | bool | datetime | None

NOT_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that no XML document may have, however they are written."""

AS_REFERENCE: Final = {"\r": "&#13;"}
"""A bare one would be read as a line feed."""


class Elements:
    """What is written so far.  Elements without a value are left out."""

    def __init__(self) -> None:
        self._parts: list[str] = []

    @contextmanager
    def inside(self, tag: str) -> Iterator[None]:
        self._parts.append(f"<{tag}>")
        yield
        self._parts.append(f"</{tag}>\n")

    def add(self, **values: Value) -> None:
        """Write elements in the order given, which the format prescribes."""
        for tag, value in values.items():
            if value is not None and value != "":
                self._parts.append(f"<{tag}>{_text(value)}</{tag}>")

    def __str__(self) -> str:
        return "".join(self._parts)


def _text(value: str | int | datetime) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, int):
        return str(value)
    return escape(NOT_XML.sub("", value), AS_REFERENCE)


def duration(minutes: int | None) -> str | None:
    """Write minutes as the format has them: PT8H0M0S."""
    if minutes is None:
        return None
    return f"PT{minutes // 60}H{minutes % 60}M0S"


def money(amount: Decimal) -> str | None:
    """Write an amount as the format has it: in hundredths; nothing for none."""
    return f"{(amount * 100).normalize():f}" if amount else None


def units(thousandths: int) -> str:
    """Write a number of people: 1 is one person."""
    return f"{Decimal(thousandths).scaleb(-3).normalize():f}"
