"""The spread of an item's end, drawn."""

import re
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from django.utils import timezone

from headway.work.distribution import BASE, WIDTH, Curve, distribution
from headway.work.models import Outlook

DAYS = (2, 6, 9, 16)
"""A usual forecast: P5, P50, P85 and P95 in days from now."""


def outlook(*days: float | None, chance: int | None = None) -> Outlook:
    now = timezone.now()
    p5, p50, p85, p95 = (None if d is None else now + timedelta(days=d) for d in days)
    return Outlook(p5=p5, p50=p50, p85=p85, p95=p95, chance_percent=chance)


def in_days(days: float) -> datetime:
    return timezone.now() + timedelta(days=days)


def area(curve: Curve, left: float, right: float) -> float:
    steps = 4000
    width = (right - left) / steps
    return sum(curve.density(left + (n + 0.5) * width) for n in range(steps)) * width


@pytest.mark.parametrize(
    "places",
    [(20, 75, 154, 236), (20, 24, 28, 200), (20, 190, 194, 198), (20, 60, 64, 290)],
)
def test_the_curve_has_exactly_the_quantiles_of_the_plan(places: tuple[float, ...]):
    curve = Curve(places)
    p5, p50, p85, p95 = places

    assert area(curve, p5, p50) == pytest.approx(0.45, abs=1e-4)
    assert area(curve, p50, p85) == pytest.approx(0.35, abs=1e-4)
    assert area(curve, p85, p95) == pytest.approx(0.10, abs=1e-4)
    assert area(curve, p5 - 3000, p5) == pytest.approx(0.05, abs=1e-3)
    assert all(curve.density(x) >= 0 for x in range(-50, 400))


def test_bands_touch_and_stay_inside_the_drawing():
    drawn = distribution(outlook(*DAYS), None)

    assert [name for name, _path in drawn.bands] == ["d1", "d2", "d3"]
    ends = []
    for _name, path in drawn.bands:
        points = [
            (float(x), float(y)) for x, y in re.findall(r"([\d.]+) ([\d.]+)", path)
        ]
        assert all(0 <= x <= WIDTH and 0 <= y <= BASE for x, y in points)
        ends.append((points[0][0], points[-1][0]))
    assert ends[0][0] == 0
    assert ends[0][1] == ends[1][0]
    assert ends[1][1] == ends[2][0]
    assert ends[2][1] == WIDTH


@pytest.mark.parametrize("days", [DAYS, (3, 3, 3, 3), (1, 1, 1, 90), (0.1, 80, 81, 82)])
def test_no_date_covers_another(days: tuple[float, ...]):
    labels = distribution(outlook(*days), None).labels

    assert [label.percent for label in labels] == ["50 %", "85 %", "95 %"]
    places = [label.text_x for label in labels]
    assert all(b - a >= 76 for a, b in pairwise(places))
    assert places[0] >= 38
    assert places[-1] <= WIDTH - 38


def test_the_sentence_says_the_dates_and_the_deadline():
    drawn = distribution(outlook(*DAYS, chance=62), in_days(7))

    assert drawn.sentence.startswith("Likely ")
    assert "; due " in drawn.sentence


@pytest.mark.parametrize(
    ("days", "chance", "tone", "is_left"),
    [(7, 62, "risk", False), (15, 94, "good", True), (-3, 0, "late", False)],
)
def test_the_deadline_is_a_flag_with_its_chance(days, chance, tone, is_left):
    flag = distribution(outlook(*DAYS, chance=chance), in_days(days)).flag

    assert flag.text.startswith("deadline ")
    assert flag.text.endswith(f"{chance}\N{NO-BREAK SPACE}%")
    assert (flag.tone, flag.is_left) == (tone, is_left)
    assert 0 < flag.x < WIDTH


def test_a_far_deadline_does_not_crush_the_curve():
    near = distribution(outlook(*DAYS, chance=99), None)
    drawn = distribution(outlook(*DAYS, chance=99), in_days(300))

    assert drawn.flag.text.endswith("\N{RIGHTWARDS ARROW}")
    assert drawn.flag.x == WIDTH - 1
    assert [label.x for label in drawn.labels] == [label.x for label in near.labels]


@pytest.mark.parametrize("days", [(None,) * 4, (None, 6, 9, 16)])
def test_without_all_dates_nothing_is_drawn(days: tuple[float | None, ...]):
    assert distribution(outlook(*days), None) is None
