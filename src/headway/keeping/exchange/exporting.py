"""Write a workspace into a file."""

from collections import defaultdict
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any, BinaryIO

import msgspec
from django.db import connection, models, transaction

from headway.actors.models import Workspace
from headway.comms.models import FileVersion
from headway.events.models import Event
from headway.keeping.exchange.contents import content_lines
from headway.keeping.exchange.kinds import (
    BY_NAME,
    DATA,
    END,
    FORMAT,
    KINDS,
    THINGS,
    VERSION,
    Field,
    Kind,
    kind_of_subject,
)
from headway.keeping.exchange.naming import references, renumbered
from headway.keeping.exchange.numbering import Numbering
from headway.keeping.writing import whole_file

CHUNK = 1000


def export_workspace(workspace: Workspace, file: Path) -> int:
    """Write all of a workspace, of one moment, and return how many rows.

    The same workspace gives the same bytes.  Raises :class:`Refused` when the file is
    there or cannot be written.
    """
    with whole_file(file) as out, transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        return _Export(workspace, out).write()


class _Export:
    def __init__(self, workspace: Workspace, out: BinaryIO) -> None:
        self._workspace = workspace
        self._out = out
        self._numberings: defaultdict[str, Numbering] = defaultdict(
            lambda: Numbering([])
        )

    def write(self) -> int:
        self._number_rows()
        counts: defaultdict[str, int] = defaultdict(int)
        self._line({"row": FORMAT, "version": VERSION, "headway": version("headway")})
        for kind in KINDS:
            for line in self._rows(kind):
                self._line(line)
                counts[kind.name] += 1
        self._write_contents()
        self._line({"row": END, "rows": counts})
        return sum(counts.values())

    def _write_contents(self) -> None:
        name = FileVersion._meta.label_lower
        rows = self._queryset(BY_NAME[name]).select_related("file")
        for row in rows.iterator(CHUNK):
            for line in content_lines(row, self._number(name, row.pk)):
                self._line(line)

    def _line(self, line: dict[str, Any]) -> None:
        self._out.write(msgspec.json.encode(line) + b"\n")

    def _queryset(self, kind: Kind) -> models.QuerySet[Any]:
        rows = kind.rows().order_by("pk")
        if kind.model is Workspace:
            return rows.filter(pk=self._workspace.pk)
        return rows.filter(workspace_id=self._workspace.pk)

    def _number_rows(self) -> None:
        for kind in KINDS:
            ids = self._queryset(kind).values_list("pk", flat=True)
            self._numberings[kind.name] = Numbering(ids.iterator(CHUNK))
        self._mention_inside()
        log = Event.objects.filter(workspace=self._workspace)
        rows = log.values(*THINGS, *THINGS.values(), "cause_id", DATA)
        for row in rows.iterator(CHUNK):
            for number, kind_of in THINGS.items():
                if row[number] is not None:
                    subject = kind_of_subject(row[kind_of])
                    self._numberings[subject].mention(row[number])
            if row["cause_id"] is not None:
                self._numberings["events.event"].mention(row["cause_id"])
            for name, pk in references(row[DATA]):
                self._numberings[name].mention(pk)
        for numbering in self._numberings.values():
            numbering.settle()

    def _mention_inside(self) -> None:
        """Give numbers to the rows that lists and objects of rows name."""
        for kind in (kind for kind in KINDS if kind.naming):
            rows = self._queryset(kind).values(*kind.naming)
            for row in rows.iterator(CHUNK):
                for name, pk in kind.mentioned(row):
                    self._numberings[name].mention(pk)

    def _rows(self, kind: Kind) -> Iterator[dict[str, Any]]:
        fields = list(kind.fields())
        columns = ["pk", *(each.attname for each in fields)]
        rows = self._queryset(kind).values_list(*columns)
        for pk, *values in rows.iterator(CHUNK):
            line: dict[str, Any] = {"row": kind.name, "n": self._number(kind.name, pk)}
            for each, value in zip(fields, values, strict=True):
                line[each.name] = self._value(kind, each, value)
            line |= kind.renumbered(line, self._number)
            if kind.model is Event:
                for number, kind_of in THINGS.items():
                    if line[number] is not None:
                        subject = kind_of_subject(line[kind_of])
                        line[number] = self._number(subject, line[number])
                line[DATA] = renumbered(line[DATA], self._number)
            yield line

    def _value(self, kind: Kind, each: Field, value: Any) -> Any:
        target = kind.target(each)
        if target is not None:
            return None if value is None else self._number(target, value)
        return each.get_prep_value(value)

    def _number(self, name: str, pk: int) -> int:
        return self._numberings[name].number(pk)
