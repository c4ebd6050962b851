"""Users of GitHub, known by their login."""

from headway.integrations.importers.reading.reading import Reading
from headway.integrations.importers.reading.record import Record


def person(reading: Reading, record: Record | None) -> str | None:
    """Note somebody; None for nobody, such as an account that was deleted."""
    if record is None:
        return None
    login = record.line("login")
    return reading.person(
        login, name=record.line("name"), login=login, email=record.line("email")
    )
