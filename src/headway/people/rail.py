"""Places of this app in the rail."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy

from headway.actors.models import Actor
from headway.ui.rail import Entry


def people(actor: Actor) -> Iterable[Entry]:
    """Yield the list of people, for members; no query."""
    if actor.is_guest:
        return
    yield Entry(
        label=gettext_lazy("People"),
        url=reverse("people:people", args=[actor.workspace.slug]),
        icon="people",
        go="w",
        is_tab=True,
    )


def settings(actor: Actor) -> Iterable[Entry]:
    """Yield the settings of the workspace, for administrators; no query."""
    if actor.is_administrator:
        yield Entry(
            label=gettext_lazy("Settings"),
            url=reverse("people:workspace", args=[actor.workspace.slug]),
            icon="gear",
            go=",",
        )


def settings_tabs(actor: Actor) -> Iterable[Entry]:
    """Yield this app's tabs of the settings, for administrators; no query."""
    if not actor.is_administrator:
        return
    slug = actor.workspace.slug
    for label, name in (
        (gettext_lazy("Workspace"), "workspace"),
        (gettext_lazy("Members"), "members"),
        (gettext_lazy("Teams"), "teams"),
        (gettext_lazy("Mail"), "mail"),
    ):
        yield Entry(
            label=label,
            url=reverse(f"people:{name}", args=[slug]),
            is_exact=name == "workspace",
        )
