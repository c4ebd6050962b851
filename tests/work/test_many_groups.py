"""Groups counted where the items are, beside the same counted one by one."""

import re
from collections import defaultdict
from datetime import datetime, timedelta
from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from django.test import Client
from django.utils import timezone

from headway.actors.models import Actor
from headway.work.actions import (
    add_field,
    create_item,
    edit_item,
    move_item,
    set_labels,
)
from headway.work.actions.labels import remove_label
from headway.work.grouping import GROUPINGS, VALUE
from headway.work.listing import Listing
from headway.work.models import CustomField, Item, Label, Project
from headway.work.sums import Sums
from tests.work.lists import LIST, text_of
from tests.work.test_list_groups import groups_in, rows_in, sums_in

FIELDS = {
    "option": {"options": [{"name": "A"}, {"name": "B"}]},
    "options": {"options": [{"name": "A"}, {"name": "B"}]},
    "yes_no": {},
    "person": {},
}
ASKED = "title,estimate,left,spent"


@pytest.fixture
def many(bridge: Project, dee: Actor, ada: Actor) -> list[CustomField]:
    """Six items with two in each, labels, days around midnight, fields; the fields."""
    fields = [
        add_field(by=dee, name=f"A {kind}", kind=kind, **said)
        for kind, said in FIELDS.items()
    ]
    said = [[1, 2], [[2], [1, 2]], [True, False], [{"person_id": ada.person.pk}] * 2]
    midnight = datetime(2027, 3, 1, tzinfo=timezone.get_current_timezone())
    for n in range(6):
        outer = create_item(bridge.pk, by=dee, title=f"In {n}", effort_minutes=9000)
        for m in range(2):
            inner = create_item(
                bridge.pk,
                by=dee,
                title=f"Part {m}",
                parent_id=outer.pk,
                effort_minutes=60 + n if m else None,
                spent_minutes=n,
            )
            near = midnight + timedelta(minutes=n + m - 4)
            edit_item(inner.pk, by=dee, deadline=near)
            both = [["zinc", "oak"], ["oak"], [], ["gone"], ["gone", "zinc"], ["ash"]]
            set_labels(inner.pk, both[n], by=dee)
            custom = {f.key: v[m] for f, v in zip(fields, said, strict=True)}
            Item.objects.filter(pk=inner.pk).update(custom=custom if n % 3 else {})
            if n == 5:
                move_item(inner.pk, "done", by=dee)
    remove_label(Label.objects.get(name="gone").pk, by=dee)
    return fields


def counted(listing: Listing) -> dict[str, Sums]:
    """What each group sums up to, item by item."""
    found: defaultdict[str, Sums] = defaultdict(Sums)
    grouping = listing.grouping
    rows = grouping.told_apart(Item.objects.visible_to(listing.by))
    outer = set(Item.objects.values_list("parent_id", flat=True))
    for item in rows.filter(listing.condition):
        left = None if item.pk in outer else item.left_minutes
        found[grouping.key_of(getattr(item, VALUE))] += Sums(
            number=1,
            estimate=0 if item.pk in outer else item.estimate_minutes or 0,
            left=left or 0,
            spent=item.spent_minutes,
            unestimated=int(item.pk not in outer and left is None),
        )
    return dict(found)


@pytest.mark.parametrize("text", ["", "state = open", "title ~ part"])
def test_groups_sum_up_as_their_items_do_one_by_one(many, ada: Actor, text: str):
    for group in (*GROUPINGS, *(field.column for field in many)):
        given = QueryDict(urlencode({"q": text, "group": group, "columns": ASKED}))
        listing = Listing.asked(given, by=ada)

        assert {s.head.key: s.sums for s in listing.sections} == counted(listing), group
        assert listing.sums == sum(counted(listing).values(), Sums())


@pytest.mark.parametrize("fold", ["", "&fold=parent-1", "&fold=all"])
@pytest.mark.parametrize("text", ["", "order by title", "state = open"])
def test_groups_far_from_the_page_are_in_its_sums_alone(
    adas_browser: Client, many, monkeypatch, text: str, fold: str
):
    monkeypatch.setattr("headway.work.listing.PAGE_ROWS", 2)
    asked = urlencode({"q": text, "group": "parent", "columns": ASKED})
    if fold:
        tokens = [f"parent-{item.pk}" for item in Item.objects.filter(depth=0)]
        some = tokens if fold.endswith("all") else tokens[1:3]
        asked += "".join(f"&fold={token}" for token in some)
    address, pages = f"?{asked}", 0
    seen: list[str] = []
    while address:
        few = text_of(adas_browser, LIST + address)
        with monkeypatch.context() as patch:
            patch.setattr("headway.work.grouped_sums.MANY_GROUPS", 1)
            page = text_of(adas_browser, LIST + address)
        assert groups_in(page) == groups_in(few)
        assert sums_in(page) == sums_in(few)
        assert sums_in(page, "all") == sums_in(few, "all")
        seen += rows_in(page)
        following = re.search(r'href="([^"]+)" rel="next"', page)
        address = following[1].replace("&amp;", "&") if following else ""
        pages += 1
    assert len(seen) == len(set(seen))
    assert pages > 1


def test_a_file_has_the_rows_of_all_groups(many, ada: Actor, monkeypatch):
    given = QueryDict(urlencode({"q": "", "group": "parent"}))
    few = Listing.asked(given, by=ada).ids(100)
    monkeypatch.setattr("headway.work.grouped_sums.MANY_GROUPS", 1)

    assert Listing.asked(given, by=ada).ids(100) == few
    assert Listing.asked(given, by=ada).ids(5) == few[:5]
    assert len(few) == Item.objects.count()
