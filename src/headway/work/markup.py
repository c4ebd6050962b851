"""An item's values as markup, wherever one stands until it is edited in place.

Built as text and not by templates: a list has hundreds.  Whatever people wrote goes
through :func:`escape`, or :func:`to_html` where it may be long.
"""

from collections.abc import Callable, Mapping
from html import escape

from django.utils.safestring import SafeString

from headway.base.durations import format_minutes
from headway.base.markdown import to_html
from headway.ui.markup import face, icon, person, promise
from headway.ui.markup import time_element as date_short
from headway.ui.words import said as _
from headway.work.estimates import estimate_words
from headway.work.field_markup import said_markup
from headway.work.forms import TogetherForm
from headway.work.judgements import judged_words
from headway.work.models import Drive, Hidden, Importance
from headway.work.models.importance import importance_words
from headway.work.needs import ShownNeed
from headway.work.reading import Row

MOST_FACES = 4

Place = str
"""Where a value stands: ``h1`` or ``h2``, ``item`` (a page or panel), else a list."""


def cell(row: Row, name: str, place: Place = "") -> SafeString:
    """Return the value ``name``, as :data:`headway.work.forms.CELLS` names them."""
    shown = VALUES[name](row, place) if name in VALUES else _custom(row, name)
    return SafeString(shown)


def _title(row: Row, place: Place) -> str:
    title = escape(row.item.title)
    if place in ("h1", "h2"):
        shown = f'<{place} id="item-title"><bdi>{title}</bdi></{place}>'
    else:
        shown = (
            f'<a class="row-title" href="{row.href}" data-panel="{row.key}" '
            f"data-row-link><bdi>{title}</bdi></a>{_chips(row)}{_why_unplaced(row)}"
            f"{_notes(row)}"
        )
    if not row.can_change:
        return shown
    label = _("Edit the title: %(title)s") % {"title": title}
    return (
        f'{shown}<span class="row-tools"><a class="button is-quiet is-small is-icon" '
        f'href="{row.href}cells/title/" data-edit-open aria-label="{label}" '
        f'title="{_("Edit the title")}">{icon("edit")}</a></span>'
    )


def _chips(row: Row) -> str:
    shown = chips(row)
    return f' <span class="chips">{shown}</span>' if shown else ""


def _why_unplaced(row: Row) -> str:
    if not (row.unplaced and row.has_forecast):
        return ""
    return f' <span class="small is-late">{escape(row.unplaced)}</span>'


def _notes(row: Row) -> str:
    notes = ", ".join(row.notes)
    return f' <span class="small faint">{notes}</span>' if notes else ""


def _people(row: Row, place: Place) -> str:
    names = row.names
    if len(names) == 1 or (place and names):
        shown = "".join(person(d.name, "me" if d.is_me else "") for d in row.people)
        if len(names) > 1:
            shown = f'<span class="row is-wrapping">{shown}</span>'
    elif names:
        shown = f'<span class="faces">{faces(row)}</span>'
    elif Hidden.PEOPLE in row.hides:
        shown = _faint(_("not shown to you"))
    elif row.outlook and row.outlook.has_assumed_people and not row.is_summary:
        shown = _faint(_("anyone"))
    else:
        name = f'aria-label="{_("nobody")}" role="img"'
        shown = f'<span class="faint" {name}>\N{EN DASH}</span>'
    return opening(row, "people", shown, title=_("Assign"))


def faces(row: Row) -> str:
    shown = row.people[:MOST_FACES]
    faces = "".join(face(doer.name, "me" if doer.is_me else "") for doer in shown)
    more = len(row.people) - len(shown)
    return faces + (f'<span class="small faint">+{more}</span>' if more else "")


def _left(row: Row, _place: Place) -> str:
    if not row.has_left:
        is_open = row.item.is_milestone and not row.item.is_closed
        return _faint(_("milestone")) if is_open else ""
    if row.left is None:
        label = _("Left: not estimated. Edit")
        shown = _faint(_("not estimated"))
        if assumed := row.assumed_minutes:
            text = _("not estimated; assumed %(assumed)s")
            said = text % {"assumed": format_minutes(assumed)}
            label = _("Left: %(left)s. Edit") % {"left": said}
            shown = f'<span class="assumed">{said}</span>'
    else:
        shown = row.left_words
        label = _("Left: %(left)s. Edit") % {"left": shown}
    return opening(row, "left", shown, label=label)


def _estimate(row: Row, _place: Place) -> str:
    estimate = row.item.estimate
    if estimate is None:
        is_said = row.has_left and row.left is None and row.can_change
        text = _("estimate it") if is_said else _("no estimate")
    else:
        text = _("of %(estimate)s estimated") % {"estimate": estimate_words(estimate)}
    return opening(row, "estimate", _faint(text), hidden=_("Edit the estimate"))


def _importance(row: Row, _place: Place) -> str:
    shown = importance_words(row.item.priority)
    if row.item.priority == Importance.NORMAL:
        shown = _faint(shown)
    return opening(row, "importance", shown, hidden=_("Edit the importance"))


def _judgement(row: Row, place: Place) -> str:
    said = judged_words(row.item) if place else row.judged
    shown = escape(said) or _faint(_("not judged"))
    return opening(row, "judgement", shown, hidden=_("Edit the judgement"))


def _delay(row: Row, _place: Place) -> str:
    by_default = _("by its importance") if row.is_by_importance else _("not said")
    shown = row.delay or _faint(by_default)
    return opening(row, "delay", shown, hidden=_("Edit what a delay costs"))


def _pauses(row: Row, _place: Place) -> str:
    shown = row.pauses or _faint(_("none"))
    return opening(row, "pauses", shown, hidden=_("Edit the pauses"))


def _skills(row: Row, _place: Place) -> str:
    tags = [
        f'<span class="tag">{escape(need.name)} {need.level}'
        f'<span class="visually-hidden">, {escape(need.level_words)}</span></span>'
        for need in row.needs
    ]
    shown = f'<span class="row is-wrapping">{"".join(tags)}</span>'
    if not tags:
        shown = _faint(_("none asked for"))
    opens = opening(row, "skills", shown, hidden=_("Edit the skills"))
    return opens + "".join(map(_lacking, row.needs))


def _type(row: Row, _place: Place) -> str:
    shown = f"<bdi>{escape(row.item.type.name)}</bdi>"
    return opening(row, "type", shown, hidden=_("Edit the type"))


def _drive(row: Row, _place: Place) -> str:
    shown = str(Drive(row.item.drive).label)
    if row.item.drive == Drive.EFFORT:
        shown = _faint(shown)
    return opening(row, "drive", shown, hidden=_("Edit how it is planned"))


def _together(row: Row, _place: Place) -> str:
    shown = TogetherForm.words_of(row.item)
    return opening(row, "together", shown, hidden=_("Edit how they share it"))


def _chunk(row: Row, _place: Place) -> str:
    minutes = row.item.chunk_minutes
    shown = format_minutes(minutes) if minutes else _faint(_("any length"))
    return opening(row, "chunk", shown, hidden=_("Edit the least at a time"))


def _labels(row: Row, _place: Place) -> str:
    shown = chips(row)
    if not shown:
        return opening(row, "labels", _faint(_("none")), hidden=_("Edit the labels"))
    wrapped = f'<span class="row is-wrapping">{shown}</span>'
    return opening(row, "labels", wrapped, hidden=_("Edit the labels"))


def chips(row: Row) -> str:
    """Return the labels of an item, each as a chip with its colour."""
    return " ".join(
        f'<span class="tag label is-{label.colour}">'
        f"<bdi>{escape(label.name)}</bdi></span>"
        for label in row.labels
    )


def _lacking(need: ShownNeed) -> str:
    if not need.lacking:
        return ""
    text = _("%(who)s: %(skill)s below level %(level)d")
    values = {
        "who": ", ".join(need.lacking),
        "skill": need.name,
        "level": need.level,
    }
    return f'<span class="small is-risk">{escape(text % values)}</span>'


def _deadline(row: Row, _place: Place) -> str:
    due = row.item.deadline
    shown = (
        _faint(_("none"))
        if due is None
        else promise(due, row.chance, kind="deadline", boxed=False)
    )
    return opening(row, "deadline", shown, hidden=_("Edit the deadline"))


def _pin(row: Row, _place: Place) -> str:
    pin = row.item.starts_no_earlier
    shown = (
        _faint(_("any time"))
        if pin is None
        else f"{icon('pin', 'small')} {date_short(pin)}"
    )
    return opening(row, "pin", shown, hidden=_("Edit the earliest start"))


def _start_by(row: Row, _place: Place) -> str:
    by = row.item.starts_no_later
    shown = (
        _faint(_("any time"))
        if by is None
        else promise(by, row.start_chance, kind="start", boxed=False)
    )
    return opening(row, "start-by", shown, hidden=_("Edit the latest start"))


def _must_start(row: Row, _place: Place) -> str:
    day, by = row.item.must_start_on, row.item.starts_no_later
    shown = (
        _faint(_("any time"))
        if day is None or by is None
        else promise(by, row.start_chance, kind="start", boxed=False)
    )
    return opening(row, "must-start", shown, hidden=_("Edit the day of its start"))


def _description(row: Row, _place: Place) -> str:
    shown: str = to_html(row.item.description, row.mentions)
    edit = _("Edit the description") if shown else _("Describe it")
    if not row.can_change:
        return shown
    return (
        f'{shown}<a class="button is-quiet is-small" '
        f'href="{row.href}cells/description/" data-edit-open>{icon("edit")} {edit}</a>'
    )


def _custom(row: Row, name: str) -> str:
    """What an item says in a field of the workspace."""
    said = row.in_field(name)
    if said is None:
        return ""
    shown = said_markup(said) or _faint("\N{EN DASH}")
    edit = _("Edit: %(field)s") % {"field": escape(said.name)}
    if not row.can_change or not said.takes:
        return shown
    if said.href:
        opens = opening(row, name, icon("edit", "small"), label=edit)
        return f'<span class="row">{shown} {opens}</span>'
    return opening(row, name, shown, hidden=edit)


def _faint(text: str) -> str:
    return f'<span class="faint">{text}</span>'


def opening(
    row: Row,
    name: str,
    shown: str,
    *,
    label: str = "",
    title: str = "",
    hidden: str = "",
) -> str:
    """Make a value open its form, for those who may change it.

    ``title`` describes what has its name from the value, and ``hidden`` adds to that
    name: not where hundreds stand, for each is a layer of the page.
    """
    if not row.can_change:
        return shown
    said = f' aria-label="{label}"' if label else ""
    said += f' title="{title}"' if title else ""
    if name == "people":
        said += f' aria-keyshortcuts="a" data-key-name="{_("Assign")}"'
    if name == "deadline":
        said += f' aria-keyshortcuts="p" data-key-name="{_("Promise a date")}"'
    if hidden:
        shown = f'{shown} <span class="visually-hidden">{hidden}</span>'
    return (
        f'<a class="edit-button" href="{row.href}cells/{name}/" data-edit-open{said}>'
        f"{shown}</a>"
    )


VALUES: Mapping[str, Callable[[Row, Place], str]] = {
    "title": _title,
    "people": _people,
    "left": _left,
    "estimate": _estimate,
    "importance": _importance,
    "together": _together,
    "chunk": _chunk,
    "labels": _labels,
    "skills": _skills,
    "delay": _delay,
    "judgement": _judgement,
    "pauses": _pauses,
    "deadline": _deadline,
    "pin": _pin,
    "start-by": _start_by,
    "must-start": _must_start,
    "description": _description,
    "type": _type,
    "drive": _drive,
}
