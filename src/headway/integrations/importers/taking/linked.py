"""Links of a tracker's file, as the links and relations that there are here."""

from collections.abc import Mapping

from headway.integrations.importers.content import FileLink, LinkKind
from headway.integrations.importers.taking.marks import Marks
from headway.work.actions import ImportedLink
from headway.work.models import LinkKind as Waiting
from headway.work.models import RelationKind

RELATIONS: Mapping[LinkKind, RelationKind] = {
    LinkKind.PRECEDES: RelationKind.FOLLOWS,
    LinkKind.FOLLOWS: RelationKind.FOLLOWS,
    LinkKind.RELATES: RelationKind.RELATES,
    LinkKind.DUPLICATES: RelationKind.DUPLICATES,
    LinkKind.CAUSES: RelationKind.CAUSES,
}


def waiting(link: FileLink, marks: Marks) -> ImportedLink:
    return ImportedLink(
        before=marks.item(link.before),
        after=marks.item(link.after),
        kind=Waiting(link.ends).value,
        lag_minutes=link.lag_minutes,
        lag_low_minutes=link.lag_low_minutes,
        lag_high_minutes=link.lag_high_minutes,
        lag_is_elapsed=link.lag_is_elapsed,
    )


def pair(link: FileLink, ids: Mapping[str, int]) -> tuple[int, int, str]:
    """``A precedes B`` in two projects: B follows up on A."""
    ends = ids[link.before], ids[link.after]
    source, target = ends[::-1] if link.kind is LinkKind.PRECEDES else ends
    return source, target, RELATIONS[link.kind].value
