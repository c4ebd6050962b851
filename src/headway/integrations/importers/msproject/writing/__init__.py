"""Write Microsoft Project XML (MSPDI): the opposite of the reader beside it."""

from headway.integrations.importers.msproject.writing.document import write_msproject

__all__ = ["write_msproject"]
