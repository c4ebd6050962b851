"""A project as one JSON file with all that was said of it, which Headway reads again.

``docs/reference/project-file.md`` says what is in it; ``importers/headway`` reads it.
"""

from headway.integrations.exporters.headway.leaving import Staying, what_stays
from headway.integrations.exporters.headway.writing import project_file

__all__ = ["Staying", "project_file", "what_stays"]
