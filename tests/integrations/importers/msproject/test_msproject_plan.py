"""``headway plan FILE``: what it prints, and that it agrees with other planners."""

import io
import json
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from headway.integrations.importers.planning import plan_file
from tests.integrations.importers.msproject.documents import (
    document,
    element,
    link,
    task,
)

SRC = Path(__file__).parents[4] / "src"


@pytest.fixture
def planned(tmp_path: Path) -> Any:
    def run(text: str, **options: Any) -> dict[str, Any]:
        path = tmp_path / "plan.xml"
        path.write_text(text)
        out = io.StringIO()
        known = {"scenarios": 50, "as_json": True} | options
        assert plan_file(path, out=out, **known) == 0
        return json.loads(out.getvalue())

    return run


def dates(answer: dict[str, Any]) -> dict[int, tuple[str, str]]:
    return {each["uid"]: (each["start"], each["finish"]) for each in answer["items"]}


def people(*names: str, **fields: object) -> str:
    return "".join(
        element("Resource", UID=uid, Name=name, Type=1, **fields)
        for uid, name in enumerate(names, 1)
    )


def assigned(task_uid: int, resource: int, work: int = 8, units: str = "1") -> str:
    return element(
        "Assignment", UID=task_uid * 100 + resource, TaskUID=task_uid,
        ResourceUID=resource, Units=units, Work=f"PT{work}H0M0S",
    )  # fmt: skip


def test_every_named_task_has_its_entry_with_all_fields(planned: Any) -> None:
    answer = planned(
        document(
            task(0, "Project", OutlineLevel=0),
            task(1, "Build"),
            task(2, "Walls", OutlineLevel=2, WBS="1.1", Start="2026-01-05T08:00:00"),
            resources=people("Ada"),
            assignments=assigned(2, 1),
        )
    )
    assert list(answer) == ["items", "finish", "chain", "not_read"]
    build, walls = answer["items"]
    assert list(walls) == [
        "uid", "wbs", "name", "milestone", "summary", "start", "finish", "file_start",
        "file_finish", "p50", "p85", "p95", "people", "unplaced",
    ]  # fmt: skip
    assert (walls["uid"], walls["wbs"], walls["people"]) == (2, "1.1", ["Ada"])
    assert (walls["start"], walls["finish"]) == (
        "2026-01-05T08:00:00",
        "2026-01-05T17:00:00",
    )
    assert (walls["file_start"], walls["file_finish"]) == ("2026-01-05T08:00:00", None)
    assert build["summary"]
    assert (build["start"], build["finish"]) == (walls["start"], walls["finish"])
    assert build["p85"] == walls["p85"]
    assert answer["chain"] == [2]
    assert answer["finish"]["p50"] <= answer["finish"]["p85"] <= answer["finish"]["p95"]


def test_links_hold_tasks_over_nights_and_weekends(planned: Any) -> None:
    answer = planned(
        document(
            task(1, Duration="PT40H0M0S"),
            task(2, links=link(1)),
            task(3, links=link(1, 1, 4800)),
            task(4, links=link(2, 3, 2400)),
        )
    )
    assert dates(answer) == {
        1: ("2026-01-05T08:00:00", "2026-01-09T17:00:00"),
        2: ("2026-01-12T08:00:00", "2026-01-12T17:00:00"),
        3: ("2026-01-13T08:00:00", "2026-01-13T17:00:00"),
        4: ("2026-01-12T13:00:00", "2026-01-13T12:00:00"),
    }


def test_a_finish_held_to_a_morning_needs_nobody_that_day(planned: Any) -> None:
    answer = planned(
        document(
            task(1, Duration="PT40H0M0S"),
            task(2, links=link(1)),
            task(3, links=link(2, 2)),
        )
    )
    assert dates(answer)[3] == ("2026-01-09T08:00:00", "2026-01-12T08:00:00")


def test_one_person_does_one_thing_at_a_time(planned: Any) -> None:
    answer = planned(
        document(
            task(1, Priority=500),
            task(2, Priority=900),
            resources=people("Ada"),
            assignments=assigned(1, 1) + assigned(2, 1),
        )
    )
    assert dates(answer)[2][0] == "2026-01-05T08:00:00"
    assert dates(answer)[1][0] == "2026-01-06T08:00:00"
    assert answer["chain"] == [2, 1]


def test_half_of_a_person_takes_twice_as_long(planned: Any) -> None:
    answer = planned(
        document(
            task(1), resources=people("Ada"), assignments=assigned(1, 1, units="0.5")
        )
    )
    assert dates(answer)[1] == ("2026-01-05T08:00:00", "2026-01-06T17:00:00")


def test_planning_begins_at_now_else_at_the_status_date(planned: Any) -> None:
    header = "<StatusDate>2026-02-02T08:00:00</StatusDate>"
    text = document(task(1), header=header)
    assert dates(planned(text))[1][0] == "2026-02-02T08:00:00"
    later = datetime(2026, 3, 2, 13)  # noqa: DTZ001
    assert dates(planned(text, now=later))[1][0] == "2026-03-02T13:00:00"


def test_what_has_a_date_before_its_project_starts_then(planned: Any) -> None:
    answer = planned(
        document(
            task(1, Start="2025-12-01T08:00:00", Manual=1),
            task(2, Start="2025-12-02T08:00:00", ConstraintType=4,
                 ConstraintDate="2025-12-02T08:00:00"),
            task(3, Start="2026-01-05T08:00:00"),
            task(4, Start="2025-11-03T08:00:00", PercentComplete=100),
        )
    )  # fmt: skip
    assert {uid: start for uid, (start, _) in dates(answer).items()} == {
        1: "2025-12-01T08:00:00",
        2: "2025-12-02T08:00:00",
        3: "2026-01-05T08:00:00",
        4: "2025-11-03T08:00:00",
    }


def test_planning_earlier_than_a_project_starts_waits_for_it(planned: Any) -> None:
    answer = planned(document(task(1)), now=datetime(2025, 12, 1, 8))  # noqa: DTZ001
    assert dates(answer)[1][0] == "2026-01-05T08:00:00"


def test_a_break_in_the_work_moves_its_finish_and_what_follows(planned: Any) -> None:
    nobody = element("Assignment", UID=1, TaskUID=1, ResourceUID=-65535, WorkContour=8)
    split = {"Start": "2026-01-05T08:00:00", "Finish": "2026-01-08T17:00:00"}
    answer = planned(
        document(task(1, Duration="PT16H0M0S", **split), task(2, links=link(1)),
                 assignments=nobody)
    )  # fmt: skip
    assert dates(answer)[1] == ("2026-01-05T08:00:00", "2026-01-08T17:00:00")
    assert dates(answer)[2][0] == "2026-01-09T08:00:00"


def test_overtime_shortens_a_task(planned: Any) -> None:
    worked = element(
        "Assignment", UID=1, TaskUID=1, ResourceUID=1, Units=1, Work="PT12H0M0S",
        RemainingWork="PT12H0M0S", RemainingOvertimeWork="PT4H0M0S",
    )  # fmt: skip
    answer = planned(document(task(1), resources=people("Ada"), assignments=worked))
    assert dates(answer)[1] == ("2026-01-05T08:00:00", "2026-01-05T17:00:00")


def test_what_is_done_stays_at_its_actuals(planned: Any) -> None:
    done = task(
        1, PercentComplete=100, Start="2026-01-07T08:00:00",
        ActualStart="2026-01-07T08:00:00", ActualFinish="2026-01-09T12:00:00",
    )  # fmt: skip
    answer = planned(document(done), now=datetime(2026, 6, 1))  # noqa: DTZ001
    [item] = answer["items"]
    assert (item["start"], item["finish"]) == (
        "2026-01-07T08:00:00",
        "2026-01-09T12:00:00",
    )
    assert item["p50"] == item["p85"] == item["p95"] == "2026-01-09T12:00:00"


def test_a_circle_has_no_place_and_the_rest_is_planned(planned: Any) -> None:
    answer = planned(
        document(
            task(1, "Egg", links=link(2)),
            task(2, "Hen", links=link(1)),
            task(3, "Soup", links=link(1)),
            task(4, "Bread"),
        )
    )
    egg, hen, soup, bread = answer["items"]
    assert egg["start"] is egg["finish"] is egg["p50"] is egg["p95"] is None
    assert egg["unplaced"].startswith("it waits for itself: ")
    assert "'Egg'" in hen["unplaced"]
    assert "'Hen'" in hen["unplaced"]
    assert soup["unplaced"] == "it waits for 'Egg', which has no place"
    assert bread["unplaced"] is None
    assert answer["finish"]["p50"] == bread["p50"]


def test_what_nobody_ever_works_on_has_no_place(planned: Any) -> None:
    answer = planned(document(task(1), calendars="<Calendar><UID>1</UID></Calendar>"))
    assert "no working time" in answer["items"][0]["unplaced"]
    assert answer["finish"] == {"p50": None, "p85": None, "p95": None}


@pytest.mark.parametrize("date", ["9999-12-31T08:00:00", "2199-01-01T08:00:00"])
def test_what_may_only_start_in_the_far_future_has_no_place(
    planned: Any, date: str
) -> None:
    far = task(1, ConstraintType=4, ConstraintDate=date)
    answer = planned(document(far, task(2)))
    assert "does not fit before 207" in answer["items"][0]["unplaced"]
    assert answer["items"][1]["unplaced"] is None


@pytest.mark.parametrize("year", ["0001", "1984", "2049", "9999"])
def test_a_project_of_any_year_is_planned(planned: Any, year: str) -> None:
    answer = planned(document(task(1), start=f"{year}-01-04T08:00:00"))
    [item] = answer["items"]
    assert item["unplaced"] or item["start"].startswith(year)


def test_the_last_day_of_time_ends_in_a_reason(planned: Any) -> None:
    answer = planned(document(task(1), start="9999-12-31T23:59:59"))
    assert answer["items"][0]["unplaced"]


def test_the_same_seed_gives_the_same_bytes(planned: Any) -> None:
    text = document(*(task(n, links=link(n - 1)) for n in range(1, 9)))
    assert planned(text, seed=4) == planned(text, seed=4)
    assert planned(text, seed=4) != planned(text, seed=5)


def test_the_table_begins_with_the_answer(tmp_path: Path) -> None:
    path = tmp_path / "plan.xml"
    path.write_text(document(task(1, "Build", Cost=5), header="<Title>House</Title>"))
    out = io.StringIO()
    assert plan_file(path, out=out, scenarios=50) == 0
    lines = out.getvalue().splitlines()
    assert lines[0] == "House"
    assert lines[1].startswith("Likely done ")
    assert "85 % sure by" in lines[1]
    assert any(line.startswith("Build ") for line in lines)
    assert any("Cost" in line for line in lines)


def test_an_empty_plan_says_so(tmp_path: Path) -> None:
    path = tmp_path / "plan.xml"
    path.write_text(document())
    out = io.StringIO()
    assert plan_file(path, out=out) == 0
    assert "no tasks" in out.getvalue()


def test_what_cannot_be_read_is_one_sentence_and_2(tmp_path: Path) -> None:
    path = tmp_path / "plan.xml"
    path.write_text("<html/>")
    out, err = io.StringIO(), io.StringIO()
    assert plan_file(path, out=out, err=err) == 2
    assert out.getvalue() == ""
    assert err.getvalue().count("\n") == 1
    assert err.getvalue().startswith("headway: The file is a web page")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("list.csv", "Title,Who\nDig,Ada\n"),
        ("list.xlsx", "PK\x03\x04xl/"),
        ("own.json", '{"format": "headway-project", "version": 1}'),
        ("notes.foo", "hello"),
        ("empty.xml", ""),
    ],
)
def test_what_only_a_server_reads_is_told_without_its_settings(
    tmp_path: Path, name: str, content: str
) -> None:
    path = tmp_path / name
    path.write_text(content)
    code = (
        "import sys, pathlib; from headway.integrations.importers import planning;"
        "sys.exit(planning.plan_file(pathlib.Path(sys.argv[1])))"
    )
    command = [sys.executable, "-c", code, str(path)]
    said = subprocess.run(command, cwd=SRC, capture_output=True, text=True)
    assert said.returncode == 2
    assert said.stderr.startswith("headway: The file is ")
    assert said.stderr.count("\n") == 1


def test_it_needs_no_django_and_reading_needs_no_numpy() -> None:
    code = (
        "import sys; sys.modules['django'] = None; sys.modules['numpy'] = None;"
        "import headway.integrations.importers.planning"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=SRC)
