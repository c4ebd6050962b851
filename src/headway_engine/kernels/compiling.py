"""How kernels are compiled: without the GIL, without reference counts, once.

Only entry points are cached on disk, pieces are compiled into them.  numba looks for
changes in the file of an entry point alone, so the cache folder carries a digest of
all kernel sources: an upgrade never runs yesterday's machine code.
"""

import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, ParamSpec, TypeVar, cast

from numba import config as numba_config
from numba import njit

config: Any = numba_config

P = ParamSpec("P")
R = TypeVar("R")

PIECE: Final[dict[str, Any]] = {
    "nogil": True,
    "error_model": "numpy",
    "_nrt": False,
    "no_cpython_wrapper": True,
    "no_cfunc_wrapper": True,
}


def kernel(function: Callable[P, R]) -> Callable[P, R]:
    """Compile an entry point."""
    options: dict[str, Any] = {"nogil": True, "error_model": "numpy", "_nrt": False}
    return cast("Callable[P, R]", njit(cache=True, **options)(function))


def inlined(function: Callable[P, R]) -> Callable[P, R]:
    """Compile a piece of a kernel that costs no call, however many arrays it takes."""
    return cast("Callable[P, R]", njit(forceinline=True, **PIECE)(function))


def called(function: Callable[P, R]) -> Callable[P, R]:
    """Compile a piece of a kernel that runs rarely: a call is cheaper than its code."""
    return cast("Callable[P, R]", njit(**PIECE)(function))


def cache_folder() -> Path:
    """Choose the folder: ``NUMBA_CACHE_DIR``, beside the sources, or the user's."""
    here = Path(__file__).parent
    sources = b"".join(path.read_bytes() for path in sorted(here.glob("*.py")))
    digest = sha256(sources).hexdigest()[:16]
    if config.CACHE_DIR:
        return Path(config.CACHE_DIR) / digest
    if os.access(here, os.W_OK):
        return here / "__pycache__" / digest
    return Path.home() / ".cache" / "headway_engine" / digest


config.CACHE_DIR = str(cache_folder())
