"""The types of items that a workspace begins with."""

from django.utils.translation import gettext as _

from headway.actors.models import Workspace
from headway.people.speaking import speaking_in
from headway.work.models import ItemType, State, WorkflowState


def found_types(workspace_id: int) -> None:
    """Give a workspace that has no types of items its first one."""
    mine = ItemType.objects.filter(workspace_id=workspace_id)
    if mine.exists():
        return
    with speaking_in(Workspace.objects.get(pk=workspace_id)):
        name = _("Task")
    first, is_new = ItemType.objects.get_or_create(
        workspace_id=workspace_id, is_default=True, defaults={"name": name}
    )
    if is_new:  # else somebody else founds them just now
        add_usual_states(first)


def add_usual_states(kind: ItemType) -> None:
    """Add the states of most types, called as in the language of the workspace."""
    with speaking_in(kind.workspace):
        _add_usual_states(kind)


def _add_usual_states(kind: ItemType) -> None:
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
