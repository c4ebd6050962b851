"""Where arrows run."""

from hypothesis import given
from hypothesis import strategies as st

from headway.plan.timeline.arrows import Arrow, Dependency, route
from headway.plan.timeline.bars import DIAMOND, Bar, Text
from headway.plan.timeline.rows import ROW


def bar(begin: float, likely: float, latest: float, label: str = "") -> Bar:
    text = Text(text=label, x=latest + 7, width=50) if label else None
    return Bar(
        kind="forecast",
        begin=begin,
        likely=likely,
        latest=latest,
        sure=(likely + latest) / 2,
        label=text,
    )


def arrow(bars: list[Bar], kind: str = "FS", before: int = 0, after: int = -1) -> Arrow:
    end = after % len(bars)
    made = route(Dependency(before=before, after=end, kind=kind), bars.__getitem__)
    assert made is not None
    return made


def upright(made: Arrow) -> list[tuple[float, float, float]]:
    """``(x, top, bottom)`` of each piece that goes up or down."""
    pairs = zip(made.points, made.points[1:], strict=False)
    return [(a[0], min(a[1], b[1]), max(a[1], b[1])) for a, b in pairs if a[0] == b[0]]


def meets_label(made: Arrow, row: int, label: Text) -> bool:
    top, bottom = row * ROW + 8, row * ROW + 20
    left, right = label.box
    return any(
        left <= x <= right and y1 < bottom and y2 > top for x, y1, y2 in upright(made)
    )


def test_with_room_an_arrow_runs_from_the_tick_into_the_start() -> None:
    made = arrow([bar(0, 40, 60), bar(100, 140, 160)])

    assert made.points[0] == (50, 14)
    assert made.points[-1] == (99, ROW + 14)
    assert made.is_down is None


def test_an_arrow_runs_into_a_milestone_where_that_is_drawn() -> None:
    gate = Bar(kind="milestone", begin=100, likely=180, latest=200, sure=190)
    made = arrow([bar(0, 40, 60), gate])

    assert made.points[-1] == (180 - DIAMOND - 1, ROW + 14)


def test_without_room_it_runs_along_the_line_between_the_rows() -> None:
    made = arrow([bar(0, 40, 60), bar(42, 80, 100)])

    assert made.points == ((37, 19), (37, ROW), (45, ROW), (45, ROW + 8))
    assert made.is_down is True


def test_upwards_it_leaves_over_the_bar_and_comes_from_below() -> None:
    made = arrow([bar(60, 80, 90), bar(0, 40, 60)], before=1, after=0)

    assert made.points[0][1] == ROW + 9
    assert made.points[-1][1] == 20
    assert made.is_down is False


def test_each_kind_leaves_and_meets_its_own_ends() -> None:
    bars = [bar(10, 40, 40), bar(20, 90, 90)]
    ends = {
        kind: (arrow(bars, kind).points[0][0], arrow(bars, kind).points[-1][0])
        for kind in ("SS", "FF", "SF")
    }

    assert ends == {"SS": (13, 23), "FF": (37, 87), "SF": (13, 87)}


def test_it_passes_by_the_label_of_a_row_between() -> None:
    between = bar(0, 20, 30, label="26 Nov")  # 37 to 87
    made = arrow([bar(0, 45, 55), between, bar(48, 90, 100)])

    assert between.label is not None
    assert not meets_label(made, 1, between.label)


def test_a_row_that_draws_nothing_has_no_arrows() -> None:
    bars = [bar(0, 40, 60), Bar(kind="none")]

    assert route(Dependency(before=0, after=1, kind="FS"), bars.__getitem__) is None


places = st.tuples(
    st.integers(0, 600), st.integers(3, 200), st.integers(0, 200), st.booleans()
)


@given(
    st.lists(places, min_size=2, max_size=12), st.sampled_from(["FS", "SS", "FF", "SF"])
)
def test_arrows_are_made_of_upright_and_level_pieces(
    found: list[tuple[int, int, int, bool]], kind: str
) -> None:
    bars = [
        bar(begin, begin + solid, begin + solid + fade, "26 Nov" if has_label else "")
        for begin, solid, fade, has_label in found
    ]
    made = arrow(bars, kind)

    pairs = list(zip(made.points, made.points[1:], strict=False))
    assert all((a[0] == b[0]) != (a[1] == b[1]) for a, b in pairs)
    assert made.rows[0] >= 0
    assert made.rows[1] <= len(bars)


@given(st.lists(places, min_size=3, max_size=8))
def test_arrows_meet_no_label_while_there_is_a_way_past(
    found: list[tuple[int, int, int, bool]],
) -> None:
    narrow = [
        bar(begin, begin + solid, begin + solid + fade)
        for begin, solid, fade, _ in found
    ]
    label = Text(text="26 Nov", x=300, width=50)
    between = Bar(kind="forecast", begin=280, likely=290, latest=293, label=label)
    bars = [narrow[0], *[between] * len(narrow[1:-1]), narrow[-1]]

    made = arrow(bars)

    assert not any(meets_label(made, row, label) for row in range(1, len(bars) - 1))
