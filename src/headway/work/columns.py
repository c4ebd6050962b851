"""The columns that a list of work can have: what each is called, sorts by, sums up."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from headway.actors.models import Actor
from headway.base.errors import Malformed
from headway.base.text import shown
from headway.work.filters.custom import asked_by
from headway.work.models import CustomField, FieldKind
from headway.work.models.custom_fields import id_of_column
from headway.work.sums import Amount


@dataclass(frozen=True)
class Column:
    """``sort`` is the field of the filter language by which its head sorts.

    ``sums`` is what a group shows in it of all its rows.  A ``silent`` head is read
    out and not shown.
    """

    name: str
    words: str | Promise
    _: KW_ONLY
    sort: str = ""
    sums: Amount | None = None
    is_num: bool = False
    is_silent: bool = False
    short: str = ""
    """What stands in the head for those who see it, where that is not ``words``."""
    field: CustomField | None = None
    """The field of the workspace that it is."""


@dataclass(frozen=True, kw_only=True)
class HeadCell:
    """A column as the head of a list has it; ``address`` sorts by it, if it can."""

    column: Column
    address: str = ""
    direction: str = ""

    @property
    def aria_sort(self) -> str:
        return {"asc": "ascending", "desc": "descending"}.get(self.direction, "")


TITLE = "title"

COLUMNS: tuple[Column, ...] = (
    Column(
        "rank",
        gettext_lazy("Place in the order"),
        sort="rank",
        is_num=True,
        short="#",
    ),
    Column("state", gettext_lazy("State"), is_silent=True),
    Column("key", gettext_lazy("Key"), sort="key"),
    Column(TITLE, gettext_lazy("Title"), sort="title"),
    Column("people", gettext_lazy("Person"), sort="assignee"),
    Column("left", gettext_lazy("Left"), sort="remaining", sums="left", is_num=True),
    Column("forecast", gettext_lazy("Forecast")),
    Column("by", gettext_lazy("85 % by"), sort="by", is_num=True),
    Column("deadline", gettext_lazy("Deadline"), sort="due"),
    Column("status", gettext_lazy("State in words"), sort="state"),
    Column("type", gettext_lazy("Type"), sort="type"),
    Column("project", gettext_lazy("Project"), sort="project"),
    Column("parent", gettext_lazy("In"), sort="parent"),
    Column("labels", gettext_lazy("Labels")),
    Column("worth", gettext_lazy("Worth a day"), is_num=True),
    Column("importance", gettext_lazy("Importance"), sort="importance"),
    Column("judgement", gettext_lazy("Judgement"), sort="judgement"),
    Column(
        "estimate",
        gettext_lazy("Estimate"),
        sort="effort",
        sums="estimate",
        is_num=True,
    ),
    Column("spent", gettext_lazy("Spent"), sort="spent", sums="spent", is_num=True),
    Column("start", pgettext_lazy("a date", "Start"), sort="start", is_num=True),
    Column("likely", gettext_lazy("50 % by"), sort="likely", is_num=True),
    Column("latest", gettext_lazy("95 % by"), sort="latest", is_num=True),
    Column(
        "criticality",
        gettext_lazy("Critical in scenarios"),
        sort="criticality",
        is_num=True,
    ),
    Column("pin", gettext_lazy("Not before"), sort="pin", is_num=True),
    Column("start-by", gettext_lazy("Start by"), sort="start-by"),
    Column("chunk", gettext_lazy("At least at a time"), is_num=True),
    Column("created", gettext_lazy("Created"), sort="created", is_num=True),
    Column("started", gettext_lazy("Started"), sort="started", is_num=True),
    Column("finished", gettext_lazy("Finished"), sort="finished", is_num=True),
)
BY_NAME: Mapping[str, Column] = {column.name: column for column in COLUMNS}

USUAL = (
    "rank",
    "state",
    "key",
    TITLE,
    "people",
    "left",
    "forecast",
    "by",
    "deadline",
)
"""What a list shows where nobody chose."""


def chosen(names: Iterable[str]) -> tuple[str, ...]:
    """Return the columns that are meant, once each; a list has titles at least.

    What is no column is left out: addresses are old, or written by people.  Fields of
    the workspace are left out where they are shown, by :func:`shown_columns`.
    """
    known = dict.fromkeys(
        name for name in names if name in BY_NAME or id_of_column(name)
    )
    if not known:
        return USUAL
    return tuple(known) if TITLE in known else (TITLE, *known)


def moved(names: Sequence[str], name: str, step: int) -> tuple[str, ...]:
    """Return the columns with one of them a step further."""
    rest = [each for each in names if each != name]
    if len(rest) == len(names):
        return tuple(names)
    at = max(0, names.index(name) + step)
    return (*rest[:at], name, *rest[at:])


def shown_columns(names: Iterable[str], *, by: Actor) -> list[Column]:
    """Return the columns of these names, and fields of the workspace among them.

    A query where there are such fields; what is none, or hidden, is left out.
    """
    asked = list(names)
    ids = [pk for name in asked if (pk := id_of_column(name))]
    fields = CustomField.objects.visible_to(by).in_bulk(ids) if ids else {}
    own = {field.column: column_of_field(field) for field in fields.values()}
    known = {**BY_NAME, **own}
    return [known[name] for name in asked if name in known]


def column_of_field(field: CustomField) -> Column:
    """Return a field of the workspace as a column."""
    asked = asked_by(field)
    return Column(
        field.column,
        field.name,
        sort=asked.name if asked.can_sort else "",
        is_num=field.kind == FieldKind.NUMBER,
        field=field,
    )


def checked(names: Sequence[str], *, by: Actor) -> list[str]:
    """Return the columns to keep, nothing where they are the usual ones.

    Raises :class:`Malformed` with what there is where one is no column.
    """
    known = {column.name for column in shown_columns(names, by=by)}
    if unknown := [name for name in names if name not in known]:
        message = _("There is no column “%(name)s”; there are %(known)s.")
        said = {"name": shown(unknown[0]), "known": ", ".join(BY_NAME)}
        raise Malformed(message % said)
    kept = chosen(names)
    return [] if kept == USUAL else list(kept)
