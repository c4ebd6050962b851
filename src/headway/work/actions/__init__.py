"""Everything that can be done to work, from any edge: page, API, process, import.

Each action is one transaction, checks the actor, and records one fact.  All raise
:class:`NotFound` and ``PermissionDenied``; ``if_version`` raises :class:`Stale`
when the item has another version.
"""

from headway.work.actions.archiving import archive_project, unarchive_project
from headway.work.actions.assigning import (
    Part,
    assign_people,
    assigned,
    assigned_to,
    differ,
)
from headway.work.actions.attaching import attach_file, put_file_back, remove_files
from headway.work.actions.batches import (
    ItemChange,
    NewItem,
    change_each,
    create_items,
)
from headway.work.actions.beginning import begin_project
from headway.work.actions.bin import delete_items, delete_project, purge, restore
from headway.work.actions.bulk import change_items
from headway.work.actions.capturing import MOST_ROWS, NewRow, create_outline
from headway.work.actions.checking import add_check, change_check, remove_check
from headway.work.actions.commenting import (
    add_comment,
    edit_comment,
    remove_comment,
    remove_comments,
    restore_comments,
)
from headway.work.actions.costing import cost_delay
from headway.work.actions.custom_fields import (
    add_field,
    archive_field,
    edit_field,
    remove_field,
    restore_field,
    unarchive_field,
)
from headway.work.actions.demands import (
    ImportedDemand,
    add_demand,
    edit_demand,
    import_demands,
    remove_demand,
    restore_demand,
)
from headway.work.actions.duplicating import duplicate_item
from headway.work.actions.founding import found_types
from headway.work.actions.granting import give_grant
from headway.work.actions.importing import Imported, ImportedItem, import_outline
from headway.work.actions.importing_checks import ImportedCheck
from headway.work.actions.importing_comments import (
    ImportedComment,
    ImportedComments,
    import_comments,
)
from headway.work.actions.importing_labels import import_labels
from headway.work.actions.importing_links import ImportedLink, import_project_links
from headway.work.actions.importing_parts import (
    ImportedCard,
    ImportedChange,
    ImportedPart,
    import_part,
    settle_outline,
)
from headway.work.actions.importing_relations import import_relations
from headway.work.actions.importing_types import ImportedState, import_states
from headway.work.actions.indexing import index_items
from headway.work.actions.items import create_item, edit_item
from headway.work.actions.joining import join_person
from headway.work.actions.judging import choose_front
from headway.work.actions.labelling import set_labels, settle_first_labels
from headway.work.actions.labels import edit_label, remove_label, restore_label
from headway.work.actions.links import link_items, unlink_each, unlink_items
from headway.work.actions.moving import move_item, restore_progress
from headway.work.actions.needing import NeededSkill, need_skills
from headway.work.actions.outlook import publish_outlook, raise_bounds
from headway.work.actions.pausing import pause_item
from headway.work.actions.placing import place_item
from headway.work.actions.planning_costs import Cost, plan_costs
from headway.work.actions.precedents import publish_precedents
from headway.work.actions.projects import create_project, edit_project, key_for
from headway.work.actions.relating import relate_items, unrelate_items
from headway.work.actions.retyping import retype_item
from headway.work.actions.sample import (
    Sample,
    count_sample,
    note_sample,
    remove_sample,
)
from headway.work.actions.saving import (
    edit_view,
    remove_view,
    restore_view,
    save_view,
)
from headway.work.actions.transferring import transfer_item
from headway.work.actions.types import (
    add_state,
    add_type,
    edit_state,
    make_default_state,
    order_states,
    remove_state,
    remove_type,
    rename_type,
    restore_state,
    restore_type,
)

__all__ = [
    "MOST_ROWS",
    "Cost",
    "Imported",
    "ImportedCard",
    "ImportedChange",
    "ImportedCheck",
    "ImportedComment",
    "ImportedComments",
    "ImportedDemand",
    "ImportedItem",
    "ImportedLink",
    "ImportedPart",
    "ImportedState",
    "ItemChange",
    "NeededSkill",
    "NewItem",
    "NewRow",
    "Part",
    "Sample",
    "add_check",
    "add_comment",
    "add_demand",
    "add_field",
    "add_state",
    "add_type",
    "archive_field",
    "archive_project",
    "assign_people",
    "assigned",
    "assigned_to",
    "attach_file",
    "begin_project",
    "change_check",
    "change_each",
    "change_items",
    "choose_front",
    "cost_delay",
    "count_sample",
    "create_item",
    "create_items",
    "create_outline",
    "create_project",
    "delete_items",
    "delete_project",
    "differ",
    "duplicate_item",
    "edit_comment",
    "edit_demand",
    "edit_field",
    "edit_item",
    "edit_label",
    "edit_project",
    "edit_state",
    "edit_view",
    "found_types",
    "give_grant",
    "import_comments",
    "import_demands",
    "import_labels",
    "import_outline",
    "import_part",
    "import_project_links",
    "import_relations",
    "import_states",
    "index_items",
    "join_person",
    "key_for",
    "link_items",
    "make_default_state",
    "move_item",
    "need_skills",
    "note_sample",
    "order_states",
    "pause_item",
    "place_item",
    "plan_costs",
    "publish_outlook",
    "publish_precedents",
    "purge",
    "put_file_back",
    "raise_bounds",
    "relate_items",
    "remove_check",
    "remove_comment",
    "remove_comments",
    "remove_demand",
    "remove_field",
    "remove_files",
    "remove_label",
    "remove_sample",
    "remove_state",
    "remove_type",
    "remove_view",
    "rename_type",
    "restore",
    "restore_comments",
    "restore_demand",
    "restore_field",
    "restore_label",
    "restore_progress",
    "restore_state",
    "restore_type",
    "restore_view",
    "retype_item",
    "save_view",
    "set_labels",
    "settle_first_labels",
    "settle_outline",
    "transfer_item",
    "unarchive_field",
    "unarchive_project",
    "unlink_each",
    "unlink_items",
    "unrelate_items",
]
