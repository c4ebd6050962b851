"""Read Microsoft Project XML (MSPDI), the format that most planners can save.

Reference: "Project XML Data Interchange Schema" of the Microsoft Project SDK.
"""

from headway.integrations.importers.msproject.reader import read_msproject

__all__ = ["read_msproject"]
