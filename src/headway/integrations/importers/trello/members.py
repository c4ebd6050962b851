"""Who is on a Trello board, or was."""

from headway.integrations.importers.reading.reading import Reading
from headway.integrations.importers.reading.record import Record


def noted(reading: Reading, member: Record) -> str | None:
    """Note a member, however much of them the file says."""
    return reading.person(
        member.id("id"),
        name=member.line("fullName") or member.line("name"),
        login=member.line("username"),
        email=member.line("email"),
    )
