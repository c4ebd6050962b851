"""Who is told of a change, asked for many at once, is who sees it."""

import asyncio

import pytest
from django.db.models.functions import Now

from headway.actors.models import Actor
from headway.events.changes import Change
from headway.people.members.actions import change_role, suspend_person
from headway.people.members.teams import create_team, join_team
from headway.server.asking import Asking
from headway.server.rights import rights_of, who_may_see
from headway.wiring import SUBJECTS
from headway.work.actions import delete_items, give_grant
from headway.work.models import Grant, Item, Project

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(ada, lea, ben, dan, dee, cem) -> list[Actor]:
    return [ada, lea, ben, dan, dee, cem]


def told(kind: str, pk: int, cast: list[Actor], workspace_id: int) -> set[int]:
    return who_may_see(
        {actor.pk for actor in cast}, Change(workspace_id, 1, 1, kind, pk)
    )


def seen(kind: str, pk: int, cast: list[Actor]) -> set[int]:
    """The slow way: each asked alone."""
    fresh = Actor.objects.filter(pk__in=[actor.pk for actor in cast])
    rows = SUBJECTS[kind].rows
    return {a.pk for a in fresh if rows().visible_to(a).filter(pk=pk).exists()}


@pytest.mark.parametrize("kind", sorted(SUBJECTS))
def test_both_ways_of_asking_agree(
    kind: str, cast, bridge: Project, survey: Item, dig: Item, dan, ben, dee, lea
):
    team = create_team(by=dee, name="Masons")
    join_team(team.pk, dan.person.pk, by=dee)
    give_grant(bridge.pk, team_id=team.pk, by=dee, role="viewer")
    change_role(ben.person.pk, "guest", by=dee)
    delete_items([dig.pk], by=dee)
    ids = {
        "work.item": [survey.pk, dig.pk, 999_999],
        "work.project": [bridge.pk, 999_999],
        "people.person": [ben.person.pk, lea.person.pk],
        "people.team": [team.pk],
        "people.workspace": [dee.workspace_id],
    }
    for pk in ids.get(kind, [1]):
        assert told(kind, pk, cast, dee.workspace_id) == seen(kind, pk, cast)


def test_who_is_suspended_is_told_nothing(cast, survey: Item, ada, dee):
    suspend_person(ada.person.pk, by=dee)

    assert ada.pk not in told("work.item", survey.pk, cast, dee.workspace_id)
    assert ada.pk not in rights_of({ada.pk})


def test_rights_differ_after_any_grant(bridge: Project, dan: Actor, dee: Actor):
    before = rights_of({dan.pk})
    team = create_team(by=dee, name="Masons")
    join_team(team.pk, dan.person.pk, by=dee)
    assert rights_of({dan.pk}) == before

    give_grant(bridge.pk, team_id=team.pk, by=dee, role="viewer")
    with_team = rights_of({dan.pk})
    give_grant(bridge.pk, dan.pk, by=dee, role="lead")
    assert len({str(r) for r in (before, with_team, rights_of({dan.pk}))}) == 3


def test_rights_differ_after_the_date_on_which_a_grant_ends(
    bridge: Project, dan: Actor, dee: Actor
):
    before = rights_of({dan.pk})
    give_grant(bridge.pk, dan.pk, by=dee, role="viewer")
    granted = rights_of({dan.pk})
    Grant.objects.filter(actor=dan).update(ends_at=Now())

    assert rights_of({dan.pk}) == before != granted


def test_it_costs_as_many_queries_for_many_as_for_one(
    cast, survey: Item, dee, django_assert_num_queries
):
    for some in (cast[:1], cast):
        with django_assert_num_queries(4):
            told("work.item", survey.pk, some, dee.workspace_id)


def test_those_who_ask_together_share_one_answer():
    asked = []

    async def ask(actors: frozenset[int]) -> set[int]:
        asked.append(actors)
        await asyncio.sleep(0)
        return {1}

    async def streams() -> list[set[int]]:
        asking = Asking()
        some = [
            asking.together("q", actor, lambda: {1, 2, 3}, ask) for actor in (1, 2, 3)
        ]
        answers = await asyncio.gather(*some)
        await asking.together("q", 4, lambda: {1, 2, 3}, ask)  # was not asked for
        return answers

    assert asyncio.run(streams()) == [{1}] * 3
    assert asked == [frozenset({1, 2, 3}), frozenset({1, 2, 3, 4})]
