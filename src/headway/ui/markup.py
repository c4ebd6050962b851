"""The parts of the interface as markup; ``templatetags/ui.py`` gives them to templates.

Geometry sits in SVG attributes, never in styles: the content security policy forbids
inline styles.
"""

from collections.abc import Iterable, Iterator
from datetime import date, tzinfo
from functools import cache, lru_cache, partial
from typing import Literal

from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import (
    get_language,
    gettext_noop,
    pgettext,
    pgettext_lazy,
)

from headway.ui.strip import STRIP_HEIGHT, Axis, Moment, day_of, local, strip
from headway.ui.words import chance_words, date_words, initials, tone_of
from headway.ui.words import said as _

State = Literal["later", "ready", "doing", "review", "stuck", "done"]
Target = Literal["deadline", "promise", "start"]

STATES: dict[State, Promise] = {
    "later": pgettext_lazy("state of an item", "Later"),
    "ready": pgettext_lazy("state of an item", "Ready"),
    "doing": pgettext_lazy("state of an item", "In progress"),
    "review": pgettext_lazy("state of an item", "In review"),
    "stuck": pgettext_lazy("state of an item", "Waiting"),
    "done": pgettext_lazy("state of an item", "Done"),
}
LETTER = 6.2
"""Pixels that a letter of an 11 px label takes, rather too many than too few."""
LABEL_GAP = 4
"""Pixels between two labels of an axis, at least."""
EDGE = '<rect class="edge" x="1.75" y="1.75" width="12.5" height="12.5" rx="3.25"/>'
LEVELS: dict[State, str] = {
    "later": EDGE,
    "ready": EDGE,
    "doing": EDGE + '<rect class="level" x="4" y="8" width="8" height="4" rx="1"/>',
    "review": EDGE
    + '<rect class="level" x="4" y="5.5" width="8" height="6.5" rx="1"/>',
    "stuck": EDGE
    + '<rect class="level" x="4.5" y="7.1" width="7" height="1.8" rx=".9"/>',
    "done": '<rect class="level" x="1" y="1" width="14" height="14" rx="4"/>'
    '<path class="mark" d="m4.6 8.3 2.4 2.4 4.4-5"/>',
}
TARGETS: dict[Target, str] = {
    "deadline": gettext_noop("Deadline"),
    "promise": gettext_noop("Promise"),
    "start": gettext_noop("Latest start"),
}


@cache
def icon(name: str, size: str = "") -> SafeString:
    """A symbol of ``icons.svg``: decoration, never the only name of a control."""
    small = " is-small" if size == "small" else ""
    address = static("ui/icons.svg")
    return format_html(
        '<svg class="icon{}" aria-hidden="true"><use href="{}#{}"/></svg>',
        small,
        address,
        name,
    )


@cache
def tile_drawing(state: State) -> SafeString:
    """The drawing alone, for inside a button that has a name of its own."""
    drawing = SafeString(LEVELS[state])
    return format_html('<svg viewBox="0 0 16 16" aria-hidden="true">{}</svg>', drawing)


def tile(state: State) -> SafeString:
    """The state as a picture with its name."""
    label, drawing = STATES[state], tile_drawing(state)
    return format_html(
        '<span class="tile is-{}" role="img" aria-label="{}">{}</span>',
        state,
        label,
        drawing,
    )


def time_element(
    value: Moment | None,
    *,
    with_time: bool = False,
    today: date | None = None,
    zone: tzinfo | None = None,
    language: str | None = None,
) -> SafeString:
    """A ``<time>`` with :func:`date_words`; a dash for None."""
    if value is None:
        return SafeString("\N{EN DASH}")
    text = date_words(
        value, with_time=with_time, today=today, zone=zone, language=language
    )
    return SafeString(f'<time datetime="{value.isoformat()}">{escape(text)}</time>')


def promise(
    due: Moment,
    chance: float | None = None,
    *,
    kind: Target,
    boxed: bool,
    today: date | None = None,
    zone: tzinfo | None = None,
    is_named: bool = True,
) -> SafeString:
    """Flag, date and, where one is known, the chance of keeping it.

    A page with hundreds gives ``today`` and the reader's ``zone``, as for dates.  What
    is around it says what it is, unless it ``is_named`` itself.
    """
    tone = tone_of(chance)
    classes = f"promise is-{tone}" if tone else "promise"
    number = "" if chance is None else f" <b>{escape(chance_words(chance))}</b>"
    name = f'<span class="visually-hidden">{escape(_(TARGETS[kind]))}</span> '
    return SafeString(  # a list has hundreds: as text, of numbers and our own words
        f'<span class="{classes}{" is-boxed" if boxed else ""}">{icon("flag")}'
        f"{name * is_named}{time_element(due, today=today, zone=zone)}{number}</span>"
    )


@lru_cache(maxsize=1024)
def face(name: str, kind: str = "", size: str = "") -> SafeString:
    """Initials that carry the full name; ``kind`` is ``me``, ``client`` or empty."""
    return format_html(
        '<span class="{}" role="img" aria-label="{}" title="{}">{}</span>',
        _face_classes(kind, size),
        name,
        name,
        initials(name),
    )


@lru_cache(maxsize=1024)
def person(name: str, kind: str = "") -> SafeString:
    """Face and name."""
    return format_html(
        '<span class="person"><span class="{}" aria-hidden="true">{}</span> '
        "<bdi>{}</bdi></span>",
        _face_classes(kind, ""),
        initials(name),
        name,
    )


def _face_classes(kind: str, size: str) -> str:
    classes = ["face"] + [f"is-{word}" for word in (kind, size) if word]
    return " ".join(classes)


def reasons(found: Iterable[object], *, tone: str = "") -> SafeString:
    """At most three; the first, which decided, as a chip.

    Each is a text, or has ``text`` and perhaps ``tone``; ``tone`` is for the first.
    """
    rows: list[tuple[object]] = []
    for reason in list(found)[:3]:
        text = getattr(reason, "text", reason)
        own = getattr(reason, "tone", "") or tone
        chip = format_html(
            '<span class="reason{}">{}</span>', f" is-{own}" if own else "", text
        )
        rows.append((text if rows else chip,))
    if not rows:
        return SafeString("")
    items = format_html_join("", "<li>{}</li>", rows)
    return format_html('<ul class="reasons">{}</ul>', items)


def strip_sentence(
    p50: Moment,
    p85: Moment,
    p95: Moment,
    due: Moment | None = None,
    *,
    zone: tzinfo | None = None,
    language: str | None = None,
) -> str:
    """What a forecast strip shows, for those who do not see it."""
    zone, language = zone or timezone.get_current_timezone(), language or get_language()
    today = timezone.localdate(timezone=zone)
    likely, sure, latest = day_of(p50, zone), day_of(p85, zone), day_of(p95, zone)
    by = None if due is None else day_of(due, zone)
    return _strip_words(likely, sure, latest, by, today, language)


@lru_cache(maxsize=4096)
def _strip_words(
    p50: date,
    p85: date,
    p95: date,
    due: date | None,
    today: date,
    language: str | None,
) -> str:
    """Say it once for all that are done by the same days."""
    words = partial(date_words, today=today, language=language)
    values = {"likely": words(p50), "sure": words(p85), "latest": words(p95)}
    if due is None:
        said = _(
            "Likely %(likely)s, 85 %% sure by %(sure)s, 95 %% by %(latest)s", language
        )
        return said % values
    values["due"] = words(due)
    said = _(
        "Likely %(likely)s, 85 %% sure by %(sure)s, 95 %% by %(latest)s; due %(due)s",
        language,
    )
    return said % values


def strip_drawing(
    axis: Axis,
    start: Moment,
    p50: Moment,
    p85: Moment,
    p95: Moment,
    *,
    due: Moment | None = None,
    chance: float | None = None,
) -> SafeString:
    """A forecast strip on the axis of its column."""
    language = axis.language or get_language()
    return _strip_drawn(
        axis, axis.zone, language, axis.today, start, p50, p85, p95, due, chance
    )


@lru_cache(maxsize=8192)
def _strip_drawn(
    axis: Axis,
    zone: tzinfo,
    language: str | None,
    today: date,
    start: Moment,
    p50: Moment,
    p85: Moment,
    p95: Moment,
    due: Moment | None,
    chance: float | None,
) -> SafeString:
    """Draw it once: pages are shown again with nearly all of their strips as before."""
    p50, p85, p95 = local(p50, zone), local(p85, zone), local(p95, zone)
    drawn = strip(axis, start=start, p50=p50, p85=p85, p95=p95, due=due)
    tone = tone_of(chance)
    flag = ""
    if (x := drawn.due_x) is not None:
        tip = f"{x + 6:g}"
        flag = (
            f'<path class="due" d="M{x:g} 1V15"/><path class="due-head" '
            f'd="M{x:g} 1H{tip}L{x + 4.5:g} 3.25 {tip} 5.5H{x:g}z"/>'
        )
    words = _strip_words(
        day_of(p50, zone),
        day_of(p85, zone),
        day_of(p95, zone),
        None if due is None else day_of(due, zone),
        today,
        language,
    )
    return SafeString(  # a list has hundreds: as text, of numbers and our own words
        f'<svg class="strip{f" is-{tone}" if tone else ""}" width="{drawn.width}" '
        f'height="{STRIP_HEIGHT}" role="img" '
        f'aria-label="{escape(words)}">'
        f'<rect class="sure" x="{drawn.sure_x:g}" y="7" '
        f'width="{drawn.sure_width:g}" height="5" rx="1"/>'
        f'<rect class="fade" x="{drawn.fade_x:g}" y="7" '
        f'width="{drawn.fade_width:g}" height="5"/>'
        f'<path class="p85" d="M{drawn.p85_x:g} 6v7"/>{flag}</svg>'
    )


def axis_labels(axis: Axis) -> Iterator[tuple[float, str]]:
    """Pixel and text of each tick; the month is named where it begins.

    What would run into the label before it or over the end of the axis is left out.
    """
    month, end = 0, 0.0
    for tick in axis.ticks():
        if tick.x < end:
            continue
        pattern = (
            pgettext("day of the month on an axis", "j")
            if tick.day.month == month
            else pgettext("first day of a month on an axis", "j M")
        )
        text = date_format(tick.day, pattern)
        end = tick.x + len(text) * LETTER + LABEL_GAP
        if end - LABEL_GAP > axis.width:
            break
        month = tick.day.month
        yield tick.x, text


def axis_head(axis: Axis) -> SafeString:
    """The dates over a column of strips."""
    labels = format_html_join(
        "",
        '<text class="axis" x="{}" y="11">{}</text>',
        ((f"{x:g}", text) for x, text in axis_labels(axis)),
    )
    return format_html(
        '<svg class="chart axis-head" width="{0}" height="16" viewBox="0 0 {0} 16" '
        'aria-hidden="true">{1}</svg>',
        axis.width,
        labels,
    )
