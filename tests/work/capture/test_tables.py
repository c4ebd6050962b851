"""Pasted lines and cells, read into an outline of items to be."""

from datetime import UTC, datetime

import pytest
from django.utils.translation import override

from headway.actors.models import Actor
from headway.base.errors import Malformed
from headway.work.actions import add_type, create_outline
from headway.work.capture.cells import LINES, TAB, lines_of, separator_of
from headway.work.capture.known import Known
from headway.work.capture.table import Reading, Table, read_table
from headway.work.models import Item, Link, Project
from tests.world import member

NOW = datetime(2030, 5, 1, 9, tzinfo=UTC)


def read(text: str, by: Actor, **wish) -> Table:
    return read_table(text, Known(by, NOW), Reading(**wish))


def outline(table: Table) -> list[str]:
    return [f"{'>' * row.depth}{row.draft.title}" for row in table.rows]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A\n  B\n    C\n  D\nE", ["A", ">B", ">>C", ">D", "E"]),
        ("- A\n\t- B\n\t* C\n- D", ["A", ">B", ">C", "D"]),
        ("1. A\n1.1 B\n1.1.1. C\n2) D", ["A", ">B", ">>C", "D"]),
        ("# A\n- B\n## C\nD\n# E", ["A", ">B", ">C", ">>D", "E"]),
        ("- [ ] A\n  - [x] B", ["A", ">B"]),
        ("2 tables, 3 chairs\nA, then B", ["2 tables, 3 chairs", "A, then B"]),
        ("אחד\n  שתיים", ["אחד", ">שתיים"]),
    ],
)
def test_indents_bullets_numbers_and_headings_make_an_outline(
    ada: Actor, text, expected
):
    assert outline(read(text, ada)) == expected


TABLES = {
    "tabs": "Task\tWho\tDays\tDue\nSurvey\tAda\t2\t3.5.2030\nDig\tLea, Ada\t1,5\t13.5.",
    "semicolons": "Task;Who;Days;Due\nSurvey;Ada;2;03.05.2030\n"
    'Dig;"Lea; Ada";1,5;13.5.2030',
    "commas": "Task,Who,Days,Due\nSurvey,Ada,2,2030-05-03\n"
    'Dig,"Lea, Ada",1.5,2030-05-13',
    "bars": "| Task | Who | Days | Due |\n|---|:-:|---|---|\n"
    "| Survey | Ada | 2 | 5/3/2030 |\n| Dig | Lea & Ada | 1.5 | 5/13/2030 |",
    "no head": "Survey\tAda\t2 d\t2030-05-03\nDig\tLea, Ada\t1.5d\t2030-05-13",
}


@pytest.mark.parametrize("kind", TABLES)
def test_a_table_of_any_kind_says_who_how_long_and_until_when(
    ada: Actor, lea: Actor, kind: str
):
    table = read(TABLES[kind], ada)
    assert list(table.columns) == ["title", "people", "estimate", "due"]
    assert table.has_head == (kind != "no head")
    drafts = [row.draft for row in table.rows]
    assert [draft.title for draft in drafts] == ["Survey", "Dig"]
    assert [draft.people for draft in drafts] == [
        [ada.person.pk], [lea.person.pk, ada.person.pk],
    ]  # fmt: skip
    assert [draft.estimate.likely for draft in drafts if draft.estimate] == [960, 720]
    days = [
        draft.deadline.astimezone(UTC).date().day for draft in drafts if draft.deadline
    ]
    assert days == [3, 13]
    assert not [note for row in table.rows for note in row.notes]


def test_the_order_of_days_is_seen_or_said(ada: Actor):
    text = "Task;Due\nOne;3/4/2030\nTwo;{}"
    for other, wish, month in (
        ("25/4/2030", None, 4),
        ("4/25/2030", None, 3),
        ("5/6/2030", None, 4),
        ("5/6/2030", False, 3),
        ("3. May 30", None, 4),
    ):
        table = read(text.format(other), ada, day_first=wish)
        assert table.rows[0].draft.deadline.month == month
    named = read("Task;Due\nA;Apr 3, 2030\nB;3 April 2030\nC;Thu 3.4.2030 10:00", ada)
    assert {row.draft.deadline.date().isoformat() for row in named.rows} == {
        "2030-04-03"
    }


def test_every_row_and_value_that_is_not_taken_is_told(
    bridge: Project, ada: Actor, cem: Actor
):
    for name in ("benno berg", "benno boll"):
        member(name, bridge.workspace)
    text = (
        "Task\tWho\tEstimate\tDue\tState\n"
        f"\tAda\n{'x' * 501}\n"
        "One\tBenno\tlong\t31.2.\tOdd\n"
        f"Two\t{cem.person.user.email}\t1:30\t\tdone\n"
        f"Three\t{ada.person.user.email}\n"
    )
    table = read(text, ada)
    assert [(row.number, row.error) for row in table.left_out] == [
        (2, "It has no title."),
        (3, "A title has at most 500 characters."),
    ]
    one, two, three = table.rows
    assert [note.partition(":")[0] for note in one.notes] == [
        "People", "Estimate", "Deadline", "State",
    ]  # fmt: skip
    assert "could be several people" in one.notes[0]
    both = read("Task;Who\nDig;Zoe, Ada & Benno", ada).rows[0]
    assert both.draft.people == [ada.person.pk]
    assert both.notes[0].count("“") == 2
    assert two.notes == [f"People: Nobody here is called “{cem.person.user.email}”."]
    assert (two.draft.category or two.draft.state) == "done"
    assert three.draft.people == [ada.person.pk]


def test_numbers_levels_parents_and_predecessors_place_the_rows(
    bridge: Project, ada: Actor
):
    text = (
        "ID;Task;Parent;Predecessors\n"
        "10;Dig;30;20FS\n20;Survey;;\n30;Site;;\n40;Loop;50;\n50;Round;40;99\n"
        "60;Early;;70\n70;Late;;60"
    )
    table = read(text, ada)
    assert outline(table) == [
        "Survey",
        "Site",
        ">Dig",
        "Loop",
        ">Round",
        "Early",
        "Late",
    ]
    notes = {row.draft.title: row.notes for row in table.rows if row.notes}
    assert notes.keys() == {"Loop", "Round", "Early", "Late"}
    items = create_outline(bridge.pk, table.new, by=ada)
    [link] = Link.objects.all()
    assert (link.before.title, link.after.title) == ("Survey", "Dig")
    assert [item.title for item in Item.objects.in_outline()] == [
        item.title for item in items
    ]
    levels = read("Task;Level\nA;1\nB;2\nC;3\nD;2", ada)
    assert outline(levels) == ["A", ">B", ">>C", ">D"]
    deep = read("\n".join(" " * n + "x" for n in range(60)), ada)
    assert max(row.depth for row in deep.rows) == 20


def test_columns_and_separators_are_corrected(ada: Actor):
    table = read("a;b\nc;d", ada, columns=["", "title"], has_head=False)
    assert outline(table) == ["b", "d"]
    assert outline(read("a;b\nc;d", ada, separator=LINES)) == ["a;b", "c;d"]
    assert not read("a;b\nc;d", ada, columns=["people", ""]).new


def test_states_are_of_the_type_and_what_holds_open_items_stays_open(
    bridge: Project, ada: Actor, dee: Actor
):
    add_type(by=dee, name="Bug")
    table = read("- [x] One\n  - [ ] Two\n- [x] Three type=bug\n  - [x] Four", ada)
    assert table.rows[0].notes == ["It stays open: something in it is."]
    items = create_outline(bridge.pk, table.new, by=ada)
    made = Item.objects.filter(pk__in=[item.pk for item in items]).in_outline()
    said = list(made.values_list("type__name", "state"))
    assert said == [
        ("Task", "todo"),
        ("Task", "todo"),
        ("Bug", "done"),
        ("Task", "done"),
    ]


@pytest.mark.parametrize(
    "text",
    ["", " \n ", "x\0y", "x\n" * 2002, "x" * 200_001],
)
def test_what_cannot_be_taken_is_refused_as_a_whole(ada: Actor, text: str):
    with pytest.raises(Malformed):
        read(text, ada)


def test_a_quote_without_end_and_many_cells_are_no_trouble(ada: Actor):
    assert separator_of('"a;b\nc;d\ne') == LINES
    assert len(lines_of('a\t"b\nc\td', TAB)) == 1
    table = read("\t".join("abcdefg" * 100) + "\n" + "\t".join("x" * 700), ada)
    assert len(table.columns) == 50


def test_no_hours_in_a_table_are_no_estimate(ada: Actor):
    table = read("Task\tHours\nSurvey\t0\nDig\t2\n", ada)
    first, second = (row.draft.estimate for row in table.rows)
    assert first is None
    assert second is not None
    assert second.likely == 120
    assert not [note for row in table.rows for note in row.notes]


def test_a_line_of_which_nothing_can_be_seen_does_not_hold_up_the_others(
    ada: Actor, bridge: Project
):
    table = read("A\n\u200b\n\u2060 after A\nB", ada)
    assert [(row.number, row.error) for row in table.left_out] == [
        (2, "It has no title.")
    ]
    items = create_outline(bridge.pk, table.new, by=ada)
    assert [item.title for item in items] == ["A", "\u2060 after A", "B"]


def test_people_in_cells_may_be_written_as_in_a_line(ada: Actor, lea: Actor):
    table = read("Task;Who\nDig;@ada\nPour;@ada, @lea", ada)
    assert [row.draft.people for row in table.rows] == [
        [ada.person.pk], [ada.person.pk, lea.person.pk],
    ]  # fmt: skip
    assert not [note for row in table.rows for note in row.notes]


def test_days_in_cells_are_called_as_in_the_readers_language(ada: Actor):
    with override("de"):
        rows = read("Titel;Fällig\nA;morgen\nB;Freitag\nC;Fr.\nD;fri", ada).rows
    assert not [note for row in rows for note in row.notes]
    days = [row.draft.deadline.date() for row in rows if row.draft.deadline]
    assert len(days) == 4
    assert days[1:] == [days[1]] * 3
