"""Projects, the items in them, who does them, what waits for what, and when."""

from headway.work.models.attachments import Attachment
from headway.work.models.bin import Deletion
from headway.work.models.items import Assignment, Drive, Item
from headway.work.models.links import Link, LinkKind
from headway.work.models.masks import Hidden, Masks
from headway.work.models.outlook import Outlook, ProjectOutlook
from headway.work.models.projects import Grant, GrantRole, Project
from headway.work.models.types import ItemType, State, WorkflowState

__all__ = [
    "Assignment",
    "Attachment",
    "Deletion",
    "Drive",
    "Grant",
    "GrantRole",
    "Hidden",
    "Item",
    "ItemType",
    "Link",
    "LinkKind",
    "Masks",
    "Outlook",
    "Project",
    "ProjectOutlook",
    "State",
    "WorkflowState",
]
