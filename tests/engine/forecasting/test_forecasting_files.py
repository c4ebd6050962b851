"""What files of histories may look like, and what is said of those that cannot be."""

from pathlib import Path

import numpy as np
import pytest

from benchmarks.histories import SOURCES, BadHistory, read_csv

HEADER = (
    "id,created,started,finished,estimate_minutes,actual_minutes,person,type,project"
)
ROW = "A-1,2026-01-01,2026-01-02,2026-01-05,60,90,Zoë,bug,web"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "history.csv"


def test_all_columns_are_read(file: Path) -> None:
    file.write_text(f"{HEADER}\n{ROW}\n", encoding="utf-8")
    work = read_csv(file)
    history = work.history
    assert history.finished[0] - history.started[0] == 3
    assert (history.estimate[0], history.actual[0]) == (60, 90)
    assert work.names["person"] == ["Zoë"]
    assert work.skipped == {}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_encodings_are_told_apart(file: Path, encoding: str) -> None:
    file.write_text(f"{HEADER}\n{ROW}\n", encoding=encoding)
    assert read_csv(file).names["person"] == ["Zoë"]


@pytest.mark.parametrize("separator", [";", "\t"])
def test_other_separators_and_decimal_commas_are_read(
    file: Path, separator: str
) -> None:
    text = f"{HEADER}\n{ROW}\n".replace(",", separator).replace("90", "90,5")
    file.write_text(text)
    assert read_csv(file).history.actual.tolist() == [90.5]


def test_columns_may_be_missing_more_or_in_another_order(file: Path) -> None:
    file.write_text("colour, Finished ,ID\nred,2026-01-05T10:00:00Z,1\nblue,,2\n\n")
    history = read_csv(file).history
    assert len(history) == 2
    assert np.isnan(history.finished).tolist() == [False, True]
    assert np.isnan(history.estimate).all()
    assert history.type.tolist() == [-1, -1]


def test_an_offset_counts_and_without_one_it_is_utc(file: Path) -> None:
    file.write_text("id,started,finished\n1,2026-01-01T10:00+02:00,2026-01-01 10:00\n")
    history = read_csv(file).history
    assert history.finished[0] - history.started[0] == pytest.approx(2 / 24)


def test_dates_beside_instants_make_all_of_them_days(file: Path) -> None:
    file.write_text("id,started,finished\n1,2026-01-01T10:00,2026-01-01\n")
    history = read_csv(file).history
    assert history.finished[0] == history.started[0]
    assert history.is_by_day


def test_what_cannot_be_used_is_counted(file: Path) -> None:
    rows = [
        "id,started,finished,estimate_minutes",
        "1,2026-01-05,2026-01-01,60",
        "1,2026-01-05,2026-01-09,60",
        "2,2026-01-05,NA,-3",
    ]
    file.write_text("\n".join(rows))
    work = read_csv(file)
    assert len(work.history) == 2
    assert work.skipped == {
        "repeated_id": 1,
        "finished_before_start": 1,
        "amount_not_above_0": 1,
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no column id"),
        ("name,finished\n", "no column id in .*, only name, finished"),
        ("id\n", "has no rows"),
        (
            "id,finished\n1,31/01/2026\n",
            "line 2, finished: '31/01/2026' is no ISO 8601",
        ),
        ("id,finished\n\n1,soon\n", "line 3, finished: 'soon'"),
        ("id,actual_minutes\n1,2h\n", "line 2, actual_minutes: '2h' is no number"),
        ("id,actual_minutes\n1,inf\n", "'inf' is no number of minutes"),
        ("id,type\n,bug\n", "line 2 has no id"),
    ],
)
def test_errors_name_the_value_and_the_remedy(file: Path, text: str, said: str) -> None:
    file.write_text(text)
    with pytest.raises(BadHistory, match=said):
        read_csv(file)


@pytest.mark.parametrize("source", sorted(SOURCES))
def test_a_folder_without_the_record_is_named(tmp_path: Path, source: str) -> None:
    with pytest.raises(BadHistory, match=r"no \S+ in .*: name the folder"):
        SOURCES[source](tmp_path)


def test_zero_bytes_and_long_texts_are_read(file: Path) -> None:
    file.write_text(f"id,type,note\n1,b\0ug,{'x' * 200_000}\n")
    assert read_csv(file).names["type"] == ["bug"]
