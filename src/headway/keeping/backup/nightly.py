"""The backup of each night, of which a few are kept."""

import time
from datetime import date
from pathlib import Path

from procrastinate.contrib.django.utils import connector_params

from headway.keeping.backup.making import back_up
from headway.keeping.writing import DRAFT, private_folder
from headway.server import environment
from headway.server.data import data_folder

NIGHTLY = "nightly-{:%Y-%m-%d}.zip"
DRAFT_SECONDS = 24 * 3600
"""An unfinished file older than this is what a killed process left."""


def backups_folder() -> Path:
    return data_folder() / "backups"


def back_up_tonight(night: date) -> Path | None:
    """Make the backup of a night and drop old ones; None when there is none to make.

    ``HEADWAY_BACKUPS`` says how many nights are kept, 0 that none is made.  Backups
    that people made are left alone.
    """
    kept = environment.backups()
    if not kept:
        return None
    folder = private_folder(backups_folder())
    _drop_drafts(folder)
    file = folder / NIGHTLY.format(night)
    if file.exists():
        return None
    back_up(file, data=data_folder(), connect_options=connector_params())
    for old in sorted(folder.glob("nightly-????-??-??.zip"))[:-kept]:
        old.unlink()
    return file


def _drop_drafts(folder: Path) -> None:
    for draft in folder.glob(f"{DRAFT}*"):
        if draft.stat().st_mtime < time.time() - DRAFT_SECONDS:
            draft.unlink()
