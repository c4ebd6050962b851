from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from headway.actors.models import Actor
from headway.base.errors import NotFound, Refused
from headway.events.models import Event
from headway.people.actions import (
    edit_person,
    rate_skill,
    remove_rate,
    set_rate,
    unrate_skill,
)
from headway.people.models import PersonSkill, Rate, Skill

TODAY = timezone.now().date()
CANARY = 777_123
"""An amount that is nowhere else."""


@pytest.fixture
def led(ada: Actor, lea: Actor, dee: Actor) -> None:
    """Lea leads Ada."""
    edit_person(ada.person.pk, by=dee, lead_id=lea.person.pk)


def rate(ada: Actor, by: Actor, **changes) -> PersonSkill:
    said = {"skill": "Welding", "level": 3}
    return rate_skill(ada.person.pk, by=by, **said | changes)


def cost(ada: Actor, by: Actor, **changes) -> Rate:
    said = {"kind": "cost", "amount_minor": CANARY, "currency": "EUR"}
    said["valid_from"] = TODAY
    return set_rate(ada.person.pk, by=by, **said | changes)


def test_levels_are_kept_with_who_said_them_and_since_when(ada: Actor):
    rate(ada, ada, valid_from=date(2026, 1, 1), level=2)
    rate(ada, ada, skill=" welding ", note="Course")
    rate(ada, ada, note="Course")

    rows = PersonSkill.objects.order_by("valid_from")
    assert [(r.level, r.source, r.said_by) for r in rows] == [
        (2, "self", ada),
        (3, "self", ada),
    ]
    assert Skill.objects.count() == 1
    assert Event.objects.filter(kind="people.skill_rated").count() == 2


def test_a_level_said_again_takes_the_place_of_the_one_before(ada: Actor):
    rate(ada, ada)
    rate(ada, ada, level=4)

    assert [row.level for row in PersonSkill.objects.visible_to(ada)] == [4]
    assert PersonSkill.objects.count() == 2


@pytest.mark.usefixtures("led")
def test_leads_say_what_work_shows_and_people_what_they_think(
    ada: Actor, lea: Actor, ben: Actor, cem: Actor, dee: Actor
):
    shown = rate(ada, lea, source="evidence", note="The bridge at Kiel")
    own = rate(ada, ada)

    with pytest.raises(PermissionDenied):
        rate(ada, ada, source="evidence")
    with pytest.raises(PermissionDenied):
        unrate_skill(shown.pk, by=ada)
    with pytest.raises(Refused, match="say themselves"):
        unrate_skill(own.pk, by=lea)
    for other, error in ((ben, PermissionDenied), (cem, NotFound)):
        with pytest.raises(error):
            rate(ada, other)
        with pytest.raises(NotFound):
            unrate_skill(own.pk, by=other)
    unrate_skill(shown.pk, by=lea)
    unrate_skill(own.pk, by=dee)
    assert not PersonSkill.objects.visible_to(dee).exists()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"level": 0}, "0 is no level"),
        ({"level": 6}, "6 is no level"),
        ({"skill": "  "}, "needs a name"),
        ({"source": "rumour"}, "“rumour” is no source"),
        ({"valid_from": TODAY + timedelta(days=400)}, "too far away"),
    ],
)
def test_levels_that_make_no_sense_are_refused(ada: Actor, changes, said):
    with pytest.raises(Refused, match=said):
        rate(ada, ada, **changes)
    assert not PersonSkill.objects.exists()


@pytest.mark.usefixtures("led")
def test_skills_are_for_the_person_their_lead_and_administrators(
    client: Client, ada: Actor, lea: Actor, ben: Actor, dee: Actor
):
    rate(ada, ada, note="Canary course")
    page = f"/w/acme/people/{ada.person.pk}/skills/"
    api = f"/api/v1/w/acme/people/{ada.person.pk}/skills"

    for who in (ada, lea, dee):
        client.force_login(who.person.user)
        assert "Canary" in client.get(page).content.decode()
        assert client.get(api).json()["items"][0]["note"] == "Canary course"
    client.force_login(ben.person.user)
    assert client.get(page).status_code == 404
    assert client.get(api).json()["items"] == []
    assert "Skills" not in client.get(page.replace("skills/", "")).content.decode()
    assert "Canary" not in str(list(Event.objects.values_list("data")))


def test_the_page_says_and_takes_back(adas_browser: Client, ada: Actor):
    page = f"/w/acme/people/{ada.person.pk}/skills/"
    said = {"skill": "Drawing <b>", "level": 4, "note": "Plans of 2025"}

    assert adas_browser.post(page, said).status_code == 302
    html = adas_browser.get(page).content.decode()
    assert "Drawing &lt;b&gt;" in html
    assert "does it well" in html
    row = PersonSkill.objects.get()
    adas_browser.post(f"/w/acme/skills/{row.pk}/removal/")
    assert "Nothing is known yet" in adas_browser.get(page).content.decode()
    assert adas_browser.post(page, said | {"level": 9}).status_code == 422


def test_rates_hold_from_their_day_and_replace_each_other(ada: Actor, dee: Actor):
    cost(ada, dee)
    cost(ada, dee)
    cost(ada, dee, amount_minor=5000)
    cost(ada, dee, kind="bill")
    later = cost(ada, dee, valid_from=TODAY + timedelta(days=30))

    kept = Rate.objects.visible_to(dee).order_by("kind", "valid_from")
    assert [(r.kind, r.amount_minor) for r in kept] == [
        ("bill", CANARY),
        ("cost", 5000),
        ("cost", CANARY),
    ]
    remove_rate(later.pk, by=dee)
    assert kept.all().count() == 2


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"amount_minor": -1}, "no amount for an hour"),
        ({"amount_minor": 10**13}, "no amount for an hour"),
        ({"currency": "euro"}, "“euro” is no currency"),
        ({"kind": "love"}, "“love” is no kind"),
    ],
)
def test_rates_that_make_no_sense_are_refused(ada: Actor, dee: Actor, changes, said):
    with pytest.raises(Refused, match=said):
        cost(ada, dee, **changes)
    assert not Rate.objects.exists()


@pytest.mark.usefixtures("led")
def test_rates_are_for_administrators_alone(
    client: Client, ada: Actor, lea: Actor, dee: Actor, cem: Actor
):
    row = cost(ada, dee)
    for who, error in (
        (ada, PermissionDenied),
        (lea, PermissionDenied),
        (cem, NotFound),
    ):
        with pytest.raises(error):
            cost(ada, who)
        with pytest.raises(NotFound):
            remove_rate(row.pk, by=who)
    mine = f"/w/acme/people/{ada.person.pk}/"
    api = "/api/v1/w/acme/people"
    pages = [mine, f"{mine}away/", f"{mine}busy/", f"{mine}skills/", f"{mine}rates/"]
    pages += ["/w/acme/people/", "/w/acme/", "/w/acme/work/", "/w/acme/timeline/", api]
    pages += [f"{api}/{ada.person.pk}", f"{api}/{ada.person.pk}/rates"]

    for who in (ada, lea):
        client.force_login(who.person.user)
        for page in pages:
            html = client.get(page).content.decode()
            assert "7,771.23" not in html, page
            assert str(CANARY) not in html, page
            assert "rates/" not in html, page
    client.force_login(dee.person.user)
    assert "EUR\xa07,771.23" in client.get(f"{mine}rates/").content.decode()
    assert client.get(pages[-1]).json()["items"][0]["amount_minor"] == CANARY
    assert str(CANARY) not in str(list(Event.objects.values_list("data")))


def test_the_page_keeps_rates_as_people_write_them(
    client: Client, ada: Actor, dee: Actor
):
    client.force_login(dee.person.user)
    page = f"/w/acme/people/{ada.person.pk}/rates/"
    said = {"kind": "bill", "amount": "95,50", "currency": "eur"}
    said["valid_from"] = "2030-01-01"

    assert client.post(page, said).status_code == 302
    assert Rate.objects.get().amount_minor == 9550
    assert "planned" in client.get(page).content.decode()
    wrong = client.post(page, said | {"amount": "a lot"})
    assert wrong.status_code == 422
    assert "“a lot” is no amount" in wrong.content.decode()
    client.post(f"/w/acme/rates/{Rate.objects.get().pk}/removal/")
    assert "No rate is known yet" in client.get(page).content.decode()
