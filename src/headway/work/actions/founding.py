"""The types of items that a workspace begins with."""

from django.utils.translation import gettext as _

from headway.work.models import ItemType, State, WorkflowState


def found_types(workspace_id: int) -> None:
    """Give a workspace that has no types of items its first one."""
    mine = ItemType.objects.filter(workspace_id=workspace_id)
    if mine.exists():
        return
    first, is_new = ItemType.objects.get_or_create(
        workspace_id=workspace_id, is_default=True, defaults={"name": _("Task")}
    )
    if is_new:  # else somebody else founds them just now
        add_usual_states(first)


def add_usual_states(kind: ItemType) -> None:
    usual = [(str(category.label), category, True) for category in State]
    usual.insert(2, (_("Review"), State.DOING, False))
    WorkflowState.objects.bulk_create(
        WorkflowState(
            workspace_id=kind.workspace_id,
            type=kind,
            name=name,
            category=category,
            position=place,
            is_default=is_default,
            is_review=not is_default,
        )
        for place, (name, category, is_default) in enumerate(usual, 1)
    )
