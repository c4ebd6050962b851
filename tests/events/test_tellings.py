"""No fact is forgotten by those who tell of it."""

import pytest

from headway.events.facts import Fact
from headway.wiring import SUBJECTS, TELLINGS
from tests.facts import kinds


@pytest.mark.parametrize("fact", kinds(), ids=lambda fact: fact.kind)
def test_every_fact_is_told_and_its_subject_has_a_name(fact: type[Fact]):
    assert fact.kind in TELLINGS, "say it in wiring.TELLINGS"
    assert fact.subject_type in SUBJECTS, "name it in wiring.SUBJECTS"


def test_nothing_is_told_that_is_not_there():
    assert TELLINGS.keys() == {fact.kind for fact in kinds()}
