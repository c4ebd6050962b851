"""What filters find, for whom."""

import re
from pathlib import Path

import pytest

from headway.actors.models import Actor
from headway.people.actions import add_person
from headway.work.actions import (
    add_type,
    create_item,
    create_project,
    edit_state,
    give_grant,
    move_item,
    set_labels,
)
from headway.work.filters import FilterError
from headway.work.filters.reference import page
from headway.work.filters.registry import FIELDS
from headway.work.models import Hidden, Item, Project
from tests.work.boards import state
from tests.work.filters.conftest import Find

DOCS = Path(__file__).parents[3] / "docs"
EXAMPLE = re.compile(r"^\| [^|`]+ \| `([^`]+)`", re.MULTILINE)

ALL = ["Survey", "Dig", "Piers", "Forms", "Deck", "Tent", "Crème brûlée 100%"]

FOUND = {
    "": ALL,
    "dig": ["Dig"],
    "CREME BRULEE": ["Crème brûlée 100%"],
    'title ~ "0%"': ["Crème brûlée 100%"],
    "title ~ _": [],
    "title = dig": ["Dig"],
    "text ~ stone": ["Piers"],
    "key = bri-2": ["Dig"],
    "key in (BRI-1, BRI-3)": ["Survey", "Piers"],
    "state = doing": ["Survey"],
    "state = In progress": ["Survey"],
    "state.category = closed": ["Deck", "Tent"],
    "state in (done, doing)": ["Survey", "Deck"],
    "state != open": ["Deck", "Tent"],
    'state = "Cancelled"': ["Tent"],
    "state = Review": [],
    "state in (in PROGRESS, done)": ["Survey", "Deck"],
    "type = task": ALL,
    "type != Task": [],
    "project = BRI and state = cancelled": ["Tent"],
    "project = bridge and state = cancelled": ["Tent"],
    "assignee = me": ["Survey"],
    "assignee = lea": ["Survey", "Dig"],
    "assignee in (me, lea)": ["Survey", "Dig"],
    "accountable = lea": ["Dig"],
    "assignee is not empty": ["Survey", "Dig"],
    "assignee is empty and state = open": ["Piers", "Forms", "Crème brûlée 100%"],
    "assignee != me and assignee is not empty": ["Dig"],
    "priority > 500": ["Survey"],
    "priority = 100": ["Piers"],
    "effort >= 4h": ["Survey", "Dig"],
    "effort = 2d": ["Dig"],
    "effort is empty and state = todo": ["Piers", "Forms", "Crème brûlée 100%"],
    "remaining < 2h and state = open": ["Dig", "Forms"],
    "left = 4h": ["Survey"],
    "left is empty": ["Piers", "Crème brûlée 100%"],
    "due = today": ["Forms"],
    "due < today": ["Dig"],
    "due <= today": ["Dig", "Forms"],
    "due > today": ["Survey"],
    "due >= today": ["Survey", "Forms"],
    "due in (yesterday, tomorrow)": ["Survey", "Dig"],
    "due != today": [title for title in ALL if title != "Forms"],
    "not (due < 2w)": ["Piers", "Deck", "Tent", "Crème brûlée 100%"],
    "due < 2h": ["Dig", "Forms"],
    "due is empty and state = open": ["Piers", "Crème brûlée 100%"],
    "by <= thursday": ["Survey"],
    "by > thursday": ["Dig"],
    "not by <= thursday": [title for title in ALL if title != "Survey"],
    "chance < 50%": ["Dig"],
    "start-chance < 50%": ["Dig"],
    "criticality >= 70%": ["Dig"],
    "rank = 1": ["Survey"],
    "parent = BRI-3": ["Forms"],
    "parent is empty and is milestone": [],
    "after = BRI-1": ["Dig"],
    "before = BRI-2": ["Survey"],
    "after is not empty": ["Dig"],
    "is blocked": ["Dig"],
    "is ready": ["Piers", "Forms", "Crème brûlée 100%"],
    "is overdue": ["Dig"],
    "is milestone": ["Forms"],
    "is critical": ["Survey"],
    "is not critical and key = BRI-1": [],
    "is unplaced": [],
    "has children": ["Piers"],
    "has no children and key = BRI-3": [],
    "drive = milestone": ["Forms"],
    "started is not empty": ["Survey", "Deck"],
    "dig or survey": ["Survey", "Dig"],
    "not (dig or survey) and state = open": ["Piers", "Forms", "Crème brûlée 100%"],
}


@pytest.mark.parametrize(("text", "titles"), FOUND.items())
def test_filters_find_what_they_say(find: Find, text: str, titles: list[str]):
    assert find(text) == titles


WRONG = {
    "asignee = me": ("asignee", "Did you mean “assignee”?"),
    "zzz = 1": ("zzz", "There are key, title"),
    "is blokked": ("is blokked", "Did you mean “is blocked”?"),
    "has zzz": ("has zzz", "There are is blocked"),
    "state = dne": ("dne", "Did you mean “done”?"),
    "assignee = Laura": ("Laura", "There is no person “Laura”"),
    "project = BRX": ("BRX", "Did you mean “BRI”?"),
    "due < soon": ("soon", "write today, 2w"),
    "due < 99999w": ("99999w", "no day"),
    "due = 2026-02-30": ("2026-02-30", "no day"),
    "due = 9999-01-01": ("9999-01-01", "out of bounds"),
    "effort > big": ("big", "no amount of work"),
    "priority > 1001": ("1001", "from 0 to 1000"),
    "priority = ٣": ("٣", "no whole number"),
    "chance < 120%": ("120%", "from 0 to 100"),
    "key = 7": ("7", "no key of an item"),
    "title < b": ("title", "“title” knows no “<”"),
    "priority is empty": ("priority", "knows no “is empty”"),
    "order by text": ("text", "cannot be ordered"),
    "order by colour": ("colour", "There is no field “colour”"),
    "state = Revew": ("Revew", "Did you mean “Review”?"),
    "type = Tsk": ("Tsk", "Did you mean “Task”?"),
    'assignee = "me"': ('"me"', "no person “me”"),
}


@pytest.mark.parametrize(("text", "said"), WRONG.items())
def test_what_is_not_understood_is_shown_with_a_remedy(
    find: Find, text: str, said: tuple[str, str]
):
    with pytest.raises(FilterError) as caught:
        find(text)
    offset, length = caught.value.place
    assert text[offset : offset + length] == said[0]
    assert said[1] in str(caught.value)


def test_people_are_known_by_parts_of_their_names_if_no_other_is(
    find: Find, dee: Actor, ada: Actor
):
    for name in ("Mira Kolb", "Mira Lund"):
        add_person(by=dee, name=name)
    assert find("assignee = kolb") == []
    assert find("assignee = Mira Lund") == []
    with pytest.raises(FilterError, match="several people; write the whole name, or #"):
        find("assignee = mira")
    assert find(f"assignee = #{ada.person.pk}") == ["Survey"]


def test_names_of_what_one_may_not_see_are_no_names(
    find: Find, dee: Actor, ada: Actor, gus: Actor, cem: Actor
):
    secret = create_project(by=dee, key="SEC", name="Secret")
    create_item(secret.pk, by=dee, title="Hidden")
    assert find("project = SEC", by=dee) == ["Hidden"]
    for name in ("SEC", "Secret"):
        with pytest.raises(FilterError, match=f"There is no project “{name}”"):
            find(f"project = {name}")
    with pytest.raises(FilterError, match="There is no person “cem”"):
        find("assignee = cem")
    with pytest.raises(FilterError, match="There is no person “dee”"):
        find("assignee = dee", by=gus)
    with pytest.raises(FilterError, match="There is no person “#"):
        find(f"assignee = #{cem.person.pk}")


def test_guests_know_who_works_on_what_they_see(find: Find, gus: Actor):
    assert find("assignee = lea", by=gus) == ["Survey", "Dig"]
    assert find("assignee = me", by=gus) == []


MASKED = {
    Hidden.PEOPLE: ["assignee", "accountable"],
    Hidden.EFFORT: ["effort", "duration", "remaining", "spent"],
    Hidden.FORECAST: [
        "rank",
        "start",
        "likely",
        "by",
        "latest",
        "chance",
        "start-chance",
        "criticality",
    ],
}


def test_it_is_known_what_each_field_tells():
    told = {name for names in MASKED.values() for name in names}
    assert {field.name for field in FIELDS if field.hidden} == told
    for what, names in MASKED.items():
        assert [field.name for field in FIELDS if field.hidden == what] == names


@pytest.mark.parametrize(
    ("what", "texts"),
    [
        (Hidden.PEOPLE, ["assignee = me", "assignee is not empty"]),
        (
            Hidden.EFFORT,
            ["effort > 1h", "left < 2h", "spent = 0h", "left is not empty"],
        ),
        (
            Hidden.FORECAST,
            [
                "by < 2w",
                "chance = 40%",
                "start-chance = 30%",
                "rank = 1",
                "is critical",
                "criticality > 50%",
            ],
        ),
        (Hidden.DESCRIPTION, ["text ~ stone"]),
    ],
)
def test_by_what_is_hidden_nothing_is_found_or_sorted(
    find: Find, gus: Actor, lea: Actor, bridge: Project, what: Hidden, texts: list[str]
):
    give_grant(bridge.pk, gus.pk, by=lea, role="viewer", hides=[what])
    for text in texts:
        assert find(text, by=gus) == []
        assert find(f"not ({text})", by=gus) == ALL
    for name in MASKED.get(what, ()):
        for direction in ("asc", "desc"):
            assert find(f"order by {name} {direction}", by=gus) == ALL


def test_hidden_names_are_no_names(find: Find, gus: Actor, lea: Actor, bridge: Project):
    give_grant(bridge.pk, gus.pk, by=lea, role="viewer", hides=[Hidden.PEOPLE])
    with pytest.raises(FilterError, match="There is no person “lea”"):
        find("assignee = lea", by=gus)


def test_states_are_found_by_their_name_and_categories_by_theirs(
    find: Find, works: dict[str, Item], dee: Actor, ada: Actor
):
    edit_state(state("Done").pk, by=dee, name="Handed over")
    move_item(works["Dig"].pk, by=ada, status_id=state("Review").pk)
    assert find("state = Handed over") == ["Deck"]
    assert find("state = review") == ["Dig"]
    assert find("state = doing") == ["Survey", "Dig"]
    assert find('state = "In progress"') == ["Survey"]
    assert find("state = done") == ["Deck"]
    assert find('state = "Done"') == ["Deck"]  # no state is called so any more


def test_types_are_known_to_guests_where_they_see_work_of_them(
    find: Find, dee: Actor, gus: Actor
):
    add_type(by=dee, name="Defect")
    assert find("type = Defect", by=dee) == []
    assert find("type = Task", by=gus) == ALL
    with pytest.raises(FilterError, match="There is no type “Defect”"):
        find("type = Defect", by=gus)


def test_nothing_is_found_twice(find: Find, works: dict[str, Item]):
    both = "assignee in (me, lea) or assignee is not empty or after is empty"
    assert sorted(find(both)) == sorted(ALL)


def test_what_is_in_the_bin_or_elsewhere_is_not_found(find: Find, cem: Actor):
    assert find("", by=cem) == []


def test_the_page_about_filters_is_up_to_date():
    written = (DOCS / "reference/filters.md").read_text()
    assert page(written) == written


def test_examples_of_the_page_are_filters(
    find: Find, works: dict[str, Item], dee: Actor
):
    for key in ("KES", "WEB"):
        create_project(by=dee, key=key, name=key)
    set_labels(works["Dig"].pk, ["urgent"], by=dee)
    examples = (DOCS / "reference/filters.md").read_text().partition("## How")[0]
    texts = EXAMPLE.findall(examples)
    assert len(texts) == 9
    assert [text for text in texts if find(text, by=dee) is None] == []
