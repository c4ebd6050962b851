"""Memory that is free goes back to the system, where the C library is asked to."""

import ctypes
import sys
from typing import Final

M_ARENA_MAX: Final = -8
M_MMAP_THRESHOLD: Final = -3
ARENAS: Final = 2
LARGE: Final = 1 << 20


def share_memory() -> None:
    """Let threads share what each has freed, and large blocks be given back at once.

    Otherwise each thread keeps what it once needed, and the C library learns to keep
    blocks of up to 32 MB.  Linux with glibc only; to be called before threads begin.
    """
    library = _library()
    if library is not None:
        library.mallopt(M_ARENA_MAX, ARENAS)
        library.mallopt(M_MMAP_THRESHOLD, LARGE)


def give_back() -> None:
    """Give back what is free now; takes some milliseconds."""
    library = _library()
    if library is not None:
        library.malloc_trim(0)


def _library() -> ctypes.CDLL | None:
    if sys.platform != "linux":
        return None
    library = ctypes.CDLL(None)
    return library if hasattr(library, "malloc_trim") else None
