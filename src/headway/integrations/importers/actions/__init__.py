"""Everything that can be done to imports; see ``running.py`` for what they do."""

from headway.integrations.importers.actions.imports import (
    STARTABLE,
    UNDOABLE,
    add_import,
    cancel_import,
    choose_for_import,
    note_undone,
    put_again,
    start_import,
    undo_import,
)
from headway.integrations.importers.actions.schedules import Report, import_schedule

__all__ = [
    "STARTABLE",
    "UNDOABLE",
    "Report",
    "add_import",
    "cancel_import",
    "choose_for_import",
    "import_schedule",
    "note_undone",
    "put_again",
    "start_import",
    "undo_import",
]
