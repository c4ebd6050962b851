"""Queries that are made into SQL once say what Django's own say, and what is so now."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from headway.actors.models import Actor
from headway.base.compiled import Columns, Objects
from headway.work.actions import give_grant, set_labels
from headway.work.loading import for_rows
from headway.work.models import Item, Project
from headway.work.reading import LISTED
from tests.work.lists import forecast

DAY = datetime(2026, 12, 1, 9, 30, 15, 250_000, tzinfo=UTC)


def test_objects_are_those_of_django_in_the_order_that_is_asked_for(
    survey: Item, dig: Item, ada: Actor
):
    Item.objects.filter(pk=survey.pk).update(deadline=DAY, custom={"1": [2]})
    forecast(survey, ada)
    set_labels(survey.pk, ["Ground"], by=ada)
    asked = Item.objects.filter(pk__in=[survey.pk, dig.pk]).order_by("-pk")
    with CaptureQueriesContext(connection) as queries:
        found = LISTED.of(asked)
    assert len(queries) == 1
    usual = list(for_rows(asked))

    assert [item.pk for item in found] == [dig.pk, survey.pk]
    for one, other in zip(found, usual, strict=True):
        assert _said(one) == _said(other)
        assert _said(one.project) == _said(other.project)
        assert _said(one.status) == _said(other.status)
        assert one.get_deferred_fields() == {"description"}
        assert one.description == other.description
    assert _said(found[1].outlook) == _said(usual[1].outlook)
    assert found[1].deadline == DAY
    assert not hasattr(found[0], "outlook")


def _said(row) -> dict[str, object]:
    return {name: value for name, value in vars(row).items() if name != "_state"}


def test_nothing_is_asked_where_nothing_can_be_found(survey: Item):
    with CaptureQueriesContext(connection) as queries:
        assert Columns(Item, ["pk"]).of(Item.objects.none()) == []
    assert len(queries) == 0


def test_what_leaves_rows_out_is_no_query_for_all(survey: Item):
    with pytest.raises(TypeError, match="left out"):
        Objects(lambda: Item.objects.filter(state="todo")).of(Item.objects.all())


def test_a_grant_is_seen_and_is_gone_at_once(
    bridge: Project, survey: Item, dan: Actor, dee: Actor
):
    seen = Item.objects.visible_to(dan).filter(pk=survey.pk)
    assert not seen.exists()
    give_grant(bridge.pk, dan.pk, by=dee, role="viewer")
    assert seen.all().exists()
    give_grant(bridge.pk, dan.pk, by=dee, role=None)
    assert not Item.objects.visible_to(dan).filter(pk=survey.pk).exists()
