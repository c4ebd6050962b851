"""Collect what was not taken from a file, without repeating a line a thousand times."""

from dataclasses import dataclass, field

from headway.plan.files.content import NotRead

EXAMPLES = 3
VALUE_LENGTH = 60


@dataclass(slots=True)
class _Finding:
    count: int = 0
    names: list[str] = field(default_factory=list)
    value: str = ""


class Findings:
    """Lines by kind of thing and reason, in the order of their first appearance."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], _Finding] = {}

    def add(self, kind: str, name: str, why: str, *, value: object = None) -> None:
        """Note that the ``kind`` called ``name`` was not taken as it is.

        ``value`` is shown where the reason applies to one thing only; things that
        share kind and reason become one line with their number and a few names.
        """
        finding = self._found.setdefault((kind, why), _Finding())
        finding.count += 1
        if len(finding.names) < EXAMPLES:
            finding.names.append(name)
        if value is not None and finding.count == 1:
            finding.value = str(value)[:VALUE_LENGTH]

    def lines(self) -> tuple[NotRead, ...]:
        return tuple(
            NotRead(where=_where(kind, finding), why=_why(why, finding))
            for (kind, why), finding in self._found.items()
        )


def _where(kind: str, finding: _Finding) -> str:
    if finding.count == 1:
        return f"{kind} {finding.names[0]}".strip()
    names = ", ".join(name for name in finding.names if name)
    rest = finding.count - len(finding.names)
    more = f" and {rest} more" if rest else ""
    listed = f" ({names}{more})" if names else ""
    return f"{finding.count} {kind}s{listed}"


def _why(why: str, finding: _Finding) -> str:
    if finding.count == 1 and finding.value:
        return f"{why}: {finding.value!r}"
    return why
