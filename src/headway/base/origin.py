"""From which address a request came, for facts that say so.

The server sets it once for each request; where there is none, as in the worker and on
the command line, it is empty.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_ip: ContextVar[str] = ContextVar("address of the request", default="")


@contextmanager
def asked_from(ip: str) -> Iterator[None]:
    """Let all within the block be asked from there."""
    token = _ip.set(ip)
    try:
        yield
    finally:
        _ip.reset(token)


def asking_ip() -> str:
    return _ip.get()
