"""The activity log in a database that it was brought to from another one."""

from django.db import connection

NUMBER = """
WITH marks AS (
    SELECT DISTINCT transaction, event_id FROM events_cursor
    WHERE (transaction, event_id) > ('0'::xid8, 0)
), segments AS (
    SELECT e.id, e.at, 1 + (SELECT count(*) FROM marks m
        WHERE (e.transaction, e.id) > (m.transaction, m.event_id)) AS number
    FROM events_event e
)
UPDATE events_event e SET transaction = s.number::text::xid8
FROM segments s WHERE s.id = e.id AND s.at = e.at
"""

PLACE = """
WITH marks AS (
    SELECT transaction, event_id,
        dense_rank() OVER (ORDER BY transaction, event_id) AS number
    FROM events_cursor WHERE (transaction, event_id) > ('0'::xid8, 0)
), places AS (
    SELECT DISTINCT m.transaction, m.event_id, m.number, coalesce((SELECT max(e.id)
        FROM events_event e WHERE e.transaction = m.number::text::xid8), 0) AS last
    FROM marks m
)
UPDATE events_cursor c SET transaction = p.number::text::xid8, event_id = p.last
FROM places p WHERE (c.transaction, c.event_id) = (p.transaction, p.event_id)
"""


def begin_anew() -> None:
    """Give events and readers positions that hold in this database.

    Transaction ids start again in another database server, while readers compare them.
    The log is cut where a reader stands; events of a piece get its number (1, 2 and so
    on, below every id that a server gives out) and keep their order by id.  Each reader
    then goes on with the first event that it has not read.  Runs in the transaction
    that brought the rows, before any reader runs.
    """
    with connection.cursor() as cursor:
        cursor.execute(NUMBER)
        cursor.execute(PLACE)
