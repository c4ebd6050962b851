"""Whether the source has changed, for those who work on it."""

from pathlib import Path

import headway


class Sources:
    """All Python files of Headway and its engine."""

    def __init__(self) -> None:
        self._folder = Path(headway.__path__[0]).parent
        self._seen = self._state()

    def have_changed(self) -> bool:
        """Return whether a file has come, gone or changed since the last call."""
        before, self._seen = self._seen, self._state()
        return before != self._seen

    def _state(self) -> dict[Path, int]:
        files = self._folder.glob("headway*/**/*.py")
        return {file: file.stat().st_mtime_ns for file in files if file.exists()}
