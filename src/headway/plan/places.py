"""Why an item has its place: what it is worth, and how many go before it for what."""

from collections.abc import Mapping, Sequence

import numpy as np

from headway.plan.compile.workspace import Compiled
from headway.work.models.costs import NORMAL_WEEK
from headway_engine.priority import BEHIND, DEADLINE, OWN

HOURS_A_DAY = 8
MOST = 2**31 - 1


def places(compiled: Compiled, order: Sequence[int]) -> Mapping[int, tuple[int, ...]]:
    """Count, for each position of ``order``, what is before it; see ``Outlook.ahead``.

    The first term counts what is worth more for each hour, the second by how much a
    search put it back, and the third by how much it is later than in that order because
    others can start before.  They add up to its place in ``order``, from 0.
    """
    keys, rank = compiled.keys, compiled.problem.items.rank
    rule = sorted(order, key=keys.__getitem__)
    found = sorted(order, key=rank.__getitem__)
    ruled = {i: place for place, i in enumerate(rule)}
    searched = {i: place for place, i in enumerate(found)}
    return {
        i: (ruled[i], searched[i] - ruled[i], place - searched[i])
        for place, i in enumerate(order)
    }


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
