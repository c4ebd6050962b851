"""Texts of filters, and the trees they are read into."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.work.filters.errors import FilterError
from headway.work.filters.parser import DEEPEST, NO_WORDS, parse
from headway.work.filters.printing import safe_text, text_of
from headway.work.filters.tokens import LONGEST
from headway.work.filters.tree import (
    And,
    Filter,
    Flag,
    Not,
    Or,
    Place,
    Sort,
    Term,
    Value,
    Words,
)
from tests.corpus import CORPUS

CANONICAL = {
    "": "",
    "   ": "",
    "survey": "survey",
    "survey site": "survey and site",
    '"survey the site"': '"survey the site"',
    "STATE=done": "state = done",
    "state = in progress": "state = in progress",
    "assignee = me AND state.category != done and due < 2w order by priority": (
        "assignee = me and state.category != done and due < 2w order by priority"
    ),
    "a = 1 or b = 2 and c = 3": "a = 1 or (b = 2 and c = 3)",
    "(a = 1 or b = 2) c = 3": "(a = 1 or b = 2) and c = 3",
    "not a=1": "not a = 1",
    "not (a=1 or b=2)": "not (a = 1 or b = 2)",
    "not not x": "not not x",
    "state in(todo,  in   progress)": "state in (todo, in progress)",
    "state not in (todo)": "state not in (todo)",
    "due is empty": "due is empty",
    "due IS NOT empty": "due is not empty",
    "is blocked": "is blocked",
    "is not blocked and has no children": "is not blocked and has no children",
    "due < start of week": "due < start of week",
    "due<=30.11.": "due <= 30.11.",
    "created > -3d": "created > -3d",
    r'title ~ "a \"b\" \\ c"': r'title ~ "a \"b\" \\ c"',
    'assignee = "me" due < 1w': 'assignee = "me" and due < 1w',
    "title ~ wow!": "title ~ wow!",
    "order by due desc, priority": "order by due desc, priority",
    "x order by due ASC": "x order by due asc",
    "in": "in",
    "is blocked crane": "is blocked and crane",
}


@pytest.mark.parametrize(("text", "canonical"), CANONICAL.items())
def test_texts_are_read_as_they_are_meant(text: str, canonical: str):
    said = parse(text)
    assert text_of(said) == canonical
    assert parse(canonical) == said


def test_a_tree_says_what_was_written():
    said = parse("assignee = me and not (due < 2w or is blocked) order by due desc")
    assert said == Filter(
        where=And(
            parts=(
                Term(name="assignee", operator="=", values=(Value(text="me"),)),
                Not(
                    part=Or(
                        parts=(
                            Term(name="due", operator="<", values=(Value(text="2w"),)),
                            Flag(verb="is", name="blocked"),
                        )
                    )
                ),
            )
        ),
        order=(Sort(name="due", direction="desc"),),
    )


WRONG = {
    "state = todo due < 2w": ("due", "“and” or “or” is missing before “due”"),
    "state = todo assignee in (me)": ("(", "missing before “(”"),
    "state =": ("", "A value is missing"),
    "state = and x": ("and", "A value is missing"),
    "and x": ("and", "A condition is missing before “and”"),
    "x and": ("", "ends too soon"),
    "= 3": ("=", "before “=”"),
    "x = 3 = 4": ("=", "missing before “=”"),
    "(x": ("(", "not closed"),
    "x)": (")", "never opened"),
    "a in (b": ("(", "list is not closed"),
    "a in ()": (")", "A value is missing"),
    "a, b": (",", "Commas stand in lists"),
    'title ~ "abc': ('"abc', "no second one"),
    "due is soon": ("is", "“empty” or “not empty”"),
    "is": ("is", "“is blocked”"),
    "order by": ("", "A field is missing"),
    "order by due x": ("x", "Nothing comes behind the order"),
    "order by a,b,c,d,e,f": ("f", "at most 5"),
    "not": ("", "ends too soon"),
    "()": (")", "A condition is missing"),
}


@pytest.mark.parametrize(("text", "said"), WRONG.items())
def test_errors_point_at_the_place_and_say_what_helps(text: str, said: tuple[str, str]):
    part, message = said
    with pytest.raises(FilterError) as caught:
        parse(text)
    offset, length = caught.value.place
    assert text[offset : offset + length] == part
    assert message in str(caught.value)
    assert caught.value.more == {"offset": offset, "length": length}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("x" * (LONGEST + 1), "at most 4000 characters"),
        ("(" * (DEEPEST + 1) + "x", "nested more than 20"),
        ("not " * (DEEPEST + 1) + "x", "nested more than 20"),
        ("a=1 or " * 201 + "b=2", "at most 100 conditions"),
        (f"a in ({','.join('x' * 300)})", "at most 100 conditions"),
        ("x " * 1000, "at most 100 conditions"),
    ],
)
def test_what_is_too_large_is_refused(text: str, message: str):
    with pytest.raises(FilterError, match=message):
        parse(text)


def test_deep_and_wide_is_taken_up_to_the_bounds():
    assert parse("(" * DEEPEST + "x" + ")" * DEEPEST) == parse("x")
    assert len(parse(" or ".join(["a = 1"] * 100)).parts) == 1


def is_bare(text: str) -> bool:
    return text not in (*NO_WORDS, "order", "by", "in", "asc", "desc", "empty")


bare = st.from_regex(r"[a-z0-9äß#.+-][a-z0-9%!.-]{0,6}", fullmatch=True).filter(is_bare)
names = st.from_regex(r"[a-z][a-z.-]{0,8}", fullmatch=True).filter(is_bare)
runs = st.lists(bare, min_size=1, max_size=3).map(" ".join)
quoted_values = st.builds(
    Value, text=st.text(max_size=20), is_quoted=st.just(value=True)
)
values = st.builds(Value, text=runs) | quoted_values
listed = st.lists(values, min_size=1, max_size=3).map(tuple)
leaves = (
    st.builds(Words, value=st.builds(Value, text=bare) | quoted_values)
    | st.builds(
        Flag, verb=st.sampled_from(["is", "has"]), name=names, is_not=st.booleans()
    )
    | st.builds(
        Term,
        name=names,
        operator=st.sampled_from(["=", "!=", "<", "<=", ">", ">=", "~"]),
        values=st.tuples(values),
    )
    | st.builds(
        Term, name=names, operator=st.sampled_from(["in", "not in"]), values=listed
    )
    | st.builds(
        Term,
        name=names,
        operator=st.sampled_from(["is empty", "is not empty"]),
        values=st.just(()),
    )
)
nodes = st.recursive(
    leaves,
    lambda inner: (
        st.builds(Not, part=inner)
        | st.builds(And, parts=st.lists(inner, min_size=2, max_size=3).map(tuple))
        | st.builds(Or, parts=st.lists(inner, min_size=2, max_size=3).map(tuple))
    ),
    max_leaves=8,
)
sorts = st.builds(Sort, name=names, direction=st.sampled_from(["", "asc", "desc"]))
filters = st.builds(
    Filter,
    where=st.none() | nodes,
    order=st.lists(sorts, max_size=3).map(tuple),
)


@given(filters)
def test_what_is_written_is_read_as_the_same_tree(said: Filter):
    text = text_of(said)
    assert parse(text) == said
    assert text_of(parse(text)) == text


@given(st.text(max_size=200) | st.text('()"= ,!<~aorndit\\', max_size=200))
def test_any_text_is_a_filter_or_an_error_within_it(text: str):
    place = place_of(text)
    if place is None:
        said = parse(text)
        assert parse(text_of(said)) == said
    else:
        assert 0 <= place.offset <= place.end <= len(text)


@given(st.text(min_size=1, max_size=60))
def test_any_chosen_value_stays_one_value(text: str):
    said = parse(f"title ~ {safe_text(text)} and is blocked")
    assert len(said.parts) == 2
    assert said.parts[0].values[0].text == text


@pytest.mark.corpus
def test_hostile_strings_are_read_or_refused():
    lines = (CORPUS / "text/blns/blns.txt").read_text().splitlines()
    places = [(place_of(line), len(line)) for line in lines]
    assert len(places) > 500
    assert all(place is None or place.end <= length for place, length in places)


def place_of(text: str) -> Place | None:
    """Where a text is wrong; None where it is not."""
    try:
        parse(text)
    except FilterError as error:
        return error.place
    return None
