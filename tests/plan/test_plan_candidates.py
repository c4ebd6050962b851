"""Who should do it: compared on a page and by programs, and given to one of them."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from headway.actors.models import Actor, Role
from headway.people.actions import rate_skill, set_rate
from headway.plan.actions.replanning import replan_workspace
from headway.plan.candidates import choices_for
from headway.plan.current import forget
from headway.work.actions import (
    NeededSkill,
    cost_delay,
    give_grant,
    link_items,
    move_item,
    need_skills,
)
from headway.work.models import Project
from tests.programs import program_of
from tests.world import member


def test_who_has_time_comes_before_who_is_busy_and_each_reason_is_a_fact(
    hire, work, dee: Actor
):
    eve, kim = hire("Eve"), hire("Kim")
    cost_delay(work("Long", eve, minutes=9600).pk, by=dee, per_week=10**6)
    done = work("Done", kim)
    move_item(done.pk, "done", by=dee)
    item, behind = work("Asked", eve), work("Behind", kim)
    link_items(item.pk, behind.pk, by=dee)
    set_rate(
        kim.pk,
        by=dee,
        kind="cost",
        amount_minor=9000,
        currency="EUR",
        valid_from=timezone.localdate(),
    )

    best, *_others = found = choices_for(item, by=dee).people
    by_name = {each.person.actor.name: each for each in found}

    assert best.person == kim
    assert (best.more, best.is_assigned) == (0, False)
    assert (best.evidence.done, best.evidence.around) == (1, 1)
    assert (best.evidence.rate, best.evidence.currency) == (9000, "EUR")
    busy = by_name["Eve"]
    assert busy.is_assigned
    assert busy.evidence.done == busy.evidence.around == 0
    assert busy.p85 >= best.p85
    assert busy.free_minutes < best.free_minutes <= best.able_minutes


def test_skills_decide_who_is_asked_and_the_only_one_is_named(hire, work, dee: Actor):
    eve, kim, lin = hire("Eve"), hire("Kim"), hire("Lin")
    item = work("Weld")
    need_skills(item.pk, [NeededSkill(name="Welding", level=3)], by=dee)
    for person, level in ((eve, 4), (kim, 2), (lin, 1)):
        rate_skill(person.pk, by=dee, skill="Welding", level=level)

    found = {p.person.actor.name: p for p in choices_for(item, by=dee).people}

    assert found.keys() == {"Eve", "Kim"}
    assert found["Eve"].is_only
    assert list(found["Eve"].evidence.levels.values()) == [4]
    assert len(found["Kim"].learns) == 1


def test_nothing_else_about_people_decides(hire, work, dee: Actor):
    eve, kim = hire("Eve"), hire("Kim")
    work("Long", eve, minutes=9600)
    item = work("Asked")
    before = [
        (each.person.pk, each.p85, each.more)
        for each in choices_for(item, by=dee).people
    ]
    for person, name in ((eve, "Ahmed"), (kim, "Zoë")):
        person.actor.name = name
        person.actor.save()
    after = [
        (each.person.pk, each.p85, each.more)
        for each in choices_for(item, by=dee).people
    ]
    assert before == after


def test_one_click_assigns_and_offers_the_way_back(
    client: Client, hire, work, dee: Actor
):
    eve, kim = hire("Eve"), hire("Kim")
    work("Long", eve, minutes=9600)
    item = work("Asked", eve)
    replan_workspace(dee.workspace_id, by=dee)
    client.force_login(dee.person.user)
    address = f"/w/acme/items/{item.key}/candidates/"
    assert address in client.get(f"/w/acme/items/{item.key}/").content.decode()
    html = client.get(address).content.decode()
    assert html.index("Kim") < html.index("has it now")
    assert f'name="person" value="{kim.pk}"' in html

    answer = client.post(address, {"person": kim.pk}, follow=True)

    assert "Kim does" in answer.content.decode()
    assert list(item.assignments.values_list("person_id", flat=True)) == [kim.pk]
    assert "/undo/" in answer.content.decode()
    assert client.post(address, {"person": "x"}).status_code == 400


def test_programs_are_told_the_same_and_only_what_they_may_see(
    hire, work, dee: Actor, ada: Actor, acme, bridge: Project
):
    eve = hire("Eve")
    item = work("Asked", eve)
    need_skills(item.pk, [NeededSkill(name="Welding", level=2)], by=dee)
    rate_skill(eve.pk, by=dee, skill="Welding", level=4)
    set_rate(
        eve.pk,
        by=dee,
        kind="cost",
        amount_minor=9000,
        currency="EUR",
        valid_from=timezone.localdate(),
    )
    path = f"/items/{item.key}/candidates"
    [told] = program_of(dee)("GET", path).json()["candidates"]
    assert told["skills"] == [{"skill": "Welding", "level": 4, "speed_percent": 100}]
    assert (told["name"], told["rate_minor"], told["is_only"]) == ("Eve", 9000, True)
    [less] = program_of(ada)("GET", path).json()["candidates"]
    assert less["skills"] == [
        {"skill": "Welding", "level": None, "speed_percent": None}
    ]
    assert (less["rate_minor"], less["p85"]) == (None, told["p85"])
    gus = member("gus", acme, role=Role.GUEST)
    give_grant(bridge.pk, gus.pk, by=dee, role="contributor")
    assert program_of(gus)("GET", path).json()["candidates"] == []
    plain = work("Plain", eve)
    forget()  # all of the test is one transaction, which is over for no reader yet
    path = f"/items/{plain.key}/candidates"
    [own] = program_of(gus)("GET", path).json()["candidates"]
    assert (own["name"], own["more"]) == (gus.name, None)  # it is compared with nobody


def test_the_number_of_queries_is_the_same_for_many(
    hire, work, dee: Actor, django_assert_num_queries
):
    hire("P")
    item = work("Asked")
    forget()
    with CaptureQueriesContext(connection) as few:
        assert len(choices_for(item, by=dee).people) == 1
    for n in range(12):
        hire(f"P{n}")
    forget()
    with django_assert_num_queries(len(few)):
        assert len(choices_for(item, by=dee).people) == 8
