"""Attributes of XML elements with their types; what makes no sense is noted."""

from datetime import date, datetime
from typing import Final
from xml.etree.ElementTree import Element

from headway.base.characters import composed
from headway.plan.files.findings import Findings
from headway.plan.files.saying import say as _

LARGEST: Final = 2**31 - 1
WHOLE: Final = 1000
MOST_UNITS: Final = 1_000_000
LONGEST_NAME: Final = 500
LONGEST_TEXT: Final = 100_000


class Attributes:
    """Read an element's attributes; ``kind`` and ``name`` say whose they are."""

    def __init__(self, element: Element, findings: Findings, kind: str) -> None:
        self.element = element
        self.findings = findings
        self.kind = kind
        self.name = f"{element.get('id', '')} {element.get('name', '')!r}".strip()

    def note(self, why: str, *, value: object = None) -> None:
        self.findings.add(self.kind, self.name, why, value=value)

    def text(self, name: str) -> str:
        return composed(self.element.get(name, "")).strip()

    def label(self, name: str) -> str:
        return label(self.element.get(name, ""))

    def integer(self, name: str, default: int | None = None) -> int | None:
        number = self.number(name)
        return default if number is None else round(number)

    def ends(self) -> tuple[int, int] | None:
        """Read which task somebody does; without either it is noted."""
        task, resource = self.integer("task-id"), self.integer("resource-id")
        if task is None or resource is None:
            self.note(_("it has no task or nobody who does it"))
            return None
        return task, resource

    def number(self, name: str) -> float | None:
        """Read a decimal number between plus and minus two thousand million."""
        text = self.text(name)
        number = number_in(text)
        if text and number is None:
            self.note(_("%s is not a number that makes sense") % name, value=text)
        return number

    def units(self, name: str) -> int:
        """Read a percentage of a person as thousandths; without one, all of them."""
        percent = self.number(name)
        units = WHOLE if percent is None else round(percent * 10)
        if 0 <= units <= MOST_UNITS:
            return units
        self.note(_("%s is out of range") % name, value=percent)
        return WHOLE

    def flag(self, name: str) -> bool:
        return self.text(name).casefold() in ("true", "1", "yes")

    def day(self, name: str) -> date | None:
        """Read a day such as 2026-03-02."""
        text = self.text(name)
        if not text:
            return None
        try:
            return date.fromisoformat(text)
        except ValueError:
            self.note(_("%s is not a date") % name, value=text)
            return None

    def instant(self, name: str, form: str) -> datetime | None:
        """Read a local date and time as ``form`` has it; a zone is no part of it."""
        text = self.text(name)
        if not text:
            return None
        try:
            return datetime.strptime(text, form)  # noqa: DTZ007 - local, as files are
        except ValueError:
            self.note(_("%s is not a date") % name, value=text)
            return None


def number_in(text: str) -> float | None:
    """Return a number that is neither endless nor absurd, if the text is one."""
    try:
        number = float(text[:40])
    except ValueError:
        return None
    return number if -LARGEST <= number <= LARGEST else None


def label(text: str) -> str:
    """Return one line of text of a length that fits a name."""
    return " ".join(composed(text).split())[:LONGEST_NAME]


def paragraph(text: str | None) -> str:
    """Return a text of several lines."""
    return composed(text or "").strip()[:LONGEST_TEXT]
