"""Rows asked for before they are needed: a pass waits for memory most of its time.

Which event comes next, and which item is the best of a queue, is known well before
anything is done about it.
"""

from typing import Any

from llvmlite import ir
from numba import types
from numba.core import cgutils as numba_cgutils
from numba.extending import intrinsic

cgutils: Any = numba_cgutils

TO_READ, KEEP, DATA = 0, 3, 1
"""What ``llvm.prefetch`` is told of an address."""


def _fetch(_typing: Any, array: Any, place: Any) -> Any:
    """Bring what lies at ``place``, a row or an element, into the cache.

    It need not exist: nothing is read.
    """

    def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        structure = context.make_array(signature.args[0])(context, builder, args[0])
        stride = cgutils.unpack_tuple(builder, structure.strides)[0]
        base = builder.ptrtoint(structure.data, stride.type)
        address = builder.add(base, builder.mul(args[1], stride))
        number, byte = ir.IntType(32), ir.PointerType()
        kind = ir.FunctionType(ir.VoidType(), [byte, number, number, number])
        prefetch = cgutils.get_or_insert_function(
            builder.module, kind, "llvm.prefetch.p0"
        )
        how = [number(value) for value in (TO_READ, KEEP, DATA)]
        builder.call(prefetch, [builder.inttoptr(address, byte), *how])
        return context.get_dummy_value()

    return types.void(array, types.int64), generate


fetch: Any = intrinsic(_fetch)
