"""A file that is wrong is refused by its line, and nothing of it is written."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from headway.actors.models import Workspace
from headway.base.errors import Refused
from headway.events.models import Event
from headway.keeping.exchange.importing import import_workspace
from headway.work.models import Item

SMALL = Path(__file__).with_name("small.jsonl")

Values = list[dict[str, Any]]


@pytest.fixture
def changed(db: None, tmp_path: Path) -> Callable[[Callable[[Values], None]], Path]:
    """Return the small file with a change made to its lines."""

    def change(harm: Callable[[Values], None]) -> Path:
        values = [json.loads(line) for line in SMALL.read_text().splitlines()]
        harm(values)
        copy = tmp_path / "changed.jsonl"
        copy.write_text("".join(json.dumps(value) + "\n" for value in values))
        return copy

    return change


def test_a_small_file_is_taken_with_defaults_for_what_it_does_not_say(db: None):
    import_workspace(SMALL)
    item = Item.objects.select_related("project__workspace").get(number=2)
    assert (item.key, item.project.workspace.slug) == ("SML-2", "small")
    assert (item.priority, item.state, item.effort_minutes) == (500, "todo", 60)
    assert Event.objects.get().subject_id == Item.objects.get(number=1).pk


def test_another_name_and_a_rehearsal(db: None):
    found = import_workspace(SMALL, slug="other", is_dry_run=True)
    assert found.counts["work.item"] == 2
    assert not Workspace.objects.exists()
    import_workspace(SMALL, slug="other")
    assert Workspace.objects.get().slug == "other"


def test_a_name_that_is_taken_or_none_is_refused(db: None):
    import_workspace(SMALL)
    with pytest.raises(Refused, match="“small” already; give another name"):
        import_workspace(SMALL)
    with pytest.raises(Refused, match="no name for an address"):
        import_workspace(SMALL, slug="a/b")


def first(values: list[dict[str, Any]], row: str) -> dict[str, Any]:
    return next(value for value in values if value["row"] == row)


def line_of(values: list[dict[str, Any]], row: dict[str, Any]) -> int:
    return next(i for i, value in enumerate(values, 1) if value is row)


BAD = [
    ("work.item", {"title": "x" * 501}, "title is"),
    ("work.item", {"title": None}, "title is missing"),
    ("work.item", {"title": 5}, "title is 5, not text"),
    ("work.item", {"title": "a\0b"}, "U+0000"),
    ("work.item", {"state": "later"}, "none of the choices"),
    ("work.item", {"effort_minutes": -1}, "effort_minutes is -1"),
    ("work.item", {"effort_minutes": "5"}, "not a whole number"),
    ("work.item", {"is_joint": 1}, "not true or false"),
    ("work.item", {"created_at": "2026-01-01T00:00:00"}, "no time zone"),
    ("work.item", {"created_at": "soon"}, "created_at is"),
    ("work.item", {"project": 9}, "project is 9; there is no such work.project"),
    ("work.item", {"project": 0}, "not the number of a row"),
    ("work.item", {"project": 1 << 40}, "not the number of a row"),
    ("work.item", {"priority_": 1}, "has no field priority_"),
    ("work.item", {"state": "done"}, "item_done_at_some_time"),
    ("work.item", {"row": "work.card"}, "no rows 'work.card'"),
    ("work.link", {"after": 1}, "no_link_to_itself"),
    ("people.calendar", {"monday": "early"}, "monday is"),
    ("actors.workspace", {"zone": "Mars/Olympus"}, "no time zone"),
    ("actors.workspace", {"n": 2}, "not 1"),
    ("events.event", {"operation": "x"}, "operation is"),
    ("events.event", {"subject_type": "people.user"}, "no rows 'people.user'"),
    ("events.event", {"data": []}, "not an object"),
    ("events.event", {"data": {"run_id": -5}}, "not the number of a row"),
    ("headway-workspace", {"version": 2}, "version 2 of the format"),
    ("headway-workspace", {"row": "x"}, "no workspace that Headway exported"),
    ("end", {"rows": {}}, "not as many as were exported"),
]


@pytest.mark.parametrize(("row", "change", "said"), BAD, ids=str)
def test_a_bad_line_is_refused_by_its_number_and_nothing_is_written(
    changed, row, change, said
):
    place = []

    def harm(values):
        bad = first(values, row)
        bad.update(change)
        place.append(line_of(values, bad))

    with pytest.raises(Refused) as refused:
        import_workspace(changed(harm))
    where, _, why = str(refused.value).partition(": ")
    assert where == f"Line {place[0]}"
    assert said in why
    assert not Workspace.objects.exists()
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("field", "said"),
    [("number", "one_item_per_number.* already exists"), ("n", "1 was there before")],
)
def test_a_row_that_comes_twice_is_refused_at_its_second_line(changed, field, said):
    def harm(values):
        second = next(value for value in values if value.get("title") == "Second")
        second[field] = 1
        assert line_of(values, second) == 8

    with pytest.raises(Refused, match=f"^Line 8: .*{said}"):
        import_workspace(changed(harm))
    assert not Workspace.objects.exists()


@pytest.mark.parametrize(
    ("row", "field", "said"),
    [
        ("work.item", "depth", "out of place in the outline"),
        ("work.project", "next_number", "give a number twice"),
    ],
)
def test_a_file_that_contradicts_itself_is_refused(changed, row, field, said):
    def harm(values):
        first(values, row)[field] = 1

    with pytest.raises(Refused, match=said):
        import_workspace(changed(harm))
    assert not Workspace.objects.exists()


def test_a_circle_is_refused(changed):
    def harm(values):
        link = first(values, "work.link")
        back = link | {"n": 2, "before": link["after"], "after": link["before"]}
        values.insert(line_of(values, link), back)
        first(values, "end")["rows"]["work.link"] = 2

    with pytest.raises(Refused, match="waits for itself"):
        import_workspace(changed(harm))


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (lambda text: text[: len(text) // 2], "Line "),
        (lambda text: text.rpartition('{"row":"end"')[0], "is cut off"),
        (lambda text: text + '{"row":"work.item"}\n', "behind the end"),
        (lambda text: "", "is cut off"),
        (lambda text: "PK\3\4", "Line 1: this is no JSON"),
        (lambda text: "[" * 100_000, "Line 1: this is no JSON"),
        (lambda text: '"\\ud800"', "Line 1: "),
        (lambda text: "x" * (4 * 1024 * 1024 + 1), "Line 1: it is longer"),
    ],
    ids=["half", "no end", "more", "empty", "zip", "deep", "surrogate", "long"],
)
def test_a_file_that_is_none_is_refused(db, harm, said, tmp_path: Path):
    file = tmp_path / "file"
    file.write_text(harm(SMALL.read_text()))
    with pytest.raises(Refused, match=said):
        import_workspace(file)


def test_a_file_that_is_not_there_is_named(db, tmp_path: Path):
    with pytest.raises(Refused, match=r"nowhere cannot be read \(no such file"):
        import_workspace(tmp_path / "nowhere")
