"""Exact solving in a process of its own, which takes the solver's memory with it.

OR-Tools takes 65 megabytes of whoever imports it, for as long as they live: too much
for a worker that needs it now and then.  Whoever has it already uses it there.
"""

import logging
import pickle
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from typing import Final, ParamSpec, TypeVar

log = logging.getLogger(__name__)

P = ParamSpec("P")
R = TypeVar("R")

LONGEST_SECONDS: Final = 60.0
"""Getting ready included: a process that takes longer is ended."""

LOOK_SECONDS: Final = 0.2
"""How often whoever asked is asked whether they still want to know."""

LOADED: Final = "ortools.sat.python.cp_model"


class Unwanted(Exception):
    """Whoever asked does not want to know any more."""


def apart(
    function: Callable[P, R | None], *args: P.args, **values: P.kwargs
) -> R | None:
    """Call a function of ``planning`` with arguments that can be pickled.

    None where the process failed, as it does where there is no memory for it; the log
    says so.
    """
    return apart_while(lambda: True, function, *args, **values)


def apart_while(
    is_wanted: Callable[[], bool],
    function: Callable[P, R | None],
    *args: P.args,
    **values: P.kwargs,
) -> R | None:
    """As :func:`apart`, and ends the process once the answer is not wanted any more.

    Raises :class:`Unwanted` then; nobody is asked where the solver is here already.
    """
    if LOADED in sys.modules:
        return function(*args, **values)
    asked = pickle.dumps((function, args, values))
    try:
        said = _answer(asked, is_wanted)
    except (subprocess.SubprocessError, OSError) as error:
        log.warning("no exact solver: %s", error)
        return None
    found: R | None = pickle.loads(said)  # noqa: S301 our own process
    return found


def _answer(asked: bytes, is_wanted: Callable[[], bool]) -> bytes:
    """Ask a process; whatever happens, it has ended afterwards."""
    command, pipe = [sys.executable, "-m", __name__], subprocess.PIPE
    with (
        subprocess.Popen(  # noqa: S603 our own code
            command, stdin=pipe, stdout=pipe, stderr=pipe
        ) as process,
        ThreadPoolExecutor(1) as talking,
    ):
        answer = talking.submit(process.communicate, asked)
        try:
            for _turn in range(round(LONGEST_SECONDS / LOOK_SECONDS)):
                if wait([answer], LOOK_SECONDS).done:
                    break
                if not is_wanted():
                    raise Unwanted
            else:
                raise subprocess.TimeoutExpired(command, LONGEST_SECONDS)
        finally:
            process.kill()
    said, wrong = answer.result()
    if process.returncode:
        raise subprocess.SubprocessError(wrong.decode(errors="replace"))
    return said


def main() -> None:
    function, args, values = pickle.load(sys.stdin.buffer)  # noqa: S301
    sys.stdout.buffer.write(pickle.dumps(function(*args, **values)))


if __name__ == "__main__":
    main()
