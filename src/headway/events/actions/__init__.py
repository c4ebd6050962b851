"""Everything that can be done to the log, and by it."""

from headway.events.actions.delivering import (
    announce,
    perform,
    queue_effects,
    read_batch,
)
from headway.events.actions.exporting import note_export
from headway.events.actions.jobs import (
    forget_failures,
    give_up_job,
    note_failure,
    retry_job,
)
from headway.events.actions.presence import be_present, forget_absent, leave
from headway.events.actions.recording import part_of, performed, record
from headway.events.actions.undoing import undo_operation

__all__ = [
    "announce",
    "be_present",
    "forget_absent",
    "forget_failures",
    "give_up_job",
    "leave",
    "note_export",
    "note_failure",
    "part_of",
    "perform",
    "performed",
    "queue_effects",
    "read_batch",
    "record",
    "retry_job",
    "undo_operation",
]
