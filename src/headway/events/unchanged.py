"""Whether anything happened in a workspace since somebody looked."""

from typing import NewType

from django.db import connection

LogState = NewType("LogState", str)
"""Which transactions had ended at a moment: a ``pg_snapshot``."""

NEW = """
SELECT EXISTS (
    SELECT FROM events_event
    WHERE workspace_id = %(workspace)s
    AND transaction >= pg_snapshot_xmin(%(since)s::pg_snapshot)
    AND NOT pg_visible_in_snapshot(transaction, %(since)s::pg_snapshot)
)
"""


def log_state() -> LogState:
    """Return the state of the log as it is now, for all workspaces.

    Whoever goes on to read rows asks for it before, in a statement of its own.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_snapshot()::text")
        [state] = cursor.fetchone()
    return LogState(state)


def has_changed(workspace_id: int, *, since: LogState) -> bool:
    """Say whether the workspace's log shows what it did not show then.

    Exact, in whatever order transactions end; what this transaction recorded counts.
    """
    with connection.cursor() as cursor:
        cursor.execute(NEW, {"workspace": workspace_id, "since": since})
        [is_changed] = cursor.fetchone()
    return bool(is_changed)
