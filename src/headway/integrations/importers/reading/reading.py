"""What a reader has found so far, and what it makes of that in the end."""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from headway.base.characters import UNKEEPABLE, composed
from headway.integrations.importers.content import (
    Board,
    Change,
    ExactBoard,
    FileItem,
    FileLabel,
    FileLink,
    FilePerson,
    LinkKind,
    Meaning,
    Stage,
    TrackerFile,
)
from headway.integrations.importers.reading import kinds
from headway.integrations.importers.reading.meanings import guess
from headway.integrations.importers.reading.shelf import Ordered, Shelf
from headway.plan.files.content import Unreadable
from headway.plan.files.custom import DefinedField
from headway.plan.files.findings import Findings
from headway.plan.files.saying import say as _

LONGEST_LINE: Final = 500
LONGEST_TEXT: Final = 100_000
LONGEST_NAME: Final = 200
LONGEST_QUOTED: Final = 60
LONGEST_ADDRESS: Final = 254
MOST_ITEMS: Final = 500_000
FEW: Final = 2000
ENOUGH: Final = 3
"""So many items say what their column means, if all of them are closed."""

AT_HAND: Final = (Meaning.DOING, Meaning.REVIEW)
BOTH_WAYS: Final = (LinkKind.RELATES, LinkKind.DUPLICATES)


@dataclass(kw_only=True)
class BoardDraft:
    """A board while its file is read."""

    id: str
    name: str
    key: str = ""
    description: str = ""
    exact: ExactBoard | None = None
    stages: dict[str, Stage] = field(default_factory=dict)
    labels: dict[str, FileLabel] = field(default_factory=dict)
    _past: dict[str, Stage] = field(default_factory=dict)

    def stage(
        self, uid: str, name: str, meaning: Meaning | None = None, *, kind: str = ""
    ) -> str:
        """Note a column, by its name if it has no id; returns how it is known."""
        known = uid or name
        if known not in self.stages:
            meant = meaning or guess(name)
            self.stages[known] = Stage(
                id=known, name=name or known, meaning=meant, type=kind
            )
        return known

    def past(self, name: str) -> None:
        """Note a column that only the history names, after those that are in use."""
        if not any(stage.name == name for stage in self.stages.values()):
            self._past.setdefault(name, Stage(id=name, name=name, meaning=guess(name)))

    def label(self, name: str, colour: str = "") -> str:
        """Note a label; the first colour that is said counts."""
        before = self.labels.get(name)
        if before is None or (colour and not before.colour):
            self.labels[name] = FileLabel(name=name, colour=colour)
        return name

    def is_over(self, stage: str | None) -> bool:
        """Say whether work in that column is done or given up."""
        found = self.stages.get(stage or "")
        return found is not None and found.meaning in (Meaning.DONE, Meaning.CANCELLED)

    def entered(self, stage: str | None, changes: Iterable[Change]) -> datetime | None:
        """Return when something came into its column the last time, if it moved."""
        name = self.stages[stage].name if stage in self.stages else ""
        moves = [
            c.at for c in changes if c.field == "state" and c.after == name and c.at
        ]
        return max(moves, default=None)

    def begun(self, changes: Iterable[Change]) -> datetime | None:
        """Return when something came into a column of work at hand the first time."""
        at_hand = {s.name for s in self.stages.values() if s.meaning in AT_HAND}
        moves = (c for c in changes if c.field == "state" and c.after in at_hand)
        return min((c.at for c in moves if c.at), default=None)

    def sort(self) -> None:
        """Put the columns in the order of work, where the file has no other."""
        self._settle()
        meanings = list(Meaning)
        stages = sorted(self.stages.values(), key=lambda s: meanings.index(s.meaning))
        self.stages = {stage.id: stage for stage in stages}

    def _settle(self) -> None:
        """Add what only the history names, now that all that is in use is known."""
        names = {stage.name for stage in self.stages.values()}
        for name, stage in self._past.items():
            if name not in names:
                self.stages[stage.id] = stage

    def done(self) -> Board:
        self._settle()
        return Board(
            id=self.id,
            name=self.name,
            key=self.key,
            description=self.description,
            stages=tuple(self.stages.values()),
            labels=tuple(self.labels.values()),
            exact=self.exact,
        )


class Reading:
    """One pass over one file.

    ``why`` says of fields that are left in the file for what reason; all that nobody
    looked at is reported with the result.  ``parts`` says of items what they are part
    of, where they do not say it themselves.
    """

    def __init__(self, zone: str, why: kinds.Reasons) -> None:
        self.zone = ZoneInfo(zone)
        self.findings = Findings()
        self.unwanted: Counter[tuple[str, str]] = Counter()
        self.boards: dict[str, BoardDraft] = {}
        self.items = Shelf()
        self.people: dict[str, FilePerson] = {}
        self.parts: dict[str, str] = {}
        self.fields: list[DefinedField] = []
        self._links: dict[FileLink, None] = {}
        self._why = why

    def field(
        self, name: str, kind: str, options: Iterable[str] = (), **more: Any
    ) -> None:
        """Note a field that somebody defined there, and what can be chosen in it.

        ``more`` are the other fields of a :class:`DefinedField`.
        """
        chosen = tuple(filter(None, options))
        self.fields.append(DefinedField(name=name, kind=kind, options=chosen, **more))

    def note(self, kind: str, name: str, why: str, *, value: object = None) -> None:
        self.findings.add(kind, self.quoted(name), why, value=value)

    def quoted(self, name: str) -> str:
        """A name as reports show it."""
        line = " ".join(UNKEEPABLE.sub("\N{REPLACEMENT CHARACTER}", name).split())
        return line if len(line) <= LONGEST_QUOTED else f"{line[:LONGEST_QUOTED]}…"

    def text(self, said: str, kind: str, name: str, most: int = LONGEST_TEXT) -> str:
        """Return what can be kept of a text; what cannot is reported."""
        if "\0" in said if said.isascii() else UNKEEPABLE.search(said):
            said = UNKEEPABLE.sub("", said)
            self.note(kind, name, _("characters that cannot be kept were left out"))
        if "\r" in said:
            said = said.replace("\r\n", "\n").replace("\r", "\n")
        if not said.isascii():
            said = composed(said)
        if len(said) > most:
            why = _("longer than %d characters: the rest was left out") % most
            self.note(kind, name, why)
            said = said[: most - 1].rstrip() + "…"
        return said.strip("\n").rstrip()

    def line(self, said: str, kind: str, name: str, most: int = LONGEST_NAME) -> str:
        """Return one line of text."""
        return self.text(" ".join(said.split()), kind, name, most)

    def titled(self, title: str, description: str, name: str) -> tuple[str, str]:
        """Return a title that fits, and a description that has all of a longer one."""
        whole = self.line(title, "item", name, LONGEST_TEXT)
        if not whole:
            self.note("item", name, _("it has no title: it is called by its key"))
            return self.quoted(name) or _("Untitled"), description
        if len(whole) <= LONGEST_LINE:
            return whole, description
        why = _("longer than %d characters: the title is whole in the description")
        self.note("item", name, why % LONGEST_LINE)
        parts = [whole, description] if description else [whole]
        return whole[: LONGEST_LINE - 1] + "…", "\n\n".join(parts)

    def board(
        self, uid: str, name: str, *, key: str = "", text: str = ""
    ) -> BoardDraft:
        """Return the board of that id, which is new where nobody named it before."""
        if uid not in self.boards:
            shown = self.line(name, "board", name) or uid
            description = self.text(text, "board", shown)
            self.boards[uid] = BoardDraft(
                id=uid, name=shown, key=key[:LONGEST_NAME], description=description
            )
        return self.boards[uid]

    def person(
        self, uid: str, *, name: str = "", login: str = "", email: str = ""
    ) -> str | None:
        """Note somebody, all that is said of them in one; None for nobody."""
        if not uid:
            return None
        before = self.people.get(uid) or FilePerson(id=uid, name="")
        self.people[uid] = FilePerson(
            id=uid,
            name=self.line(name, "person", uid) or before.name,
            email=before.email or self._address(email, name or uid),
            login=before.login or self.line(login, "person", uid),
        )
        return uid

    def _address(self, email: str, name: str) -> str:
        address = self.line(email, "person", name, LONGEST_TEXT)
        if address and ("@" not in address or len(address) > LONGEST_ADDRESS):
            self.note("person", name, _("it is no e-mail address"), value=address)
            return ""
        return address

    def add(self, item: FileItem) -> None:
        """Note an item; of two with one id the first is taken."""
        if not item.id:
            self.note("item", item.title, _("it has no number by which it is known"))
            return
        if item.id in self.items:
            self.note("item", item.key or item.id, _("another one has the same id"))
            return
        if len(self.items) >= MOST_ITEMS:
            raise Unreadable(_("The file has more than 500,000 items: split it."))
        self.items[item.id] = item

    def link(self, before: str, after: str, kind: LinkKind, **how: Any) -> None:
        """Note a relation; one that is said from both ends is one.

        ``how`` are the other fields of a :class:`FileLink`.
        """
        if kind in BOTH_WAYS:
            turned = FileLink(before=after, after=before, kind=kind)
            if turned in self._links:
                return
        self._links[FileLink(before=before, after=after, kind=kind, **how)] = None

    def result(self) -> TrackerFile:
        """Put all together: parents first, links between what is there."""
        for part, parent in self.parts.items():
            if part in self.items and self.items[part].parent is None:
                self.items[part] = replace(self.items[part], parent=parent)
        self._settle_times()
        self._settle_stages()
        places = self._placed()
        links = tuple(self._known_links())
        for uid, person in self.people.items():
            if not person.name:
                self.people[uid] = replace(person, name=person.login or uid)
        return TrackerFile(
            boards=tuple(board.done() for board in self.boards.values()),
            items=self._in_order(places),
            people=tuple(self.people.values()),
            links=links,
            fields=tuple(self.fields),
            not_read=(
                *self.findings.lines(),
                *kinds.explain(self.unwanted, self._why),
            ),
        )

    def _settle_times(self) -> None:
        """Let the history say when items were begun and closed that do not say it."""
        for uid, item in self.items.items():
            board = self.boards.get(item.board)
            if board is None or not item.changes:
                continue
            closed, begun = item.closed_at, item.started_at
            if closed is None and board.is_over(item.stage):
                closed = board.entered(item.stage, item.changes)
            if begun is None:
                begun = board.begun(item.changes)
            if begun and closed and begun > closed:
                begun = None
            self.items[uid] = replace(item, started_at=begun, closed_at=closed)

    def _settle_stages(self) -> None:
        """Let columns and what is closed in them agree.

        A column whose name tells nothing, and in which all is closed, is one of what is
        done.  What is closed in a column of open work is done all the same: that column
        is but a field of it.
        """
        held = Counter((item.board, item.stage) for item in self.items.values())
        closed = Counter(
            (item.board, item.stage) for item in self.items.values() if item.closed_at
        )
        for uid, item in self.items.items():
            board, stage = self.boards.get(item.board), item.stage or ""
            if not item.closed_at or board is None or stage not in board.stages:
                continue
            found = board.stages[stage]
            if board.is_over(stage):
                continue
            place = item.board, item.stage
            is_all = closed[place] == held[place] >= ENOUGH
            if is_all and found.meaning is Meaning.TODO:
                board.stages[stage] = replace(found, meaning=Meaning.DONE)
                continue
            fields = {"Column": found.name, **(item.fields or {})}
            self.items[uid] = replace(item, stage=None, fields=fields)
            why = _("closed in a column of open work: it is done, the column is noted")
            self.note("item", item.key or item.title, why)

    def _in_order(self, places: Sequence[str]) -> Sequence[FileItem]:
        """A few items as they are, many as they lie on the shelf."""
        ordered = Ordered(self.items, places)
        return ordered if len(places) > FEW else tuple(ordered)

    def _placed(self) -> list[str]:
        parents = {uid: item.parent for uid, item in self.items.items()}
        placed: dict[str, None] = {}
        for uid in parents:
            placed |= dict.fromkeys(self._line_of(uid, parents, placed))
        return list(placed)

    def _line_of(
        self, uid: str, parents: dict[str, str | None], placed: Container[str]
    ) -> list[str]:
        """Return an item after all that it is part of and that is not placed yet."""
        line: dict[str, None] = {}
        while uid not in placed:
            line[uid] = None
            above = parents[uid]
            if above is None:
                break
            if above not in parents or above in line:
                item, parents[uid] = self.items[uid], None
                self.items[uid] = replace(item, parent=None)
                self._note_parent(item, is_circle=above in line)
                break
            uid = above
        return list(reversed(line))

    def _note_parent(self, item: FileItem, *, is_circle: bool) -> None:
        if is_circle:
            why = _("it would be part of itself: it stands alone")
        else:
            why = _("what it is part of is not in the file: it stands alone")
        self.note("item", item.key or item.title, why, value=item.parent)

    def _known_links(self) -> Iterator[FileLink]:
        for link in self._links:
            missing = [
                end for end in (link.before, link.after) if end not in self.items
            ]
            if missing:
                why = _("an end of it is not in the file")
                self.note("link", self._ends(link), why)
            elif link.before == link.after:
                self.note(
                    "link", self._ends(link), _("it leads from an item to itself")
                )
            else:
                yield link

    def _ends(self, link: FileLink) -> str:
        ends = (self.items.get(end) for end in (link.before, link.after))
        names = [
            item.key or item.title if item else uid
            for item, uid in zip(ends, (link.before, link.after), strict=True)
        ]
        return " → ".join(names)


def joined(values: Iterable[str]) -> str:
    """Several values of a field as one text."""
    return ", ".join(filter(None, values))
