"""Plans count what finished work teaches, and say from how much of it."""

from datetime import timedelta

import pytest
from django.test import Client

from headway.actors.models import Actor, Role
from headway.people.actions import add_person
from headway.people.members.actions import change_role
from headway.people.models import Person
from headway.plan import learning
from headway.plan.advising import advise_workspace
from headway.plan.compile.amounts import amount
from headway.plan.learning import LEAST, expected_efforts
from headway.plan.snapshot import take_snapshot
from headway.work.actions import (
    Part,
    assign_people,
    create_item,
    delete_items,
    edit_item,
    give_grant,
    publish_outlook,
)
from headway.work.models import Item, Outlook, Precedent, Project
from tests.plan.test_forecast import MONDAY, outlooks
from tests.programs import program_of

BEGAN = MONDAY - timedelta(days=90)


@pytest.fixture
def eve(dee: Actor, bridge: Project) -> Person:
    person = add_person(by=dee, name="Eve", availability_percent=100)
    give_grant(bridge.pk, person.actor_id, by=dee, role="contributor")
    return person


@pytest.fixture
def finish(dee: Actor, bridge: Project):
    """Finish some items, one a day since 90 days ago, each twice as long as said."""

    def create(count: int, *, factor: float = 2, **said: object) -> list[Item]:
        fields = {"title": "Paint", "effort_minutes": 240} | said
        items = [create_item(bridge.pk, by=dee, **fields) for _ in range(count)]
        for n, item in enumerate(items):
            begun = BEGAN + timedelta(days=n)
            Item.objects.filter(pk=item.pk).update(
                spent_minutes=round((fields["effort_minutes"] or 240) * factor),
                state="done",
                status=item.type.states.get(category="done"),
                created_at=begun,
                started_at=begun,
                finished_at=begun + timedelta(hours=30),
            )
        return items

    return create


def planned(item: Item) -> Outlook:
    return outlooks(item.workspace_id)[item.pk]


@pytest.fixture
def paint(dee: Actor, bridge: Project, eve: Person) -> Item:
    item = create_item(bridge.pk, by=dee, title="Paint the rail", effort_minutes=240)
    return assign_people(item.pk, [Part(person_id=eve.pk)], by=dee)


def test_plans_follow_finished_work_once_there_is_enough(finish, paint: Item):
    finish(LEAST - 1)
    before = planned(paint)
    assert (before.expected_minutes, before.learned_from) == (None, None)

    finish(41)
    after = planned(paint)

    assert after.expected_minutes == pytest.approx(480, rel=0.12)
    assert 15 <= after.learned_from <= LEAST + 40
    assert 60 < after.own_percent < 100
    assert after.p50 > before.p50 + timedelta(hours=1)


def test_what_somebody_said_is_left_is_taken_at_their_word(
    finish, paint: Item, dee: Actor
):
    finish(40)
    edit_item(paint.pk, by=dee, remaining_minutes=60)
    [row] = [
        row for row in take_snapshot(paint.workspace_id).items if row.pk == paint.pk
    ]
    learned = expected_efforts(take_snapshot(paint.workspace_id), now=MONDAY)

    assert amount(row, learned.get(paint.pk))[0] == 60
    assert planned(paint).expected_minutes is None


def test_what_is_ticked_or_spent_is_taken_off_what_was_learnt(
    finish, paint: Item, dee: Actor
):
    finish(60)
    snapshot = take_snapshot(paint.workspace_id)
    learned = expected_efforts(snapshot, now=MONDAY)[paint.pk]
    [row] = [row for row in snapshot.items if row.pk == paint.pk]

    half = amount(row._replace(checks_total=2, checks_done=1), learned)
    spent = amount(row._replace(spent_minutes=240), learned)
    ends = amount(row._replace(low_minutes=230, high_minutes=250), learned)

    assert half.minutes == pytest.approx(learned.minutes / 2, abs=1)
    assert spent.minutes == pytest.approx(learned.minutes - 240, rel=0.5)
    assert ends.minutes == pytest.approx(learned.minutes, abs=1)
    assert ends.spread < learned.spread


def test_what_nobody_estimated_is_expected_as_its_kind_and_stays_labelled(
    finish, paint: Item, dee: Actor
):
    finish(60, effort_minutes=None, factor=0.5)
    edit_item(paint.pk, by=dee, effort_minutes=None)
    said = planned(paint)

    assert said.has_assumed_effort
    assert said.expected_minutes == pytest.approx(120, rel=0.2)


def test_nothing_is_learnt_today_or_from_files_or_from_what_nobody_recorded(
    finish, paint: Item
):
    items = finish(40)
    ids = [item.pk for item in items]
    done = Item.objects.filter(pk__in=ids)
    for change in (
        {"external_source": "msproject", "external_id": "x"},
        {"spent_minutes": 0},
        {"started_at": MONDAY, "finished_at": MONDAY},
        {"drive": "duration"},
    ):
        kept = done.in_bulk()
        for pk in ids:
            each = change | ({"external_id": pk} if "external_id" in change else {})
            done.filter(pk=pk).update(**each)
        assert planned(paint).expected_minutes is None, change
        for item in kept.values():
            item.save()
    assert planned(paint).expected_minutes is not None


def test_it_is_learnt_once_a_day_and_not_again_for_another_estimate(
    finish, paint: Item, dee: Actor, monkeypatch: pytest.MonkeyPatch
):
    finish(40)
    learnt = []
    real = learning.LearnedEffort

    def count(*args: object, **said: object) -> object:
        learnt.append(args)
        return real(*args, **said)

    monkeypatch.setattr(learning, "LearnedEffort", count)
    planned(paint)
    edit_item(paint.pk, by=dee, effort_minutes=777)
    said = planned(paint)
    tomorrow = MONDAY + timedelta(days=1)
    expected_efforts(take_snapshot(paint.workspace_id), now=tomorrow)

    assert said.expected_minutes > 777
    assert len(learnt) == 2


@pytest.fixture
def shown(adas_browser: Client, ada: Actor, survey: Item):
    """What Ada reads in the item's reasons."""

    def read(**said: object) -> str:
        row = Outlook(
            workspace_id=survey.workspace_id,
            item_id=survey.pk,
            run_id=1,
            cause="now",
            rank=1,
            **dict.fromkeys(("starts_at", "p5", "p50", "p85", "p95"), MONDAY),
            **said,
        )
        publish_outlook([row], [], by=ada)
        return adas_browser.get(f"/w/acme/items/{survey.key}/").content.decode()

    return read


LEARNED = {"expected_minutes": 624, "learned_from": 143, "own_percent": 88}


def test_the_page_says_from_how_many_items_and_how_much_is_borrowed(
    shown, survey: Item, ada: Actor
):
    page = shown(**LEARNED)
    assert "1.3 times its estimate" in page
    assert "143 finished items of this kind" in page
    assert "88\xa0% of that is this workspace" in page
    assert "12\xa0% is borrowed" in page

    assert "counts as estimated" in shown(**LEARNED | {"expected_minutes": 485})
    edit_item(survey.pk, by=ada, effort_minutes=None)
    page = shown(**LEARNED, has_assumed_effort=True)
    assert "Not estimated: the plan counts" in page
    assert "the plan assumes" not in page
    said = program_of(ada)("GET", f"/items/{survey.key}/outlook").json()
    assert {name: said[name] for name in LEARNED} == LEARNED


def test_guests_are_not_told_of_all_work(
    client: Client, shown, survey: Item, ben: Actor, dee: Actor
):
    shown(**LEARNED)
    change_role(ben.person.pk, Role.GUEST, by=dee)
    ben.refresh_from_db()
    said = program_of(ben)("GET", f"/items/{survey.key}/outlook").json()
    client.force_login(ben.person.user)

    assert said["learned_from"] is None
    page = client.get(f"/w/acme/items/{survey.key}/").content.decode()
    assert "143" not in page


def test_finished_items_like_one_that_nobody_estimated_are_its_evidence(
    client: Client, finish, bridge: Project, dan: Actor, ada: Actor, dee: Actor
):
    like, *_others = finish(1, title="Paint the northern railing")
    finish(8, title="Pour concrete", effort_minutes=60)
    hidden = Project.objects.create(workspace=bridge.workspace, name="H", key="HID")
    for n, item in enumerate(finish(1, title="Paint the southern railing")):
        Item.objects.filter(pk=item.pk).update(project=hidden, number=n + 1)
    item = create_item(bridge.pk, by=dee, title="Paint the railing")
    advise_workspace(bridge.workspace_id, by=dee)
    found = Precedent.objects.filter(item=item)

    assert len(found) == 2
    publish_outlook(
        [
            Outlook(
                workspace_id=item.workspace_id,
                item_id=item.pk,
                run_id=1,
                cause="now",
                has_assumed_effort=True,
                **dict.fromkeys(("starts_at", "p5", "p50", "p85", "p95"), MONDAY),
            )
        ],
        [],
        by=dee,
    )
    client.force_login(ada.person.user)
    page = client.get(f"/w/acme/items/{item.key}/").content.decode()
    assert "Finished items like it" in page
    assert f"/items/{like.key}/" in page
    assert "8 h within 2 days" in page.replace("\xa0", " ")
    assert "southern" not in page
    said = program_of(ada)("GET", f"/items/{item.key}/outlook").json()
    assert said["like"] == [like.key]


def test_evidence_follows_what_is_open(finish, bridge: Project, dee: Actor):
    finish(8, title="Pour concrete")  # words in half of all texts tell nothing apart
    finish(2, title="Paint the railing")
    item = create_item(bridge.pk, by=dee, title="Weld")
    advise_workspace(bridge.workspace_id, by=dee)
    assert not Precedent.objects.exists()
    edit_item(item.pk, by=dee, title="Paint the railing")
    advise_workspace(bridge.workspace_id, by=dee)
    kept = set(Precedent.objects.values_list("pk", flat=True))
    other = create_item(bridge.pk, by=dee, title="Paint a railing")
    advise_workspace(bridge.workspace_id, by=dee)
    assert kept < set(Precedent.objects.values_list("pk", flat=True))

    edit_item(item.pk, by=dee, effort_minutes=60)
    delete_items([other.pk], by=dee)
    advise_workspace(bridge.workspace_id, by=dee)
    assert not Precedent.objects.exists()
