"""Projects, saved views and items, found by keys, names, texts and fields."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

from django.db.models import QuerySet, Value
from django.db.models.functions import Left
from django.urls import reverse
from django.utils.translation import gettext as _

from headway.actors.models import Actor
from headway.base.text import fold
from headway.ui.search import Hit, Rank, rank_of
from headway.work.filters.addresses import of_view, page_of_views
from headway.work.hiding import masks_of
from headway.work.models import Hidden, Item, Masks, Project, SavedView, State
from headway.work.models.types import CLOSED
from headway.work.models.words import STARTS, asking
from headway.work.search_fields import saying, told_in_fields
from headway.work.snippets import snippet

CANDIDATES = 100
"""How many items each way of finding them gives, the newest; they are ranked then."""

LONGEST = 200
"""Characters that are looked for."""

READ_LETTERS = 20_000
"""Of a description, to show words in their place."""


Rows: TypeAlias = "QuerySet[Item, tuple[Any, ...]]"


class Candidate(NamedTuple):
    """An item that was found; the order of the fields is that of a ranking."""

    rank: Rank
    is_closed: bool
    age: int
    """Items that were created later are less."""

    @property
    def pk(self) -> int:
        return -self.age


def find_projects(text: str, by: Actor, most: int) -> Sequence[Hit]:
    """Look through names and keys of all that the actor sees; one query."""
    rows = Project.objects.visible_to(by).order_by("name", "key")
    found = []
    for key, name in rows.values_list("key", "name"):
        is_key = fold(key) == fold(text)
        rank = Rank.KEY if is_key else rank_of(f"{name} {key}", text)
        if rank is not None:
            found.append((rank, key, name))
    return [
        Hit(
            kind="project",
            key=key,
            label=name,
            url=reverse("plan:project", args=[by.workspace.slug, key]),
            icon="project",
            rank=rank,
            note=_("Project"),
        )
        for rank, key, name in sorted(found, key=lambda each: each[0])[:most]
    ]


def find_views(text: str, by: Actor, most: int) -> Sequence[Hit]:
    """Look through the names of saved views, pinned or not; one query."""
    rows = SavedView.objects.visible_to(by).live().order_by("name", "pk")
    found = [
        (rank, view)
        for view in rows.only("name", "page")
        if (rank := rank_of(view.name, text)) is not None
    ]
    return [
        Hit(
            kind="view",
            key=str(view.pk),
            label=view.name,
            url=page_of_views(view.page, by.workspace.slug) + of_view(view.pk),
            icon="pin",
            rank=rank,
            note=_("Saved view"),
        )
        for rank, view in sorted(found, key=lambda each: each[0])[:most]
    ]


def find_items(text: str, by: Actor, most: int) -> Sequence[Hit]:
    """Find items by key, then titles, then texts: open ones first, and the newest.

    Two queries, however many there are, one more where fields say it; one more for
    guests.
    """
    masks = masks_of(by)
    best = sorted(_candidates(text, by, masks))[:most]
    rows = _rows([candidate.pk for candidate in best])
    by_text = [rows[c.pk] for c in best if c.rank == Rank.TEXT and c.pk in rows]
    fields = told_in_fields(by_text, by)
    return [
        _hit(candidate, rows[candidate.pk], text, by, masks, fields)
        for candidate in best
        if candidate.pk in rows
    ]


def _candidates(text: str, by: Actor, masks: Masks) -> list[Candidate]:
    """Return each item that was found once, with its best rank."""
    first, *others = _ways(text, by, masks)
    found: dict[int, Candidate] = {}
    for pk, state, rank in first.union(*others, all=True):
        candidate = Candidate(Rank(rank), state in CLOSED, -pk)
        found[pk] = min(candidate, found.get(pk, candidate))
    return list(found.values())


def _ways(text: str, by: Actor, masks: Masks) -> Iterator[Rows]:
    """Yield rows (id, state, rank) of each way to find an item, a few of each."""
    seen = Item.objects.visible_to(by)

    def few(rows: QuerySet[Item], rank: Rank, order: str = "-pk") -> Rows:
        named = rows.order_by(order).annotate(found_by=Value(int(rank)))
        return named.values_list("pk", "state", "found_by")[:CANDIDATES]

    yield few(seen.named(text.strip()), Rank.KEY)
    yield few(seen.formerly([text.strip()]), Rank.KEY)
    asked = asking(text, by.workspace_id)
    if not asked:
        return
    start = fold(text)[:STARTS]
    begun = seen.filter(
        words__workspace=by.workspace_id, words__start__startswith=start
    )
    yield few(begun, Rank.START, "words__start")
    yield few(seen.filter(words__in_title__holds=asked), Rank.WORDS)
    described = seen.filter(words__in_text__holds=asked)
    if untold := masks.projects_hiding(Hidden.DESCRIPTION):
        described = described.exclude(project__in=untold)
    yield few(described, Rank.TEXT)
    yield few(saying(seen, text, asked, by), Rank.TEXT)


def _rows(ids: Sequence[int]) -> Mapping[int, Item]:
    rows = Item.objects.filter(pk__in=ids).select_related("project")
    shown = ("number", "title", "state", "custom", "project__key", "project__name")
    named = rows.only(*shown)
    return named.annotate(told=Left("description", READ_LETTERS)).in_bulk()


def _hit(
    found: Candidate,
    item: Item,
    text: str,
    by: Actor,
    masks: Masks,
    fields: Mapping[int, str],
) -> Hit:
    is_told = not masks.hides(Hidden.DESCRIPTION, item.project_id)
    described = str(getattr(item, "told", "")) if is_told else ""
    if item.pk in fields:
        described = "\n".join(filter(None, (described, fields[item.pk])))
    return Hit(
        kind="item",
        key=item.key,
        label=item.title,
        url=reverse("work:item", args=[by.workspace.slug, item.key]),
        icon="check" if found.is_closed else "list",
        rank=found.rank,
        note=f"{item.project.name} · {State(item.state).label}",
        snippet=snippet(described, text) if found.rank == Rank.TEXT else "",
        is_closed=found.is_closed,
    )
