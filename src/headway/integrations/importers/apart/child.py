"""The process that reads a file: the file on its input, what it says on its output.

Started by ``reading``; the first argument says what the file is.  It knows the settings
and no database.  A refusal is a sentence on the error output and its own exit status.
"""

import json
import resource
import signal
import sys
from typing import Any, BinaryIO, Final

from headway.base.family import end_with

REFUSED: Final = 3
TOO_MUCH: Final = 4
NO_ROOM: Final = 5


def main() -> None:
    asked = json.loads(sys.argv[1])
    end_with(asked["parent"], signal.SIGKILL)
    _limit(asked)
    try:
        _tell(asked)
    except MemoryError:
        sys.exit(TOO_MUCH)


def _tell(asked: dict[str, Any]) -> None:
    import django
    from django.utils import translation

    django.setup()
    from headway.base.files import FULL
    from headway.plan.files.content import Unreadable

    with translation.override(asked["language"]):
        try:
            _read(asked)
        except Unreadable as error:
            sys.stderr.write(str(error))
            sys.exit(REFUSED)
        except OSError as error:
            if error.errno not in FULL:
                raise
            sys.exit(NO_ROOM)


def _limit(asked: dict[str, Any]) -> None:
    """Bound memory that nobody else uses, the processor's time and what is written."""
    seconds = asked["seconds"]
    for what, most, at_all in (
        (resource.RLIMIT_DATA, asked["memory"], asked["memory"]),
        (resource.RLIMIT_CPU, seconds, seconds + 5),  # which would kill without a word
        (resource.RLIMIT_FSIZE, asked["written"], asked["written"]),
        (resource.RLIMIT_CORE, 0, 0),
    ):
        resource.setrlimit(what, (most, at_all))


def _read(asked: dict[str, Any]) -> None:
    from headway.integrations.importers.apart.written import write
    from headway.integrations.importers.sources import BY_NAME

    source, name = BY_NAME[asked["source"]], asked["name"]
    file: BinaryIO = sys.stdin.buffer
    columns, more = [], {}
    if source.is_table:
        more = {"columns": asked["columns"]}
        columns = [each.kept() for each in source.columns(file, name=name, **more)]
        file.seek(0)
    content = source.read(file, zone=asked["zone"], name=name, **more)
    write(sys.stdout.buffer, content, columns)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
