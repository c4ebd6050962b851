"""A list that becomes a plan while it is typed: the page, and its like for programs."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from headway.actors.models import Actor, Role, Workspace
from headway.people.actions import rate_skill
from headway.plan.current import current_forecast
from headway.plan.preview import SCENARIOS
from headway.plan.sketch import sketch
from headway.work.actions import NeededSkill, NewRow, Part
from headway.work.models import Item, Link, Project, ProjectOutlook
from tests.corpus import hostile_texts
from tests.programs import program_of
from tests.work.lists import HTMX, signed_in, text_of
from tests.world import member

PAGE = "/w/acme/start/"
TEXT = """Home page
  Write the texts @me ~4h
  Take pictures ~2-5h
  - [x] Ask around
Build it ~2d after texts, pictures due 2w
Call @nobody"""


@pytest.fixture
def dans(client: Client, dan: Actor) -> Client:
    return signed_in(client, dan)


def typed(browser: Client, text: str) -> str:
    return browser.post(PAGE, {"text": text}, headers=HTMX).content.decode()


def rows_of(page: str) -> list[str]:
    rows = re.findall(r"<tr>.*?</tr>", page.partition("<tbody>")[2], re.DOTALL)
    return [" ".join(re.sub("<[^>]*>", " ", row).split()) for row in rows]


def test_lines_are_shown_as_the_plan_that_they_would_be(dans: Client, dan: Actor):
    page = typed(dans, TEXT)

    assert page.strip().startswith('<section class="start-plan"')
    _home, texts, pictures, asked, build, call = rows_of(page)
    assert texts.startswith("Write the texts")
    assert "4 h" in texts
    assert pictures.startswith("Take pictures anyone")
    assert asked.endswith("done")
    assert build.startswith(
        "Build it after “Write the texts” after “Take pictures” due"
    )
    assert "Nobody here is called “nobody”" in call
    assert "not estimated" in call
    assert 'is-summary"><bdi class="row-title">Home page' in page
    assert page.count("tile is-later") == 1
    assert page.count('<svg class="strip') == 5
    assert "All of it is likely done on" in page
    assert "“<bdi>Build it</bdi>” is due on" in page
    assert "3 items name nobody" in page
    assert not Project.objects.exists()
    assert not Item.objects.exists()


def test_nothing_and_what_is_wrong_is_said_in_place_of_a_plan(dans: Client):
    assert "For example:" in typed(dans, " \n")
    assert "At most 2000 rows" in typed(dans, "x\n" * 2002)
    left_out = typed(dans, f"Dig\n{'x' * 501}")
    assert "Line 2: A title has at most 500 characters." in left_out
    assert len(rows_of(left_out)) == 1
    assert "1,000 weeks" in typed(dans, "Dig ~9000d")
    many = typed(dans, "\n".join(f"Dig {n}" for n in range(203)))
    assert len(rows_of(many)) == 200
    assert "3 more are read like these." in many


def test_hostile_lines_are_text(dans: Client):
    lines = [*hostile_texts()[::7][:150], "<script>alert(1)</script>", "{{ 7 }} @<b>"]
    text = "\n".join(line[:200] for line in lines)
    page = typed(dans, text)
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "&lt;b&gt;" in page


def test_it_is_created_as_it_was_shown_and_leads_to_its_timeline(
    dans: Client, acme: Workspace, dan: Actor
):
    unnamed = dans.post(PAGE, {"text": TEXT, "way": "create"})
    assert unnamed.status_code == 422
    assert "A project needs a name." in unnamed.content.decode()
    assert "Write the texts" in rows_of(unnamed.content.decode())[1]
    assert not Project.objects.exists()

    sent = {"text": TEXT, "name": "Ferry", "way": "create"}
    made = dans.post(PAGE, sent)

    assert (made.status_code, made.url.partition("&")[0]) == (
        302,
        "/w/acme/timeline/?project=FERR",
    )
    assert "6 items are there." in text_of(dans, made.url)
    titles = Item.objects.in_outline().values_list("title", "depth", "state")
    assert list(titles)[3:5] == [("Ask around", 1, "done"), ("Build it", 0, "todo")]
    waits = Link.objects.filter(after__title="Build it")
    assert {link.before.title for link in waits} == {"Write the texts", "Take pictures"}


def test_without_scripts_the_page_shows_the_plan_and_keeps_what_was_typed(
    dans: Client,
):
    page = text_of(dans, PAGE)
    assert "Welcome, Dan" in page
    assert "<noscript>" in page
    assert "Or begin another way" not in page
    sent = {"text": TEXT, "name": "Ferry", "way": "preview"}
    shown = dans.post(PAGE, sent).content.decode()
    assert len(rows_of(shown)) == 6
    assert "Write the texts @me ~4h" in shown
    assert 'value="Ferry"' in shown


def test_administrators_may_begin_another_way(client: Client, dee: Actor):
    browser = signed_in(client, dee)
    page = text_of(browser, PAGE)
    assert 'href="/w/acme/import/"' in page
    assert 'href="/w/acme/settings/members/"' in page
    assert "headway demo" in page
    assert "/settings/sample/" not in page
    Workspace.objects.update(is_demo=True)
    page = text_of(browser, PAGE)
    assert 'href="/w/acme/settings/sample/"' in page
    assert "headway demo" not in page


def test_who_comes_first_to_an_empty_workspace_is_led_there(
    client: Client, dan: Actor, bridge: Project
):
    browser = signed_in(client, dan)
    assert browser.get("/").url == "/w/acme/"
    Project.objects.all().delete()
    assert browser.get("/").url == PAGE
    assert f'href="{PAGE}"' in text_of(browser, "/w/acme/")
    assert browser.get("/").url == "/w/acme/"

    browser.session.flush()
    Actor.objects.filter(pk=dan.pk).update(role=Role.GUEST)
    assert signed_in(client, dan).get("/").url == "/w/acme/"


def test_the_plan_knows_what_people_have_to_do_and_what_they_can(
    survey: Item, ada: Actor, lea: Actor, dee: Actor
):
    rate_skill(lea.person.pk, by=dee, skill="Welding", level=4)
    eve = member("eve", ada.workspace)
    weld = NeededSkill(name="welding", level=3)
    rows = [
        NewRow(title="Mine", fields={"effort_minutes": 480}),
        NewRow(title="Hers", parts=[Part(person_id=eve.person.pk)], waits_for=[0]),
        NewRow(title="Weld", needs=[weld]),
        NewRow(title="Not", fields={"deadline": timezone.now() - timedelta(days=1)}),
    ]
    before = current_forecast(ada.workspace_id, scenarios=SCENARIOS).snapshot

    made = sketch(rows, ["todo"] * 4, by=ada)

    mine, hers, weld, late = made.rows
    assert (mine.people, hers.people) == ([ada.person.pk], [eve.person.pk])
    assert hers.outlook.starts_at >= mine.outlook.p50 - timedelta(days=1)
    assert (mine.waits, hers.waits) == (False, True)
    assert (weld.outlook.unplaced, weld.people) == ("nobody", [])
    assert late.outlook.chance_percent == 0
    assert made.whole.p85 >= max(mine.outlook.p85, hers.outlook.p85)
    again = sketch([*rows, NewRow(title="More")], ["todo"] * 5, by=ada)
    assert again.rows[0].outlook.p85 == mine.outlook.p85
    assert current_forecast(ada.workspace_id, scenarios=SCENARIOS).snapshot == before


def test_programs_ask_for_the_same(dan: Actor, acme: Workspace):
    ask = program_of(dan)
    answer = ask("POST", "/plan/sketch", {"text": TEXT})
    assert answer.status_code == 200
    said = answer.json()
    assert [row["above"] for row in said["rows"]] == [None, 0, 0, 0, None, None]
    assert said["rows"][4]["waits_for"] == [1, 2]
    assert said["rows"][4]["chance_percent"] is not None
    assert said["rows"][1]["people"] == [dan.person.pk]
    assert said["p50"] <= said["p85"] <= said["p95"]
    assert ask("POST", "/plan/sketch", {"text": ""}).status_code == 422
    assert not Item.objects.exists()


def test_the_first_list_leads_on_to_people_and_a_promise(
    client: Client, dee: Actor, dan: Actor, ada: Actor
):
    dees = signed_in(client, dee)
    said = {"text": "Dig ~4h", "name": "Pit", "way": "create"}
    answer = dees.post(f"{PAGE}?then=people", said)
    project = Project.objects.get(name="Pit")
    people = f"{PAGE}{project.key}/people/"
    assert answer.headers["Location"] == people
    page = text_of(dees, people)
    assert "Let in" in page
    assert "2</b> Who, and when they work" in page

    assert dees.post(people, {"person": dan.person.pk}).headers["Location"] == people
    assert dees.post(people, {"person": dee.person.pk}).status_code == 302
    roles = dict(project.grants.values_list("actor__name", "role"))
    assert roles == {"Dee": "lead", "Dan": "contributor"}
    assert dees.post(people, {"person": "x"}).status_code == 422
    assert dees.post(people, {"name": ""}).status_code == 422
    invited = dees.post(people, {"name": "Eve <b>", "email": "eve@example.org"})
    assert "token=" in invited.content.decode()
    assert "no-store" in invited.headers["Cache-Control"]
    eve = project.grants.get(actor__name="Eve <b>")
    assert eve.role == "contributor"

    promise = f"{PAGE}{project.key}/promise/"
    assert "It is being planned" in text_of(dees, promise)
    done_by = timezone.now() + timedelta(days=9)
    ProjectOutlook.objects.create(
        workspace_id=dee.workspace_id, project=project, run_id=1, p50=timezone.now(),
        p85=done_by, p95=done_by,
    )  # fmt: skip
    page = text_of(dees, promise)
    assert "All of it is likely done on" in page
    assert f'value="{timezone.localtime(done_by).date()}"' in page
    region = dees.get(promise, headers=HTMX).content.decode()
    assert region.strip().startswith('<live-region id="start-forecast"')
    assert dees.post(promise, {"target_on": "soon"}).status_code == 422
    dees.post(promise, {"target_on": "2031-05-01"})
    project.refresh_from_db()
    assert str(project.target_on) == "2031-05-01"
    assert signed_in(client, dan).get(people).status_code == 403
    assert signed_in(client, ada).get(promise).status_code == 404
