"""Everything that can be done to the log, and by it."""

from headway.events.actions.delivering import announce, perform, read_batch
from headway.events.actions.recording import performed, record
from headway.events.actions.undoing import undo_operation

__all__ = [
    "announce",
    "perform",
    "performed",
    "read_batch",
    "record",
    "undo_operation",
]
