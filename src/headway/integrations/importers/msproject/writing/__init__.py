"""Write Microsoft Project XML (MSPDI): the opposite of the reader beside it."""

from headway.integrations.importers.msproject.writing.custom import without_place
from headway.integrations.importers.msproject.writing.document import write_msproject

__all__ = ["without_place", "write_msproject"]
