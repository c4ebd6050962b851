"""The pages from which somebody comes to an item, and the pages of its neighbours."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.module_loading import import_string

from headway.actors.models import Actor
from headway.base.errors import Malformed, NotFound
from headway.work.filters.addresses import page_of_views
from headway.work.models import Item, ViewPage

if TYPE_CHECKING:
    from headway.work.neighbours.ports import Finder

LONGEST = 6000
"""Characters of a query string that are read."""
OWN = ("after", "open", "move")
"""What an address says of one look at a page, and not of all of it."""


def finders() -> Mapping[str, str]:
    """Return what finds neighbours, by the pages of :class:`ViewPage` that have any."""
    found: Mapping[str, str] = import_string(settings.HEADWAY_NEIGHBOURS)
    return found


def page_behind(request: HttpRequest, actor: Actor) -> str | None:
    """Return what names the page from which another one was asked for.

    It is the query string of the list, or ``board?`` and that of the board.  The page's
    own address says it, ``?in=``, or the one it was asked from, which is such a page or
    says it in turn.  None where it was none.
    """
    said = request.GET.get("in")
    if said is None:
        came = urlsplit(request.headers.get("Referer", ""))
        said = _named(came.path, came.query, actor.workspace.slug)
    return None if said is None or len(said) > LONGEST else _whole(said)


def _named(path: str, query: str, slug: str) -> str | None:
    for page in finders():
        if path == page_of_views(page, slug):
            return query if page == ViewPage.LIST else f"{page}?{query}"
    return QueryDict(query[:LONGEST]).get("in")


def _parts(said: str) -> tuple[str, QueryDict]:
    page, _mark, query = said.rpartition("?")
    given = QueryDict(query, mutable=True)
    for name in OWN:
        given.pop(name, None)
    return page or ViewPage.LIST.value, given


def _whole(said: str) -> str:
    page, given = _parts(said)
    query = given.urlencode()
    return query if page == ViewPage.LIST else f"{page}?{query}"


@dataclass(frozen=True, kw_only=True)
class Neighbours:
    """Addresses of the pages of both neighbours, empty at an end, and of their page.

    ``page`` is what that is called, empty where it is the list of work.
    """

    previous: str
    next: str
    back: str
    page: str

    @classmethod
    def of(cls, item: Item, within: str, *, by: Actor) -> Self | None:
        """Find them on a page that :func:`page_behind` names; None where it has none.

        Permission, filter and order are those of the page.
        """
        page, given = _parts(within)
        name = finders().get(page)
        if name is None:
            return None
        find: Finder = import_string(name)
        try:
            found = find(item, given, by=by)
        except (Malformed, NotFound):
            return None  # its view is gone
        if found is None:
            return None
        slug = by.workspace.slug
        kept = f"?{urlencode({'in': _whole(within)})}"
        seen = Item.objects.visible_to(by).select_related("project")
        others = seen.in_bulk([pk for pk in found if pk])

        def address(pk: int | None) -> str:
            other = others.get(pk or 0)
            return reverse("work:item", args=[slug, other.key]) + kept if other else ""

        previous, following = found
        return cls(
            previous=address(previous),
            next=address(following),
            back=f"{page_of_views(page, slug)}?{given.urlencode()}",
            page="" if page == ViewPage.LIST else str(ViewPage(page).label),
        )
