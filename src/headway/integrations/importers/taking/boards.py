"""The stages of boards, and what state each is here."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from headway.actors.models import Actor
from headway.integrations.importers.choices import stage_key
from headway.integrations.importers.content import Board, FileItem, Meaning, Stage
from headway.work.actions import ImportedState, import_states
from headway.work.models import State, WorkflowState

CATEGORIES: Final[Mapping[Meaning, State]] = {
    Meaning.TODO: State.TODO,
    Meaning.DOING: State.DOING,
    Meaning.REVIEW: State.DOING,
    Meaning.WAITING: State.WAITING,
    Meaning.DONE: State.DONE,
    Meaning.CANCELLED: State.CANCELLED,
}


class Stages:
    """What the stages of a board are here; ``meanings`` are chosen, by their names.

    Items without a stage are in the first that is to do, what is archived and not done
    is cancelled.
    """

    def __init__(
        self, board: Board, meanings: Mapping[str, Meaning], *, label: str, by: Actor
    ) -> None:
        name = " ".join(board.name.split()) or label
        self._rows = dict(_rows(board.stages, meanings, name=name, by=by))
        kind = next((row.type for row in self._rows.values()), None)
        first = WorkflowState.objects.first_of(by.workspace_id)
        type_id = kind.pk if kind else first.type_id
        self._usual = {
            category: row
            for (_type, category), row in WorkflowState.objects.defaults_of(
                by.workspace_id, [type_id]
            ).items()
        }

    def of(self, item: FileItem) -> WorkflowState:
        row = self._rows.get(item.stage or "")
        if row is None:
            row = self._usual[State.DONE if item.closed_at else State.TODO]
        if item.is_archived and row.category != State.DONE:
            return self._usual[State.CANCELLED]
        return row


def _rows(
    stages: Iterable[Stage], meanings: Mapping[str, Meaning], *, name: str, by: Actor
) -> Iterator[tuple[str, WorkflowState]]:
    """Yield what each stage is here, by its id; each kind has a type of its own."""
    kinds: defaultdict[str, dict[str, ImportedState]] = defaultdict(dict)
    for stage in stages:
        kinds[stage.type][stage.id] = _state(stage, {} if stage.type else meanings)
    for kind, wanted in (kinds or {"": {}}).items():
        called, states = kind or name, [*wanted.values()]
        rows = import_states(called, states, by=by, is_named=bool(kind))
        yield from ((pk, rows[state]) for pk, state in wanted.items())


def _state(stage: Stage, meanings: Mapping[str, Meaning]) -> ImportedState:
    meaning = meanings.get(stage_key(stage.name), stage.meaning)
    return ImportedState(
        name=" ".join(stage.name.split()) or str(CATEGORIES[meaning].label),
        category=CATEGORIES[meaning].value,
        is_review=meaning is Meaning.REVIEW,
    )
