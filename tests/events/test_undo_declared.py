"""No fact is forgotten: each is taken back, or says why not."""

import pytest

from headway.events.facts import Fact, SecurityFact
from headway.events.ports import NotUndoable
from headway.wiring import UNDOS
from tests.facts import kinds


@pytest.mark.parametrize("fact", kinds(), ids=lambda fact: fact.kind)
def test_every_fact_has_an_undo_or_a_reason(fact: type[Fact]):
    undo = UNDOS.get(fact.kind)

    assert undo is not None, "name it in wiring.UNDOS, or say why it has no undo"
    if isinstance(undo, NotUndoable):
        assert str(undo.reason).endswith(".")


@pytest.mark.parametrize("fact", kinds(SecurityFact), ids=lambda fact: fact.kind)
def test_what_concerns_access_is_never_taken_back(fact: type[Fact]):
    assert isinstance(UNDOS[fact.kind], NotUndoable)


def test_no_undo_is_of_a_fact_that_is_not_there():
    assert UNDOS.keys() == {fact.kind for fact in kinds()}
