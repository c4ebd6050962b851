"""What a grant hides from guests they find nowhere: no page, no answer of the API."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from headway.actors.models import Actor, Role, Workspace
from headway.base.errors import Refused
from headway.base.files import received
from headway.events.actions import undo_operation
from headway.events.models import Event
from headway.people.members.actions import change_role
from headway.people.members.teams import create_team, join_team
from headway.work.access import why_visible
from headway.work.actions import (
    Part,
    add_comment,
    assign_people,
    attach_file,
    edit_item,
    give_grant,
    link_items,
    move_item,
)
from headway.work.models import Grant, Hidden, Item, Outlook, Project
from tests.plan.timelines import keep, publish
from tests.test_isolation import text_of, walk
from tests.world import member

WORDS = {
    Hidden.PEOPLE: ("Wanda Kanarie", "Wanda"),
    Hidden.EFFORT: ("1296\N{NO-BREAK SPACE}h", "77777", "77_777"),
    Hidden.FORECAST: tuple(
        month
        for year in (2041, 2042, 2043)
        for number, name in enumerate(("Jan", "Feb", "Mar"), 1)
        for month in (f"{name}\N{NO-BREAK SPACE}{year}", f"{year}-{number:02}")
    ),
    Hidden.DESCRIPTION: ("geheime Worte", "geheim.pdf", "geheime Antwort"),
}
"""What tells each of the parts, on pages and in the API.

Hours with their unit and years with their month: ids of rows are numbers of four
digits, too.
"""

API = "/api/v1/w/acme/"


@pytest.fixture
def gus(acme: Workspace, bridge: Project) -> Actor:
    return member("gus", acme, bridge, "viewer", Role.GUEST)


@pytest.fixture
def wanda(acme: Workspace, bridge: Project) -> Actor:
    return member("Wanda Kanarie", acme, bridge, "contributor")


@pytest.fixture
def told(
    survey: Item, dig: Item, wanda: Actor, gus: Actor, lea: Actor, store: Path
) -> Item:
    """Wanda's item holds back one of Gus, and all of it is planned."""
    with received([b"one"], name="geheim.pdf") as draft:
        attach_file(survey.pk, "geheim.pdf", draft, by=lea)
    add_comment(survey.pk, "geheime Antwort", by=lea)
    for item, who in ((survey, wanda), (dig, gus)):
        edit_item(
            item.pk,
            by=lea,
            effort_minutes=77_777,
            chunk_minutes=77_777,
            description="**geheime Worte**",
        )
        assign_people(item.pk, [Part(person_id=who.person.pk)], by=lea)
        edit_item(item.pk, by=lea, deadline=datetime(2030, 1, 1, tzinfo=UTC))
    link_items(survey.pk, dig.pk, by=lea)
    move_item(survey.pk, "doing", by=wanda)
    rows = [
        Outlook(
            workspace_id=item.workspace_id,
            item=item,
            rank=rank,
            starts_at=timezone.now(),
            p5=datetime(2041, 1, 1, tzinfo=UTC),
            p50=datetime(2041, 3, 1, tzinfo=UTC),
            p85=datetime(2042, 3, 1, tzinfo=UTC),
            p95=datetime(2043, 3, 1, tzinfo=UTC),
            chance_percent=7,
            cause="busy",
            culprit_id=survey.pk,
            has_assumed_effort=True,
            run_id=1,
        )
        for rank, item in enumerate((survey, dig), 1)
    ]
    publish(rows, by=lea)
    then = datetime(2041, 2, 1, tzinfo=UTC)
    keep(survey.project, survey, dig, by=lea, end=then, work_minutes=77_777)
    return survey


def seen_by(client: Client, who: Actor, items: list[Item]) -> str:
    """All that the pages that lead on from Today say, and the API of these items."""
    client.force_login(who.person.user)
    asked = [
        "items?fields=id,key,description,effort_minutes,p85,rank,remaining_minutes",
        "items",
        "today",
        "projects",
        "projects/BRI",
        "projects/BRI/history",
        "projects/BRI/baselines",
        "operations",
        *(f"items/{item.key}{rest}" for item in items for rest in API_OF_ITEM),
    ]
    answers = [client.get(f"{API}{path}") for path in asked]
    assert all(answer.status_code in {200, 403} for answer in answers)
    pages = [text for _path, text in walk(client)]
    assert len(pages) > 10
    return "\n".join([*pages, *map(text_of, answers)])


API_OF_ITEM = (
    "", "/people", "/outlook", "/why", "/history", "/links", "/files", "/comments",
)  # fmt: skip


def hide(project: Project, who: Actor, *hides: str, by: Actor) -> None:
    give_grant(project.pk, who.pk, by=by, role="viewer", hides=hides)


def test_a_guest_sees_all_of_a_project_of_which_nothing_is_hidden(
    client: Client, told: Item, dig: Item, gus: Actor
):
    said = seen_by(client, gus, [told, dig])
    assert all(any(told_in(said, word) for word in words) for words in WORDS.values())


def told_in(text: str, word: str) -> bool:
    """Whether a word stands there by itself, and not in some random token."""
    return re.search(rf"(?<![\w-]){re.escape(word)}(?!\w)", text) is not None


@pytest.mark.parametrize("what", list(Hidden))
def test_what_is_hidden_is_told_nowhere_and_all_else_is(
    client: Client, told: Item, dig: Item, gus: Actor, lea: Actor, bridge, what: Hidden
):
    hide(bridge, gus, what, by=lea)
    said = seen_by(client, gus, [told, dig])
    assert [word for word in WORDS[what] if told_in(said, word)] == []
    for other in set(Hidden) - {what}:
        assert any(told_in(said, word) for word in WORDS[other]), other


def test_all_of_it_can_be_hidden(
    client: Client, told: Item, dig: Item, gus: Actor, lea: Actor, bridge: Project
):
    hide(bridge, gus, *Hidden, by=lea)
    said = seen_by(client, gus, [told, dig])
    assert told.title in said
    assert [w for words in WORDS.values() for w in words if told_in(said, w)] == []


def test_hidden_people_are_not_found_by_asking_for_them(
    client: Client, told: Item, wanda: Actor, gus: Actor, lea: Actor, bridge: Project
):
    client.force_login(gus.person.user)
    address = f"{API}items?person={wanda.person.pk}"
    assert [item["key"] for item in client.get(address).json()["items"]] == [told.key]
    hide(bridge, gus, Hidden.PEOPLE, by=lea)
    assert client.get(address).json()["items"] == []
    assert client.get(f"{API}items/{told.key}/people").status_code == 403


def test_members_see_all_of_it_whatever_their_grant_hides(
    gus: Actor, bridge: Project, lea: Actor, dee: Actor
):
    hide(bridge, gus, *Hidden, by=lea)
    assert Grant.objects.masks_of(gus).of(bridge.pk) == set(Hidden)
    change_role(gus.person.pk, Role.MEMBER, by=dee)
    gus.refresh_from_db()
    assert not Grant.objects.masks_of(gus)


def test_of_two_grants_only_what_both_hide_is_hidden(
    gus: Actor, bridge: Project, lea: Actor, dee: Actor
):
    hide(bridge, gus, Hidden.PEOPLE, Hidden.EFFORT, by=lea)
    team = create_team(by=dee, name="Guests")
    join_team(team.pk, gus.person.pk, by=dee)
    give_grant(
        bridge.pk, team_id=team.pk, by=lea, role="viewer", hides=["effort", "forecast"]
    )
    assert Grant.objects.masks_of(gus).of(bridge.pk) == {"effort"}


def test_nothing_is_asked_of_the_database_for_members(
    lea: Actor, django_assert_num_queries
):
    with django_assert_num_queries(0):
        assert not Grant.objects.masks_of(lea)


def test_who_may_change_a_project_sees_all_of_it(
    bridge: Project, gus: Actor, lea: Actor
):
    with pytest.raises(Refused, match="sees all of it"):
        give_grant(bridge.pk, gus.pk, by=lea, role="contributor", hides=["people"])


def test_only_what_there_is_can_be_hidden(bridge: Project, gus: Actor, lea: Actor):
    with pytest.raises(Refused, match="“keys”; it can hide people"):
        hide(bridge, gus, "keys", by=lea)


def test_a_guest_cannot_lift_it(bridge: Project, gus: Actor, lea: Actor):
    hide(bridge, gus, Hidden.PEOPLE, by=lea)
    with pytest.raises(PermissionDenied):
        hide(bridge, gus, by=gus)


@pytest.mark.django_db(transaction=True)
def test_hiding_is_logged_and_can_be_taken_back(
    bridge: Project, gus: Actor, lea: Actor
):
    hide(bridge, gus, Hidden.EFFORT, by=lea)
    event = Event.objects.order_by("-pk").first()
    assert (event.data["hid"], event.data["hides"]) == ([], ["effort"])
    undo_operation(event.operation, by=lea)
    assert Grant.objects.get(actor=gus).hides == []


def test_the_page_of_access_offers_it_and_says_so(
    client: Client, bridge: Project, gus: Actor, lea: Actor
):
    client.force_login(lea.person.user)
    answer = client.post(
        "/w/acme/projects/BRI/access/",
        {
            "holder": f"person-{gus.person.pk}",
            "role": "viewer",
            "hides": ["people", "effort"],
        },
        follow=True,
    )
    said = "who does it, estimates and what is left"
    assert f"guests without {said}" in answer.content.decode()
    [reason] = why_visible(bridge, gus.person, by=lea)
    assert f"without {said}" in reason.text
