"""A project chooses how its people judge work; what they said otherwise is kept."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from headway.actors.models import Actor
from headway.base.errors import Refused
from headway.events.actions import undo_operation
from headway.events.models import Event
from headway.work.actions import choose_front, create_project, edit_item, edit_project
from headway.work.judgements import (
    explained_words,
    read_judgement,
    said_words,
    typed_judgement,
)
from headway.work.models import Front, FrontDefault, Item, Project
from tests.programs import program_of
from tests.work.lists import HTMX, LIST, text_of
from tests.work.test_item_cells import opened
from tests.work.test_item_page import ITEM
from tests.work.test_list_selection import change

RICE = {
    "rice_reach": 500,
    "rice_impact_percent": 200,
    "rice_confidence_percent": 80,
}
WSJF = {"wsjf_value": 8, "wsjf_criticality": 5, "wsjf_reduction": 3}


@pytest.mark.parametrize(
    ("text", "said", "words"),
    [
        ("must", {"moscow": "must"}, "MoSCoW: Must"),
        ("Won\u2019t", {"moscow": "wont"}, "MoSCoW: Won\u2019t"),
        ("4 stars", {"stars": 4}, "Stars: 4 stars"),
        ("***", {"stars": 3}, "Stars: 3 stars"),
        ("2", {"stars": 2}, "Stars: 2 stars"),
        (
            "500 x 2 x 80%",
            RICE,
            "RICE: reach 500 \xd7 impact 2 \xd7 confidence 80 %",
        ),
        ("8+5 + 3", WSJF, "WSJF: value 8 + criticality 5 + reduction 3"),
        ("important", {"quadrant": "important"}, "Eisenhower: Important"),
    ],
)
def test_a_text_says_in_which_way_it_judges(text: str, said: dict, words: str):
    assert read_judgement(text) == said
    assert said_words(said) == words
    front = words.partition(":")[0].lower()
    written = typed_judgement(Item(project=Project(front=front), **said))
    assert read_judgement(written) == said


@pytest.mark.parametrize("text", ["", "much", "9 stars", "25 + 1 + 1", "1 x 99 x 5%"])
def test_what_is_no_judgement_is_named(text: str):
    with pytest.raises(Refused, match="judgement"):
        read_judgement(text)


def test_effort_divides_what_people_know_as_a_quotient():
    item = Item(project=Project(front="rice"), **RICE)
    assert explained_words(item, 720) == (
        "RICE 66.7: reach 500 \xd7 impact 2 \xd7 confidence 80 % / effort 12\xa0h"
    )
    assert explained_words(item, None).startswith("RICE: reach 500")
    assert explained_words(Item(project=Project(front="stars")), 60) == ""


def test_the_page_asks_in_the_way_of_the_project(
    adas_browser: Client, survey: Item, lea: Actor
):
    assert "cells/importance/" in text_of(adas_browser, ITEM)
    edit_project(survey.project_id, by=lea, front="rice")
    page = text_of(adas_browser, ITEM)
    assert "cells/judgement/" in page
    assert "cells/importance/" not in page
    sent = opened(adas_browser, "judgement") | {"value": "500 x 2 x 80"}
    answer = adas_browser.post(f"{ITEM}cells/judgement/?place=item", sent, headers=HTMX)
    assert "reach 500" in answer.content.decode()
    survey.refresh_from_db()
    assert {name: getattr(survey, name) for name in RICE} == RICE
    assert opened(adas_browser, "judgement")["value"] == "500 x 2 x 80%"
    history = text_of(adas_browser, f"{ITEM}history/")
    assert "changed the impact: nothing → 2" in history
    wrong = opened(adas_browser, "judgement") | {"value": "must"}
    assert adas_browser.post(f"{ITEM}cells/judgement/", wrong).status_code == 422
    cleared = opened(adas_browser, "judgement") | {"value": ""}
    adas_browser.post(f"{ITEM}cells/judgement/", cleared)
    survey.refresh_from_db()
    assert survey.rice_reach is None

    edit_project(survey.project_id, by=lea, front="moscow")
    form = text_of(adas_browser, f"{ITEM}cells/judgement/", headers=HTMX)
    assert '<option value="must">' in form
    said = text_of(adas_browser, f"{ITEM}cells/judgement/echo/?value=must")
    assert "Must" in said


def test_another_way_keeps_what_was_said_and_the_settings_say_so(
    client: Client, survey: Item, lea: Actor
):
    edit_item(survey.pk, by=lea, moscow="must", stars=2)
    client.force_login(lea.person.user)
    settings = f"/w/acme/projects/{survey.project.key}/settings/"
    assert "Stars 1, MoSCoW 1" in text_of(client, settings)
    sent = {"name": "Bridge", "priority": "500", "front": "wsjf", "usual_reach": "70"}
    assert client.post(settings, sent).status_code == 302
    project = Project.objects.get(pk=survey.project_id)
    assert (project.front, project.usual_reach) == ("wsjf", 70)
    survey.refresh_from_db()
    assert (survey.moscow, survey.stars) == ("must", 2)
    history = text_of(client, f"/w/acme/projects/{project.key}/history/")
    assert "changed how work is judged: Importance → WSJF" in history


def test_many_are_judged_at_once_found_sorted_and_taken_along(
    adas_browser: Client, survey: Item, dig: Item, lea: Actor
):
    edit_project(survey.project_id, by=lea, front="moscow")
    both = {"item": [survey.key, dig.key], "judgement-value": "must"}
    assert change(adas_browser, "judgement", both, headers=HTMX).status_code == 200
    wrong = both | {"judgement-value": "much"}
    assert change(adas_browser, "judgement", wrong, headers=HTMX).status_code == 422
    edit_item(dig.pk, by=lea, moscow="could")
    asked = "columns=title,judgement"
    order = text_of(adas_browser, f"{LIST}?q=order+by+judgement+desc&{asked}")
    assert order.index(survey.key) < order.index(dig.key)
    found = text_of(adas_browser, f"{LIST}?q=moscow+%3D+could")
    assert dig.key in found
    assert survey.key not in found
    strong = text_of(adas_browser, f"{LIST}?q=judgement+%3E%3D+2")
    assert survey.key in strong
    assert dig.key not in strong
    table = adas_browser.get(f"/w/acme/work/table.csv?{asked}")
    rows = b"".join(table) if table.streaming else table.content
    assert "must" in rows.decode()
    adas_browser.post(
        "/w/acme/items/",
        {"title": "Paint it judge=should", "project": "BRI"},
    )
    assert Item.objects.get(title="Paint it").moscow == "should"


@pytest.mark.django_db(transaction=True)
def test_each_judgement_is_taken_back_by_itself(survey: Item, ada: Actor):
    edit_item(survey.pk, by=ada, moscow="must")
    first = Event.objects.order_by("-pk")[0].operation
    edit_item(survey.pk, by=ada, stars=5)
    undo_operation(first, by=ada)
    survey.refresh_from_db()
    assert (survey.moscow, survey.stars) == ("", 5)


def test_programs_judge_and_the_database_keeps_the_scales(survey: Item, ada: Actor):
    ask = program_of(ada)
    path = f"/items/{survey.key}"
    said = {"moscow": "must", "wsjf_value": 20}
    assert ask("PATCH", path, said).json().items() >= said.items()
    for wrong in ({"stars": 6}, {"moscow": "much"}, {"wsjf_value": 0}):
        assert ask("PATCH", path, wrong).status_code == 422
    with pytest.raises(IntegrityError, match="on_scales"), transaction.atomic():
        Item.objects.filter(pk=survey.pk).update(stars=6)
    with pytest.raises(IntegrityError, match="moscow"), transaction.atomic():
        Item.objects.filter(pk=survey.pk).update(moscow="much")


def test_new_projects_judge_as_the_workspace_says(client: Client, dee: Actor):
    client.force_login(dee.person.user)
    page = "/w/acme/settings/judging/"
    assert client.post(page, {"front": "stars"}).status_code == 302
    assert client.post(page, {"front": "gut"}).status_code == 422
    new = create_project(by=dee, key="NEW", name="New")
    assert new.front == Front.STARS
    assert "Stars" in text_of(client, page)
    assert program_of(dee)("GET", "/judging").json() == {"front": "stars"}
    assert program_of(dee)("PUT", "/judging", {"front": "rice"}).status_code == 200
    assert FrontDefault.objects.get().front == "rice"
    operation = Event.objects.order_by("-pk")[0].operation
    choose_front("rice", by=dee)
    assert Event.objects.order_by("-pk")[0].operation == operation
