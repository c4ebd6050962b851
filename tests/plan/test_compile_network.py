"""Links of summaries, spelled out for a workspace and for a file alike.

Here 2 and 3 are in 1, of which 3 is a summary of 4; 5 and 6 stand beside.
"""

import pytest

from headway.plan.compile.network import End, Link, Network, Wait
from headway.plan.compile.outline import Outline
from headway_engine.problem import LinkKind

FS, SS = LinkKind.FINISH_START, LinkKind.START_START
FF, SF = LinkKind.FINISH_FINISH, LinkKind.START_FINISH
PARENTS = {1: None, 2: 1, 3: 1, 4: 3, 5: None, 6: None}


def network(*links: Link, planned: tuple[int, ...] = (2, 4, 5, 6)) -> Network:
    built = Network(Outline(PARENTS.items()), planned)
    for link in links:
        built.add(link)
    return built


@pytest.mark.parametrize("kind", list(LinkKind))
def test_a_link_between_items_stays_as_it_is(kind: LinkKind) -> None:
    link = Link(5, 6, kind, 60, is_elapsed=True)
    built = network(link)
    assert built.waits == [Wait(2, 3, kind, 60, is_elapsed=True, key=link.key)]
    assert built.gates == {}


@pytest.mark.parametrize("kind", list(LinkKind))
def test_what_a_summary_waits_for_all_in_it_wait_for(kind: LinkKind) -> None:
    link = Link(5, 1, kind, -30)
    assert network(link).waits == [
        Wait(2, 0, kind, -30, key=link.key), Wait(2, 1, kind, -30, key=link.key),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "is_start", "into_gate"),
    [(FS, False, FS), (FF, False, FS), (SS, True, SS), (SF, True, SS)],
)
def test_what_waits_for_a_summary_waits_for_a_gate(
    kind: LinkKind,
    is_start: bool,  # noqa: FBT001
    into_gate: LinkKind,
) -> None:
    link = Link(1, 5, kind, 60)
    built = network(link)
    assert built.gates == {End(1, is_start=is_start): 4}
    assert built.waits == [
        Wait(0, 4, into_gate), Wait(1, 4, into_gate),
        Wait(4, 2, kind, 60, key=link.key),
    ]  # fmt: skip


def test_a_gate_serves_all_that_wait_for_it() -> None:
    first, second = Link(3, 5, FS), Link(3, 6, FF)
    built = network(first, second)
    assert len(built.gates) == 1
    assert built.waits == [
        Wait(1, 4, FS), Wait(4, 2, FS, key=first.key), Wait(4, 3, FF, key=second.key),
    ]  # fmt: skip
    assert first.key != second.key


def test_links_of_what_is_not_planned_count_for_nothing() -> None:
    links = Link(2, 5, FS), Link(5, 2, FS), Link(3, 5, FS), Link(5, 3, FS)
    assert network(*links, planned=(5, 6)).waits == []
