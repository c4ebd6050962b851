"""A generator of random numbers whose state is one word of the caller's."""

from typing import Final

import numpy as np

from headway_engine.kernels.compiling import inlined
from headway_engine.kernels.records import Words
from headway_engine.kernels.scenarios import GOLDEN, mixed

LOW_BITS: Final = np.uint64(33)
FRACTION_BITS: Final = np.uint64(11)
ONE_OVER: Final = 1.0 / (1 << 53)


@inlined
def next_word(state: Words) -> np.uint64:
    """Draw 64 bits and move on."""
    word = state[0]
    state[0] = word + GOLDEN
    return mixed(word)


@inlined
def below(state: Words, bound: int) -> int:
    """Draw a whole number in ``range(bound)``; biased by less than one in a million."""
    return int(next_word(state) >> LOW_BITS) % bound


@inlined
def fraction(state: Words) -> float:
    """Draw a number in [0, 1)."""
    return int(next_word(state) >> FRACTION_BITS) * ONE_OVER
