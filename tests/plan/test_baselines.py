"""What the plan says of a project is kept, and held against what it says later."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied

from headway.actors.models import Actor, Role
from headway.base.errors import NotFound, Refused
from headway.events.actions import performed, undo_operation
from headway.events.history import history_of
from headway.events.models import Event
from headway.plan.baselines.actions import (
    remove_baseline,
    rename_baseline,
    restore_baseline,
    take_baseline,
)
from headway.plan.baselines.comparison import (
    Comparison,
    Moved,
    days_words,
    planned_words,
)
from headway.plan.baselines.item import baseline_line
from headway.plan.baselines.working_days import days_moved, worked_in
from headway.plan.models import LAST_NUMBER, Baseline, BaselineItem
from headway.work.actions import create_item, edit_project, give_grant, move_item
from headway.work.models import Hidden, Item, Project
from tests.plan.timelines import DAY, forecast, keep, publish
from tests.world import member

NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)  # a Tuesday


@pytest.fixture
def planned(survey: Item, dig: Item, dee: Actor) -> None:
    """Survey for three days, then the pit for three more."""
    publish([forecast(survey, NOON), forecast(dig, NOON + 3 * DAY)], by=dee)


def numbers(project: Project) -> list[int]:
    rows = project.baselines.live().order_by("number")
    return list(rows.values_list("number", flat=True))


def test_likely_dates_and_estimates_are_kept_and_actual_ones_of_what_is_done(
    planned: None, bridge: Project, survey: Item, dig: Item, lea: Actor, ada: Actor
):
    gone = create_item(bridge.pk, by=ada, title="Gone")
    move_item(gone.pk, "cancelled", by=ada)
    create_item(bridge.pk, by=ada, title="Not planned yet")
    move_item(survey.pk, "done", by=ada)
    survey.refresh_from_db()

    baseline = take_baseline(bridge.pk, by=lea, name="Agreed")

    assert (baseline.number, baseline.by) == (0, lea)
    assert baseline.finishes_at == NOON + 6 * DAY
    rows = BaselineItem.objects.order_by("item_id")
    assert list(rows.values_list("item_id", "finishes_at", "work_minutes")) == [
        (survey.pk, survey.finished_at, 480),
        (dig.pk, NOON + 6 * DAY, 960),
    ]
    event = Event.objects.latest("pk")
    assert (event.kind, event.subject_id) == ("plan.baseline_taken", baseline.pk)
    assert (event.other_type, event.other_id) == ("work.project", bridge.pk)
    assert event.data["source"] == ""


def test_eleven_are_kept_and_no_more(planned: None, bridge: Project, lea: Actor):
    kept = [take_baseline(bridge.pk, by=lea, name=f"{n}") for n in range(11)]
    assert numbers(bridge) == list(range(LAST_NUMBER + 1))
    with pytest.raises(Refused, match="at most 11"):
        take_baseline(bridge.pk, by=lea, name="Twelfth")
    remove_baseline(kept[4].pk, by=lea)
    assert take_baseline(bridge.pk, by=lea, name="Another").number == 4
    with pytest.raises(Refused, match="at most 11"):
        restore_baseline(kept[4].pk, by=lea)
    remove_baseline(kept[9].pk, by=lea)
    assert restore_baseline(kept[4].pk, by=lea).number == 9


def test_without_dates_there_is_nothing_to_keep(
    bridge: Project, survey: Item, lea: Actor
):
    with pytest.raises(Refused, match="no dates"):
        take_baseline(bridge.pk, by=lea, name="Agreed")
    assert not Baseline.objects.exists()


def test_who_leads_the_project_may(
    planned: None, bridge: Project, ada: Actor, ben: Actor, dan: Actor, lea: Actor
):
    before = Event.objects.count()
    kept = keep(bridge, by=lea)
    for actor, error in (
        (ada, PermissionDenied),
        (ben, PermissionDenied),
        (dan, NotFound),
    ):
        with pytest.raises(error):
            take_baseline(bridge.pk, by=actor, name="Mine")
        with pytest.raises(error):
            rename_baseline(kept.pk, by=actor, name="Mine")
        with pytest.raises(error):
            remove_baseline(kept.pk, by=actor)
    assert numbers(bridge) == [0]
    assert Event.objects.count() == before


@pytest.mark.django_db(transaction=True)  # one is one operation
def test_each_change_is_taken_back_and_done_again(
    planned: None, bridge: Project, lea: Actor, ben: Actor
):
    def names() -> list[str]:
        return list(bridge.baselines.live().values_list("name", flat=True))

    baseline, taken = performed(lambda: take_baseline(bridge.pk, by=lea, name="Agreed"))
    __, back = performed(lambda: undo_operation(taken, by=lea))
    assert names() == []
    undo_operation(back, by=lea)
    assert names() == ["Agreed"]
    __, renamed = performed(lambda: rename_baseline(baseline.pk, by=lea, name="New"))
    rename_baseline(baseline.pk, by=lea, name="New")  # changes nothing
    undo_operation(renamed, by=lea)
    assert names() == ["Agreed"]
    __, removed = performed(lambda: remove_baseline(baseline.pk, by=lea))
    assert names() == []
    undo_operation(removed, by=lea)
    assert names() == ["Agreed"]

    told = history_of(("work.project", bridge.pk), by=ben).entries
    said = [(entry.subject, entry.text) for entry in told[::-1]]
    assert ("Agreed", "Lea kept the plan as a baseline") in said
    assert ("Agreed", "Lea renamed the baseline “Agreed” to “New”") in said
    assert ("Agreed", "Lea removed the baseline") in said
    assert ("Agreed", "Lea restored the baseline") in said
    assert told[0].url.endswith(f"/projects/BRI/baselines/{baseline.pk}/")


@pytest.mark.parametrize(
    ("then", "now", "days"),
    [
        (date(2026, 3, 3), date(2026, 3, 12), 7),
        (date(2026, 3, 12), date(2026, 3, 3), -7),
        (date(2026, 3, 6), date(2026, 3, 8), 0),  # into the weekend
        (date(2026, 3, 3), date(2026, 3, 3), 0),
        (date(2026, 3, 3), date(9999, 3, 3), 5228),  # twenty years and no more
    ],
)
def test_moves_count_in_days_of_work(then: date, now: date, days: int):
    assert days_moved(then, now, lambda day: day.weekday() < 5) == days


def test_days_are_put_into_words():
    assert [days_words(n) for n in (0, 1, 7, -1, -3)] == [
        "as planned", "+1 day", "+7 days",
        "\N{MINUS SIGN}1 day", "\N{MINUS SIGN}3 days",
    ]  # fmt: skip


def test_the_end_and_the_items_that_slipped_most_are_held_against_it(
    planned: None, bridge: Project, survey: Item, dig: Item, lea: Actor, ben: Actor
):
    keep(bridge, survey, dig, by=lea, name="First", end=NOON)
    keep(bridge, survey, dig, by=lea, name="Second", end=NOON + 3 * DAY)

    found = Comparison.of(bridge, by=ben)

    assert [kept.baseline.name for kept in found.kept] == ["Second", "First"]
    assert [kept.end.days for kept in found.kept] == [1, 4]  # of Friday, Monday
    assert found.kept[0].end.now == NOON + 6 * DAY
    assert [(slip.title, slip.end.days) for slip in found.slipped] == [
        ("Dig the pit", 1)
    ]
    edit_project(bridge.pk, by=lea, calendar=None)
    assert worked_in(bridge)(date(2026, 3, 3))


def test_what_is_done_or_cancelled_is_held_against_what_became_of_it(
    planned: None, bridge: Project, survey: Item, dig: Item, lea: Actor, ada: Actor
):
    kept = keep(bridge, survey, dig, by=lea, end=NOON)
    move_item(survey.pk, "done", by=ada)
    move_item(dig.pk, "cancelled", by=ada)
    survey.refresh_from_db()

    found = Comparison.of(bridge, by=lea)
    first, second = found.slips_of(kept)

    assert found.now == survey.finished_at
    assert (first.title, first.end.now) == ("Survey the site", survey.finished_at)
    assert (second.is_cancelled, second.end.now, second.end.words) == (True, None, "")


def test_an_item_says_when_it_was_planned(
    planned: None, bridge: Project, survey: Item, dig: Item, lea: Actor, ben: Actor
):
    keep(bridge, dig, by=lea, end=NOON)
    row = Item.objects.select_related("outlook", "project").get(pk=dig.pk)

    [line] = baseline_line(row, ben)

    assert line.text.replace("\N{NO-BREAK SPACE}", " ").startswith("planned 3 Mar")
    assert (line.note, line.tone) == ("+4 days", "is-late")
    assert list(baseline_line(survey, ben)) == []


def test_guests_from_whom_forecasts_are_hidden_find_none(
    planned: None, bridge: Project, survey: Item, lea: Actor, dee: Actor
):
    kept = keep(bridge, survey, by=lea)
    gus = member("gus", bridge.workspace, bridge, "viewer", Role.GUEST)
    assert Baseline.objects.visible_to(gus).get() == kept
    give_grant(bridge.pk, gus.pk, by=dee, role="viewer", hides=[Hidden.FORECAST])

    assert not Baseline.objects.visible_to(gus).exists()
    assert not BaselineItem.objects.visible_to(gus).exists()
    assert list(baseline_line(survey, gus)) == []


def said(moved: Moved) -> str:
    return planned_words(moved).replace("\N{NO-BREAK SPACE}", " ")


def test_a_move_over_days_off_is_none_and_its_dates_are_said():
    friday, saturday = (datetime(2030, 1, day, 12, tzinfo=UTC) for day in (4, 5))
    moved = Moved.of(friday, saturday, lambda day: day.weekday() < 5)
    assert (moved.days, moved.words) == (0, "as planned")
    assert said(moved) == "planned 4 Jan 2030, now 5 Jan 2030"
    same = Moved.of(friday, friday, lambda day: True)
    assert said(same) == "planned 4 Jan 2030, and still so"
