"""The timeline as SVG markup: geometry in attributes, text at its own size.

Built as text and not by templates: a page has hundreds of bars.  Whatever people wrote
goes through :func:`escape`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from math import floor

from django.utils.safestring import SafeString

from headway.plan.timeline.addresses import Addresses
from headway.plan.timeline.arrows import Arrow
from headway.plan.timeline.bars import DIAMOND, FLAG, Bar, Text
from headway.plan.timeline.rows import ROW, Row
from headway.plan.timeline.scale import Scale
from headway.ui.words import percent_of
from headway.ui.words import said as _

HEAD_HEIGHT = 34
TODAY_WIDTH = 44


@dataclass(frozen=True, kw_only=True, slots=True)
class Drawn:
    """One row, ready to be drawn; ``can`` is what the reader may do with its bar.

    ``then`` is when a baseline said that it would be done.
    """

    row: Row
    bar: Bar
    can: str = ""
    then: datetime | None = None


def number(value: float) -> str:
    """Write a pixel without needless digits."""
    return f"{value:.1f}".removesuffix(".0")


def chunk(
    drawn: Sequence[Drawn],
    arrows: Iterable[Arrow],
    *,
    first_row: int,
    scale: Scale,
    now_x: float | None,
    to: Addresses,
    then: str = "",
) -> SafeString:
    """Draw some rows one under the other, and the arrows that cross them.

    ``then`` is the path of a baseline's bars.
    """
    height, width = len(drawn) * ROW, number(scale.width)
    lines = "".join(f"M0 {n * ROW - 0.5}h{width}" for n in _up_to(len(drawn)))
    dependencies = "".join(_arrow(a) for a in arrows)
    bars = "".join(_bar(d, n * ROW, scale, to) for n, d in enumerate(drawn))
    now = (
        "" if now_x is None else f'<path class="now" d="M{number(now_x)} 0v{height}"/>'
    )
    before = f'<path class="then" d="{then}"/>' if then else ""
    return SafeString(
        f'<svg class="chart gantt" width="{width}" height="{height}">'
        f'<use href="#days-off"/><path class="grid" d="{lines}"/>'
        f'<g transform="translate(0 {-first_row * ROW})">{dependencies}</g>'
        f"{before}{bars}{now}</svg>"
    )


def _up_to(count: int) -> range:
    return range(1, count + 1)


def _from_begin(bar: Bar) -> Bar:
    """Count the pixels of a bar from its begin: numbers that repeat, and small ones."""
    begin, label = bar.begin, bar.label
    return Bar(  # a page has hundreds: ``replace`` takes several times as long
        kind=bar.kind,
        likely=bar.likely - begin,
        latest=bar.latest - begin,
        sure=None if bar.sure is None else bar.sure - begin,
        due=None if bar.due is None else bar.due - begin,
        pin=None if bar.pin is None else bar.pin - begin,
        tone=bar.tone,
        is_critical=bar.is_critical,
        hangs=bar.hangs,
        label=None if label is None else label.moved(-begin),
    )


def _bar(drawn: Drawn, top: int, scale: Scale, to: Addresses) -> str:
    bar, item = _from_begin(drawn.bar), drawn.row.item
    if not bar.is_drawn and bar.label is None and bar.due is None:
        return ""
    parts = [_shape(bar), _marks(bar), _label(bar.label, is_plain=_is_plain(drawn))]
    said = sentence(drawn.row, scale)
    if drawn.then is not None:
        words = _("planned for %s") % scale.words(drawn.then)
        said = f"{said}; {escape(words)}"
    begin = number(drawn.bar.begin)
    place = f'transform="translate({begin} {top})" aria-label="{said}"'
    classes = f"bar is-{bar.kind}" + (" is-critical" if bar.is_critical else "")
    classes += f" hangs-{bar.hangs}" if bar.hangs else ""
    if bar.kind == "summary":
        classes += " bar-phase"
    if item is None or drawn.row.is_summary:
        return f'<g class="{classes}" role="img" {place}>{"".join(parts)}</g>'
    room = max(24 - bar.latest, 8)
    hit = (
        f'<rect class="hit" x="{-room / 2:.0f}" y="2" '
        f'width="{bar.latest + room:.0f}" height="24"/>'
        if bar.is_drawn
        else ""
    )
    return (
        f'<a class="{classes}" id="bar-{item.pk}" href="{to.bar(item.pk)}" '
        f"{place}{_data(drawn, scale)}>{hit}{''.join(parts)}</a>"
    )


def _is_plain(drawn: Drawn) -> bool:
    return drawn.row.item is not None


def _data(drawn: Drawn, scale: Scale) -> str:
    """What the browser needs to carry a bar; instants as days since the year 1."""
    item = drawn.row.item
    if not drawn.can or item is None or item.start is None or item.p50 is None:
        return ""
    left = "" if item.left_minutes is None else f' data-left="{item.left_minutes}"'
    start, end = _cut(scale.days_of(item.start)), _cut(scale.days_of(item.p50))
    return (
        f' data-can="{drawn.can}" data-start="{start:.2f}" data-end="{end:.2f}"'
        f'{left} data-drive="{item.drive}" data-version="{item.version}"'
    )


def _cut(days: float) -> float:
    """Leave a quarter of an hour, which is less than a pixel, on the day that it is."""
    return floor(days * 100) / 100


def _shape(bar: Bar) -> str:
    if bar.kind == "none":
        return ""
    begin, likely = number(bar.begin), number(bar.likely)
    fade = number(bar.latest - bar.likely)
    if bar.kind == "milestone":
        return _fade(likely, fade, 12, 4) + (
            f'<path class="sure" d="M{likely} {14 - DIAMOND:g}l6 6-6 6-6-6z"/>'
        )
    top, height = (12, 4) if bar.kind == "summary" else (9, 10)
    width = number(bar.likely - bar.begin)
    solid = (
        f'<rect class="sure" x="{begin}" y="{top}" width="{width}" height="{height}" '
        'rx="1.5"/>'
    )
    chain = ""
    if bar.hangs and bar.kind == "forecast":
        chain = f'<path class="chain" d="M{begin} 20h{width}"/>'
    return solid + _fade(likely, fade, top, height) + chain


def _fade(x: str, width: str, top: int, height: int) -> str:
    if width == "0":
        return ""
    return f'<rect class="fade" x="{x}" y="{top}" width="{width}" height="{height}"/>'


def _marks(bar: Bar) -> str:
    """The tick at 85 %, the flag of the deadline, the pin."""
    marks = ""
    if bar.sure is not None:
        top, height = (10, 8) if bar.kind in ("summary", "milestone") else (7, 14)
        marks += f'<path class="p85" d="M{number(bar.sure)} {top}v{height}"/>'
    if bar.due is not None:
        tone = f" is-{bar.tone}" if bar.tone else ""
        x = number(bar.due)
        marks += (
            f'<path class="due{tone}" d="M{x} 4v21"/>'
            f'<path class="due-head{tone}" d="M{x} 4h{FLAG:g}l-2.2 3.2 2.2 3.2h-9z"/>'
        )
    if bar.pin is not None:
        x = number(bar.pin)
        marks += (
            f'<path class="pin" d="M{x} 5v18"/>'
            f'<circle class="pin-head" cx="{x}" cy="23.5" r="2.5"/>'
        )
    return marks


def _label(label: Text | None, *, is_plain: bool) -> str:
    if label is None:
        return ""
    classes = f"say halo is-{label.tone}" if label.tone else "axis halo"
    if not is_plain and not label.tone:
        classes = "say halo"
    end = ' text-anchor="end"' if label.is_before else ""
    return (
        f'<text class="{classes}" x="{label.x:.0f}" y="18"{end}>'
        f"{escape(label.text)}</text>"
    )


def _arrow(arrow: Arrow) -> str:
    (x, y), *rest = arrow.points
    path = f"M{number(x)} {number(y)}"
    for to_x, to_y in rest:
        path += f"h{number(to_x - x)}" if to_y == y else f"v{number(to_y - y)}"
        x, y = to_x, to_y
    head = {None: "m-4-3 4 3-4 3", True: "m-3-4 3 4 3-4", False: "m-3 4 3-4 3 4"}
    tone = " is-critical" if arrow.is_critical else ""
    tone += " is-busy" if arrow.is_busy else ""
    return f'<path class="dep{tone}" d="{path}{head[arrow.is_down]}"/>'


def sentence(row: Row, scale: Scale) -> str:
    """What a bar shows, in words, escaped."""
    said, item = _dates_said(row, scale), row.item
    if item is None or item.is_done or not item.critical_percent:
        return said
    percent = percent_of(item.critical_percent / 100)
    often = _("critical in %(percent)s %% of the scenarios") % {"percent": percent}
    return f"{said}; {escape(often)}"


def _dates_said(row: Row, scale: Scale) -> str:
    item, (start, p50, p85, p95) = row.item, row.dates
    title = row.title if item is None else f"{row.name} {row.title}"
    if p50 is None or p85 is None or p95 is None or start is None:
        return escape(_("%(title)s: no date") % {"title": title})
    values = {
        "title": title,
        "likely": scale.words(p50),
        "sure": scale.words(p85),
        "latest": scale.words(p95),
    }
    if item is not None and item.is_done:
        return escape(_("%(title)s: done %(likely)s") % values)
    if item is None or item.deadline is None or item.chance_percent is None:
        said = _("%(title)s: likely %(likely)s, 85 %% sure %(sure)s, 95 %% %(latest)s")
        return escape(said % values)
    values["due"] = scale.words(item.deadline)
    values["chance"] = str(percent_of(item.chance_percent / 100))
    said = _(
        "%(title)s: likely %(likely)s, 85 %% sure %(sure)s, 95 %% %(latest)s; "
        "deadline %(due)s, kept with %(chance)s %% chance"
    )
    return escape(said % values)
