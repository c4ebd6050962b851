"""The calendar: what stands on which day, and what happens when it is moved."""

from datetime import UTC, date, datetime, timedelta

from django.test import Client
from django.utils import timezone

from headway.actors.models import Actor, Role, Workspace
from headway.base.weeks import weeks_from
from headway.people.actions import add_absence
from headway.work.actions import (
    create_item,
    edit_item,
    give_grant,
    move_item,
    save_view,
)
from headway.work.calendar.span import Length, Span
from headway.work.models import Item, Project
from tests.work.lists import HTMX, forecast, signed_in, text_of
from tests.world import member

PAGE = "/w/acme/calendar/"


def on(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def days_of(html: str, title: str) -> dict[str, str]:
    """Return by day the classes of the entry with that title."""
    found = {}
    for cell in html.split('data-day="')[1:]:
        for entry in cell.split("<td")[0].split('<li class="calendar-entry ')[1:]:
            if title in entry:
                found[cell[:10]] = entry.split('"')[0]
    return found


def test_a_month_is_whole_weeks_from_the_readers_first_day():
    month = Span.read("month", "2026-11-18")
    assert (month.first, month.end) == (date(2026, 10, 26), date(2026, 12, 7))
    assert month.is_outside(date(2026, 10, 31))
    assert [month.previous.on, month.next.on] == [date(2026, 10, 1), date(2026, 12, 1)]
    with weeks_from(6):
        assert month.first == date(2026, 11, 1)
    week = Span.read("week", "2026-11-18")
    assert (week.first, len(week.days)) == (date(2026, 11, 16), 7)
    assert week.next.first == date(2026, 11, 23)
    odd = Span.read("year", "0001-01-01")
    assert (odd.length, odd.on) == (Length.MONTH, timezone.localdate())


def test_items_stand_where_they_are_due_likely_or_done(
    client: Client, survey: Item, dig: Item, ada: Actor
):
    today = timezone.localdate()
    forecast(survey, ada)
    due = today + timedelta(days=1)
    edit_item(survey.pk, by=ada, deadline=on(due))
    move_item(dig.pk, "done", by=ada)
    html = ""
    for day in {today, today + timedelta(days=5)}:
        html += text_of(signed_in(client, ada), f"{PAGE}?span=week&on={day}")
    assert "is-due" in days_of(html, "Survey the site")[due.isoformat()]
    sure = (today + timedelta(days=5)).isoformat()
    assert days_of(html, "Survey the site")[sure] == "is-likely"
    assert days_of(html, "Dig the pit") == {today.isoformat(): "is-done"}


def test_a_filter_and_a_saved_view_narrow_it(
    client: Client, survey: Item, dig: Item, ada: Actor
):
    day = on(date(2030, 5, 8))
    for item in (survey, dig):
        edit_item(item.pk, by=ada, deadline=day)
    signed_in(client, ada)
    html = text_of(client, f"{PAGE}?on=2030-05-01")
    assert set(days_of(html, "Survey the site")) == {"2030-05-08"}
    assert "Dig the pit" in html
    assert "Dig the pit" not in text_of(
        client, f"{PAGE}?on=2030-05-01&q=title+~+survey"
    )
    view = save_view(by=ada, name="Surveys", query="title ~ survey", is_shared=False)
    html = text_of(client, f"{PAGE}?on=2030-05-01&view={view.pk}")
    assert "Dig the pit" not in html
    assert "<bdi>Surveys</bdi>" in html
    tab = text_of(client, "/w/acme/work/?q=title+~+survey")
    assert f'href="{PAGE}?q=title+~+survey"' in tab
    rows = text_of(client, f"{PAGE}filter/rows/?q=title+~+survey", headers=HTMX)
    assert f'action="{PAGE}' in rows
    wrong = client.get(f"{PAGE}?q=due+%3D+whenever")
    assert wrong.status_code == 422
    redirected = client.get(f"{PAGE}?project=BRI&on=2030-05-01")
    assert "on=2030-05-01" in redirected["Location"]


def test_who_is_away_is_seen_by_those_who_may(
    client: Client, acme: Workspace, bridge: Project, ada: Actor, ben: Actor
):
    day = date(2030, 5, 8)
    add_absence(ada.person.pk, by=ada, first_on=day, last_on=day, reason="Secret")
    html = text_of(signed_in(client, ben), f"{PAGE}?on=2030-05-01")
    assert html.count("Away: Ada") == 2  # what is seen, and its title
    assert "Secret" not in html
    gus = member("gus", acme, bridge, "viewer", Role.GUEST)
    assert "Away: Ada" not in text_of(signed_in(client, gus), f"{PAGE}?on=2030-05-01")


def test_forecasts_hidden_from_guests_stand_nowhere(
    client: Client, acme: Workspace, bridge: Project, survey: Item, lea: Actor
):
    gus = member("gus", acme, bridge, "viewer", Role.GUEST)
    forecast(survey, lea)
    day = timezone.localdate() + timedelta(days=5)
    address = f"{PAGE}?span=week&on={day}"
    assert "Survey the site" in text_of(signed_in(client, gus), address)
    give_grant(bridge.pk, gus.pk, by=lea, role="viewer", hides=["forecast"])
    assert "Survey the site" not in text_of(client, address)


def test_moving_is_said_in_words_before_it_is_applied(
    client: Client, survey: Item, ada: Actor, ben: Actor
):
    forecast(survey, ada)
    signed_in(client, ada)
    address = f"/w/acme/items/{survey.key}/day/?on=2030-05-01"
    html = text_of(client, f"{address}&to=2030-05-08", headers=HTMX)
    assert "BRI-1 gets a deadline: 8\N{NO-BREAK SPACE}May" in html
    assert "It is 85 % sure to be done by" in html
    assert 'value="2030-05-08"' in html
    survey.refresh_from_db()
    assert survey.deadline is None

    said = {"value": "2030-05-08", "was": "", "version": "1"}
    answer = client.post(address, said, headers=HTMX)
    assert answer.status_code == 200
    assert set(days_of(answer.content.decode(), "Survey the site")) == {"2030-05-08"}
    assert "undo" in answer["HX-Trigger"]
    survey.refresh_from_db()
    assert timezone.localdate(survey.deadline) == date(2030, 5, 8)

    early = timezone.localdate()
    html = text_of(client, f"{address}&to={early}")
    assert "only," in html
    assert "moves from 8" in html
    assert client.post(address, said, headers=HTMX).status_code == 422
    assert client.post(address, {"value": "soon"}).status_code == 422
    assert client.post(address, {"value": "2030-05-09"})["Location"].startswith(PAGE)
    assert signed_in(client, ben).get(address).status_code == 403


def test_a_full_day_leads_to_its_week(client: Client, bridge: Project, ada: Actor):
    day = date(2030, 5, 8)
    for n in range(5):
        create_item(bridge.pk, by=ada, title=f"Rivet {n}", deadline=on(day))
    html = text_of(signed_in(client, ada), f"{PAGE}?on=2030-05-01")
    assert "1 more" in html
    assert "span=week&amp;on=2030-05-08" in html
