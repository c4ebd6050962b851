"""Exact solving in a process of its own, which takes the solver's memory with it.

OR-Tools takes 65 megabytes of whoever imports it, for as long as they live: too much
for a worker that needs it now and then.  Whoever has it already uses it there.
"""

import logging
import pickle
import subprocess
import sys
from collections.abc import Callable
from typing import Final, ParamSpec, TypeVar

log = logging.getLogger(__name__)

P = ParamSpec("P")
R = TypeVar("R")

LONGEST_SECONDS: Final = 60.0
"""Getting ready included: a process that takes longer is ended."""

LOADED: Final = "ortools.sat.python.cp_model"


def apart(
    function: Callable[P, R | None], *args: P.args, **values: P.kwargs
) -> R | None:
    """Call a function of ``planning`` with arguments that can be pickled.

    None where the process failed, as it does where there is no memory for it; the log
    says so.
    """
    if LOADED in sys.modules:
        return function(*args, **values)
    command = [sys.executable, "-m", __name__]
    asked = pickle.dumps((function, args, values))
    try:
        done = subprocess.run(  # noqa: S603 our own code
            command, input=asked, capture_output=True, timeout=LONGEST_SECONDS
        )
    except (subprocess.TimeoutExpired, OSError) as error:
        log.warning("no exact solver: %s", error)
        return None
    if done.returncode:
        log.warning("no exact solver: %s", done.stderr.decode(errors="replace"))
        return None
    found: R | None = pickle.loads(done.stdout)  # noqa: S301 our own process
    return found


def main() -> None:
    function, args, values = pickle.load(sys.stdin.buffer)  # noqa: S301
    sys.stdout.buffer.write(pickle.dumps(function(*args, **values)))


if __name__ == "__main__":
    main()
