"""Past items like one that nobody estimated, and what they say of it."""

from dataclasses import replace

import numpy as np
import pytest

from headway_engine.forecasting.advice import Adviser
from headway_engine.forecasting.records import InvalidHistory
from headway_engine.forecasting.similar import SimilarItems, Text, bag_of
from tests.engine.forecasting.histories import history

LEVELS = np.array([0.5, 0.85])
TITLES = [
    "Printer on the second floor jams",
    "Export of invoices as PDF",
    "Drucker im Flur: Papierstau",
    "The printer jams again",
    "Import of invoices from CSV",
    "The printer of the reception jams",
    *(f"Tidy the page of chapter {number}" for number in "abcdefghij"),
]


def titled(**columns: list[int]) -> SimilarItems:
    """Row 5 is open; row 0 was finished first, row 1 a day later and so on."""
    n = len(TITLES)
    finished = np.where(np.arange(n) == 5, np.nan, np.arange(n) + 1.0)
    known = {name: codes + [0] * (n - 6) for name, codes in columns.items()}
    whole = history(n, created=np.zeros(n), finished=finished, **known)
    return SimilarItems(whole, [Text(title=title) for title in TITLES])


def test_items_that_share_rare_words_are_found_and_the_words_said() -> None:
    found = titled().like(5, finished_before=99.0)
    assert [like.row for like in found] == [3, 0]
    assert found[0].words[:2] in {("jams", "printer"), ("printer", "jams")}
    assert 0.15 <= found[1].likeness <= found[0].likeness <= 1


def test_what_is_not_finished_by_then_is_no_evidence() -> None:
    assert [like.row for like in titled().like(5, finished_before=4.0)] == [0]
    assert titled().like(5, finished_before=1.0) == []


def test_equal_fields_count_and_are_said() -> None:
    found = titled(type=[1, 0, 0, 0, 0, 1]).like(5, finished_before=99.0)
    plain = titled().like(5, finished_before=99.0)
    assert found[0].row == 0 or found[0].likeness < plain[0].likeness
    assert next(like for like in found if like.row == 0).fields == ("type",)
    assert next(like for like in found if like.row == 3).fields == ()


def test_case_marks_and_the_place_of_a_word_do_not_matter() -> None:
    first, second = (
        bag_of(Text(title="Crème BRÛLÉE")),
        bag_of(Text(title="brulee creme")),
    )
    assert first == second
    described = bag_of(Text(title="", description="creme"))
    assert first["creme"] == 3 * described["creme"]


def test_writing_without_spaces_is_cut_into_pairs() -> None:
    assert set(bag_of(Text(title="印刷機の故障"))) == {
        "印刷",
        "刷機",
        "機の",
        "の故",
        "故障",
    }
    assert set(bag_of(Text(title="bug修正"))) == {"bug", "修正"}


@pytest.mark.parametrize("title", ["", "   ", "!!!", "a", "\U0001f600"])
def test_a_title_that_says_nothing_finds_nothing(title: str) -> None:
    whole = history(2, created=[0.0, 0.0], finished=[1.0, np.nan])
    texts = [Text(title="printer jams"), Text(title=title)]
    assert SimilarItems(whole, texts).like(1, finished_before=99.0) == []


def fleet() -> tuple[object, list[Text]]:
    """200 items: upgrades take about 40 days, all else about two."""
    n = 200
    rng = np.random.default_rng(1)
    is_upgrade = np.arange(n) % 8 == 0
    taken = np.where(is_upgrade, 40.0, 2.0) * np.exp(rng.normal(0, 0.2, n))
    started = np.arange(n, dtype=np.float64)
    finished = np.where(np.arange(n) < n - 8, started + taken, np.nan)
    texts = [
        Text(title=f"Upgrade database server {i}" if up else f"Reset password {i}")
        for i, up in enumerate(is_upgrade)
    ]
    return history(n, created=started, started=started, finished=finished), texts


def test_advice_leans_on_items_that_are_like_it() -> None:
    whole, texts = fleet()
    adviser = Adviser(whole, texts, now=300.0)
    upgrade, reset = adviser.advise(192, LEVELS), adviser.advise(193, LEVELS)
    assert len(upgrade.evidence) == 8
    assert all(texts[like.row].title.startswith("Upgrade") for like in upgrade.evidence)
    assert upgrade.taken == pytest.approx(40, rel=0.7)
    assert upgrade.days[1] > 25
    assert reset.days[0] < 5
    assert reset.days[1] < upgrade.days[1] / 1.5
    assert 0 < upgrade.own < 1


def test_an_item_that_is_like_none_gets_the_forecast_of_its_kind() -> None:
    whole, texts = fleet()
    texts[199] = Text(title="Zzyzx quorum")
    said = Adviser(whole, texts, now=300.0).advise(199, LEVELS)
    assert list(said.evidence) == []
    assert said.own == 0
    assert 1 < said.days[0] < 5


def test_an_item_that_waits_is_asked_about_as_if_it_began_now() -> None:
    whole, texts = fleet()
    started = whole.started.copy()
    started[193] = np.nan
    waiting = Adviser(replace(whole, started=started), texts, now=300.0)
    begun = Adviser(whole, texts, now=300.0)
    assert waiting.advise(193, LEVELS).days == pytest.approx(
        begun.advise(193, LEVELS).days, rel=0.1
    )


def test_a_row_that_ended_before_it_began_cannot_be_asked_about() -> None:
    whole, texts = fleet()
    finished = whole.finished.copy()
    finished[3] = 1.0
    adviser = Adviser(replace(whole, finished=finished), texts, now=300.0)
    with pytest.raises(InvalidHistory, match="row 3 began on no day: give it"):
        adviser.advise(3, LEVELS)
