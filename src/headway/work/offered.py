"""What forms offer to choose from, as pages with such forms ask for it each time."""

from headway.base.compiled import Asked
from headway.work.models import ItemType, Project

TYPES = Asked(lambda by: ItemType.objects.visible_to(by))
"""The types of items, in their order."""

CONTRIBUTED = Asked(lambda by: Project.objects.contributable_by(by).order_by("key"))
"""The projects in which ``by`` may create and change items."""
