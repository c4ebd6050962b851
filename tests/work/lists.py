"""The list of work as a test client sees it, and forecasts to show on it."""

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from headway.actors.models import Actor
from headway.work.actions import publish_outlook
from headway.work.models import Item, Outlook

LIST = "/w/acme/work/"
HTMX = {"HX-Request": "true"}


def signed_in(client: Client, actor: Actor) -> Client:
    client.force_login(actor.person.user)
    return client


def text_of(client: Client, address: str = LIST, **options) -> str:
    response = client.get(address, **options)
    assert response.status_code == 200
    return response.content.decode()


def forecast(item: Item, by: Actor, **said) -> None:
    now = timezone.now()
    dates = {
        "starts_at": now + timedelta(days=1),
        "p5": now + timedelta(days=2),
        "p50": now + timedelta(days=3),
        "p85": now + timedelta(days=5),
        "p95": now + timedelta(days=8),
    }
    publish_outlook(
        [
            Outlook(
                workspace_id=by.workspace_id, item_id=item.pk, run_id=1, **dates | said
            )
        ],
        [],
        by=by,
    )
