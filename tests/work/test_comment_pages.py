"""Conversations as pages and programs show and change them."""

import json
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from headway.actors.models import Actor, Role
from headway.base.encode import struct_of
from headway.comms.models import Comment
from headway.events.rest import OPERATION
from headway.work.actions import add_comment, edit_comment, give_grant
from headway.work.models import Grant, Item, Project
from headway.work.schemas.comments import COMMENT
from tests.work.lists import HTMX, signed_in, text_of
from tests.work.test_item_page import ITEM
from tests.world import member

TALK = f"{ITEM}comments/"
HOSTILE = "<script>alert(1)</script> <b>bold</b> [x](javascript:alert(1))"


@pytest.fixture
def said(survey: Item, ada: Actor) -> Comment:
    return add_comment(survey.pk, "Is the **tripod** back, @Lea? See BRI-1.", by=ada)


def talk_on(page: str) -> str:
    return page.partition(">Conversation</h2>")[2].partition("</section>")[0]


def test_it_is_written_changed_and_removed_with_and_without_script(
    adas_browser: Client, survey: Item
):
    assert "Nobody has said anything yet." in talk_on(text_of(adas_browser, ITEM))
    for headers in ({}, HTMX):
        answer = adas_browser.post(TALK, {"text": HOSTILE}, headers=headers)
        assert answer.status_code == (200 if headers else 302)
    shown = talk_on(answer.content.decode())
    assert "&lt;script&gt;" in shown
    assert 'href="javascript' not in shown
    assert "/undo/" in json.loads(answer["HX-Trigger"])["toast"]["undo"]
    first, second = Comment.objects.oldest_first()

    for headers in ({}, HTMX):
        form = text_of(adas_browser, f"{TALK}{first.pk}/", headers=headers)
        assert "</textarea>" in form
        assert "<b>bold" not in form
        sent = {"text": f"Said anew {len(headers)}", "version": first.version}
        changed = adas_browser.post(f"{TALK}{first.pk}/", sent, headers=headers)
        assert changed.status_code == (200 if headers else 302)
        first.refresh_from_db()
    assert "<p>Said anew 1</p>" in changed.content.decode()
    gone = adas_browser.post(f"{TALK}{second.pk}/removal/", headers=HTMX)
    assert json.loads(gone["HX-Trigger"])["toast"]["text"] == "The comment is removed."
    page = talk_on(gone.content.decode())
    assert "Said anew 1" in page
    assert "edited" in page
    assert "script" not in page


def test_what_cannot_be_is_said_and_what_was_typed_stays(
    adas_browser: Client, said: Comment, ada: Actor
):
    for address in (TALK, f"{TALK}{said.pk}/"):
        answer = adas_browser.post(address, {"text": "  "}, headers=HTMX)
        assert answer.status_code == 422
        assert "This field is required." in answer.content.decode()
    edit_comment(said.pk, "From the phone", by=ada)
    sent = {"text": "From the desk", "version": 1}
    stale = adas_browser.post(f"{TALK}{said.pk}/", sent, headers=HTMX)
    form = stale.content.decode()
    assert stale.status_code == 412
    assert "to “From the phone” elsewhere" in form
    assert "From the desk</textarea>" in form
    assert 'name="version" value="2"' in form


def test_names_lead_on_where_the_reader_may_and_faces_say_who(
    client: Client, said: Comment, survey: Item, ben: Actor, lea: Actor
):
    page = talk_on(text_of(signed_in(client, ben), ITEM))
    assert "<strong>tripod</strong>" in page
    assert f'<a href="/w/acme/people/{lea.person.pk}/"' in page
    assert f'<a href="{ITEM}"' in page
    assert re.search(r'class="face[^"]*is-large[^"]*"[^>]*>A<', page)
    assert "<form" not in page  # viewers read


def test_a_long_conversation_is_paged_in_as_few_queries_as_a_short_one(
    adas_browser: Client, said: Comment, ada: Actor, lea: Actor
):
    def read() -> int:
        text_of(adas_browser, ITEM)  # what is learnt once is known
        with CaptureQueriesContext(connection) as queries:
            text_of(adas_browser, ITEM)
        return len(queries)

    short = read()
    Comment.objects.bulk_create(
        Comment(
            workspace_id=said.workspace_id,
            thread_id=said.thread_id,
            author=lea if n % 2 else ada,
            text=f"Number {n} for @Lea and BRI-1",
        )
        for n in range(500)
    )
    # whether she leads it, as others wrote too, and how many there are, and before
    assert read() <= short + 3
    page = talk_on(text_of(adas_browser, ITEM))
    assert '<span class="count">501</span>' in page
    assert "481 earlier comments" in page
    assert page.count("<li id=") == 20
    assert page.index("Number 480") < page.index("Number 499")

    seen, address = set[str](), TALK
    while address:
        page = text_of(adas_browser, address)
        found = re.findall(r"Number (\d+) for", page)
        assert not seen & set(found)
        seen |= set(found)
        link = re.search(rf'href="({TALK}\?before=\d+)"', page)
        address = link[1] if link else ""
    assert len(seen) == 500
    region = text_of(adas_browser, TALK, headers=HTMX)
    assert region.strip().startswith('<live-region class="talk-page" id="conversation"')


def test_who_removes_an_old_one_stays_where_it_was(
    adas_browser: Client, said: Comment, ada: Actor
):
    sent = {**HTMX, "HX-Target": "conversation"}
    answer = adas_browser.post(f"{TALK}{said.pk}/removal/?before=9", headers=sent)
    assert 'src="/w/acme/items/BRI-1/comments/?before=9"' in answer.content.decode()
    other = adas_browser.post(f"{TALK}{said.pk}/removal/")
    assert other.status_code == 404


def test_guests_know_themselves_alone_and_nothing_where_texts_are_hidden(
    client: Client, said: Comment, survey: Item, bridge: Project, lea: Actor
):
    gus = member("gus", bridge.workspace, bridge, "commenter", Role.GUEST)
    mine = add_comment(survey.pk, "It is with me.", by=gus)
    client.force_login(gus.person.user)
    api = f"/api/v1/w/acme/items/{survey.key}/comments"
    [theirs, own] = client.get(api).json()["items"]
    assert (theirs["author"], theirs["person_id"]) == (None, None)
    assert (own["author"], own["person_id"]) == ("Gus", gus.person.pk)
    page = talk_on(text_of(client, ITEM))
    assert "Someone" in page
    assert "Ada" not in page

    give_grant(bridge.pk, gus.pk, by=lea, role="commenter", hides=["description"])
    assert talk_on(text_of(client, ITEM)) == ""
    assert client.get(api).json()["items"] == []
    assert client.post(TALK, {"text": "x"}).status_code == 403
    assert client.post(f"{TALK}{mine.pk}/removal/").status_code == 404
    assert Comment.objects.live().count() == 2


def test_programs_read_write_change_and_remove(
    ask, survey: Item, dig: Item, said: Comment
):
    path = f"/items/{survey.key}/comments"
    body = {"text": "From a program"}
    made, again = (ask("POST", path, body, Idempotency_Key="k") for _ in "ab")
    assert (made.status_code, again.content) == (201, made.content)
    assert made.headers[OPERATION]
    comment = made.json()
    assert comment["author"] == "Ada"
    assert (comment["is_imported"], comment["edited_at"]) == (False, None)

    page = ask("GET", f"{path}?limit=1&fields=text").json()
    assert page["items"] == [{"text": said.text}]
    rest = ask("GET", f"{path}?cursor={page['next_cursor']}").json()
    assert rest == {"items": [comment], "next_cursor": None}

    one = f"{path}/{comment['id']}"
    changed = ask("PATCH", one, {"text": "Anew"}, If_Match=made.headers["ETag"])
    assert (changed.json()["text"], changed.headers["ETag"]) == ("Anew", '"2"')
    stale = ask("PATCH", one, {"text": "Late"}, If_Match=made.headers["ETag"])
    assert stale.status_code == 412
    assert stale.json()["current"]["text"] == "Anew"
    elsewhere = one.replace(survey.key, dig.key)
    assert ask("PATCH", elsewhere, {"text": "x"}).status_code == 404
    assert ask("DELETE", elsewhere).status_code == 404
    assert ask("DELETE", one).status_code == 204
    assert ask("DELETE", one).status_code == 404
    assert len(ask("GET", path).json()["items"]) == 1


def test_rows_read_as_their_schema(said: Comment):
    row = Comment.objects.values_list(*COMMENT.columns()).first()
    struct = struct_of(COMMENT.schema)(*row)
    fields = {name: getattr(struct, name) for name in COMMENT.names}
    assert COMMENT.schema.model_validate(fields).model_dump() == fields


def test_the_page_of_access_offers_commenters(
    client: Client, bridge: Project, lea: Actor, ben: Actor
):
    address = f"/w/acme/projects/{bridge.key}/access/"
    assert "Commenter" in text_of(signed_in(client, lea), address)
    sent = {"holder": f"person-{ben.person.pk}", "role": "commenter"}
    assert client.post(address, sent).status_code == 302
    assert Grant.objects.get(actor=ben).role == "commenter"
