"""What people judged in the way of their project is what delay costs."""

from itertools import pairwise
from math import log
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from headway.actors.models import Actor
from headway.events.models import Event
from headway.plan.actions.replanning import replan_workspace
from headway.plan.compile.dragging import dragged_in
from headway.plan.compile.judging import said_of
from headway.plan.compile.workspace import compile_problem
from headway.plan.consumers import ask_for_plan
from headway.plan.models import Pending
from headway.plan.places import HOURS_A_DAY, score_terms
from headway.plan.rows import CostRow, DraggedRow, ItemRow, ProjectRow
from headway.plan.snapshot import take_snapshot
from headway.work.actions import edit_project, link_items, place_item
from headway.work.filters.judged import weight
from headway.work.judgements import read_judgement
from headway.work.models import Front, Item, Outlook, Project
from headway.work.models.costs import NORMAL_WEEK
from headway.work.models.judged import BOUNDS
from headway_engine.fronts import Worth
from headway_engine.priority import LEAST_MINUTES
from tests.work.lists import text_of

JUDGED = {
    Front.STARS: ["1 star", "3 stars", "5 stars"],
    Front.MOSCOW: ["must", "should", "could", "wont"],
    Front.RICE: ["100 x 1 x 100%", "500 x 2 x 80%", "0 x 1 x 50%"],
    Front.WSJF: ["1 + 1 + 1", "8 + 5 + 3"],
    Front.EISENHOWER: ["both", "important", "urgent", "neither"],
}


def row_of(**said: Any) -> ItemRow:
    item = Item(pk=1, project_id=1, **said)
    return ItemRow(*(getattr(item, name) for name in ItemRow._fields))


def worth_of(front: str, *, cost: CostRow | None = None, **said: Any) -> Worth:
    return said_of(
        row_of(**said), ProjectRow(1, None, None, 500, None, front), cost
    ).worth


@pytest.mark.parametrize(
    ("front", "text", "slope"),
    [
        (Front.STARS, "5 stars", 4.0),
        (Front.MOSCOW, "must", 4.0),
        (Front.MOSCOW, "wont", 0.0),
        (Front.RICE, "500 x 2 x 80%", 8.0),
        (Front.WSJF, "8 + 5 + 3", 2.0),
        (Front.EISENHOWER, "both", 8.0),
        (Front.EISENHOWER, "neither", 0.5),
    ],
)
def test_each_front_writes_the_one_function(front: Front, text: str, slope: float):
    assert worth_of(front, **read_judgement(text)).slope == pytest.approx(slope)


def test_only_the_front_of_the_project_counts():
    said = {**read_judgement("must"), **read_judgement("1 star"), "priority": 900}
    cost = CostRow(per_week=7000, once=100)
    normal = worth_of(Front.STARS)

    assert worth_of(Front.MOSCOW, cost=cost, **said).slope == 4
    assert worth_of(Front.STARS, cost=cost, **said).slope == 0.25
    assert worth_of(Front.IMPORTANCE, **said).slope == 4
    assert worth_of(Front.IMPORTANCE, cost=cost, **said).slope == 7
    assert worth_of(Front.COST, cost=cost, **said).slope == 7
    assert worth_of(Front.COST, **said) == worth_of(Front.WSJF, **said) == normal
    assert normal.slope == 1


def test_terms_add_up_to_the_score_however_work_is_judged(
    survey: Item, dig: Item, ada: Actor
):
    link_items(survey.pk, dig.pk, by=ada)
    snapshot = take_snapshot(ada.workspace_id)
    now = timezone.now()
    numbers = {
        name: st.none() | st.integers(least, min(most, 10_000))
        for name, (least, most) in BOUNDS.items()
    }

    @settings(max_examples=40, deadline=None)
    @given(
        judged=st.fixed_dictionaries(numbers),
        moscow=st.sampled_from(["", "must", "could", "wont"]),
        quadrant=st.sampled_from(["", "both", "neither"]),
        front=st.sampled_from(Front.values),
        priority=st.integers(0, 1000),
    )
    def hold(judged, moscow, quadrant, front, priority):
        rows = [
            row._replace(**judged, moscow=moscow, quadrant=quadrant)
            for row in snapshot.items
        ]
        projects = {
            pk: row._replace(front=front, priority=priority)
            for pk, row in snapshot.projects.items()
        }
        changed = type(snapshot)(
            **{
                name: getattr(snapshot, name)
                for name in snapshot.__dataclass_fields__
                if name not in ("items", "projects")
            },
            items=tuple(rows),
            projects=projects,
        )
        compiled = compile_problem(changed, now=now, days=60)
        for i, score in enumerate(compiled.scores.index.score.tolist()):
            whole = score * NORMAL_WEEK * HOURS_A_DAY
            terms = score_terms(compiled, i)
            assert sum(terms) == pytest.approx(whole, abs=len(terms) / 2)

    hold()


def test_lists_weigh_as_plans_do(bridge: Project, survey: Item):
    for front, texts in JUDGED.items():
        Project.objects.update(front=front)
        for text in texts:
            said = read_judgement(text)
            Item.objects.filter(pk=survey.pk).update(**said)
            [listed] = (
                Item.objects.filter(pk=survey.pk)
                .annotate(weight=weight())
                .values_list("weight", flat=True)
            )
            assert listed == pytest.approx(worth_of(front, **said).slope), text


@given(st.lists(st.integers(0, 5000), min_size=1, max_size=8), st.randoms())
def test_the_order_of_a_column_is_kept_and_normal_work_stays_normal(minutes, random):
    ranks = random.sample(range(100), len(minutes))
    rows = {pk: DraggedRow(1, "To do", rank) for pk, rank in enumerate(ranks)}
    dragged = dragged_in(rows, list(rows), minutes)
    order = sorted(rows, key=ranks.__getitem__)
    hours = {pk: max(minutes[pk], LEAST_MINUTES) / 60 for pk in rows}
    for above, below in pairwise(order):
        gap = (
            dragged.slopes[above] / hours[above] - dragged.slopes[below] / hours[below]
        )
        assert gap > 0 or gap == pytest.approx(0, abs=1e-9)
        assert dragged.places[above] < dragged.places[below]
    assert sum(map(log, dragged.slopes.values())) == pytest.approx(0, abs=1e-6)


def test_a_card_that_is_dragged_up_goes_first_where_the_project_says_so(
    hire, work, bridge: Project, dee: Actor
):
    eve = hire("Eve")
    cards = [work(f"Plank {n}", eve, minutes=960) for n in range(3)]
    edit_project(bridge.pk, by=dee, front="order")
    last = cards[2]
    place_item(last.pk, last.status_id, by=dee, before_id=cards[0].pk)
    [event] = Event.objects.filter(kind="work.item_ranked")
    Pending.objects.all().delete()
    ask_for_plan([event])
    assert Pending.objects.filter(workspace_id=dee.workspace_id).exists()

    replan_workspace(dee.workspace_id, by=dee)
    ranks = [Outlook.objects.get(item=item).rank for item in cards]
    assert ranks == [2, 3, 1]
    page = Client()
    page.force_login(dee.person.user)
    assert "Its place on the board" in text_of(page, f"/w/acme/items/{last.key}/")

    edit_project(bridge.pk, by=dee, front="importance")
    Pending.objects.all().delete()
    ask_for_plan([event])
    assert not Pending.objects.filter(workspace_id=dee.workspace_id).exists()
