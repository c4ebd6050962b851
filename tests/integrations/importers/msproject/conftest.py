"""Where real files are, if anywhere."""

import os
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[4]
CORPUS = REPOSITORY / os.environ.get("HEADWAY_CORPUS", "../shared/data") / "schedules"


@pytest.fixture(scope="session")
def corpus() -> Path:
    if not CORPUS.is_dir():
        pytest.skip("HEADWAY_CORPUS names no folder with schedules")
    return CORPUS
