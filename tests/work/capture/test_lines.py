"""A line in words, read into an item to be."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import Client
from django.utils.translation import override

from headway.actors.models import Actor
from headway.base.errors import Malformed
from headway.events.actions import performed, undo_operation
from headway.work.actions import add_type, set_labels
from headway.work.capture.adding import create_understood, understand
from headway.work.capture.drafts import Draft
from headway.work.capture.known import Known
from headway.work.capture.lines import read_line
from headway.work.capture.reference import page
from headway.work.models import Grant, GrantRole, Item, Project
from tests.corpus import CORPUS
from tests.work.lists import HTMX, signed_in, text_of
from tests.world import member

DOCS = Path(__file__).parents[3] / "docs"
NOW = datetime(2030, 5, 1, 9, tzinfo=UTC)
"""A Wednesday."""


def read(line: str, by: Actor) -> Draft:
    return read_line(line, Known(by, NOW))


def said(line: str, by: Actor) -> tuple[str, list[str]]:
    draft = read(line, by)
    return draft.title, [
        chip.words.replace("\N{NO-BREAK SPACE}", " ") for chip in draft.chips
    ]


@pytest.mark.parametrize(
    ("line", "title", "chips"),
    [
        ("Call @ben", "Call", ["for Ben"]),
        ("Call @BE, then go", "Call then go", ["for Ben"]),
        ("@me call", "call", ["for Ada"]),
        ("Call assignee=lea who:ben", "Call", ["for Lea", "for Ben"]),
        ("Fix ~3h", "Fix", ["3 h"]),
        ("Fix ~3 h today", "Fix today", ["3 h"]),
        ("Fix ~2-5h", "Fix", ["2\N{EN DASH}5 h"]),
        ("Fix due fri", "Fix", ["due 3 May 2030"]),
        ("Fix due 6 June, soon", "Fix soon", ["due 6 Jun 2030"]),
        ("Fix due May 30", "Fix", ["due 30 May 2030"]),
        ("Fix due end of month soon", "Fix soon", ["due 31 May 2030"]),
        ("Fix due=2w pin:mon", "Fix", ["due 15 May 2030", "not before 6 May 2030"]),
        ("Fix start-by=fri", "Fix", ["start by 3 May 2030"]),
        ("Fix on:mon", "Fix", ["starts on 6 May 2030"]),
        ("Fix !high", "Fix", ["importance high"]),
        ("Fix chunk=2h", "Fix", ["at least 2 h at a time"]),
        ('Fix #"to be checked" #Urgent', "Fix",
         ["new label “to be checked”", "label “Urgent”"]),
        ("Fix needs=welding/4 type=BUG", "Fix",
         ["needs welding: does it well", "type “Bug”"]),
        ("Fix in=BRI-1 after:bri-1", "Fix",
         ["in BRI-1 “Survey the site”", "waits for BRI-1 “Survey the site”"]),
        ("Fix project=bridge", "Fix", ["project “Bridge”"]),
    ],
)  # fmt: skip
def test_what_a_line_says_is_taken_out_of_its_title(
    survey: Item, ada: Actor, lea: Actor, ben: Actor, dee: Actor, line, title, chips
):
    add_type(by=dee, name="Bug")
    set_labels(survey.pk, ["urgent"], by=ada)
    assert said(line, ada) == (title, chips)


@pytest.mark.parametrize(
    ("line", "doubts"),
    [
        ("Fix #12 and C# for ben@example.org", 0),
        ("Fees due soon, due", 0),
        ('A ~ B ! @ # @"open', 0),
        ("See https://example.org/?in=x a=b", 0),
        (r"Pay \@ben \#12 \due fri", 0),
        ("Ask @nobody", 1),
        ("Do it !now", 1),
        ("Wait ~soon", 1),
        ("Go in=ABC-1 project=ABC", 2),
        ("Be type=odd", 1),
        ("Pay it due 31.2.", 1),
        ("Pay ~-3h", 1),
        ("Pay ~0h", 1),
    ],
)
def test_what_is_not_understood_stays_in_the_title(
    survey: Item, ada: Actor, ben: Actor, line: str, doubts: int
):
    draft = read(line, ada)
    assert draft.title == line.replace("\\", "")
    assert not draft.chips
    assert len(draft.doubts) == doubts


@pytest.mark.parametrize(
    ("line", "title", "day"),
    [
        ("Anruf fällig Freitag", "Anruf", 3),
        ("Anruf fällig fr, dann los", "Anruf dann los", 3),
        ("Anruf due morgen", "Anruf", 2),
        ("Anruf frist: heute", "Anruf frist: heute", None),
        ("Anruf due=übermorgen", "Anruf due=übermorgen", None),
        ("Anruf fällig 31. Mai", "Anruf", 31),
        ("Anruf due fri", "Anruf", 3),
        (r"Anruf \fällig Freitag", "Anruf fällig Freitag", None),
        ("Fällig ist die Miete", "Fällig ist die Miete", None),
    ],
)
def test_days_are_called_as_in_the_language_of_whoever_writes(
    ada: Actor, line: str, title: str, day: int | None
):
    with override("de"):
        draft = read(line, ada)
    assert draft.title == title
    assert (draft.deadline and draft.deadline.day) == day
    assert read("Anruf fällig Freitag", ada).deadline is None


def test_what_is_due_before_it_may_start_is_said_and_made(bridge: Project, ada: Actor):
    for line, warnings in {
        "Pay due fri pin:mon": ["It is due before it may start."],
        "Pay due fri pin:fri": [],
    }.items():
        understood = understand(line, Known(ada, NOW), project=bridge)
        assert understood.warnings == warnings
        assert create_understood(understood, bridge.pk, by=ada).title == "Pay"


def test_who_could_be_several_is_asked_and_only_the_known_are_offered(
    bridge: Project, ada: Actor, cem: Actor
):
    for name in ("benno berg", "benno boll"):
        member(name, bridge.workspace)
    draft = read("Call @benno now", ada)
    assert draft.is_ambiguous
    [doubt] = draft.doubts
    assert [c.line for c in doubt.choices] == [
        'Call @"Benno Berg" now', 'Call @"Benno Boll" now',
    ]  # fmt: skip
    assert said(doubt.choices[0].line, ada)[1] == ["for Benno Berg"]
    assert said("Call @Benno Boll now", ada) == ("Call now", ["for Benno Boll"])
    assert said("Call @berg now", ada) == ("Call now", ["for Benno Berg"])
    assert said(f"Call @{ada.person.user.email}", ada)[1] == ["for Ada"]
    for foreign in ("@cem", f"@#{cem.person.pk}", f"@{cem.person.user.email}"):
        assert read(f"Call {foreign}", ada).title == f"Call {foreign}"


@pytest.mark.django_db(transaction=True)
def test_an_item_with_all_that_is_said_is_one_operation(
    survey: Item, ada: Actor, ben: Actor
):
    line = "Call @ben @ada #urgent ~2-5h due fri !low needs=welding in=BRI-1"
    found = understand(line, Known(ada), project=None)
    assert found.project == survey.project
    item, operation = performed(
        lambda: create_understood(found, survey.project_id, by=ada)
    )
    item = Item.objects.get(pk=item.pk)
    people = item.assignments.order_by("pk").values_list(
        "person__actor__name", flat=True
    )
    assert list(people) == ["Ben", "Ada"]
    assert (item.parent_id, item.priority, item.low_minutes) == (survey.pk, 300, 120)
    assert item.labelled.get().label.name == "urgent"
    assert item.needs.get().skill.name == "welding"
    assert item.deadline is not None
    assert operation is not None
    undo_operation(operation, by=ada)
    assert not Item.objects.filter(pk=item.pk).exists()


def test_what_contradicts_itself_creates_nothing(
    bridge: Project, survey: Item, ada: Actor
):
    other = Project.objects.create(workspace=bridge.workspace, key="ABC", name="Abc")
    Grant.objects.create(
        workspace=bridge.workspace, project=other, actor=ada, role=GrantRole.LEAD
    )
    for line in ("Dig project=ABC in=BRI-1", "@me ~2h", f"{'x' * 501} ~2h"):
        found = understand(line, Known(ada), project=bridge)
        assert found.errors
        with pytest.raises(Malformed):
            create_understood(found, bridge.pk, by=ada)
    with pytest.raises(Malformed, match="at most 1000"):
        read("x" * 1001, ada)
    assert Item.objects.count() == 1


@pytest.mark.corpus
def test_hostile_words_stay_text(ada: Actor, bridge: Project):
    known = Known(ada, NOW)
    read_ones = 0
    for words in json.loads((CORPUS / "text/blns/blns.json").read_text()):
        try:
            draft = read_line(words[:1000], known)
        except Malformed:
            continue  # a character that cannot be kept
        left = set(draft.title.replace("\\", "").split())
        assert left <= set(words.replace("\\", "").split()) or draft.chips
        read_ones += 1
    assert read_ones > 300


def test_the_list_says_what_it_understood_and_asks_who_is_meant(
    adas_browser: Client, bridge: Project, survey: Item, ada: Actor
):
    for name in ("benno berg", "benno boll"):
        member(name, bridge.workspace)
    asked = {"title": "Call <b> @benno ~2h", "project": "BRI"}
    echo = text_of(
        adas_browser, "/w/acme/items/new/echo/?title=Call+<b>+@benno+~2h&project=BRI"
    )
    assert "New in Bridge: “Call &lt;b&gt; @benno”" in echo
    assert "2\N{NO-BREAK SPACE}h" in echo
    choice = "Call &lt;b&gt; @&quot;Benno Boll&quot; ~2h"
    assert f'name="instead" value="{choice}"' in echo
    for headers in ({}, HTMX):
        page_ = adas_browser.post("/w/acme/items/", asked, headers=headers)
        assert page_.status_code == 422
        assert f'value="{choice}"' in page_.content.decode()
        chosen = asked | {"instead": 'Call @"Benno Boll" ~2h'}
        page_ = adas_browser.post("/w/acme/items/", chosen, headers=headers)
        assert page_.status_code == 200
        assert Item.objects.count() == 1
        assert 'value="Call @&quot;Benno Boll&quot; ~2h"' in page_.content.decode()

    sent = {"title": 'Call @"Benno Boll" ~2h', "project": "BRI"}
    page_ = adas_browser.post("/w/acme/items/", sent, follow=True)
    assert "BRI-2 is there: for Benno Boll, 2" in page_.content.decode()


def test_the_palette_and_today_lead_to_a_new_item(
    adas_browser: Client, client: Client, survey: Item, dan: Actor
):
    lines = text_of(adas_browser, "/w/acme/palette/?q=Call+%3Cb%3E+@ada")
    address = "/w/acme/items/new/?title=Call+%3Cb%3E+%40ada"
    assert f'data-url="{address}"' in lines
    assert "Create “Call &lt;b&gt; @ada”" in lines
    assert 'href="/w/acme/items/new/"' in text_of(adas_browser, "/w/acme/")
    form = text_of(adas_browser, address)
    assert 'value="Call &lt;b&gt; @ada"' in form
    assert "for Ada" in form
    sent = {"title": "Call @ada", "project": "BRI"}
    made = adas_browser.post("/w/acme/items/new/", sent)
    assert (made.status_code, made.url) == (302, "/w/acme/items/BRI-2/")
    assert "Create" not in text_of(signed_in(client, dan), "/w/acme/palette/?q=Call")


def test_an_item_in_an_item_may_say_as_much(adas_browser: Client, survey: Item):
    address = "/w/acme/items/BRI-1/items/"
    made = adas_browser.post(address, {"title": "Measure @me due 2w"}, headers=HTMX)
    assert made.status_code == 200
    child = Item.objects.get(parent=survey)
    assert (child.title, child.assignments.count()) == ("Measure", 1)


def test_programs_read_and_create_from_a_line(ask, bridge: Project, survey: Item):
    query = "text=Dig+@ada+~2-4h+%23x&project=BRI"
    shown = ask("GET", f"/items/text?{query}").json()
    assert (shown["title"], shown["low_minutes"], shown["labels"]) == (
        "Dig",
        120,
        ["x"],
    )
    fields = [each["field"] for each in shown["understood"]]
    assert fields == ["assignee", "estimate", "label"]
    made = ask("POST", "/items/text", {"text": "Dig @ada ~2-4h", "project": "BRI"})
    assert (made.status_code, made.json()["title"]) == (201, "Dig")
    for name in ("benno berg", "benno boll"):
        member(name, bridge.workspace)
    unclear = ask("POST", "/items/text", {"text": "Dig @benno", "project": "BRI"})
    assert unclear.status_code == 422
    assert "who is meant" in unclear.json()["detail"]


def test_the_reference_is_up_to_date():
    written = (DOCS / "reference/quick-add.md").read_text()
    assert page(written) == written
