"""A filter as rows of a form, and rows of a form as a filter."""

import pytest
from django.http import QueryDict

from headway.work.filters.building import Bunch, Rows, built_from, without_rows
from headway.work.filters.conditions import Condition, choices
from headway.work.filters.fields import FLAGS_BY_NAME
from headway.work.filters.parser import parse
from headway.work.filters.registry import FIELDS

SHOWN = [
    "",
    "state = open",
    "assignee = me and due < 2w order by due desc, priority",
    "project = KES or state = done",
    "state = open and (assignee = me or assignee is empty) and is not blocked",
    "(pit and due is not empty) or has no children",
    'title ~ "and \\"so\\" on" and state in (todo, "In review", waiting)',
    'assignee not in (Ada Byron, #7) and "two words" and in = KES-7',
]


def sent(said: Rows) -> QueryDict:
    """What a browser would send of these rows."""
    query = QueryDict(mutable=True)
    query["j0"] = said.joint
    for number, joint, rows in said.numbered:
        if number:
            query[f"j{number}"] = joint
        for _place, row in rows:
            given = (row.field, row.operator, row.value, str(number))
            for name, value in zip("fovg", given, strict=True):
                query.appendlist(name, value)
    return query


@pytest.mark.parametrize("text", SHOWN)
def test_rows_say_what_the_text_says_and_come_back_as_they_went(text: str):
    said = parse(text)
    rows = Rows.of_filter(said)
    assert not rows.why_not
    assert parse(rows.text).parts == parse(Rows.of_filter(parse(rows.text)).text).parts
    query = sent(rows)
    query["q"] = text
    built = built_from(query, "state = open")
    assert built is not None
    assert built.text == rows.text
    assert list(without_rows(query)) == ["q"]
    if "in = " not in text:  # another name of a field becomes its own
        assert parse(built.text) == said


@pytest.mark.parametrize(
    "text",
    [
        "not (state = done)",
        "state = open and (due < 2w or (assignee = me and pit))",
        "nonsense = 7",
        "due ~ 7",
        "is wonderful",
    ],
)
def test_what_has_no_rows_says_so(text: str):
    rows = Rows.of_filter(parse(text))
    assert rows.why_not.startswith("Rows cannot show “")
    assert not rows.parts


@pytest.mark.parametrize(
    ("field", "operator", "value", "text"),
    [
        ("title", "~", "tea or state = done", 'title ~ "tea or state = done"'),
        ("title", "~", 'say "no"', 'title ~ "say \\"no\\""'),
        ("title", "~", "(", 'title ~ "("'),
        ("state", "in", "todo, doing) or (pit", 'state in (todo, "doing) or (pit")'),
        ("state", "in", ",", 'state in (",")'),
        ("words", "~", "order by due", '"order by due"'),
        ("words", "~", "pit", "pit"),
        ("due", "nonsense", "2w", "due = 2w"),
        ("due", "is empty", "left over", "due is empty"),
        ("is blocked", "holds not", "", "is not blocked"),
        ("due", "<", " ", ""),
        ("", "=", "7", ""),
        ("nonsense", "=", "7", ""),
    ],
)
def test_a_row_says_one_condition_whatever_is_written_in_it(
    field: str, operator: str, value: str, text: str
):
    row = Condition(field=field, operator=operator, value=value)
    said = Rows(parts=[row, Condition(field="due", operator="is empty")])
    assert said.text == (f"{text} and due is empty" if text else "due is empty")


def test_rows_are_added_and_removed_where_they_are_asked_for():
    rows = Rows.of_filter(parse("state = open and (pit or is blocked)"))
    query = sent(rows)
    query["add"] = "1"
    more = built_from(query, "")
    assert more is not None
    assert [len(part.conditions) for part in more.parts if isinstance(part, Bunch)] == [
        3
    ]
    assert more.text == rows.text
    query["add"] = str(rows.next_group)
    other = built_from(query, "")
    assert other is not None
    assert [type(part) for part in other.parts] == [Condition, Bunch, Bunch]
    del query["add"]
    query["remove"] = "1"
    assert built_from(query, "").text == "state = open and is blocked"
    query["remove"] = "99"
    assert built_from(query, "").text == rows.text
    query["remove"] = "nonsense"
    assert built_from(query, "").text == rows.text


def test_a_form_can_say_all_that_there_is():
    [(_fields, fields), (_flags, flags)] = choices()
    assert {name for name, _words in fields} == {f.name for f in FIELDS} | {"words"}
    assert {name for name, _words in flags} == {f.text for f in FLAGS_BY_NAME.values()}
    for name, _words in (*fields, *flags):
        row = Condition(field=name, value="7")
        for operator, words in row.operators:
            assert words
            each = Condition(field=name, operator=operator, value="7")
            assert Condition.of(each.node) is not None, (name, operator)
