import re
import stat
from collections import Counter
from pathlib import Path

import pytest
from django.db.models import Count, F
from django.test import Client

from headway.actors.models import Actor
from headway.comms.models import Comment
from headway.demo import create_demo
from headway.events.models import Event
from headway.people.models import Absence, Holiday, Person, PersonSkill, Rate
from headway.work.actions import transfer_item
from headway.work.models import Attachment, Grant, Item, Link, Project
from headway.work.paths import on_circles

pytestmark = pytest.mark.django_db
UNDER_WAY = ("FRY", "GRN", "LIB", "ORC", "THE")


def test_14_people_in_three_zones_have_all_that_people_have(said: str):
    people = Person.objects.exclude(actor__role="guest")
    assert people.filter(user__isnull=False).count() == 14
    assert people.values("location__zone").distinct().count() == 3
    assert people.filter(rates=None).count() == people.filter(skills=None).count() == 0
    assert Rate.objects.count() == 28
    assert len(set(PersonSkill.objects.values_list("level", flat=True))) >= 4
    assert Holiday.objects.values("calendar").distinct().count() == 3
    states = Counter(Absence.objects.values_list("state", flat=True))
    assert states["requested"] == 2
    assert states["approved"] > 30


def test_five_projects_are_under_way_with_about_400_items(said: str):
    under_way = Project.objects.filter(key__in=UNDER_WAY)
    assert under_way.count() == 5
    items = Item.objects.filter(project__in=under_way)
    assert 360 <= items.count() <= 480
    states = Counter(items.values_list("state", flat=True))
    assert {"done", "doing", "todo", "waiting"} <= set(states)
    assert states["todo"] > 150
    drives = Counter(items.values_list("drive", flat=True))
    assert {"effort", "duration", "elapsed", "milestone"} <= set(drives)
    assert items.filter(is_joint=True).count() > 10
    assert items.filter(depth=2, parent__parent__isnull=False).count() > 200
    assert items.filter(deadline__isnull=False).count() > 15
    assert items.exclude(description="").count() > 20
    assert items.filter(state="doing", remaining_minutes__gt=0).exists()
    assert Attachment.objects.count() == 3
    assert Comment.objects.values("author", "thread").distinct().count() == 7
    over = Project.objects.exclude(key__in=UNDER_WAY)
    assert over.filter(archived_at__isnull=False).count() == over.count() == 5


def test_boards_say_how_much_should_be_under_way_at_once(marta: Actor, client: Client):
    client.force_login(marta.person.user)
    page = client.get("/w/fernhill/board/?q=project+%3D+FRY").content.decode()
    assert re.search(r">\d+ of 2</span>", page)


def test_the_guest_sees_one_project_without_effort_and_people(said: str):
    [grant] = Grant.objects.filter(actor__role="guest")
    assert (grant.project.key, grant.role) == ("ORC", "viewer")
    assert set(grant.hides) == {"effort", "people"}


def test_what_waits_for_what_is_of_several_kinds_and_no_circle(said: str):
    kinds = Counter(Link.objects.values_list("kind", flat=True))
    assert {"FS", "SS", "FF"} <= set(kinds)
    assert Link.objects.filter(lag_minutes__gt=0).exists()
    assert not on_circles(list(Link.objects.values_list("before_id", "after_id")))


def test_no_title_is_twice_in_a_project(said: str):
    titles = Item.objects.filter(depth=2).values("project", "title")
    assert not titles.annotate(n=Count("pk")).filter(n__gt=1).exists()


def test_every_item_says_where_it_comes_from_and_who_finished_it(said: str):
    made = Event.objects.filter(kind="work.item_created")
    assert made.count() == Item.objects.count()
    assert {event.data["source"] for event in made} == {"sample data"}
    done = Item.objects.filter(state="done")
    assert not done.filter(finished_by=None).exists()
    assert not done.filter(created_at__gt=F("finished_at")).exists()


def test_an_item_moves_to_any_other_project_and_is_found_by_its_old_key(marta: Actor):
    item = Item.objects.visible_to(marta).get_by_key("GRN-28", by=marta)
    for key in ("LIB", "THE"):
        target = Project.objects.visible_to(marta).get(key=key)
        assert transfer_item(item.pk, target.pk, by=marta).project_id == target.pk
    assert Item.objects.get_by_key("GRN-28", by=marta).pk == item.pk


def test_its_passwords_are_drawn_kept_for_the_owner_and_work(
    said: str, client: Client, sign_ins: Path
):
    mode = sign_ins.stat().st_mode
    assert stat.S_IMODE(mode) == 0o600
    name, password = re.findall(r"^  (\w+) +(\S+)$", said, re.MULTILINE)[0]
    assert client.login(username=name, password=password)


def test_a_second_start_leaves_it_as_it_was(said: str):
    before = Item.objects.count()
    assert create_demo() == said
    assert Item.objects.count() == before
