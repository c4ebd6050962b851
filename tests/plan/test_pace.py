"""When the next items of a project are finished, and how many are by a day."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from headway.actors.models import Actor, Role
from headway.plan.consumers import plan_waiting
from headway.plan.models import Pace
from headway.plan.pace.answers import Answer, ask_pace, days_until, items_within
from headway.plan.pace.history import due_projects, start_of_today
from headway.plan.pace.learning import learn_paces
from headway.work import actions
from headway.work.actions import archive_project, create_item, give_grant
from headway.work.models import Hidden, Item, Project
from tests.programs import program_of
from tests.work.lists import signed_in, text_of
from tests.world import member

PAGE = "/w/acme/projects/BRI/"
HEADING = "The next ones, at the pace so far"


@pytest.fixture
def finish(bridge: Project, dee: Actor):
    """Have so many items finished, one a day, the last of them yesterday."""

    def finished(count: int, *, every: float = 1.0) -> None:
        for n in range(count):
            item = create_item(bridge.pk, by=dee, title=f"Rivet {n}")
            actions.move_item(item.pk, "done", by=dee)
            at = start_of_today() - timedelta(days=0.5 + n * every)
            Item.objects.filter(pk=item.pk).update(started_at=at, finished_at=at)

    return finished


def learn(**limits: float) -> int:
    """Learn all that is due, as the worker does."""
    today = start_of_today()
    return learn_paces(due_projects(today), today, **limits)


@pytest.fixture
def one_a_day(finish) -> None:
    finish(60)
    learn()


def test_a_pace_goes_on(one_a_day, bridge: Project, ben: Actor):
    pace = Pace.objects.get(project=bridge)
    assert (pace.finished, pace.items) == (60, [1, 2, 5, 10, 20, 50])
    assert pace.first_at == start_of_today() - timedelta(days=59.5)
    assert 50 < pace.own_percent < 100
    said = ask_pace(bridge, by=ben, items=20, until=None)
    assert isinstance(said, Answer)
    assert said.p50
    assert said.p85
    likely = (said.p50 - pace.learned_at) / timedelta(days=1)
    assert likely == pytest.approx(20, abs=4)
    assert said.p85 > said.p50
    assert said.likely == pytest.approx(28, abs=6)
    assert said.sure < said.likely


def test_dates_and_counts_are_one_line_read_from_two_sides():
    known, days = [1, 2, 5, 10], [0.5, 1.0, 3.0, 8.0]
    assert [days_until(n, known, days) for n in (1, 5, 10, 11)] == [0.5, 3, 8, None]
    for n in range(1, 11):
        until = days_until(n, known, days)
        assert until is not None
        assert items_within(until + 1e-9, known, days) == n
    assert items_within(0.4, known, days) == 0
    assert items_within(-3.0, known, days) == 0
    assert items_within(99.0, known, days) == 10


def test_more_than_the_history_tells_is_not_answered(
    one_a_day, bridge: Project, ben: Actor, client: Client
):
    said = ask_pace(bridge, by=ben, items=51, until=date(2999, 12, 31))
    assert isinstance(said, Answer)
    assert (said.p50, said.p85, said.likely, said.sure) == (None, None, 50, 50)
    signed_in(client, ben)
    html = text_of(client, f"{PAGE}?items=51&until=2999-12-31")
    assert "tells nothing of more than 50 items" in html
    assert "50 or more will be finished" in html
    past = ask_pace(bridge, by=ben, items=None, until=date(2001, 1, 1))
    assert isinstance(past, Answer)
    assert (past.likely, past.sure) == (0, 0)


def test_page_and_programs_are_told_the_same(one_a_day, client: Client, ben: Actor):
    until = timezone.localdate() + timedelta(days=20)
    query = f"?items=7&until={until.isoformat()}"
    said = program_of(ben)("GET", f"/projects/BRI/pace{query}").json()
    signed_in(client, ben)
    html = text_of(client, PAGE + query)
    assert said["items"] == 7
    assert said["unknown"] is None
    assert f"likely {said['likely_items']} will be finished" in html
    assert f"at least {said['sure_items']}." in html
    assert f"{said['own_percent']}\N{NO-BREAK SPACE}% come from them" in html
    assert "The next 7 items will likely be finished by" in html
    assert f"?items=7&amp;until={until.isoformat()}" in html  # what shows it anew


def test_what_an_address_asks_in_vain_is_answered_as_usual(
    one_a_day, client: Client, ben: Actor
):
    signed_in(client, ben)
    for query in ("?items=0", "?items=-1&until=x", "?items=9e9&until=0000-01-01"):
        assert "The next 10 items will likely" in text_of(client, PAGE + query)


def test_where_little_is_finished_the_page_says_what_helps(
    finish, bridge: Project, ben: Actor, client: Client, dee: Actor
):
    signed_in(client, ben)
    create_item(bridge.pk, by=dee, title="Open")
    assert "0 items were finished here before today." in text_of(client, PAGE)
    finish(6)
    assert "is learnt within minutes" in text_of(client, PAGE)
    learn()
    assert "The first of 6 items was finished here less than 14" in text_of(
        client, PAGE
    )
    assert Pace.objects.get().items == []


def test_milestones_and_summaries_are_not_counted(finish, bridge: Project, dee: Actor):
    finish(5, every=4)
    whole = Item.objects.get(title="Rivet 0")
    Item.objects.filter(title="Rivet 1").update(drive="milestone")
    create_item(bridge.pk, by=dee, title="Part", parent_id=whole.pk)
    learn()
    assert Pace.objects.get().finished == 3


def test_it_is_learnt_once_a_day_and_what_waits_goes_first(finish, bridge: Project):
    finish(30)
    assert learn(seconds=0) == 0
    assert learn() == 1
    assert learn() == 0
    Pace.objects.update(learned_at=start_of_today() - timedelta(days=1))
    assert list(due_projects(start_of_today())) == [bridge]
    plan_waiting()
    assert not due_projects(start_of_today()).exists()
    assert Pace.objects.get().learned_at == start_of_today()


def test_whether_any_is_due_is_asked_once_and_answered_by_an_index(
    finish, bridge: Project, dee: Actor
):
    finish(5)
    for n in range(60):  # most are not finished, as is usual
        create_item(bridge.pk, by=dee, title=f"Later {n}")
    with CaptureQueriesContext(connection) as sweep:
        plan_waiting()
    asked = [q["sql"] for q in sweep if 'LEFT OUTER JOIN "plan_pace"' in q["sql"]]
    assert len(asked) == 1
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE work_item")
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {asked[0]}")
        assert "item_by_finish" in str(cursor.fetchall())


def test_what_is_finished_today_counts_from_tomorrow_on(finish, bridge: Project):
    finish(20)
    Item.objects.filter(title="Rivet 0").update(finished_at=timezone.now())
    learn()
    assert Pace.objects.get().finished == 19


def test_days_begin_at_midnight_utc():
    start = start_of_today()
    assert start == datetime(start.year, start.month, start.day, tzinfo=UTC)


def test_the_archive_is_left_out(finish, bridge: Project, dee: Actor):
    finish(20)
    archive_project(bridge.pk, by=dee)
    assert learn() == 0


def test_where_forecasts_are_hidden_nothing_is_told(
    one_a_day, bridge: Project, dee: Actor, client: Client
):
    gus = member("gus", bridge.workspace, bridge, "viewer", Role.GUEST)
    signed_in(client, gus)
    assert HEADING in text_of(client, PAGE)
    give_grant(bridge.pk, gus.pk, by=dee, role="viewer", hides=[Hidden.FORECAST])
    assert HEADING not in text_of(client, PAGE)
    assert program_of(gus)("GET", "/projects/BRI/pace").status_code == 403
    assert not Pace.objects.visible_to(gus).exists()
