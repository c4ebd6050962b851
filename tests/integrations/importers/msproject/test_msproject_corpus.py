"""Every real file against what an independent reader says is in it."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from headway.integrations.importers.msproject import read_msproject
from headway.plan.files.content import ScheduleFile, Unreadable


def oracle_of(known: dict[str, Any], corpus: Path, path: Path) -> dict[str, Any] | None:
    """Give what the other reader found in the file or in that which it was made of."""
    name = str(path.relative_to(corpus))
    if name.startswith("mspdi-converted-by-mpxj/"):
        name = path.name.removesuffix(".mspdi.xml").replace("__", "/")
    answer = known.get(name)
    return answer if answer and answer["ok"] else None


@pytest.fixture(scope="module")
def projects(corpus: Path) -> list[tuple[str, ScheduleFile, dict[str, Any]]]:
    known = json.loads((corpus / "mpxj-oracle.json").read_text())
    found = []
    for path in sorted(corpus.rglob("*.xml")):
        answer = oracle_of(known, corpus, path)
        is_converted = path.parent.name == "mspdi-converted-by-mpxj"
        if answer and (answer["type"] == "MSPDI" or is_converted):
            found.append((path.name, read_msproject(path), answer))
    assert len(found) > 60
    return found


def test_tasks_are_those_of_the_oracle(projects: Any) -> None:
    for name, file, oracle in projects:
        expected = [t for t in oracle["tasks"] if t["uid"] != "0"]
        assert [t.uid for t in file.tasks] == [int(t["uid"]) for t in expected], name
        for mine, theirs in zip(file.tasks, expected, strict=True):
            where = f"{name}: {mine.uid}"
            assert mine.level == int(theirs["level"]), where
            assert mine.is_summary == theirs["summary"], where
            assert mine.name == " ".join((theirs["name"] or "").split()), where
            assert mine.wbs == (theirs["wbs"] or mine.wbs), where
            assert mine.is_milestone == theirs["ms"], where


def test_dates_and_progress_are_those_of_the_oracle(projects: Any) -> None:
    for name, file, oracle in projects:
        expected = {int(t["uid"]): t for t in oracle["tasks"]}
        for mine in file.tasks:
            theirs = expected[mine.uid]
            for field in ("start", "finish"):
                instant = getattr(mine, field)
                text = instant.isoformat(timespec="minutes") if instant else None
                assert text == ((theirs[field] or "")[:16] or None), (name, mine.uid)
            assert mine.percent_complete == float(theirs["pct"] or 0), (name, mine.uid)


def test_links_are_those_of_the_oracle(projects: Any) -> None:
    total = 0
    for name, file, oracle in projects:
        expected = {
            (int(p["uid"]), int(t["uid"]), p["type"])
            for t in oracle["tasks"]
            for p in t["pred"]
            if t["uid"] != p["uid"]
        }
        mine = {(each.before, each.after, each.type.value) for each in file.links}
        assert mine == expected, name
        total += len(mine)
    assert total > 300


def test_people_and_calendars_are_those_of_the_oracle(projects: Any) -> None:
    for name, file, oracle in projects:
        named = [r["name"] for r in oracle["resources"] if r["uid"] != "0"]
        assert [r.name for r in file.resources] == [n or "" for n in named], name
        kinds = [r["type"].lower() for r in oracle["resources"] if r["uid"] != "0"]
        assert [r.kind.value for r in file.resources] == kinds, name
        theirs = sum(
            1 for each in oracle["assignments"] if each["res"] and each["task"] != "0"
        )
        assert len(file.assignments) == theirs, name
        assert len(file.calendars) == len(oracle["calendars"]), name
        counts = [each["exceptions"] for each in oracle["calendars"]]
        assert sorted(len(c.exceptions) for c in file.calendars) == sorted(counts), name


def test_rates_are_those_of_an_hour_from_their_day_on(corpus: Path) -> None:
    file = read_msproject(corpus / "mpxj-other/mspdicostratetable.xml")
    rates = {each.name: each.rates for each in file.resources}
    said = [(rate.first, float(rate.per_hour)) for rate in rates["Resource Three"]]
    assert said == [(None, 5.0), (date(2009, 6, 15), 1200.0)]  # 20 a minute
    assert rates["Resource One"] == ()
    assert file.currency == "GBP"
    assert any("several tables of rates" in each.why for each in file.not_read)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("aspose-tasks-net/PrimaveraProject.xml", "Primavera P6 XML"),
        ("mpxj-other/planner-sample.planner", "a Planner file"),
        ("mpxj-other/ProjectDefaultCalendar.xer", "Primavera XER"),
        ("mpxj-other/sample.de.mpx", "MPX"),
        ("mpp-mpxj/mpp12task.mpp", ".mpp"),
    ],
)
def test_other_formats_are_named(corpus: Path, path: str, words: str) -> None:
    with pytest.raises(Unreadable, match=words):
        read_msproject(corpus / path)
