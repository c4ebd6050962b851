import re
from datetime import date

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from headway.ui.markup import STATES
from headway.ui.rail import Block, Entry, Place, here_in, is_above
from headway.ui.strip import Axis

AXIS = Axis(first=date(2026, 11, 16), last=date(2026, 12, 13), width=280)


def shown(source: str, **context: object) -> str:
    return Template("{% load ui %}" + source).render(Context(context))


def test_a_strip_says_in_a_sentence_what_it_draws():
    drawn = shown(
        "{% strip axis start p50 p85 p95 due=due chance=0.62 %}",
        axis=AXIS,
        start=date(2020, 1, 1),
        p50=date(2021, 11, 20),
        p85=date(2021, 11, 25),
        p95=date(2021, 12, 1),
        due=date(2021, 11, 24),
    )
    said = drawn.replace("\N{NO-BREAK SPACE}", " ")
    assert (
        'role="img" aria-label="Likely 20 Nov 2021, 85 % sure by 25 Nov 2021, '
        '95 % by 1 Dec 2021; due 24 Nov 2021"' in said
    )
    assert 'class="strip is-risk"' in drawn
    assert 'class="due"' in drawn
    assert "style" not in drawn


def test_a_strip_without_a_deadline_has_no_flag():
    day = date(2021, 11, 20)
    drawn = shown("{% strip axis day day day day %}", axis=AXIS, day=day)
    assert "due" not in drawn
    assert 'class="strip"' in drawn


@pytest.mark.parametrize("state", STATES)
def test_a_tile_has_the_name_of_its_state(state: str):
    assert f'aria-label="{STATES[state]}"' in shown("{% tile state %}", state=state)


def test_a_promise_shows_its_number_beside_the_colour():
    due = date(2021, 12, 11)
    drawn = shown('{% promise due 0.37 kind="promise" %}', due=due)
    assert 'class="promise is-late"' in drawn
    assert "Promise" in drawn
    assert "37\N{NO-BREAK SPACE}%" in drawn
    assert '<time datetime="2021-12-11">' in drawn


def test_a_deadline_without_a_chance_has_no_colour():
    drawn = shown("{% promise due boxed=True %}", due=date(2021, 12, 11))
    assert 'class="promise is-boxed"' in drawn
    assert "Deadline" in drawn
    assert "<b>" not in drawn


def test_only_the_deciding_reason_is_a_chip_and_three_are_shown():
    found = ["Two wait for it", "due soon", "you began it", "and more"]
    drawn = shown('{% reasons found tone="risk" %}', found=found)
    assert drawn.count("<li>") == 3
    assert '<span class="reason is-risk">Two wait for it</span>' in drawn
    assert drawn.count("<span") == 1


def test_no_reasons_leave_no_empty_list():
    assert shown("{% reasons found %}", found=[]) == ""


def test_names_are_escaped_wherever_they_stand():
    for tag in ("person name", "face name", "reasons names", "faces names"):
        name = '<b>"Bobby"</b>'
        drawn = shown("{% " + tag + " %}", name=name, names=[name])
        assert "<b>" not in drawn
        assert "&lt;b&gt;" in drawn


def test_a_missing_date_is_a_dash():
    assert shown("{% date_short none %}", none=None) == "\N{EN DASH}"


def test_the_axis_names_a_month_where_it_begins():
    drawn = shown("{% axis_head axis %}", axis=AXIS)
    labels = [part.split("<")[0] for part in drawn.split(">") if "</text" in part]
    assert labels == ["16 Nov", "23", "30", "7 Dec"]


def test_the_labels_of_an_axis_do_not_run_into_each_other():
    narrow = Axis(first=date(2026, 11, 16), last=date(2026, 12, 20), width=190)
    drawn = shown("{% axis_head axis %}", axis=narrow)
    labels = re.findall(r'x="([\d.]+)" y="11">([^<]+)<', drawn)
    assert labels == [("0", "16 Nov"), ("76", "30"), ("114", "7 Dec"), ("152", "14")]


@pytest.mark.parametrize(
    ("cookies", "attributes"),
    [
        ("theme=dark; density=compact", ' data-theme="dark" data-density="compact"'),
        ('theme="><script>; rail=folded', ' data-rail="folded"'),
        ("", ""),
    ],
)
def test_looks_come_from_cookies_and_nothing_else_does(cookies, attributes):
    request = RequestFactory().get("/", headers={"cookie": cookies})
    assert shown("{% preferences %}", request=request) == attributes


def test_an_entry_is_here_on_its_page_and_below_it():
    entry = Entry(label="All work", url="/w/acme/work/")
    assert is_above(entry, "/w/acme/work/")
    assert is_above(entry, "/w/acme/work/KES-1/")
    assert not is_above(entry, "/w/acme/workload/")


def test_one_entry_is_here_the_nearest_or_what_the_page_is_about():
    work = Entry(label="All work", url="/w/acme/work/")
    late = Entry(label="Late work", url="/w/acme/work/late/")
    pier = Entry(label="Pier", url="/w/acme/pier/")
    blocks = [Block(label="", title="", entries=[work, late, pier])]
    about, gone = (Place(url=f"/w/acme/{at}/", entries=list) for at in ("pier", "gone"))

    assert here_in(blocks, "/w/acme/work/late/now/", None) is late
    assert here_in(blocks, "/w/acme/work/", about) is pier
    assert here_in(blocks, "/w/acme/work/", gone) is work
    assert here_in(blocks, "/elsewhere/", None) is None
