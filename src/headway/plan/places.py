"""Why an item has its place: what it is worth, and how many go before it for what."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from headway.plan.compile.compiled import Compiled
from headway.work.models.costs import NORMAL_WEEK
from headway_engine.priority import BEHIND, DEADLINE, OWN

HOURS_A_DAY = 8
MOST = 2**31 - 1


def places(compiled: Compiled, order: Sequence[int]) -> Mapping[int, tuple[int, ...]]:
    """Count, for each position of ``order``, what is before it; see ``Outlook.ahead``.

    The first term counts what is worth more for each hour, the second by how much a
    search put it back, the third by how much it is later than in that order because
    others can start before, and the fourth by how much people put it back.  They add up
    to its place in ``order``, from 0.
    """
    ruled = _placed(order, compiled.keys)
    searched = _placed(order, compiled.freely)
    put = _placed(order, compiled.problem.items.rank)
    return {
        i: (
            ruled[i],
            searched[i] - ruled[i],
            place - put[i],
            put[i] - searched[i],
        )
        for place, i in enumerate(order)
    }


def _placed(order: Sequence[int], by: Any) -> dict[int, int]:
    """Return the place of each position when they are sorted by something of theirs."""
    return {i: n for n, i in enumerate(sorted(order, key=by.__getitem__))}


def score_terms(compiled: Compiled, i: int) -> list[int]:
    """Return the terms of the score of position ``i``; see ``Outlook.score``."""
    index, said = compiled.scores.index, compiled.ranked[i].said
    own, dated, behind = index.terms[i, [OWN, DEADLINE, BEHIND]].tolist()
    slope = said.worth.slope if said else 0.0
    is_costed = said is not None and said.per_week is not None
    alone = own * said.without_project / slope if said and slope else own
    unit = NORMAL_WEEK * HOURS_A_DAY
    mine = [alone, 0.0, 0.0] if is_costed else [0.0, alone, own - alone]
    terms = np.array([*mine, dated, behind]) * unit
    return [int(term) for term in np.clip(np.rint(terms), -MOST, MOST)]
