"""Static files: named by their content, compressed, served for ever."""

import fcntl
import hashlib
import os
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import AppDirectoriesFinder, get_finders
from django.core.management import call_command
from whitenoise.storage import (  # type: ignore[import-untyped]
    CompressedManifestStaticFilesStorage,
)

from headway.server.data import data_folder

OURS = "headway."


class OwnFilesFinder(AppDirectoriesFinder):
    """Finds the files of Headway's apps; pages use none that other packages bring."""

    def __init__(self, *_: Any, **options: Any) -> None:
        own = [app.name for app in apps.get_app_configs() if app.name.startswith(OURS)]
        super().__init__(app_names=own, **options)


class StaticFilesStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Also renames the files that our modules import from each other."""

    support_js_module_import_aggregation = True


def collect_static() -> bool:
    """Collect the files unless none has changed; return whether any had.

    A start that was killed leaves no stamp and the next one collects again.
    """
    stamp, digest = Path(settings.STATIC_ROOT) / ".stamp", _digest()
    with (data_folder() / "static.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if stamp.exists() and stamp.read_text() == digest:
            return False
        call_command("collectstatic", clear=True, interactive=False, verbosity=0)
        stamp.write_text(digest)
    return True


def _digest() -> str:
    """Return what changes when a file does: all names, sizes and times."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            found = os.stat(storage.path(name))  # noqa: PTH116
            line = f"{name}\0{found.st_size}\0{found.st_mtime_ns}\n"
            digest.update(line.encode())
    return digest.hexdigest()
