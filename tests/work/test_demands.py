"""Work that is expected: said, changed, removed, by whom, and over REST."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from headway.actors.models import Actor, Role
from headway.base.errors import NotFound, Refused
from headway.events.actions import undo_operation
from headway.events.models import Event
from headway.people.actions import rate_skill
from headway.people.models import Skill
from headway.work.actions import add_demand, edit_demand, remove_demand
from headway.work.models import Demand, GrantRole, Project
from tests.programs import program_of
from tests.world import member

PAGE = "/w/acme/projects/BRI/expected/"
OFFER: dict[str, Any] = {
    "title": "The second pier",
    "effort_minutes": 4800,
    "starts_on": date(2030, 5, 1),
    "ends_on": date(2030, 6, 30),
    "probability_percent": 40,
}


@pytest.fixture
def offer(bridge: Project, ada: Actor) -> Demand:
    return add_demand(bridge.pk, by=ada, **OFFER)


def test_contributors_say_what_is_expected_and_nobody_else(
    bridge: Project, ada: Actor, ben: Actor, dan: Actor
):
    offer = add_demand(bridge.pk, by=ada, **OFFER)
    assert Event.objects.filter(kind="work.demand_added").count() == 1
    with pytest.raises(PermissionDenied):
        add_demand(bridge.pk, by=ben, **OFFER)
    with pytest.raises(PermissionDenied):
        edit_demand(offer.pk, by=ben, probability_percent=90)
    with pytest.raises(NotFound):
        remove_demand(offer.pk, by=dan)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"title": "  "}, "what is expected"),
        ({"effort_minutes": 0}, "how much work"),
        ({"probability_percent": 0}, "say 1 to 100"),
        ({"level": 6}, "say 1 to 5"),
        ({"ends_on": date(2030, 4, 30)}, "ends before it starts"),
    ],
)
def test_what_contradicts_itself_is_refused(
    bridge: Project, ada: Actor, said: dict[str, Any], why: str
):
    with pytest.raises(Refused, match=why):
        add_demand(bridge.pk, by=ada, **OFFER | said)
    assert not Demand.objects.exists()


def test_the_same_again_changes_nothing(offer: Demand, ada: Actor):
    edit_demand(offer.pk, by=ada, **OFFER)
    assert not Event.objects.filter(kind="work.demand_edited").exists()


@pytest.mark.django_db(transaction=True)
def test_each_change_can_be_taken_back(bridge: Project, ada: Actor):
    offer = add_demand(bridge.pk, by=ada, **OFFER)
    edit_demand(offer.pk, by=ada, probability_percent=80, ends_on=date(2030, 7, 31))
    remove_demand(offer.pk, by=ada)
    done = list(Event.objects.order_by("pk").filter(kind__startswith="work.demand"))
    added, edited, removed = (event.operation for event in done)

    undo_operation(removed, by=ada)
    undo_operation(edited, by=ada)
    row = Demand.objects.get()
    assert (row.removed_at, row.probability_percent) == (None, 40)
    assert row.ends_on == date(2030, 6, 30)

    undo_operation(added, by=ada)
    assert Demand.objects.get().removed_at is not None


def test_the_page_takes_it_as_people_write_it(
    adas_browser: Client, bridge: Project, ada: Actor
):
    rate_skill(ada.person.pk, by=ada, skill="Welding", level=4)
    skill = Skill.objects.get()
    sent = {
        "title": "The second pier",
        "effort_minutes": "10 d",
        "probability_percent": "40",
        "starts_on": "2030-05-01",
        "ends_on": "2030-06-30",
        "skill_id": str(skill.pk),
        "level": "4",
        "source": "Offer 17",
    }
    assert adas_browser.post(PAGE, sent | {"ends_on": "2030-01-01"}).status_code == 422
    assert adas_browser.post(PAGE, sent).status_code == 302

    row = Demand.objects.get()
    assert (row.effort_minutes, row.skill, row.level) == (4800, skill, 4)
    page = adas_browser.get(PAGE).content.decode()
    assert "The second pier" in page
    assert "Offer 17" in page
    own = f"{PAGE}{row.pk}/"
    assert (
        adas_browser.post(own, sent | {"probability_percent": "9"}).status_code == 302
    )
    row.refresh_from_db()
    assert row.probability_percent == 9
    assert adas_browser.post(f"{own}removal/").status_code == 302
    assert not Demand.objects.visible_to(ada).exists()


def test_guests_are_not_told_what_is_expected(
    offer: Demand, bridge: Project, client: Client
):
    gus = member("gus", bridge.workspace, bridge, GrantRole.VIEWER, Role.GUEST)
    client.force_login(gus.person.user)
    history = client.get("/w/acme/projects/BRI/history/")
    assert history.status_code == 200
    assert "The second pier" not in history.content.decode()
    assert "expects" not in history.content.decode()
    assert client.get(PAGE).status_code == 404
    assert not program_of(gus)("GET", "/projects/BRI/demands").json()["items"]


def test_programs_do_all_that_the_page_does(bridge: Project, ada: Actor):
    send = program_of(ada)
    said = OFFER | {"starts_on": "2030-05-01", "ends_on": "2030-06-30"}
    made = send("POST", "/projects/BRI/demands", said)
    assert made.status_code == 201
    pk = made.json()["id"]
    changed = send("PATCH", f"/demands/{pk}", {"probability_percent": 60})
    assert changed.json()["probability_percent"] == 60
    [listed] = send("GET", "/projects/BRI/demands").json()["items"]
    assert listed == changed.json()
    assert send("DELETE", f"/demands/{pk}").status_code == 204
    assert send("GET", "/projects/BRI/demands").json()["items"] == []
