"""Find room for items in the outline of a project."""

from django.db.models import Max

from headway.work.actions.items import GAP, spread
from headway.work.models import Item, Project
from headway.work.subtrees import Place


def free_positions(
    target: Project, parent: Item | None, place: Place | None, count: int
) -> list[int]:
    """Return so many free positions of the outline, in their order; no place is last.

    Only actions call this, which have locked the project: where there is no room, the
    whole outline is numbered anew.
    """
    outline = Item.everything.filter(project=target).order_by("position")
    following = _following(target, parent, place)
    before = outline if following is None else outline.filter(position__lt=following)
    last = before.aggregate(last=Max("position"))["last"]
    if following is None:
        first = 0 if last is None else int(last)
        return [first + GAP * n for n in range(1, count + 1)]
    if last is None:
        return [following - GAP * n for n in range(count, 0, -1)]
    step = (following - int(last)) // (count + 1)
    if step < 1:
        spread(target)
        if parent is not None:
            parent.refresh_from_db(fields=["position"])
        return free_positions(target, parent, place, count)
    return [int(last) + step * n for n in range(1, count + 1)]


def _following(target: Project, parent: Item | None, place: Place | None) -> int | None:
    """Return the position of what is to come next; None where it is the last of all.

    Whatever is in the item that it stood behind goes before it.
    """
    outline = Item.everything.filter(project=target).order_by("position")
    positions = outline.values_list("position", flat=True)
    if place is None:
        return None
    if place.parent_id is None and place.behind_id is None:
        return positions.first()
    inside = outline
    end = None
    if parent is not None:
        after = positions.filter(position__gt=parent.position, depth__lte=parent.depth)
        end = after.first()
        inside = inside.filter(position__gte=parent.position)
        inside = inside if end is None else inside.filter(position__lt=end)
    behind = inside.filter(pk=place.behind_id or 0).first()
    if behind is None:
        return end
    depth = parent.depth + 1 if parent else 0
    return positions.filter(position__gt=behind.position, depth__lte=depth).first()
