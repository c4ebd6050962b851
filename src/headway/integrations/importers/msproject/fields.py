"""One record's values with their types; what cannot be a value becomes a finding."""

import re
from collections.abc import Iterator
from datetime import datetime, time
from decimal import Decimal
from typing import Final

from headway.base.characters import composed
from headway.integrations.importers.msproject.records import Node
from headway.integrations.importers.values import number_in
from headway.plan.files.findings import Findings
from headway.plan.files.saying import say as _

LONGEST_NAME: Final = 500
DURATION: Final = re.compile(
    r"(-?)P(?:(\d{1,9})D)?(?:T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9}(?:\.\d+)?)S)?)?"
)
LONGEST_DURATION: Final = 100 * 366 * 24 * 60
"""A hundred years of minutes: nothing that people plan takes as long."""

INSTANT: Final = re.compile(
    r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?"
)
DAY: Final = 24 * 60
HUNDREDTHS: Final = 100
PLACES: Final = 4


def exact(amount: float) -> Decimal:
    """Return an amount of money without what a float makes of it."""
    return Decimal(str(round(amount, PLACES))).normalize() + 0


class Fields:
    """Read a node; ``kind`` and ``name`` say where a value was that made no sense."""

    def __init__(
        self, node: Node, findings: Findings, kind: str, name: str = ""
    ) -> None:
        self._node = node
        self._findings = findings
        self.kind = kind
        self.name = name

    def __contains__(self, tag: str) -> bool:
        return tag in self._node

    def note(self, why: str, *, value: object = None) -> None:
        """Report something about this record."""
        self._findings.add(self.kind, self.name, why, value=value)

    def children(self, *path: str) -> Iterator["Fields"]:
        """Walk the elements at the end of ``path``, each as fields of its own."""
        tag, *rest = path
        for child in self._node.get(tag, ()):
            if isinstance(child, str):
                continue
            fields = Fields(child, self._findings, self.kind, self.name)
            if rest:
                yield from fields.children(*rest)
            else:
                yield fields

    def text(self, tag: str) -> str:
        """Give the element's text, of several the first, "" where there is none."""
        for value in self._node.get(tag, ()):
            if isinstance(value, str):
                return composed(value)
        return ""

    def label(self, tag: str) -> str:
        """Give one line of text of a length that fits a name."""
        words = " ".join(self.text(tag).split())
        if len(words) > LONGEST_NAME:
            self.note(
                _("%(tag)s is longer than %(most)d characters and was cut")
                % {"tag": tag, "most": LONGEST_NAME}
            )
        return words[:LONGEST_NAME]

    def integer(self, tag: str, default: int) -> int:
        value = self.optional_integer(tag)
        return default if value is None else value

    def optional_integer(self, tag: str) -> int | None:
        number = self.number(tag)
        if number is None:
            return None
        return round(number)

    def number(self, tag: str) -> float | None:
        """Read a decimal number between plus and minus two thousand million."""
        text = self.text(tag)
        number = number_in(text)
        if text and number is None:
            self.note(_("%s is not a number that makes sense") % tag, value=text)
        return number

    def money(self, tag: str) -> Decimal:
        """Read an amount, which is in hundredths there; negative ones are nothing."""
        number = self.number(tag) or 0.0
        if number < 0:
            self.note(_("%s is negative and was taken as nothing") % tag, value=number)
            return Decimal(0)
        return exact(number / HUNDREDTHS)

    def flag(self, tag: str, *, default: bool = False) -> bool:
        text = self.text(tag).lower()
        if text in ("1", "true"):
            return True
        if text in ("0", "false"):
            return False
        if text:
            self.note(_("%s is neither 0 nor 1") % tag, value=text)
        return default

    def minutes(self, tag: str) -> int | None:
        """Read a duration such as PT8H0M0S; negative ones count as nothing."""
        text = self.text(tag)
        if not text:
            return None
        found = DURATION.fullmatch(text)
        if not found or text.endswith(("P", "T")):
            self.note(_("%s is not a duration") % tag, value=text)
            return None
        days, hours, minutes, seconds = (
            float(part or 0) for part in found.groups()[1:]
        )
        total = round(days * DAY + hours * 60 + minutes + seconds / 60)
        if found[1] and total:
            self.note(_("%s is negative and was taken as nothing") % tag, value=text)
            return 0
        if total > LONGEST_DURATION:
            self.note(_("%s is longer than a hundred years") % tag, value=text)
            return LONGEST_DURATION
        return total

    def instant(self, tag: str) -> datetime | None:
        """Read local date and time; a zone is left out, for the file has only one."""
        text = self.text(tag)
        if not text or text == "NA":
            return None
        found = INSTANT.fullmatch(text)
        try:
            if not found:
                raise ValueError(text)
            instant = datetime.fromisoformat(f"{found[1]}T{found[2] or '00:00'}")
        except ValueError:
            self.note(_("%s is not a date") % tag, value=text)
            return None
        if found[3] not in (None, "Z"):
            self.note(_("the zone of %s was left out") % tag, value=text)
        return instant

    def minute_of_day(self, tag: str) -> int | None:
        """Read a time such as 08:00:00 as minutes since midnight."""
        text = self.text(tag)
        try:
            moment = time.fromisoformat(text)
        except ValueError:
            self.note(_("%s is not a time of day") % tag, value=text)
            return None
        return moment.hour * 60 + moment.minute
