"""States of the usual type, and cards in the order in which a board shows them."""

from headway.work.models import Item, WorkflowState


def state(name: str, kind: str = "Task") -> WorkflowState:
    return WorkflowState.objects.live().get(
        workspace__slug="acme", type__name=kind, name=name
    )


def in_column(name: str) -> list[str]:
    """Titles of the cards whose state has that name, first to last."""
    rows = Item.objects.filter(status__name=name).order_by("board_rank", "pk")
    return list(rows.values_list("title", flat=True))
