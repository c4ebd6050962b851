"""Real files that others wrote, where there are any."""

import os
from pathlib import Path

REPOSITORY = Path(__file__).parents[1]
CORPUS = REPOSITORY / os.environ.get("HEADWAY_CORPUS", "../shared/data")
ABSENT = f"HEADWAY_CORPUS names no folder: {CORPUS}"


def mspdi_files() -> list[Path]:
    """Every Microsoft Project XML file of the corpus; none where there is none."""
    found = sorted((CORPUS / "schedules").rglob("*.xml"))
    return [f for f in found if b"schemas.microsoft.com/project" in f.read_bytes()]
