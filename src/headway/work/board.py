"""The board of a project, or of all: columns of cards in the order people gave them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar, Self
from urllib.parse import urlencode

from django.db.models import Case, Count, F, Q, Value, When, Window
from django.db.models.functions import RowNumber
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import cached_property

from headway.actors.models import Actor
from headway.base.compiled import Asked, Objects
from headway.base.querysets import any_of, listed
from headway.ui.strip import Axis
from headway.work.cards import Card, Column
from headway.work.filters.addresses import of_text
from headway.work.filters.parts import changed, is_about
from headway.work.filters.printing import text_of
from headway.work.filters.tokens import quoted
from headway.work.filters.tree import Flag
from headway.work.loading import with_standing
from headway.work.models import Item, State, WorkflowState
from headway.work.models.items import ItemQuerySet, has_items
from headway.work.pace import Pace, moves_of, stays_of
from headway.work.reading import Row, axis_of, rows_of
from headway.work.viewed import ViewedPage, view_in

CARD_STRIP_WIDTH = 60
MOST_CARDS = 200
"""In one column; the list shows all."""
SHOWN = (
    *("project", "number", "title", "state", "status", "board_rank"),
    *("deadline", "finished_at"),
    *(f"outlook__{n}" for n in ("starts_at", "p50", "p85", "p95")),
    *("outlook__chance_percent", "outlook__unplaced"),
)
"""All that cards show, and a page of hundreds reads."""
CARDS = Objects(
    lambda: with_standing(Item.everything.all()).select_related("outlook").only(*SHOWN)
)
STATES = Asked(
    lambda by: WorkflowState.objects.visible_to(by).exclude(category=State.CANCELLED)
)
LATEST_MOVES = Asked(
    lambda workspace_id, ids: (
        moves_of(workspace_id, ids)
        .order_by("subject_id", "-pk")
        .distinct("subject_id")
        .values_list("subject_id", "at")
    )
)
PROJECT, STATUS = Item._meta.get_field("project"), Item._meta.get_field("status")
LATEST_DONE = 10
MOST_DONE = 200
ALL_DONE = "all"
Place = tuple[str, str]
"""What makes a column: a category, and a name that states of several types share."""


@dataclass(frozen=True, kw_only=True)
class Board(ViewedPage):
    """A board as an actor asked for it; cards keep the order that people gave them."""

    usual: ClassVar[str] = ""
    rows_route: ClassVar[str] = "work:board_filter"

    @classmethod
    def asked(cls, given: QueryDict, *, by: Actor) -> Self:
        view = view_in(given, by=by)
        usual = view.query if view else cls.usual
        return cls.read(given, by=by, usual=usual, view=view)

    @property
    def shows_all_done(self) -> bool:
        return self.given.get("done") == ALL_DONE

    @cached_property
    def states(self) -> Sequence[WorkflowState]:
        return STATES.of(self.by)

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is asked for but projects: then a count is not of all."""
        return not all(is_about(part, "project") for part in self.said.parts)

    @cached_property
    def items(self) -> ItemQuerySet:
        """What is on the board."""
        return self._cards_among(self.condition)

    def _cards_among(self, condition: Q) -> ItemQuerySet:
        """The items that are cards: what others are in is told by those.

        Unless the filter asks for it: ``has children``.
        """
        rows = Item.objects.visible_to(self.by).filter(condition)
        return rows if self._asks_for_summaries else rows.exclude(has_items())

    @property
    def _asks_for_summaries(self) -> bool:
        flags = (part for part in self.said.parts if isinstance(part, Flag))
        return any(flag.verb == "has" for flag in flags)

    @cached_property
    def _paces(self) -> Mapping[int, Pace]:
        """How fast the columns are, in the projects of the board; two queries.

        Guests from whom something is hidden see no history.
        """
        finished = Item.objects.visible_to(self.by).filter(self._could_be)
        unseen = self.reader.masks.projects
        finished = finished.exclude(project_id__in=unseen) if unseen else finished
        finished = finished.exclude(has_items())
        lengths: defaultdict[int, list[timedelta]] = defaultdict(list)
        for stay in stays_of(finished, self.states, by=self.by):
            lengths[self.column_of(stay.status_id)].append(stay.length)
        found = {column: Pace.of(some) for column, some in lengths.items()}
        return {column: pace for column, pace in found.items() if pace}

    @property
    def _could_be(self) -> Q:
        """What the filter says of projects alone."""
        return self.condition_on("project") if self.question else self.condition

    @cached_property
    def columns(self) -> list[Column]:
        return self._columns(self._cards())

    @cached_property
    def heads(self) -> list[Column]:
        """The columns without their cards; one query."""
        return self._columns({})

    def _columns(self, cards: Mapping[int, Sequence[Card]]) -> list[Column]:
        return [
            Column(
                states=states,
                cards=cards.get(states[0].pk, ()),
                total=sum(self._counts.get(state.pk, (0, 0))[0] for state in states),
                limit=self._limit(states),
                in_list=self._in_list(states[0]),
                pace=self._paces.get(states[0].pk),
            )
            for states in self._alike.values()
        ]

    @cached_property
    def _counts(self) -> Mapping[int, tuple[int, int]]:
        """How many items match and how many could, per state; one query."""
        items = self._cards_among(self._could_be).order_by()
        matching = Count("pk", filter=self.condition or None)
        counted = items.values("status_id").annotate(n=matching, total=Count("pk"))
        rows = counted.values_list("status_id", "n", "total")
        return {status_id: (shown, total) for status_id, shown, total in rows}

    @property
    def shown(self) -> int:
        return sum(self._counts.get(state.pk, (0, 0))[0] for state in self.states)

    @property
    def total(self) -> int:
        return sum(self._counts.get(state.pk, (0, 0))[1] for state in self.states)

    def _limit(self, states: Sequence[WorkflowState]) -> int | None:
        limits = [state.wip_limit for state in states if state.wip_limit]
        is_whole = self.project is not None and not self.is_narrowed
        return sum(limits) if limits and is_whole else None

    def _in_list(self, state: WorkflowState) -> str:
        return of_text(text_of(changed(self.said, "state", quoted(state.name))))

    @cached_property
    def _alike(self) -> Mapping[Place, list[WorkflowState]]:
        """The states of each column; they stand as their types order them."""
        alike: defaultdict[Place, list[WorkflowState]] = defaultdict(list)
        for state in self.states:
            alike[state.category, state.name].append(state)
        return dict(sorted(alike.items(), key=lambda pair: pair[1][0].position))

    @property
    def choices(self) -> list[tuple[int, str]]:
        """The columns by their names."""
        return [(states[0].pk, states[0].name) for states in self._alike.values()]

    def end_of(self, column: int, *, is_first: bool) -> int | None:
        """Return the first or the last card of a column, as the board shows it."""
        alike = (s for s in self._alike.values() if s[0].pk == column)
        inside = self.items.open().filter(status__in=next(alike, []))
        order = ("board_rank", "pk") if is_first else ("-board_rank", "-pk")
        return inside.order_by(*order).values_list("pk", flat=True).first()

    def column_of(self, status_id: int) -> int:
        """Return the column in which items of a state are; 0 where they are in none."""
        return self._column_by_state.get(status_id, 0)

    @cached_property
    def _column_by_state(self) -> Mapping[int, int]:
        alike = self._alike.values()
        return {state.pk: states[0].pk for states in alike for state in states}

    def _cards(self) -> dict[int, list[Card]]:
        rows = rows_of(self._loaded(self._ids()), by=self.by)
        found: defaultdict[int, list[Card]] = defaultdict(list)
        for card in sorted(self.cards_of(rows), key=lambda c: (c.rank, c.row.item.pk)):
            found[card.column].append(card)
        return found

    def _loaded(self, ids: Sequence[int]) -> list[Item]:
        """Return the items with their projects and states, which are here already."""
        projects = {project.pk: project for project in self.projects}
        states = {state.pk: state for state in self.states}
        items = CARDS.of(Item.objects.filter(pk__in=any_of(ids), status__in=states))
        shown = [item for item in items if item.project_id in projects]
        for item in shown:
            PROJECT.set_cached_value(item, projects[item.project_id])
            STATUS.set_cached_value(item, states[item.status_id])
        return shown

    def cards_of(self, rows: Sequence[Row]) -> list[Card]:
        since, now = _since_in_state(rows, by=self.by), timezone.localtime()
        return [self._card(row, since.get(row.item.pk), now) for row in rows]

    def _card(self, row: Row, since: datetime | None, now: datetime) -> Card:
        column = self.column_of(row.item.status_id)
        if since is None:
            return Card(row=row, column=column, days=None)
        pace = self._paces.get(column)
        return Card(
            row=row,
            column=column,
            days=(now.date() - since.astimezone(now.tzinfo).date()).days,
            has_pace=pace is not None,
            is_long=pace is not None and now - since > pace.most,
        )

    def _ids(self) -> list[int]:
        """The first cards of each column, and the latest of what is done; one query."""
        done = Q(state=State.DONE)
        first, latest = Case(When(~done, "board_rank")), Case(When(done, "finished_at"))
        place = Window(
            RowNumber(),
            partition_by=[F("state"), F("status__name")],
            order_by=[first, latest.desc(), F("pk")],
        )
        most = MOST_DONE if self.shows_all_done else LATEST_DONE
        shown = Case(When(done, Value(most)), default=Value(MOST_CARDS))
        items = self.items.exclude(state=State.CANCELLED)
        places = items.annotate(place=place).filter(place__lte=shown)
        return list(places.values_list("pk", flat=True))

    @cached_property
    def axis(self) -> Axis:
        """On which the forecasts of all cards are seen."""
        rows = [card.row for column in self.columns for card in column.cards]
        return axis_of(rows, width=CARD_STRIP_WIDTH)

    @property
    def chance(self) -> float | None:
        """That its one project holds its target, as far as the reader may know it."""
        outlook = getattr(self.project, "outlook", None)
        percent = outlook.chance_percent if outlook else None
        return None if percent is None else percent / 100

    @property
    def is_empty(self) -> bool:
        return not any(column.total for column in self.columns)

    @property
    def subjects(self) -> str:
        """What the board as a whole watches: its projects, for new cards and plans."""
        shown = [self.project] if self.project else self.projects
        return " ".join(f"work.project:{project.pk}" for project in shown)

    def address_of(self, text: str) -> str:
        return self._address(text, *self.kept)

    @property
    def kept(self) -> list[tuple[str, str]]:
        done = [("done", ALL_DONE)] if self.shows_all_done else []
        return self.named_view + done

    @property
    def address(self) -> str:
        return self.address_of(self.text)

    @property
    def all_done(self) -> str:
        return self._address(self.text, *self.named_view, ("done", ALL_DONE))

    def _address(self, text: str, *others: tuple[str, str]) -> str:
        usual = self.view.query if self.view else self.usual
        said = [("q", text)] if text != usual else []
        return "?" + urlencode([*said, *others])


def _since_in_state(rows: Sequence[Row], *, by: Actor) -> dict[int, datetime]:
    """Return since when open items have been in their state; one query.

    What is to do does not age.  Guests from whom something is hidden see no history.
    """
    ids = [
        row.item.pk
        for row in rows
        if not row.hides and row.item.state in (State.DOING, State.WAITING)
    ]
    if not ids:
        return {}
    return dict(LATEST_MOVES.of(by.workspace_id, listed(ids)))
