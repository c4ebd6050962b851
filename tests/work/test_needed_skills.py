"""Skills that an item asks for: said, shown, planned by, taken back."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from headway.actors.models import Actor
from headway.base.errors import Refused
from headway.events.actions import undo_operation
from headway.events.models import Event
from headway.people.actions import add_person, rate_skill, unrate_skill
from headway.people.models import Person, Skill
from headway.work.actions import (
    NeededSkill,
    Part,
    assign_people,
    create_item,
    give_grant,
    need_skills,
)
from headway.work.models import Item, Need
from headway.work.needs import parse_needs
from tests.plan.test_forecast import outlooks
from tests.work.lists import HTMX, forecast, text_of
from tests.work.test_item_cells import opened
from tests.work.test_item_page import ITEM

WELDING = NeededSkill(name="Welding", level=3)


def needs_of(item: Item) -> list[tuple[str, int]]:
    rows = item.needs.order_by("skill__name").values_list("skill__name", "level")
    return list(rows)


@pytest.fixture
def eve(dee: Actor, bridge) -> Person:
    person = add_person(by=dee, name="Eve", availability_percent=100)
    give_grant(bridge.pk, person.actor_id, by=dee, role="contributor")
    return person


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", []),
        ("Welding", [("Welding", 3)]),
        ("Welding 4, Oil painting 2 ,", [("Welding", 4), ("Oil painting", 2)]),
        ("ISO 9001", [("ISO 9001", 3)]),
    ],
)
def test_skills_are_read_as_people_write_them(text: str, said):
    assert [(need.name, need.level) for need in parse_needs(text)] == said


@pytest.mark.parametrize("text", ["Welding 9", "Welding 0", "7", "x" * 101])
def test_what_is_no_skill_is_named(text: str):
    with pytest.raises(Refused, match="“"):
        parse_needs(text)


def test_skills_are_said_on_the_page(adas_browser: Client, survey: Item):
    for headers in ({}, HTMX):
        sent = opened(adas_browser, "skills") | {"value": "welding 4, Painting"}
        answer = adas_browser.post(f"{ITEM}cells/skills/", sent, headers=headers)
        assert answer.status_code == (200 if headers else 302)
    assert needs_of(survey) == [("Painting", 3), ("welding", 4)]
    assert "welding 4" in answer.content.decode()
    assert opened(adas_browser, "skills")["value"] == "welding 4, Painting 3"
    echo = text_of(adas_browser, f"{ITEM}cells/skills/echo/?value=Welding 2")
    assert "Welding: does it with help" in echo
    history = text_of(adas_browser, f"{ITEM}history/")
    assert "the skills that it needs: nothing → welding 4, Painting 3" in history


def test_a_skill_is_the_same_whatever_its_case_and_the_same_again_is_nothing(
    survey: Item, ada: Actor
):
    need_skills(survey.pk, [WELDING], by=ada)
    events = Event.objects.count()
    need_skills(survey.pk, [NeededSkill(name=" welding ")], by=ada)
    assert Skill.objects.count() == 1
    assert Event.objects.count() == events


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        ([WELDING, NeededSkill(name="WELDING", level=1)], "named twice"),
        ([NeededSkill(name="Welding", level=6)], "6 is no level"),
        ([NeededSkill(name=f"S{n}") for n in range(21)], "20 skills at most"),
    ],
)
def test_what_contradicts_itself_is_refused(survey, ada: Actor, wanted, words: str):
    with pytest.raises(Refused, match=words):
        need_skills(survey.pk, wanted, by=ada)
    assert not Need.objects.exists()
    assert not Skill.objects.exists()


def test_the_database_knows_five_levels(survey: Item, ada: Actor):
    need_skills(survey.pk, [WELDING], by=ada)
    with pytest.raises(IntegrityError, match="1_to_5"), transaction.atomic():
        survey.needs.update(level=6)


@pytest.mark.django_db(transaction=True)
def test_needs_are_taken_back_unless_others_said_otherwise(
    survey: Item, ada: Actor, lea: Actor
):
    need_skills(survey.pk, [WELDING], by=ada)
    first = Event.objects.order_by("-pk").first().operation
    undo_operation(first, by=ada)
    assert needs_of(survey) == []
    undo_operation(Event.objects.order_by("-pk").first().operation, by=ada)
    assert needs_of(survey) == [("Welding", 3)]
    need_skills(survey.pk, [NeededSkill(name="Welding", level=5)], by=lea)
    with pytest.raises(Refused, match="Lea"):
        undo_operation(first, by=ada)


def test_the_plan_looks_for_who_can_do_it(
    survey: Item, dee: Actor, ada: Actor, eve: Person
):
    need_skills(survey.pk, [WELDING], by=dee)
    assert outlooks(dee.workspace_id)[survey.pk].unplaced == "nobody"

    day = date(2026, 1, 1)
    rate_skill(eve.pk, by=dee, skill="Welding", level=2, valid_from=day)
    assert outlooks(dee.workspace_id)[survey.pk].unplaced == "nobody"

    good = rate_skill(eve.pk, by=dee, skill="Welding", level=4)
    said = outlooks(dee.workspace_id)[survey.pk]
    assert (said.unplaced, said.has_assumed_people) == ("", True)

    later = timezone.localdate() + timedelta(days=30)
    rate_skill(eve.pk, by=dee, skill="Welding", level=1, valid_from=later)
    assert outlooks(dee.workspace_id)[survey.pk].unplaced == ""
    unrate_skill(good.pk, by=dee)
    assert outlooks(dee.workspace_id)[survey.pk].unplaced == "nobody"


def test_only_who_can_do_it_is_kept_busy_by_it(
    bridge, survey: Item, dee: Actor, ada: Actor, eve: Person
):
    rate_skill(eve.pk, by=dee, skill="Welding", level=4)
    need_skills(survey.pk, [WELDING], by=dee)
    long = create_item(bridge.pk, by=dee, title="Eve's", effort_minutes=960)
    assign_people(long.pk, [Part(person_id=eve.pk)], by=dee)
    Item.objects.filter(pk=long.pk).update(priority=900)
    Item.objects.filter(pk=survey.pk).update(priority=100)
    said = outlooks(dee.workspace_id)
    assert said[survey.pk].starts_at > said[long.pk].starts_at
    assert said[survey.pk].culprit_id == long.pk


def test_the_page_says_what_nobody_has(adas_browser: Client, survey: Item, ada: Actor):
    wanted = [WELDING, NeededSkill(name="<b>", level=2)]
    need_skills(survey.pk, wanted, by=ada)
    forecast(survey, ada, unplaced="nobody", p50=None, p85=None, p95=None, p5=None)
    page = text_of(adas_browser, ITEM)
    said = "Nobody with Welding at level 3 and &lt;b&gt; at level 2 in this project."
    assert said in page
    assert "<b> 2" not in page


def test_who_is_named_without_the_skill_is_told_to_who_may_know(
    client: Client, adas_browser: Client, survey: Item, ada: Actor, dee, eve: Person
):
    rate_skill(eve.pk, by=dee, skill="Welding", level=1)
    need_skills(survey.pk, [WELDING], by=dee)
    assign_people(survey.pk, [Part(person_id=eve.pk)], by=dee)
    assert "below level" not in text_of(adas_browser, ITEM)
    client.force_login(dee.person.user)
    assert "Eve: Welding below level 3" in text_of(client, ITEM)
    assert outlooks(dee.workspace_id)[survey.pk].unplaced == ""


def test_programs_say_and_read_needs(ask, survey: Item):
    body = {"skills": [{"skill": "Welding", "level": 4}, {"skill": "Painting"}]}
    said = ask("PUT", f"/items/{survey.key}/skills", body)
    assert (said.status_code, said.json()["version"]) == (200, 2)
    assert ask("GET", f"/items/{survey.key}/skills").json() == {
        "skills": [
            {"skill": "Welding", "level": 4},
            {"skill": "Painting", "level": 3},
        ]
    }
    stale = ask("PUT", f"/items/{survey.key}/skills", body, If_Match='"1"')
    assert stale.status_code == 412
    bad = {"skills": [{"skill": "Welding", "level": 6}]}
    assert ask("PUT", f"/items/{survey.key}/skills", bad).status_code == 422
