"""Users of Jira: by account in the cloud, by key or name on a server."""

from headway.integrations.importers.reading.reading import Reading
from headway.integrations.importers.reading.record import Record


def person(reading: Reading, record: Record | None) -> str | None:
    """Note somebody as the REST API has them; None for nobody."""
    if record is None:
        return None
    known = record.raw("accountId") or record.raw("key")
    if isinstance(known, str) and known in reading.people:
        return known  # all that issues say of somebody they say each time
    name = record.line("displayName")
    login = record.line("name")
    uid = record.id("accountId") or record.id("key") or login or name
    return reading.person(
        uid,
        name=name,
        login="" if login == name else login,
        email=record.line("emailAddress"),
    )
