"""The kinds of things in an export, as reports call several of them."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import Final

from headway.plan.files.content import NotRead
from headway.plan.files.saying import gettext_noop as _
from headway.plan.files.saying import say

WHERE: Final = {
    "attachment": _("attachments"),
    "board": _("boards"),
    "change": _("changes"),
    "checklist": _("checklists"),
    "comment": _("comments"),
    "file": _("file"),
    "item": _("items"),
    "label": _("labels"),
    "link": _("links"),
    "person": _("people"),
    "row": _("rows"),
    "stage": _("columns"),
}

COMPUTED: Final = _("the other program worked it out; Headway works it out itself")
SHOWN: Final = _("how the other program shows it")
MARK: Final = _("a mark of the other program, which Headway has no use for")
REPEATED: Final = _("said in another place of the file, and read there")
NO_PLACE: Final = _("Headway has no place for it")
UNKNOWN: Final = _("Headway does not know this field")

MOST_NAMED: Final = 40

SEEN_BY_FEW: Final = _(
    "only some could see it there: everybody here who sees its project does"
)
READ_BY_FEW: Final = _(
    "only some could read it there: everybody here who sees its item does"
)
IN_NOTHING: Final = _("it belongs to an item that is not in the file")
ON_THE_BOARD: Final = _("it happened to the board, not to an item of it")

Reasons = Mapping[str, str]
"""Why a source's fields are left in the file; a field of one kind is ``kind.field``."""


def reasons(said: Mapping[str, str]) -> Reasons:
    """Spell out ``{reason: "field field"}``."""
    return {field: why for why, fields in said.items() for field in fields.split()}


def explain(unwanted: Counter[tuple[str, str]], why: Reasons) -> Iterator[NotRead]:
    """Give one line for each kind and reason, with the fields and how often."""
    lines: dict[tuple[str, str], list[str]] = defaultdict(list)
    for (kind, field), count in sorted((+unwanted).items()):
        reason = why.get(f"{kind}.{field}") or why.get(field, UNKNOWN)
        lines[kind, reason].append(_counted(field, count))
    for (kind, reason), fields in lines.items():
        if (more := len(fields) - MOST_NAMED) > 0:
            fields[MOST_NAMED:] = [say(_("and %d more")) % more]
        yield NotRead(where=say(WHERE[kind]), why=f"{say(reason)}: {', '.join(fields)}")


def _counted(field: str, count: int) -> str:
    if count == 1:
        return field
    text = say(_("%(tag)s (%(count)d times)"))
    return text % {"tag": field, "count": count}
