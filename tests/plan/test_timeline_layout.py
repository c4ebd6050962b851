"""Where things stand on the timeline: dates, rows and bars."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from django.utils import timezone

from headway.base.errors import Refused
from headway.plan.timeline.bars import GAP, Bar, lay_out, text_width
from headway.plan.timeline.days_off import (
    dated_days_off,
    runs,
    weekend_runs,
    working_morning,
)
from headway.plan.timeline.rows import Item, Project, Row, arrange
from headway.plan.timeline.scale import Scale
from headway.work.models import Zoom
from headway_engine.calendars import DatedHours, WorkingTime

MONDAY = datetime(2026, 8, 3, tzinfo=UTC)
DAY = timedelta(days=1)
NINE = ((540, 1020),)
WEEK = WorkingTime(week=(NINE, NINE, NINE, NINE, NINE, (), ()))
SCALE = Scale(zoom=Zoom.WEEK, first=MONDAY.date(), days=100)
BRIDGE = Project(1, "BRI", "Bridge", None, None, None, None, None, 3)


@pytest.fixture(autouse=True)
def reader_in_utc() -> Iterator[None]:
    with timezone.override("UTC"):
        yield


def item(
    pk: int = 1, parent: int | None = None, depth: int = 0, **said: object
) -> Item:
    """An item that is planned for three days from the first Wednesday."""
    start = MONDAY + 2 * DAY
    blank: dict[str, object] = dict.fromkeys(Item._fields)
    blank |= {"pk": pk, "project_id": 1, "number": pk, "parent_id": parent}
    blank |= {"depth": depth, "title": f"Item {pk}", "state": "todo", "version": 1}
    blank |= dict.fromkeys(("spent_minutes", "checks_total", "checks_done"), 0)
    blank |= {"drive": "effort", "effort_minutes": 480, "unplaced": ""}
    blank |= {"start": start, "p50": start + 3 * DAY, "p85": start + 4 * DAY}
    return Item(**(blank | {"p95": start + 6 * DAY} | said))


def bar(**said: object) -> Bar:
    return lay_out(Row(project=BRIDGE, item=item(**said)), SCALE, now=MONDAY)


def test_a_moment_stands_at_its_pixel() -> None:
    assert SCALE.at(MONDAY) == 0
    assert SCALE.at(MONDAY + DAY / 2) == 7
    assert SCALE.at(MONDAY - DAY) == -14


def test_the_axis_begins_last_week_and_reaches_behind_the_last_date() -> None:
    last = MONDAY + 200 * DAY
    scale = Scale.over([last], zoom=Zoom.WEEK, today=date(2026, 8, 5), first=None)

    assert scale.first == date(2026, 7, 27)
    assert scale.width > scale.at(last)


def test_an_axis_has_an_end_however_far_the_dates_go() -> None:
    last = MONDAY + 90_000 * DAY
    scale = Scale.over([last], zoom=Zoom.DAY, today=MONDAY.date(), first=None)

    assert scale.width <= 8000


@pytest.mark.parametrize(
    ("zoom", "tick", "period"),
    [
        (Zoom.DAY, "3", "August"),
        (Zoom.WEEK, "3", "August"),
        (Zoom.QUARTER, "Sep", "2026"),
    ],
)
def test_the_head_names_days_weeks_or_months(
    zoom: Zoom, tick: str, period: str
) -> None:
    scale = Scale(zoom=zoom, first=MONDAY.date(), days=200)

    assert scale.ticks()[0].text == tick
    assert scale.periods()[0].text == period


def test_names_of_months_never_run_into_each_other() -> None:
    for first in (date(2026, 8, 3), date(2026, 8, 29), date(2026, 12, 31)):
        places = [p.x for p in Scale(zoom=Zoom.WEEK, first=first, days=400).periods()]
        assert all(b - a > 70 for a, b in pairwise(places))


def test_weekends_are_joined_and_holidays_apart() -> None:
    friday = date(2026, 8, 7)
    holiday = DatedHours(first=friday, last=friday + 3 * DAY)
    calendar = WorkingTime(week=WEEK.week, exceptions=(holiday,))
    scale = Scale(zoom=Zoom.WEEK, first=MONDAY.date(), days=14)

    assert weekend_runs(calendar, scale)[0] == (date(2026, 8, 8), 2)
    assert dated_days_off(calendar, scale) == [friday, friday + 3 * DAY]


def test_a_saturday_that_is_worked_is_no_weekend() -> None:
    saturday = date(2026, 8, 8)
    worked = DatedHours(first=saturday, last=saturday, hours=NINE)
    calendar = WorkingTime(week=WEEK.week, exceptions=(worked,))
    scale = Scale(zoom=Zoom.WEEK, first=MONDAY.date(), days=7)

    assert weekend_runs(calendar, scale) == [(date(2026, 8, 9), 1)]


def test_neighbouring_days_are_one_run() -> None:
    days = [date(2026, 8, n) for n in (1, 2, 3, 5)]

    assert runs(days) == [(date(2026, 8, 1), 3), (date(2026, 8, 5), 1)]


def test_a_working_morning_is_that_of_the_next_working_day() -> None:
    morning = working_morning(WEEK, date(2026, 8, 8), zone="Europe/Berlin")

    assert morning.astimezone(UTC) == datetime(2026, 8, 10, 7, tzinfo=UTC)


def test_a_calendar_without_work_has_no_morning() -> None:
    nothing = WorkingTime(week=((), (), (), (), (), (), ()))
    with pytest.raises(Refused, match="8\xa0Aug"):
        working_morning(nothing, date(2026, 8, 8), zone="UTC")


def test_rows_follow_the_outline_and_folded_ones_hide_what_is_in_them() -> None:
    items = [item(1), item(2, parent=1), item(3, parent=2), item(4)]

    def names(*folded: str) -> list[str]:
        return [row.name for row in arrange([BRIDGE], items, folded=folded)]

    assert names() == ["BRI", "BRI-1", "BRI-2", "BRI-3", "BRI-4"]
    assert names("BRI-1") == ["BRI", "BRI-1", "BRI-4"]
    assert names("BRI-2") == ["BRI", "BRI-1", "BRI-2", "BRI-4"]
    assert names("BRI") == ["BRI"]


def test_a_bar_is_solid_to_p50_and_fades_to_p95_with_a_tick_at_p85() -> None:
    drawn = bar()

    assert (drawn.begin, drawn.likely, drawn.sure, drawn.latest) == (28, 70, 84, 112)
    assert drawn.label is not None
    assert drawn.label.x == 112 + GAP


def test_what_takes_no_time_is_still_seen() -> None:
    start = MONDAY + DAY
    drawn = bar(start=start, p50=start, p85=start, p95=start)

    assert drawn.likely - drawn.begin == 3


def test_a_done_item_stands_at_its_actual_dates() -> None:
    drawn = bar(state="done", started_at=MONDAY, finished_at=MONDAY + 2 * DAY)

    assert (drawn.kind, drawn.begin, drawn.likely, drawn.sure) == ("done", 0, 28, None)


def test_a_bar_is_clipped_where_the_axis_begins() -> None:
    assert bar(start=MONDAY - 30 * DAY).begin == 0


def test_a_bar_beyond_the_axis_says_where_it_is() -> None:
    far = MONDAY + 300 * DAY
    drawn = bar(start=far, p50=far, p85=far, p95=far)

    assert drawn.kind == "none"
    assert drawn.label is not None
    assert drawn.label.is_before
    assert "→" in drawn.label.text


def test_a_label_at_the_end_of_the_axis_stands_before_its_bar() -> None:
    end = MONDAY + 99 * DAY
    drawn = bar(start=end - 9 * DAY, p50=end, p85=end, p95=end)

    assert drawn.label is not None
    assert drawn.label.box[1] < drawn.begin


def test_a_label_stands_clear_of_the_flag_of_a_deadline() -> None:
    drawn = bar(deadline=MONDAY + 9 * DAY, chance_percent=71)

    assert drawn.due == 126
    assert drawn.tone == "risk"
    assert drawn.label is not None
    assert drawn.label.text == "71\N{NO-BREAK SPACE}%"
    assert drawn.label.x >= drawn.due + 9


def test_a_pin_is_drawn_until_the_item_is_begun() -> None:
    assert bar(starts_no_earlier=MONDAY + 2 * DAY).pin == 28
    assert bar(starts_no_earlier=MONDAY, started_at=MONDAY).pin is None


def test_an_item_without_dates_says_why() -> None:
    drawn = bar(start=None, p50=None, unplaced="cycle")

    assert drawn.kind == "none"
    assert drawn.label is not None
    assert "itself" in drawn.label.text
    assert drawn.label.tone == "late"


def test_text_is_estimated_by_its_letters() -> None:
    assert text_width("iii") < text_width("nnn") < text_width("WWW")
