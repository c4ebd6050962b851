"""Waiting for what other processes and transactions do."""

import time
from collections.abc import Callable


def wait_until(happens: Callable[[], object], seconds: float) -> float:
    """Return the seconds until then."""
    began = time.monotonic()
    while not happens():
        assert time.monotonic() - began < seconds
        time.sleep(0.05)
    return time.monotonic() - began
