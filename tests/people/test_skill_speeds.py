"""How fast somebody does something, beside how well."""

import pytest
from django.test import Client

from headway.actors.models import Actor
from headway.base.errors import Refused
from headway.events.models import Event
from headway.people.actions import rate_skill
from headway.people.levels import Rating, ratings_of
from headway.people.models import PersonSkill


def rate(ada: Actor, **changes) -> PersonSkill:
    said = {"skill": "Welding", "level": 3}
    return rate_skill(ada.person.pk, by=ada, **said | changes)


def test_a_speed_is_kept_and_stays_until_another_is_said(ada: Actor):
    assert rate(ada).speed_percent == 100
    assert rate(ada, speed_percent=125).speed_percent == 125
    assert rate(ada, level=4).speed_percent == 125
    assert rate(ada, speed_percent=80, level=4).speed_percent == 80

    rows = PersonSkill.objects.visible_to(ada)
    [known] = ratings_of(rows, on=ada.person.today()).values()
    assert list(known.values()) == [Rating(4, 80)]


def test_the_same_speed_again_is_no_event(ada: Actor):
    rate(ada, speed_percent=125)
    rate(ada, speed_percent=125)
    assert Event.objects.filter(kind="people.skill_rated").count() == 1


@pytest.mark.parametrize("percent", [0, 9, 1001, -5])
def test_a_speed_out_of_reach_is_refused(ada: Actor, percent: int):
    with pytest.raises(Refused, match=f"{percent} % is no speed; write 10 to 1000"):
        rate(ada, speed_percent=percent)
    assert not PersonSkill.objects.exists()


def test_the_page_says_it_and_leaves_it_as_it_was(adas_browser: Client, ada: Actor):
    page = f"/w/acme/people/{ada.person.pk}/skills/"
    said = {"skill": "Drawing", "level": 4}

    assert adas_browser.post(page, said | {"speed_percent": 150}).status_code == 302
    assert adas_browser.post(page, said | {"speed_percent": ""}).status_code == 302
    assert "150 %" in adas_browser.get(page).content.decode()
    assert adas_browser.post(page, said | {"speed_percent": 9}).status_code == 422
    assert PersonSkill.objects.get(removed_at=None).speed_percent == 150


def test_programs_say_and_read_it(adas_browser: Client, ada: Actor):
    api = f"/api/v1/w/acme/people/{ada.person.pk}/skills"
    said = {"skill": "Drawing", "level": 4, "speed_percent": 120}

    made = adas_browser.post(api, said, content_type="application/json")
    assert made.status_code == 201
    assert made.json()["speed_percent"] == 120
    assert adas_browser.get(api).json()["items"][0]["speed_percent"] == 120
    for wrong in (9, 1001, 99.5, "120"):
        body = said | {"speed_percent": wrong}
        answer = adas_browser.post(api, body, content_type="application/json")
        assert answer.status_code == 422
