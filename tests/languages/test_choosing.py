"""In which language somebody reads, whoever wrote."""

import json
import re
from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import translation

from headway.actors.models import Actor, Workspace
from headway.base.durations import format_minutes, parse_minutes
from headway.base.errors import Malformed, Refused
from headway.base.languages import language_of_browser
from headway.base.money import format_minor
from headway.events.actions import undo_operation
from headway.events.models import Event
from headway.people.actions import choose_language
from headway.people.mail.sending import Delayed
from headway.people.members.inviting import invite_person
from headway.people.members.workspaces import edit_workspace, found_workspace
from headway.people.models import MailFailure, User
from headway.people.signing_in.actions import make_reset_link
from headway.server.mail import MailOut
from headway.ui.words import chance_words, date_words, size_words
from headway.work.actions import create_project, move_item
from headway.work.models import Item, State
from tests.people.mail.conftest import send_waiting
from tests.programs import program_of

ME = "/w/acme/me/"
GERMAN = {"Accept-Language": "de-AT,de;q=0.9,en;q=0.8"}
FRENCH = {"Accept-Language": "fr"}


def browser_of(actor: Actor, **headers: str) -> Client:
    client = Client(headers={n.replace("_", "-"): v for n, v in headers.items()})
    client.force_login(actor.person.user)
    return client


@pytest.fixture
def german_ada(ada: Actor) -> Actor:
    choose_language("de", by=ada)
    return ada


@pytest.mark.parametrize(
    ("accepted", "cookies", "language"),
    [
        ("de-AT,de;q=0.9,en;q=0.8", {}, "de"),
        ("fr, en-GB;q=0.5, de;q=0.4", {}, "en"),
        ("fr, *", {}, ""),
        ("*", {}, ""),
        ("", {}, ""),
        ("\x00, ;;q=x" * 100, {}, ""),
        ("en", {"language": "de"}, "de"),
        ("en", {"language": "../de"}, "en"),
    ],
)
def test_a_browser_asks_for_what_it_can(accepted, cookies, language: str):
    assert language_of_browser(cookies, accepted) == language


def test_pages_follow_the_browser_then_the_workspace(ada: Actor, acme: Workspace):
    assert '<html lang="de" dir="ltr"' in page(ada, GERMAN)
    assert '<html lang="en" dir="ltr"' in page(ada, FRENCH)

    Workspace.objects.filter(pk=acme.pk).update(language="de")
    assert '<html lang="de" dir="ltr"' in page(ada, FRENCH)
    assert '<html lang="en" dir="ltr"' in page(ada, {"Accept-Language": "en"})
    assert translation.get_language() == "en"


def page(actor: Actor, headers: dict[str, str], address: str = "/w/acme/") -> str:
    client = browser_of(actor)
    return client.get(address, headers=headers).content.decode()


def test_whoever_chose_a_language_gets_it_everywhere(german_ada: Actor, db):
    client = browser_of(german_ada)
    answer = client.get("/w/acme/", headers={"Accept-Language": "en"})
    assert answer.headers["Content-Language"] == "de"
    assert {"Accept-Language", "Cookie"} <= set(answer.headers["Vary"].split(", "))
    assert "<title>Heute" in answer.content.decode()
    missing = client.get("/w/acme/items/BRI-999/")
    assert missing.status_code == 404
    assert "Nicht gefunden." in missing.content.decode()
    assert "Arbeitsbereiche" in client.get("/workspaces/").content.decode()


def test_it_is_chosen_on_the_page_told_and_taken_back(adas_browser: Client, ada: Actor):
    for _ in range(2):
        answer = adas_browser.post(f"{ME}language/", {"language": "de"}, follow=True)
        assert "Headway spricht jetzt Deutsch." in answer.content.decode()
    assert adas_browser.cookies["language"].value == "de"
    event = Event.objects.get(kind="people.language_chosen")
    assert (event.data["before"], event.data["after"]) == ("", "de")
    assert (
        "Ada hat die Sprache Deutsch gewählt"
        in adas_browser.get(f"/w/acme/people/{ada.person.pk}/history/").content.decode()
    )

    undo_operation(event.operation, by=ada)
    assert User.objects.get(persons__actor=ada).language == ""
    browser = adas_browser.post(f"{ME}language/", {"language": "tlh"})
    assert browser.status_code == 422
    with pytest.raises(Malformed, match="“tlh” is no language here"):
        choose_language("tlh", by=ada)


def test_nobody_takes_it_back_for_others(ada: Actor, dee: Actor, german_ada: Actor):
    operation = Event.objects.get(kind="people.language_chosen").operation
    with pytest.raises(PermissionDenied):
        undo_operation(operation, by=dee)
    assert User.objects.get(persons__actor=ada).language == "de"


def test_programs_choose_it_too_and_are_refused_in_it(ada: Actor):
    ask = program_of(ada)
    said = {"language": "de", "zone": "Europe/Vienna"}
    me = ask("PATCH", "/me", said, If_Match='"1"')
    assert (me.status_code, me.json()["language"]) == (200, "de")
    assert me.headers["ETag"] == '"3"'
    stale = ask("PATCH", "/me", {"language": "en"}, If_Match='"1"')
    assert stale.status_code == 412
    assert "wurde inzwischen geändert" in stale.json()["detail"]
    assert ask("PATCH", "/me", {"language": "tlh"}).status_code == 422
    assert ask("GET", "/workspace").json()["language"] == "en"


def test_a_region_is_in_the_language_of_who_reads_not_of_who_wrote(
    german_ada: Actor, lea: Actor, survey: Item
):
    move_item(survey.pk, by=lea, to=State.DOING)
    row = f"/w/acme/items/{survey.key}/row/"
    assert "Als erledigt markieren" in page(german_ada, {}, row)
    assert "Mark done" in page(lea, {}, row)


@pytest.mark.django_db(transaction=True)
def test_a_workspace_has_a_language_that_can_be_taken_back(acme, dee: Actor):
    client = browser_of(dee)
    said = {"name": acme.name, "zone": "UTC", "week_start": "0", "language": "de"}
    assert client.post("/w/acme/settings/", said).status_code == 302
    event = Event.objects.get(kind="people.workspace_edited")
    assert event.data["after"] == {"language": "de"}
    assert "English → Deutsch" in client.get("/w/acme/settings/log/").content.decode()

    undo_operation(event.operation, by=dee)
    acme.refresh_from_db()
    assert acme.language == "en"
    assert client.post("/w/acme/settings/", said | {"language": "x"}).status_code == 422
    with pytest.raises(Refused):
        edit_workspace(by=dee, language="x")


def test_what_is_founded_is_called_as_its_founder_speaks(db):
    with translation.override("de"):
        workspace = found_workspace(name="Brückenbau", zone="Europe/Berlin")
    assert workspace.language == "de"
    system = Actor.objects.system("setup", workspace_id=workspace.pk)
    create_project(by=system, key="BAU", name="Bau")
    kind = workspace.itemtype_set.get()
    assert kind.name == "Aufgabe"
    assert [state.name for state in kind.states.order_by("position")][:2] == [
        "Zu tun",
        "In Arbeit",
    ]


def test_letters_are_in_the_language_of_who_gets_them(
    settings, german_ada: Actor, dee: Actor, dan: Actor, acme: Workspace
):
    settings.HEADWAY_MAIL = MailOut(kind="smtp", host="x", sender="h@example.org")
    make_reset_link(german_ada.person.pk, by=dee)
    make_reset_link(dan.person.pk, by=dee)
    Workspace.objects.filter(pk=acme.pk).update(language="de")
    dan.person.user = None
    dan.person.save()
    dee.workspace.refresh_from_db()
    invite_person(dan.person.pk, by=dee, email="dan@example.org")
    send_waiting()
    assert [letter.subject for letter in mail.outbox] == [
        "Ein neues Passwort für Headway",
        "A new password for Headway",
        "Dee lädt nach Acme Bridges ein",
    ]
    assert translation.get_language() == "en"


def test_an_invitation_is_shown_as_the_browser_or_the_workspace_speaks(
    client: Client, dan: Actor, dee: Actor, acme: Workspace
):
    Workspace.objects.filter(pk=acme.pk).update(language="de")
    dan.person.user = None
    dan.person.save()
    address = f"/invitation/?token={invite_person(dan.person.pk, by=dee)}"
    german = client.get(address, headers=FRENCH).content.decode()
    assert "Zu Acme Bridges kommen" in german
    english = client.get(address, headers={"Accept-Language": "en"}).content.decode()
    assert "Come into Acme Bridges" in english


def test_what_fails_is_kept_in_the_language_of_who_reads_it(
    settings, german_ada: Actor, dee: Actor, acme: Workspace
):
    settings.HEADWAY_MAIL = MailOut(kind="smtp", host="x", sender="h@example.org")
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    Workspace.objects.filter(pk=acme.pk).update(language="de")
    make_reset_link(german_ada.person.pk, by=dee)
    with pytest.raises(Delayed, match="Nothing listens"):
        send_waiting()
    assert "hört nichts zu" in MailFailure.objects.get().reason


def test_dates_and_numbers_follow_the_language():
    day = date(2026, 11, 19)
    with translation.override("de"):
        assert date_words(day, today=day).replace("\xa0", " ") == "Do, 19. Nov"
        far = date_words(day, today=day - timedelta(days=90))
        assert far.replace("\xa0", " ") == "19. Nov"
        assert chance_words(0.62) == "62\xa0%"
        assert format_minor(109550, "EUR") == "1.095,50\xa0EUR"
        assert size_words(3_500_000) == "3,3\xa0MB"
        assert format_minutes(150) == "2\xa0h\xa030\xa0min"
        assert parse_minutes(format_minutes(150)) == parse_minutes("2,5 Std") == 150
    assert date_words(day, today=day).replace("\xa0", " ") == "Thu 19 Nov"
    assert format_minor(109550, "EUR") == "EUR\xa01,095.50"


def test_browsers_get_days_as_their_calendars_read_them(german_ada, survey: Item):
    address = f"/w/acme/items/{survey.key}/cells/deadline/"
    client = browser_of(german_ada)
    sent = {"value": "2030-06-03", "version": survey.version, "was": ""}
    assert client.post(address, sent).status_code in (200, 302)
    assert 'value="2030-06-03"' in client.get(address).content.decode()


def test_the_filter_is_written_in_english_and_explained_in_german(german_ada, survey):
    client = browser_of(german_ada)
    found = client.get("/w/acme/work/filter/", {"q": "du", "at": "2"})
    said = json.loads(found.content)
    assert "Frist" in json.dumps(said, ensure_ascii=False)
    wrong = client.get("/w/acme/work/", {"q": "assigne = me"}).content.decode()
    assert "Es gibt kein Feld „assigne“." in wrong
    ours = client.get("/w/acme/work/", {"q": "state = open"}).content.decode()
    assert 'value="state = open"' in ours
    assert re.search(r"ist</span>\s*<b>(<bdi>)?Offen<", ours)
    elsewhere = client.get("/w/acme/work/", {"q": 'state = "in arbeit"'})
    assert elsewhere.status_code == 422
