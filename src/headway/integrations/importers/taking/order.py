"""Items in an order in which what they are in comes before them."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from headway.integrations.importers.content import FileItem
from headway.integrations.importers.taking.cards import name_of
from headway.integrations.importers.taking.step import Step
from headway.plan.files.saying import say as _


def in_order(
    items: Sequence[FileItem], boards: Collection[str], step: Step
) -> list[FileItem]:
    """Return the items of ``boards``, each once and behind what it is in.

    Otherwise in the order of the file.  What is left out or cut is noted.
    """
    known: dict[str, FileItem] = {}
    for item in items:
        if item.board not in boards:
            step.note(name_of(item), _("the file does not say to what it belongs"))
        elif item.id in known:
            step.note(name_of(item), _("another one before it has the same number"))
        else:
            known[item.id] = item
    ordered: dict[str, FileItem] = {}
    for item in known.values():
        for each in _above(item, known, ordered, step):
            ordered[each.id] = each
    return list(ordered.values())


def _above(
    item: FileItem,
    known: dict[str, FileItem],
    ordered: dict[str, FileItem],
    step: Step,
) -> Iterator[FileItem]:
    """Yield the item with what it is in and has not come yet, the outermost first."""
    path: dict[str, FileItem] = {}
    at: FileItem | None = item
    while at is not None and at.id not in ordered and at.id not in path:
        path[at.id] = at
        at = known.get(at.parent or "")
    if at is not None and at.id in path:
        step.note(name_of(at), _("it is in itself, by way of others"))
        path[at.id] = replace(at, parent=None)
    yield from reversed(_from_cut(list(path.values())))


def _from_cut(path: list[FileItem]) -> list[FileItem]:
    """Let the item that was cut out of a circle be the outermost."""
    cut = next((n for n, each in enumerate(path) if each.parent is None), None)
    return path if cut is None else [*path[cut + 1 :], *path[: cut + 1]]
