"""A placeholder turns out to be somebody: their work and words follow, and go back."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from headway.actors.models import Actor
from headway.base.errors import NotFound, Refused
from headway.comms.models import Comment
from headway.events.actions import undo_operation
from headway.events.history import history_of
from headway.events.models import Event
from headway.people.members.inviting import invite_person
from headway.people.members.reading import team_lines
from headway.people.members.teams import create_team, join_team
from headway.people.models import Invitation, Person
from headway.plan.snapshot import take_snapshot
from headway.work.access import grants_on
from headway.work.actions import (
    Part,
    add_field,
    archive_field,
    assign_people,
    change_items,
    delete_items,
    give_grant,
    join_person,
)
from headway.work.models import Assignment, Check, Item
from tests.integrations.importers.boards import offer_boats
from tests.integrations.importers.test_tracker_import import send, take
from tests.programs import program_of

__all__ = ["send", "take"]  # the fixtures

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def grace(
    take: Any, dee: Actor, ada: Actor, store: Any, monkeypatch: pytest.MonkeyPatch
) -> Person:
    """A placeholder, who has come with a board and all that she did there."""
    offer_boats(monkeypatch)
    take()
    person = Person.objects.get(actor__name="Grace Hopper")
    hull = Item.objects.get(title="Hull")
    Item.objects.filter(title="Planks").update(finished_by=person.actor)
    Check.objects.filter(item=hull, text="Buy nails").update(done_by=person.actor)
    return person


def state(*people: Person) -> list[Any]:
    """What is whose: parts of items, words, ticks, ends."""
    return [
        (
            sorted(
                each.assignments.values_list(
                    "item__title", "share", "units_percent", "is_accountable"
                )
            ),
            Comment.objects.filter(author=each.actor).count(),
            Check.objects.filter(done_by=each.actor).count(),
            Item.objects.filter(finished_by=each.actor).count(),
        )
        for each in people
    ]


def last_operation() -> Any:
    return Event.objects.order_by("-pk")[0].operation


def test_all_of_a_placeholder_is_somebodys_and_goes_back_with_undo(
    grace: Person, ada: Actor, dee: Actor, take: Any
):
    before = state(grace, ada.person)
    assert [row[0] for row in before[0][0]] == ["Hull"] == [
        row[0] for row in before[1][0]
    ]  # fmt: skip
    invite_person(grace.pk, by=dee)
    join_person(grace.pk, ada.person.pk, by=dee)
    joined = last_operation()

    assert state(grace) == [([], 0, 0, 0)]
    [(parts, comments, checks, ends)] = state(ada.person)
    assert parts == [("Hull", 2, 100, True)]  # both shares are hers
    assert (comments, checks, ends) == (1, 1, 1)
    assert not Person.objects.filter(pk=grace.pk).exists()
    assert not Invitation.objects.exists()
    hull = Item.objects.get(title="Hull")
    said = [
        entry.text
        for entry in history_of(("work.item", hull.pk), by=dee, most=50).entries
    ]
    assert any("Ada changed the state" in each for each in said)
    assert not any("Grace" in each for each in said)
    about = history_of(("people.person", ada.person.pk), by=dee, most=9).entries
    assert about[0].text == "Dee said that the placeholder “Grace Hopper” is Ada"

    undo_operation(joined, by=dee)
    assert state(grace, ada.person) == before
    assert Person.objects.filter(pk=grace.pk).exists()
    undo_operation(last_operation(), by=dee)
    assert state(grace) == [([], 0, 0, 0)]

    again = take()  # files from there know her as Ada
    assert again.found["people"][1]["here"] == ada.person.pk
    assert not Person.objects.filter(actor__name="Grace Hopper").exists()
    assert Person.everything.filter(actor__name="Grace Hopper").count() == 1
    chosen = {again.found["people"][1]["id"]: grace.pk}  # for an earlier file
    assert take(people=chosen).state == "done"
    assert state(grace) == [([], 0, 0, 0)]


def test_who_signs_in_is_nobody_else_and_only_administrators_say_so(
    ada: Actor, ben: Actor, dee: Actor, lea: Actor, cem: Actor
):
    for one, other, by, error in (
        (ada, ben, dee, Refused),
        (ada, ada, dee, Refused),
        (ada, cem, dee, NotFound),
        (ben, ada, lea, PermissionDenied),
    ):
        with pytest.raises(error):
            join_person(one.person.pk, other.person.pk, by=by)


def test_the_page_of_a_placeholder_says_who_that_is(
    grace: Person, client: Client, dee: Actor, ada: Actor
):
    client.force_login(dee.person.user)
    address = f"/w/acme/people/{grace.pk}/"
    assert "They are the same person" in client.get(address).content.decode()
    mine = client.get(f"/w/acme/people/{ada.person.pk}/").content.decode()
    assert "They are the same person" not in mine
    unsaid = client.post(f"{address}joining/", {}, follow=True).content.decode()
    assert "Say who that is." in unsaid
    done = client.post(f"{address}joining/", {"person": ada.person.pk}, follow=True)
    assert done.redirect_chain[-1][0] == f"/w/acme/people/{ada.person.pk}/"
    assert "“Grace Hopper” is Ada" in done.content.decode()
    assert "/undo/" in done.content.decode()
    assert client.get(address).status_code == 404


def test_a_program_says_it_too(grace: Person, client: Client, dee: Actor, ada: Actor):
    client.force_login(dee.person.user)
    answer = client.post(
        f"/api/v1/w/acme/people/{grace.pk}/joining",
        {"person_id": ada.person.pk},
        content_type="application/json",
    )
    assert answer.status_code == 204, answer.content
    assert answer.headers["Headway-Operation"]
    assert not Person.objects.filter(pk=grace.pk).exists()


def test_whoever_changed_the_work_since_keeps_it(
    grace: Person, ada: Actor, ben: Actor, dee: Actor
):
    join_person(grace.pk, ada.person.pk, by=dee)
    joined = last_operation()
    hull = Item.objects.get(title="Hull")
    assign_people(hull.pk, [Part(person_id=ben.person.pk)], by=dee)
    undo_operation(joined, by=dee, the_rest=True)
    assert hull.assignments.get().person == ben.person
    assert Person.objects.filter(pk=grace.pk).exists()


def test_what_is_in_the_bin_and_who_is_named_in_fields_follows_too(
    grace: Person, ada: Actor, dee: Actor
):
    hull = Item.objects.get(title="Hull")
    field = add_field(by=dee, name="Tester", kind="person")
    for pk in (hull.pk, Item.objects.get(title="Planks").pk):
        change_items([pk], by=dee, custom={field.pk: {"person_id": grace.pk}})
    archive_field(field.pk, by=dee)
    delete_items([hull.pk], by=dee)
    deleted = last_operation()
    join_person(grace.pk, ada.person.pk, by=dee)
    joined = last_operation()
    undo_operation(deleted, by=dee)

    naming = {field.key: {"person_id": ada.person.pk}}
    assert Item.objects.filter(custom=naming).count() == 2
    assert hull.assignments.get().person == ada.person
    undo_operation(joined, by=dee)
    naming = {field.key: {"person_id": grace.pk}}
    assert Item.objects.filter(custom=naming).count() == 2
    assert hull.assignments.filter(person=grace).exists()


def test_nobody_is_listed_or_planned_as_who_they_no_longer_are(
    grace: Person, ada: Actor, dee: Actor
):
    hull = Item.objects.get(title="Hull")
    crew = create_team(by=dee, name="Crew")
    join_team(crew.pk, grace.pk, by=dee)
    give_grant(hull.project_id, grace.actor_id, by=dee, role="viewer")
    grants = grants_on(hull.project, by=dee)
    join_person(grace.pk, ada.person.pk, by=dee)
    assert [line.names for line in team_lines(dee)] == [[]]
    assert program_of(dee)("GET", f"/teams/{crew.pk}/people").json()["items"] == []
    assert len(grants_on(hull.project, by=dee)) == len(grants) - 1
    Assignment.objects.create(workspace_id=dee.workspace_id, item=hull, person=grace)
    parts = take_snapshot(dee.workspace_id).parts[hull.pk]
    assert [part.person_id for part in parts] == [ada.person.pk]
