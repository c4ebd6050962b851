"""What is before an item is counted on its page, by reasons that add up."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone, translation

from headway.actors.models import Actor, Role, Workspace
from headway.base.durations import roughly
from headway.work.actions import Part, assign_people, move_item, publish_outlook
from headway.work.models import Item, Outlook, Project
from headway.work.models.outlook import AHEAD, SCORE
from headway.work.standing import WIDTH, standing_of
from tests.programs import program_of
from tests.world import member

NOW = timezone.now()
AHEAD_OF = {"worth": 12, "search": -2, "start": 4}
WORTH = {"importance": 400, "project": -100, "waiting": 60}


@pytest.fixture
def plan(ada: Actor, survey: Item):
    """Publish what the plan says of the survey."""

    def publish(item: Item = survey, **said: object) -> Outlook:
        dates = dict.fromkeys(("starts_at", "p5", "p50", "p85", "p95"), NOW)
        ahead = [AHEAD_OF.get(name, 0) for name in AHEAD]
        known = {"cause": "now", "rank": sum(ahead) + 1, "ahead": ahead}
        known |= {"score": [WORTH.get(name, 0) for name in SCORE], "score_minutes": 960}
        row = Outlook(
            workspace_id=item.workspace_id,
            item=item,
            run_id=1,
            **dates | known | said,
        )
        publish_outlook([row], [], by=ada)
        return Outlook.objects.get(item=item)

    return publish


def page(client: Client, item: Item) -> str:
    html = client.get(f"/w/acme/items/{item.key}/").content.decode()
    return " ".join(html.split())


def test_the_terms_add_up_and_their_bars_fit(plan, survey: Item, ada: Actor):
    said = standing_of(survey, plan(), by=ada)
    score = said.score

    assert [term.signed for term in score.terms] == ["+400", "\u2212100", "+60"]
    assert sum(term.count for term in score.terms) == score.total == 360
    for term in score.terms:
        assert 0 <= term.x <= term.x + term.width <= WIDTH + 0.1
        assert (term.x >= score.zero - 0.1) == (term.count > 0)
    assert said.before == 14
    assert [text.split()[0] for text in said.places] == ["12", "It", "4"]


@pytest.mark.parametrize(("language", "sum_"), [("en", "32,060"), ("de", "32.060")])
def test_large_terms_are_grouped_as_the_reader_writes_them(
    plan, survey: Item, ada: Actor, language: str, sum_: str
):
    outlook = plan(
        score=[{**WORTH, "importance": 32_100}.get(name, 0) for name in SCORE]
    )

    with translation.override(language):
        score = standing_of(survey, outlook, by=ada).score
        assert score.terms[0].signed == "+" + sum_.replace("060", "100")
        assert score.words.startswith(f"{sum_}: ")


def test_what_was_reckoned_is_not_written_finer_than_it_is_known():
    pairs = {1: 5, 7: 5, 58: 60, 67: 60, 68: 75, 479: 480, 510: 540, 5249: 5220}
    assert {minutes: roughly(minutes) for minutes in pairs} == pairs


def test_what_is_started_goes_first_whatever_the_terms_say(
    adas_browser: Client, plan, survey: Item, ada: Actor
):
    plan()
    move_item(survey.pk, "doing", by=ada)
    html = page(adas_browser, survey)
    assert "it has started, and what is started goes first" in html
    assert "12 items are worth more" not in html


def test_the_page_says_what_is_before_it(adas_browser: Client, plan, survey: Item):
    plan()
    html = page(adas_browser, survey)

    assert "Why number 15" in html
    assert '<th scope="row">Its importance</th>' in html
    assert "12 items are worth more for each day of work." in html
    assert "It is put 2 places forward: less delay in all." in html
    assert "4 more can start before it." in html
    assert "Its deadline</th>" not in html


def test_another_reason_for_the_same_place_is_written_and_moves_nothing(
    plan, survey: Item, ada: Actor
):
    row = plan()
    row.pk, row.ahead = None, [14, *[0] * (len(AHEAD) - 1)]
    assert publish_outlook([row], [], by=ada) == set()
    assert Outlook.objects.get(item=survey).ahead[0] == 14
    row.pk, row.rank = None, 3
    assert publish_outlook([row], [], by=ada) == {survey.pk}


def test_programs_are_told_the_same(plan, survey: Item, dig: Item, ada: Actor):
    plan(latest_start=NOW, due_through=dig, waiting=dig, behind_minutes=90)
    program = program_of(ada)
    said = program("GET", f"/items/{survey.key}/outlook").json()

    assert said["ahead"] == dict.fromkeys(AHEAD, 0) | AHEAD_OF
    assert sum(said["ahead"].values()) == said["rank"] - 1
    assert (said["due_through"], said["behind_minutes"]) == (dig.key, 90)
    assert said["score"] == dict.fromkeys(SCORE, 0) | WORTH
    assert (said["waiting"], said["score_minutes"]) == (dig.key, 960)
    plan(ahead=None, due_through=None)
    assert program("GET", f"/items/{survey.key}/outlook").json()["ahead"] is None


def test_a_deadline_behind_it_is_named_to_who_sees_it(
    adas_browser: Client, plan, survey: Item, dig: Item, ada: Actor
):
    plan(latest_start=NOW + timedelta(days=3), due_through=dig, behind_minutes=150)
    html = page(adas_browser, survey)
    assert "It has to start by" in html
    assert f'/items/{dig.key}/"><span class="key">' in html
    assert "2 h 30 m of work, one after the other, wait for it." in html

    hidden = Project.objects.create(workspace=survey.workspace, name="H", key="HID")
    Item.objects.filter(pk=dig.pk).update(project=hidden)
    html = page(adas_browser, survey)
    assert "A deadline behind it needs a start by" in html
    assert "Dig the pit" not in html
    said = program_of(ada)("GET", f"/items/{survey.key}/outlook").json()
    assert said["due_through"] is None

    plan(latest_start=NOW, due_through=survey)
    assert "Its deadline needs a start by" in page(adas_browser, survey)


def test_today_says_that_a_deadline_behind_it_is_near(
    adas_browser: Client, plan, survey: Item, dig: Item, ada: Actor
):
    assign_people(survey.pk, [Part(person_id=ada.person.pk)], by=ada)
    far, near = timedelta(days=40), timedelta(days=2)

    def today() -> str:
        return adas_browser.get("/w/acme/").content.decode()

    plan(latest_start=NOW + far, due_through=dig)
    assert "for a deadline behind it" not in today()
    plan(latest_start=NOW + near, due_through=dig)
    assert "for a deadline behind it" in today()
    plan(latest_start=NOW + near, due_through=survey)
    assert "for a deadline behind it" not in today()


def test_guests_are_not_told_what_it_is_worth(
    client: Client, plan, survey: Item, acme: Workspace, bridge: Project
):
    gus = member("gus", acme, bridge, "viewer", Role.GUEST)
    plan()
    client.force_login(gus.person.user)
    assert "Its importance" not in page(client, survey)
    said = program_of(gus)("GET", f"/items/{survey.key}/outlook").json()
    assert (said["score"], said["score_minutes"], said["waiting"]) == (None,) * 3
    listed = client.get("/w/acme/work/?columns=title,worth").content.decode()
    assert "Its importance" not in listed


def test_today_and_the_list_show_how_the_worth_adds_up(
    adas_browser: Client, plan, survey: Item, ada: Actor
):
    assign_people(survey.pk, [Part(person_id=ada.person.pk)], by=ada)
    plan()
    today = " ".join(adas_browser.get("/w/acme/").content.decode().split())
    assert '<th scope="row">Its importance</th>' in today
    assert "For each day of" in today
    listed = adas_browser.get("/w/acme/work/?columns=title,worth").content.decode()
    assert "360: Its importance +400" in listed
