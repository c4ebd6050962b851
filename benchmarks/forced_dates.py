"""Are forced dates TaskJuggler's?  Small projects in which nobody has a choice.

300 of them, 60 in a file: calendars, leaves, gaps, links and constraints alone say when
things happen (``tests/engine/test_taskjuggler.py``).  Needs Debian's ``tj3``.  Prints
one line of JSON; what differs goes to standard error.
"""

import argparse
import json
import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # run as a file, not as a module

from benchmarks.options import whole
from tests.engine.test_taskjuggler import FILES, PROJECTS, compared


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=whole(1), default=FILES)
    options = parser.parse_args()
    if shutil.which("tj3") is None:
        raise SystemExit("TaskJuggler is not here: apt-get install tj3")
    tasks = differences = 0
    for number in range(options.files):
        with tempfile.TemporaryDirectory() as folder:
            dated, others = compared(number, Path(folder))
        tasks += dated
        differences += len(others)
        for other in others:
            print(number, *other, file=sys.stderr)
    projects = options.files * PROJECTS
    found = {"projects": projects, "tasks": tasks, "differences": differences}
    print(json.dumps(found))


if __name__ == "__main__":
    main()
