"""How fast people are at work that asks for skills, as the engine knows it."""

from collections.abc import Iterable, Sequence

import numpy as np

from headway.people.models.skills import USUAL_SPEED
from headway.plan.compile.arrays import ints
from headway.plan.rows import NeedRow
from headway.plan.snapshot import Snapshot
from headway_engine.problem import NO_SPEEDS, NONE, Speeds


class SpeedBook:
    """The kinds of work at which somebody is faster or slower than usual, each once."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._people = [person.pk for person in snapshot.people]
        self._speeds = snapshot.speeds
        self._unusual = {skill for said in snapshot.speeds.values() for skill in said}
        self._kinds: dict[tuple[int, ...], int] = {}

    def kind_of(self, needs: Iterable[NeedRow]) -> int:
        """Return the kind of work that needs these skills; ``NONE`` for usual speed."""
        skills = tuple(sorted({need.skill_id for need in needs}))
        if self._unusual.isdisjoint(skills):
            return NONE
        return self._kinds.setdefault(skills, len(self._kinds))

    def speed(self, person_id: int, needs: Iterable[NeedRow]) -> float:
        """Return how fast somebody does what needs these skills; 1 is as usual."""
        return self._speed(person_id, sorted({need.skill_id for need in needs}))

    def _speed(self, person_id: int, skills: Sequence[int]) -> float:
        """Each skill is asked for by as much of the work."""
        said = self._speeds.get(person_id, {})
        if not any(skill in said for skill in skills):
            return 1.0
        return len(skills) / sum(
            USUAL_SPEED / said.get(skill, USUAL_SPEED) for skill in skills
        )

    def compiled(self, kinds: Sequence[int]) -> Speeds:
        """Lay them out for jobs of these kinds."""
        if not self._kinds:
            return NO_SPEEDS
        factor = [
            [self._speed(pk, skills) for skills in self._kinds] for pk in self._people
        ]
        return Speeds(of=ints(kinds), factor=np.array(factor, dtype=np.float64))
