"""How kernels are compiled: without the GIL, without reference counts, once.

Only entry points are cached on disk, pieces are compiled into them.  numba looks for
changes in the file of an entry point alone, so the cache folder carries a digest of
all kernel sources: an upgrade never runs yesterday's machine code.  Code for the very
processor is a tenth faster or more; but an image, which does not know where it will
run, brings code for ``COMMON``, so that its first start need not compile.
"""

import os
import shutil
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, ParamSpec, TypeVar, cast

from llvmlite import binding
from numba import __version__ as numba_version
from numba import config as numba_config
from numba import njit
from numba import types as numba_types
from numba.core.codegen import JITCodeLibrary
from numba.core.compiler import Compiler
from numba.core.compiler_lock import global_compiler_lock
from numba.np import arrayobj

config: Any = numba_config
types: Any = numba_types

P = ParamSpec("P")
R = TypeVar("R")


class Nowhere:
    """Stands for the machine code of a piece, which has none."""

    def set_env(self, name: str, environment: object) -> None:
        """Drop the address: no code of the piece's own could read it."""


class PieceLibrary(JITCodeLibrary):
    """The code of a piece, optimised and made machine code only in entry points.

    numba would do both for each piece and all that it calls, for itself and once
    more in each caller: two thirds of the time that compiling takes.
    """

    @property
    def codegen(self) -> Nowhere:
        """Take what numba has to tell the machine code."""
        return Nowhere()

    def _optimize_final_module(self) -> None:
        """Leave it to the entry point."""

    def _finalize_final_module(self) -> None:
        """Be ready to be linked."""
        self._finalized = True

    def get_pointer_to_function(self, name: str) -> int:
        """Answer 0: the library defines no ``name`` that could be called."""
        return 0


class PieceCompiler(Compiler):
    """Compile into a ``PieceLibrary``."""

    def __init__(self, typing: Any, target: Any, _library: None, *rest: Any) -> None:
        new_library: Any = PieceLibrary
        library = new_library(target.codegen(), "piece")
        initialise: Any = super().__init__
        initialise(typing, target, library, *rest)


PIECE: Final[dict[str, Any]] = {
    "pipeline_class": PieceCompiler,
    "nogil": True,
    "error_model": "numpy",
    "_nrt": False,
    "no_cpython_wrapper": True,
    "no_cfunc_wrapper": True,
}


def kernel(function: Callable[P, R]) -> Callable[P, R]:
    """Compile an entry point."""
    options: dict[str, Any] = {"nogil": True, "error_model": "numpy", "_nrt": False}
    return cast(
        "Callable[P, R]", counted_from_zero(njit(cache=True, **options)(function))
    )


def inlined(function: Callable[P, R]) -> Callable[P, R]:
    """Compile a piece of a kernel that costs no call, however many arrays it takes."""
    return cast("Callable[P, R]", widened(njit(forceinline=True, **PIECE)(function)))


def called(function: Callable[P, R]) -> Callable[P, R]:
    """Compile a piece of a kernel that runs rarely: a call is cheaper than its code."""
    return cast("Callable[P, R]", widened(njit(**PIECE)(function)))


def widened(piece: Any) -> Any:
    """Compile a piece once for int64, not for each mix of int32, it and constants."""
    compile_as_is = piece.compile

    def compile_wide(arguments: tuple[Any, ...]) -> Any:
        plain = (types.unliteral(argument) for argument in arguments)
        wide = (types.int64 if kind == types.int32 else kind for kind in plain)
        return compile_as_is(tuple(wide))

    piece.compile = compile_wide
    return piece


def counted_from_zero(entry: Any) -> Any:
    """Compile an entry point with all its pieces for indices that are never negative.

    numba would look at each whether it is, and then count from the end: 6 to 10 % of
    the time that dispatch takes.  With ``NUMBA_BOUNDSCHECK=1`` one that is raises.
    """
    compile_as_is = entry.compile

    def compile_plain(signature: tuple[Any, ...]) -> Any:
        with global_compiler_lock:  # held whenever numba compiles anything
            kept = arrayobj.fix_integer_index
            arrayobj.fix_integer_index = as_it_is
            try:
                return compile_as_is(signature)
            finally:
                arrayobj.fix_integer_index = kept

    entry.compile = compile_plain
    return entry


def as_it_is(context: Any, builder: Any, kind: Any, index: Any, _size: Any) -> Any:
    """Widen an index to the size of an address, as ``fix_integer_index`` of numba."""
    wide = types.intp if kind.signed else types.uintp
    return context.cast(builder, index, kind, wide)


COMMON: Final = "x86-64-v3"
COMMON_FEATURES: Final = ("avx2", "bmi", "bmi2", "f16c", "fma", "lzcnt", "movbe")
COMPLETE: Final = "complete"


def choose_folder() -> Path:
    """Choose where compiled code is, and have numba compile for what it is for.

    That is ``NUMBA_CACHE_DIR``, beside the sources, or the user's.  What was compiled
    beside the sources when they were installed is taken over.
    """
    features: dict[str, bool] = binding.get_host_cpu_features()
    if config.CPU_NAME:
        return folder_for(f"{config.CPU_NAME} {config.CPU_FEATURES}")
    folder = folder_for(f"{binding.get_host_cpu_name()} {sorted(features.items())}")
    common = folder_for(f"{COMMON} ")
    if is_complete(folder) or not is_complete(common):
        return folder
    if not all(features.get(each) for each in COMMON_FEATURES):
        return folder
    config.CPU_NAME, config.CPU_FEATURES = COMMON, ""
    return common


def folder_for(target: str) -> Path:
    """Find the folder of code for a processor."""
    here = Path(__file__).parent
    sources = b"".join(path.read_bytes() for path in sorted(here.glob("*.py")))
    versions = f"{numba_version} {sys.version} {target}"
    if config.BOUNDSCHECK:
        versions += " with bounds checked"
    digest = sha256(sources + versions.encode()).hexdigest()[:16]
    beside = here / "__pycache__" / digest
    if config.CACHE_DIR:
        folder = Path(config.CACHE_DIR) / digest
    elif os.access(here, os.W_OK):
        return beside
    else:
        folder = Path.home() / ".cache" / "headway_engine" / digest
    if is_complete(beside) and not folder.exists():
        take_over(beside, folder)
    return folder


def take_over(compiled: Path, folder: Path) -> None:
    """Copy compiled code to where it is looked for, unless nothing can be written."""
    draft = folder.with_name(f"{folder.name}.{os.getpid()}")
    try:
        shutil.copytree(compiled, draft)
        draft.rename(folder)
    except OSError:  # read-only, or another process was first: numba looks for itself
        shutil.rmtree(draft, ignore_errors=True)


def is_complete(folder: Path) -> bool:
    """Tell whether all that planning needs is there."""
    return (folder / COMPLETE).exists()


FOLDER: Final = choose_folder()
config.CACHE_DIR = str(FOLDER)
