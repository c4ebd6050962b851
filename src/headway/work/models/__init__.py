"""Projects, the items in them, who does them, what waits for what, and when."""

from headway.work.models.aliases import KeyAlias
from headway.work.models.amounts import Drive
from headway.work.models.assignments import Assignment
from headway.work.models.attachments import Attachment
from headway.work.models.bin import Deletion
from headway.work.models.checklist import Check
from headway.work.models.colours import Colour
from headway.work.models.conversations import (
    CommentableQuerySet,
    Conversation,
    commentable,
)
from headway.work.models.costs import CostOfDelay
from headway.work.models.custom_fields import CustomField, FieldKind
from headway.work.models.demands import Demand
from headway.work.models.importance import Importance
from headway.work.models.items import Item
from headway.work.models.judged import JUDGED, Front, FrontDefault, Moscow, Quadrant
from headway.work.models.labels import ItemLabel, Label
from headway.work.models.links import Link, LinkKind
from headway.work.models.masks import Hidden, Masks
from headway.work.models.needs import Need
from headway.work.models.outlook import Outlook, ProjectOutlook
from headway.work.models.pauses import Pause
from headway.work.models.planned_costs import CostKind, PlannedCost
from headway.work.models.precedents import Precedent
from headway.work.models.projects import Grant, GrantRole, Project
from headway.work.models.relations import Relation, RelationKind
from headway.work.models.saved_views import SavedView, ViewPage, Zoom
from headway.work.models.types import ItemType, State, WorkflowState
from headway.work.models.words import ItemWords

__all__ = [
    "JUDGED",
    "Assignment",
    "Attachment",
    "Check",
    "Colour",
    "CommentableQuerySet",
    "Conversation",
    "CostKind",
    "CostOfDelay",
    "CustomField",
    "Deletion",
    "Demand",
    "Drive",
    "FieldKind",
    "Front",
    "FrontDefault",
    "Grant",
    "GrantRole",
    "Hidden",
    "Importance",
    "Item",
    "ItemLabel",
    "ItemType",
    "ItemWords",
    "KeyAlias",
    "Label",
    "Link",
    "LinkKind",
    "Masks",
    "Moscow",
    "Need",
    "Outlook",
    "Pause",
    "PlannedCost",
    "Precedent",
    "Project",
    "ProjectOutlook",
    "Quadrant",
    "Relation",
    "RelationKind",
    "SavedView",
    "State",
    "ViewPage",
    "WorkflowState",
    "Zoom",
    "commentable",
]
