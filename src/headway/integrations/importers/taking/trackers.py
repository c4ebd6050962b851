"""What another tracker exported becomes projects, items, people, labels and links."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, partial
from itertools import islice
from urllib.parse import urlsplit

from headway.actors.models import Actor
from headway.base.days import bounded
from headway.base.file_names import file_name
from headway.base.files import received
from headway.integrations.importers.apart.written import Read, belongings
from headway.integrations.importers.choices import Choices
from headway.integrations.importers.content import (
    Board,
    ExactBoard,
    FileItem,
    FileLink,
    FilePerson,
    LinkKind,
    TrackerFile,
)
from headway.integrations.importers.taking.boards import Stages
from headway.integrations.importers.taking.cards import Cards, kept, name_of
from headway.integrations.importers.taking.exactly import ExactItems
from headway.integrations.importers.taking.fields import Fields
from headway.integrations.importers.taking.linked import pair, waiting
from headway.integrations.importers.taking.marks import Marks, marks_of
from headway.integrations.importers.taking.order import in_order
from headway.integrations.importers.taking.plans import take_plans
from headway.integrations.importers.taking.step import Step
from headway.people.actions import ImportedAuthor, import_authors
from headway.plan.files.saying import say as _
from headway.work.actions import (
    ImportedCard,
    ImportedComment,
    ImportedLink,
    attach_file,
    create_project,
    import_comments,
    import_labels,
    import_part,
    import_project_links,
    import_relations,
    key_for,
    settle_outline,
)
from headway.work.actions.projects import KEY
from headway.work.models import Item, Project, WorkflowState

PART = 400
"""Items of a step: a second's work, while which readers of the log wait."""


class TrackerTaking:
    """Takes over a :class:`TrackerFile`; see :class:`step.Taking`.

    Of one that was read apart ``items`` are an index.
    """

    def __init__(
        self,
        file: TrackerFile,
        choices: Choices,
        *,
        found: Read,
        source: str,
        label: str,
        by: Actor,
    ) -> None:
        self.file, self.choices, self.source, self.by = file, choices, source, by
        self._texts, self.columns = found.texts, found.columns
        self.cards = Cards({}, zone=by.workspace.zone, label=label)
        self.exactly = ExactItems(by)
        self.read = Step(findings=list(file.not_read))
        boards = {board.id for board in file.boards}
        self.items = in_order(file.items, boards, self.read)
        self.board_of = {item.id: item.board for item in self.items}
        self._host = _host(self.items)
        self._stages: dict[str, Stages] = {}
        self._steps = list(self._all_steps())

    @property
    def total(self) -> int:
        return len(self._steps)

    def whole(self, items: Sequence[FileItem]) -> Sequence[FileItem]:
        """Return items of the index with all that is said of them."""
        return items if self._texts is None else [*self._texts.whole(items)]

    def _each(self) -> Iterable[FileItem]:
        """All of them, one after the other."""
        return self.items if self._texts is None else self._texts.whole(self.items)

    def take(self, number: int) -> Step:
        step = Step()
        self._steps[number](step)
        return step

    def authors(self) -> Iterator[tuple[FilePerson, ImportedAuthor]]:
        """The people of the file, as they are looked for here.

        An address that several of them have tells nobody from the others.
        """
        mails = Counter(one.email.casefold() for one in self.file.people)
        for one in self.file.people:
            email = one.email if mails[one.email.casefold()] == 1 else ""
            yield one, _author(self._id(one.id), replace(one, email=email))

    def prepare(self) -> None:
        authors = [author for _one, author in self.authors()]
        chosen = {
            self._id(pk): here for pk, here in self.choices.people.items() if here
        }
        found = import_authors(authors, source=self.source, by=self.by, chosen=chosen)
        self.cards.people = {
            one.id: found[self._id(one.id)] for one in self.file.people
        }
        import_labels(
            {
                kept(label.name): label.colour
                for board in self.file.boards
                for label in board.labels
            },
            by=self.by,
        )
        for board in self.file.boards:
            self._stages[board.id] = Stages(
                board, self.choices.stages, label=self.cards.label, by=self.by
            )
            self._tell_others(board)
        said = (item.custom for item in self._each() if item.custom)
        self.cards.fields = Fields.taken(self.file.fields, said, by=self.by)

    def counted(self) -> Mapping[str, int]:
        there: Counter[str] = Counter()
        for board in self.file.boards:
            project = self._known(board)
            if project is None:
                there["projects"] += 1
                continue
            held = project.items.filter(external_source=self.source)
            known = set(held.values_list("external_id", flat=True))
            mine, marks = self._ids_of[board.id], self._marks[board.id]
            there["known"] += sum(marks.item(foreign) in known for foreign in mine)
            self._tell_others(board)
        items = self.items
        return {
            "projects": there["projects"],
            "items": len(items),
            "known": there["known"],
            "people": len(self.file.people),
            "links": len(self.file.links),
            **(self._texts.counts if self._texts else belongings(items)),
        }

    def _id(self, foreign: str) -> str:
        """Tell things of two installations of a program apart, if the file can."""
        return f"{self._host}/{foreign}"[:200] if self._host else foreign[:200]

    @cached_property
    def _ids_of(self) -> Mapping[str, Sequence[str]]:
        """The items of each board, by their ids in the file."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for item in self.items:
            found[item.board].append(item.id)
        return found

    @cached_property
    def _marks(self) -> Mapping[str, Marks]:
        """How what is said of each board is known here."""
        return {
            board.id: marks_of(
                board,
                self._ids_of[board.id],
                self._known(board),
                external=self._id(board.id),
                source=self.source,
            )
            for board in self.file.boards
        }

    def _tell_others(self, board: Board) -> None:
        if others := self._marks[board.id].others:
            text = _(
                "items in the project have numbers of this file, but did not come from "
                "it as far as is known: they stay, and those of the file are added (%d)"
            )
            self.read.note(board.name, text % len(others))

    def _known(self, board: Board) -> Project | None:
        mine = Project.objects.visible_to(self.by)
        if self.choices.into:
            return mine.get_by_key(self.choices.into, by=self.by)
        external = {"external_source": self.source, "external_id": self._id(board.id)}
        return mine.filter(**external).first()

    def _project(self, board: Board) -> Project:
        project = self._known(board)
        if project is None:  # it was there in an earlier step
            raise Project.DoesNotExist(board.name)
        return project

    def _all_steps(self) -> Iterator[Callable[[Step], None]]:
        """Steps in order; the same file has the same ones."""
        by_board: defaultdict[str, list[FileItem]] = defaultdict(list)
        for item in self.items:
            by_board[item.board].append(item)
        for board in self.file.boards:
            yield partial(self._found, board)
            rows = iter(by_board[board.id])
            while part := list(islice(rows, PART)):
                yield partial(self._part, board, part)
        yield self._link
        for board in self.file.boards:
            yield partial(self._settle, board)
            if board.exact is not None:
                yield partial(self._plan, board, board.exact)

    def _found(self, board: Board, step: Step) -> None:
        """Make the project of a board, unless it is there."""
        if self._known(board) is not None:
            return
        wanted = self.choices.project if len(self.file.boards) == 1 else ""
        name = kept(board.name).strip()[:200] or self.cards.label
        create_project(
            by=self.by,
            key=self._key(board, name, wanted),
            name=name,
            external_source=self.source,
            external_id=self._id(board.id),
            **self.exactly.project(board, step),
        )
        step.counts["projects"] += 1

    def _key(self, board: Board, name: str, wanted: str) -> str:
        """The key that was asked for, else the one that it has there, if it is free."""
        theirs = board.key.upper()
        taken = Project.everything.filter(workspace_id=self.by.workspace_id, key=theirs)
        if not wanted and KEY.fullmatch(theirs) and not taken.exists():
            wanted = theirs
        return key_for(name, wanted=wanted, by=self.by)

    def _part(self, board: Board, rows: Sequence[FileItem], step: Step) -> None:
        stages, items = self._stages[board.id], self.whole(rows)
        cards = [self._card(item, stages.of(item), step) for item in items]
        project = self._project(board)
        done = import_part(project.pk, cards, source=self.source, by=self.by)
        step.counts.update(
            created=done.created, updated=done.updated, unchanged=done.unchanged
        )
        for item in done.too_many_labels:
            step.note(f"{project.key}-{item.number}", _("it has more than 30 labels"))
        ids = self._marks[board.id].item
        made = {item.id: done.items[ids(item.id)] for item in items}
        self.exactly.say_more(items, made, step)
        self._attach(items, made, step)
        self._converse(project, items, step)
        step.counts["changes"] += sum(len(card.changes) for card in cards)

    def _card(self, item: FileItem, status: WorkflowState, step: Step) -> ImportedCard:
        card = self.cards.card(item, status, self._parent(item, step), step)
        known = self._marks[item.board].item(item.id)
        card = replace(card, item=replace(card.item, external_id=known))
        return self.exactly.card(item, card, self.cards.people, step)

    def _parent(self, item: FileItem, step: Step) -> str | None:
        """What it is in, where that is of the same project."""
        if item.parent is None:
            return None
        if self.board_of.get(item.parent) == item.board:
            return self._marks[item.board].item(item.parent)
        step.note(name_of(item), _("what it is part of is not in the same project"))
        return None

    def _attach(
        self, items: Sequence[FileItem], made: Mapping[str, Item], step: Step
    ) -> None:
        for item in items:
            for each in item.attachments:
                if not each.content:
                    continue
                name = file_name(kept(each.name))
                with received([each.content], name=name) as draft:
                    attach_file(made[item.id].pk, name, draft, by=self.by)
                step.counts["files"] += 1

    def _converse(
        self, project: Project, items: Sequence[FileItem], step: Step
    ) -> None:
        """Take over what was said below the items, by whoever said it."""
        rows = [
            ImportedComment(
                external_id=comment.id[:200],
                item=self._marks[item.board].item(item.id),
                text=kept(comment.text),
                author_id=author.actor_id if author else None,
                at=bounded(comment.at) if comment.at else None,
                edited_at=bounded(comment.edited_at) if comment.edited_at else None,
            )
            for item in items
            for comment in item.comments
            for author in [self.cards.people.get(comment.author or "")]
        ]
        if not rows:
            return
        done = import_comments(project.pk, rows, source=self.source, by=self.by)
        step.counts["comments"] += done.created
        for row in done.left_out:
            step.note(row.item, _("a comment of it says nothing: left out"))

    def _link(self, step: Step) -> None:
        """Let items of a project wait for each other; the rest are relations."""
        firm: defaultdict[str, list[ImportedLink]] = defaultdict(list)
        others: list[FileLink] = []
        for link in self.file.links:
            ends = {self.board_of.get(link.before), self.board_of.get(link.after)}
            if None in ends:
                step.note(
                    f"{link.before} → {link.after}", _("an end of the link is not here")
                )
            elif link.kind is LinkKind.PRECEDES and len(ends) == 1:
                board_id = ends.pop() or ""
                firm[board_id].append(waiting(link, self._marks[board_id]))
            else:
                others.append(link)
        for board in self.file.boards:
            self._wait(board, firm[board.id], step)
        self._relate(others, step)

    def _wait(self, board: Board, links: Sequence[ImportedLink], step: Step) -> None:
        if not links:
            return
        project = self._project(board)
        number, circles = import_project_links(
            project.pk, links, source=self.source, by=self.by
        )
        step.counts["links"] += number
        for link in circles:
            step.note(
                f"{link.before} → {link.after}",
                _("it would close a circle: left out"),
            )

    def _relate(self, links: Sequence[FileLink], step: Step) -> None:
        if not links:
            return
        ids = self._ids_here()
        pairs = [pair(link, ids) for link in links]
        left_out = import_relations(pairs, by=self.by)
        step.counts["links"] += len(pairs) - len(left_out)
        names = {pk: foreign for foreign, pk in ids.items()}
        for source, target, _kind in left_out:
            step.note(
                f"{names[source]} → {names[target]}",
                _("one of them has as many relations as it can"),
            )

    def _ids_here(self) -> dict[str, int]:
        """The items of the file by their ids there."""
        found: dict[str, int] = {}
        for board in self.file.boards:
            rows = self._project(board).items.filter(external_source=self.source)
            here = dict(rows.values_list("external_id", "pk"))
            marks, ids = self._marks[board.id], self._ids_of[board.id]
            found |= {foreign: here[marks.item(foreign)] for foreign in ids}
        return found

    def _settle(self, board: Board, step: Step) -> None:
        settle_outline(self._project(board).pk, by=self.by)

    def _plan(self, board: Board, exact: ExactBoard, step: Step) -> None:
        """Take over what was planned of its items, and is expected besides."""
        take_plans(
            exact,
            (item for item in self._each() if item.board == board.id),
            self._project(board),
            marks=self._marks[board.id],
            people=self.cards.people,
            source=self.source,
            by=self.by,
            step=step,
        )


def _author(external_id: str, one: FilePerson) -> ImportedAuthor:
    name = kept(one.name or one.login or one.email or one.id).strip()
    return ImportedAuthor(
        external_id=external_id, name=name[:200] or one.id[:200], email=one.email
    )


def _host(items: Sequence[FileItem]) -> str:
    first = next((item.address for item in items if item.address), "")
    try:
        return (urlsplit(first).hostname or "")[:60]
    except ValueError:
        return ""
