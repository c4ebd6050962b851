"""Note that the log was taken away as a file."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from headway.actors.models import Actor
from headway.events.actions.recording import record
from headway.events.facts import LogExported


@transaction.atomic
def note_export(*, by: Actor) -> None:
    """Record :class:`LogExported`; only administrators may export."""
    if not by.is_administrator:
        raise PermissionDenied
    record(LogExported(subject_id=by.workspace_id), by=by)
