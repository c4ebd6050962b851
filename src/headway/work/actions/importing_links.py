"""Take over links from elsewhere, but for those that would close a circle."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from headway.actors.models import Actor
from headway.events.actions import record
from headway.events.facts import Fact
from headway.work.actions.links import ENDS
from headway.work.actions.projects import lock_for_items
from headway.work.facts import ItemsLinked, ItemsUnlinked
from headway.work.models import Item, Link, LinkKind, Project
from headway.work.models.links import LAG, SAID
from headway.work.paths import find_path, on_circles

Way = tuple[int, int]


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportedLink:
    """A link as it is elsewhere, between two ``external_id``s."""

    before: str
    after: str
    kind: str
    lag_minutes: int = 0
    lag_low_minutes: int | None = None
    lag_high_minutes: int | None = None
    lag_is_elapsed: bool = False

    @property
    def said(self) -> dict[str, Any]:
        """All of it but its two ends, by column of a :class:`Link`."""
        return {name: getattr(self, name) for name in SAID}


def import_links(
    project: Project,
    links: Sequence[ImportedLink],
    present: Mapping[str, Item],
    facts: list[Fact],
    *,
    keeps_others: bool = False,
) -> tuple[int, tuple[ImportedLink, ...]]:
    """Let the imported items wait for each other just so; links from here stay.

    With ``keeps_others`` links between imported items stay as well that are not among
    these.  Returns how many of them there are now, and those left out.
    """
    kept, circles = _without_circles(links, present)
    wanted = {(present[x.before].pk, present[x.after].pk): x.said for x in kept}
    imported = {item.pk for item in present.values()}
    held = Link.objects.of_project(project.pk).filter(
        before__in=imported, after__in=imported
    )
    known = {(x.before_id, x.after_id): x for x in held}
    gone = [
        x
        for ends, x in known.items()
        if wanted.get(ends, x.said if keeps_others else None) != x.said
    ]
    stale = {(x.before_id, x.after_id) for x in gone}
    new = [
        Link(
            workspace_id=project.workspace_id,
            before_id=before,
            after_id=after,
            **said,
        )
        for (before, after), said in wanted.items()
        if (before, after) not in known or (before, after) in stale
    ]
    facts += [_fact(ItemsUnlinked, x, project) for x in gone]
    facts += [_fact(ItemsLinked, x, project) for x in new]
    Link.objects.filter(pk__in=[x.pk for x in gone]).delete()
    Link.objects.bulk_create(new, batch_size=2000)
    return len(wanted), circles


@transaction.atomic
def import_project_links(
    project_id: int, links: Sequence[ImportedLink], *, source: str, by: Actor
) -> tuple[int, tuple[ImportedLink, ...]]:
    """Let items that were imported from ``source`` wait for each other, too.

    Returns and records what :func:`import_links` does.  Locks the project.
    """
    project = lock_for_items(project_id, by=by)
    rows = project.items.filter(external_source=source)
    said = rows.order_by("pk").only("external_id", "parent_id", "project_id")
    present = {item.external_id: item for item in said}
    there = [x for x in links if x.before in present and x.after in present]
    facts: list[Fact] = []
    done = import_links(project, there, present, facts, keeps_others=True)
    record(*facts, by=by)
    return done


def _fact(
    kind: type[ItemsLinked] | type[ItemsUnlinked], link: Link, project: Project
) -> Fact:
    return kind(
        subject_id=link.before_id,
        project_id=project.pk,
        after_id=link.after_id,
        link=link.kind,
        **{name: getattr(link, name) for name in LAG},
    )


def _without_circles(
    links: Sequence[ImportedLink], present: Mapping[str, Item]
) -> tuple[list[ImportedLink], tuple[ImportedLink, ...]]:
    """Keep the links that close no circle, the earlier one where two contradict."""
    outline = list(_outline(present.values()))
    ways = {link: _way(link, present) for link in links}
    suspects = on_circles([*outline, *ways.values()])
    if not suspects:
        return list(links), ()
    kept: list[ImportedLink] = []
    left_out: list[ImportedLink] = []
    firm = outline + [w for w in ways.values() if not suspects.issuperset(w)]
    for link, (source, target) in ways.items():
        is_suspect = {source, target} <= suspects
        if is_suspect and find_path(firm, target, source):
            left_out.append(link)
            continue
        if is_suspect:
            firm.append((source, target))
        kept.append(link)
    return kept, tuple(left_out)


def _outline(items: Iterable[Item]) -> Iterable[Way]:
    """An item is two nodes: its start, twice its id, and its finish, one more."""
    for item in items:
        yield item.pk * 2, item.pk * 2 + 1
        if item.parent_id is not None:
            yield item.parent_id * 2, item.pk * 2
            yield item.pk * 2 + 1, item.parent_id * 2 + 1


def _way(link: ImportedLink, present: Mapping[str, Item]) -> Way:
    out, into = ENDS[LinkKind(link.kind)]
    return present[link.before].pk * 2 + out, present[link.after].pk * 2 + into
