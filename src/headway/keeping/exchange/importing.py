"""Bring an exported workspace in: all of it, or nothing."""

import re
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from itertools import groupby
from pathlib import Path
from typing import Any, NoReturn
from uuid import UUID, uuid4

import psycopg
from django.apps import apps
from django.core.validators import validate_slug
from django.db import IntegrityError, connection, transaction

from headway.actors.models import Workspace
from headway.base.errors import Refused
from headway.base.files import keep, received
from headway.comms.models import FileVersion
from headway.events.models import Event
from headway.keeping.doctor import rules
from headway.keeping.exchange.checking import Survey, survey
from headway.keeping.exchange.contents import contents_in
from headway.keeping.exchange.kinds import (
    BY_NAME,
    DATA,
    FIXED,
    THINGS,
    Field,
    Kind,
    kind_of_subject,
)
from headway.keeping.exchange.lines import Line, read_lines, read_row
from headway.keeping.exchange.naming import renumbered
from headway.plan.pending import mark_for_planning
from headway.work.actions import found_types, index_items, settle_first_labels
from headway.work.models import Item, ItemLabel, WorkflowState

COPIED_LINE = re.compile(r"COPY \w+, line (\d+)")

CHECKS = (rules.numbers, rules.outline, rules.links, rules.circles)


class DryRun(Exception):
    """Ends a transaction that was only a rehearsal."""


def import_workspace(path: Path, *, slug: str = "", is_dry_run: bool = False) -> Survey:
    """Make the workspace that a file holds, under its own name or ``slug``.

    Reads the file twice: to check it, and to write it in one transaction, line by
    line.  Planning follows.  Raises :class:`Refused` with the line that is wrong.
    """
    found = survey(path)
    slug = slug or found.slug
    _check_slug(slug)
    before = {name: _reserve(name, rows.largest) for name, rows in found.rows.items()}
    try:
        with ExitStack() as stack, transaction.atomic():
            workspace_id = _Import(path, found, slug, before, stack).write()
            mark_for_planning([workspace_id])
            if is_dry_run:
                raise DryRun
    except DryRun:
        pass
    except IntegrityError as error:
        said = str(error).strip().splitlines()[-1]
        raise Refused(f"{path} cannot be taken over: {said}") from error
    found.slug = slug
    return found


def _check_slug(slug: str) -> None:
    field: Any = Workspace._meta.get_field("slug")
    if len(slug) > field.max_length or not re.fullmatch(validate_slug.regex, slug):
        raise Refused(f"{slug[:60]!r} is no name for an address; give --workspace.")
    if Workspace.objects.filter(slug=slug).exists():
        raise Refused(
            f"There is a workspace “{slug}” already; give another name with "
            "--workspace."
        )


class _Import:
    """Writes rows; ``before`` says which id comes before the first of each kind.

    ``stack`` ends behind the transaction: it takes away content if that fails.
    """

    def __init__(
        self,
        path: Path,
        found: Survey,
        slug: str,
        before: dict[str, int],
        stack: ExitStack,
    ) -> None:
        self._path = path
        self._found = found
        self._slug = slug
        self._before = before
        self._stack = stack
        self._contents: dict[int, UUID] = {}
        self._statuses: dict[str, WorkflowState] = {}

    def write(self) -> int:
        """Copy the rows in, each run of one kind at a time; return the workspace."""
        lines = (
            line for line in read_lines(self._path) if line.values["row"] in BY_NAME
        )
        for name, run in groupby(lines, key=lambda line: line.values["row"]):
            if name == "work.item":
                self._statuses = self._founded_statuses()
            self._copy(BY_NAME[name], run)
        for number, parts in contents_in(self._path):
            name = f"comms.fileversion {number}"
            draft = self._stack.enter_context(received(parts, name=name))
            draft.content = self._contents[number]
            keep(draft)
        workspace_id = self._id("actors.workspace", 1)
        index_items(Item.objects.filter(workspace=workspace_id).iterator())
        settle_first_labels(ItemLabel.objects.filter(workspace=workspace_id))
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for check in CHECKS:
                for problem in check(cursor, workspace_id):
                    raise Refused(f"{self._path} contradicts itself: {problem.message}")
        return workspace_id

    def _founded_statuses(self) -> dict[str, WorkflowState]:
        """Return by category where items of a file begin that is older than types."""
        if self._found.rows["work.itemtype"].largest:
            return {}
        workspace_id = self._id("actors.workspace", 1)
        found_types(workspace_id)
        states = WorkflowState.objects.filter(
            workspace_id=workspace_id, is_default=True
        )
        return {state.category: state for state in states}

    def _copy(self, kind: Kind, run: Iterator[Line]) -> None:
        columns = list(kind.columns())
        names = ", ".join(f'"{each.column}"' for each in columns)
        table = kind.model._meta.db_table
        numbers: list[int] = []
        with connection.cursor() as cursor:
            try:
                with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                    for line in run:
                        numbers = numbers or [line.number]
                        copy.write_row(self._row(kind, columns, line))
            except (psycopg.errors.IntegrityError, psycopg.errors.DataError) as error:
                self._refuse(error, numbers[0])

    def _row(self, kind: Kind, columns: list[Field], line: Line) -> list[Any]:
        number, values = read_row(line, kind)
        values |= self._references(kind, line, values)
        if kind.model is Workspace:
            values["slug"] = self._slug
        if kind.model is Event:
            for named, kind_of in THINGS.items():
                if values[named] is not None:
                    subject = kind_of_subject(values[kind_of])
                    values[named] = self._id(subject, values[named])
            values[DATA] = renumbered(values[DATA], self._id)
        values |= kind.renumbered(values, self._id)
        if kind.model is Item and values["status"] is None:
            values |= self._status(line, values["state"])
        values |= dict.fromkeys(kind.without)
        values |= FIXED.get(kind.name, {})
        return self._columns(kind, columns, number, values)

    def _references(
        self, kind: Kind, line: Line, values: Mapping[str, Any]
    ) -> dict[str, int]:
        found = {}
        for each in kind.fields():
            target, named = kind.target(each), values[each.name]
            if target is None or named is None:
                continue
            if each.related_model is not None and named not in self._found.rows[target]:
                raise line.refuse(f"{each.name} is {named}; there is no such {target}.")
            found[each.name] = self._id(target, named)
        return found

    def _status(self, line: Line, category: str) -> dict[str, int]:
        status = self._statuses.get(category)
        if status is None:
            raise line.refuse("status is missing.")
        return {"status": status.pk, "type": status.type_id}

    def _columns(
        self, kind: Kind, columns: list[Field], number: int, values: dict[str, Any]
    ) -> list[Any]:
        values["id"] = self._id(kind.name, number)
        values["workspace"] = self._id("actors.workspace", 1)
        if kind.model is FileVersion:
            values["content"] = self._contents[number] = uuid4()
        return [
            each.get_db_prep_save(values[each.name], connection) for each in columns
        ]

    def _id(self, name: str, number: int) -> int:
        return self._before[name] + number

    def _refuse(self, error: psycopg.Error, first_line: int) -> NoReturn:
        """Say which line of the file the database does not take."""
        context = error.diag.context or ""
        place = COPIED_LINE.search(context)
        said = error.diag.message_primary or str(error)
        if isinstance(error, psycopg.errors.UniqueViolation):
            said += f": {error.diag.message_detail}"
        where = f"Line {first_line + int(place[1]) - 1}" if place else str(self._path)
        raise Refused(f"{where}: {said}") from error


@transaction.atomic
def _reserve(name: str, count: int) -> int:
    """Take ``count`` ids that follow each other; return the one before the first.

    The table is locked for a moment, in a transaction of its own, as nobody else may
    draw one in between.
    """
    table = apps.get_model(name)._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_serial_sequence(%s, 'id')", [table])
        (sequence,) = cursor.fetchone()
        cursor.execute(f'LOCK TABLE "{table}" IN SHARE ROW EXCLUSIVE MODE')
        cursor.execute("SELECT nextval(%s::regclass)", [sequence])
        (first,) = cursor.fetchone()
        cursor.execute("SELECT setval(%s::regclass, %s)", [sequence, first + count])
    return int(first)
