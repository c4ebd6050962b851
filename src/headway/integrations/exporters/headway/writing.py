"""The file, written piece by piece: of many items, memory holds some."""

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any, Final

import msgspec
from django.core.exceptions import PermissionDenied
from django.utils import timezone, translation

from headway.actors.models import Actor
from headway.integrations.exporters.fields import FieldsOut
from headway.integrations.exporters.headway.history import Record
from headway.integrations.exporters.headway.items import item_records
from headway.integrations.exporters.headway.leaving import files_left_out
from headway.integrations.exporters.headway.people import FilePeople
from headway.integrations.exporters.headway.plans import (
    baseline_records,
    demand_records,
)
from headway.plan.files.custom import DefinedField
from headway.work.actions.importing_labels import hex_of
from headway.work.models import (
    Item,
    ItemType,
    Label,
    Link,
    Project,
    Relation,
    WorkflowState,
)

FORMAT: Final = "headway-project"
VERSION: Final = 1
AT_ONCE: Final = 200


def project_file(project: Project, *, by: Actor) -> Iterator[bytes]:
    """Return a project that ``by`` sees, whole, as JSON.

    Guests may not: the file says who did what when.
    """
    if by.is_guest:
        raise PermissionDenied
    return _File(project, by).pieces()


class _File:
    def __init__(self, project: Project, by: Actor) -> None:
        self.project, self.by = project, by
        self.people = FilePeople(by)
        # what is written while it is sent is written when the request is over
        self.zone = timezone.get_current_timezone()
        self.language = translation.get_language()
        rows = Item.objects.filter(project=project).in_outline()
        self.ids = list(rows.values_list("pk", flat=True))
        saying = Item.objects.filter(project=project).exclude(custom={})
        customs = saying.values_list("custom", flat=True).iterator(AT_ONCE)
        self.fields = FieldsOut(customs, by=by)

    def pieces(self) -> Iterator[bytes]:
        yield b"{"
        for name, value in self._head():
            yield _named(name) + _encoded(value) + b",\n"
        yield from _list("items", self._items())
        yield from _list("links", self._links())
        yield from _list("relations", self._relations())
        yield from _list("people", self.people.records(), end=b"}\n")

    def _head(self) -> Iterator[tuple[str, Any]]:
        yield "format", FORMAT
        yield "version", VERSION
        yield "written_at", timezone.now()
        yield "project", self._project()
        yield "types", list(self._types())
        yield "labels", list(self._labels())
        yield "fields", [_field(field) for field in self.fields.result()]
        order = Item.objects.filter(project=self.project).order_by("board_rank", "pk")
        yield (
            "baselines",
            list(baseline_records(self.project, people=self.people, by=self.by)),
        )
        yield "expected", list(demand_records(self.project, by=self.by))
        yield "board", [str(pk) for pk in order.values_list("pk", flat=True)]

    def _project(self) -> Record:
        project = self.project
        seed = f"{self.by.workspace.seed}/{project.pk}"
        return {
            "id": hashlib.blake2b(seed.encode(), digest_size=10).hexdigest(),
            "key": project.key,
            "name": project.name,
            "priority": project.priority,
            "front": project.front,
            "usual_reach": project.usual_reach,
            "starts_no_earlier": project.starts_no_earlier,
            "target_on": project.target_on,
            "calendar": project.calendar.name if project.calendar else "",
        }

    def _types(self) -> Iterator[Record]:
        """Those that its items are of, with all their states."""
        used = Item.objects.filter(project=self.project).values("type_id").distinct()
        rows = ItemType.objects.filter(pk__in=used).order_by("position", "pk")
        for kind in rows:
            states = WorkflowState.objects.filter(type=kind, removed_at=None)
            yield {
                "name": kind.name,
                "states": [
                    {
                        "name": state.name,
                        "category": state.category,
                        "is_review": state.is_review,
                    }
                    for state in states.order_by("position", "pk")
                ],
            }

    def _labels(self) -> Iterator[Record]:
        used = Label.objects.live().filter(
            labelled__item__project=self.project, labelled__item__deletion=None
        )
        for label in used.distinct().order_by("pk"):
            yield {"name": label.name, "colour": hex_of(label.colour)}

    def _items(self) -> Iterator[Record]:
        left_out = files_left_out(self.project, by=self.by)
        for start in range(0, len(self.ids), AT_ONCE):
            with timezone.override(self.zone), translation.override(self.language):
                some = item_records(
                    self.ids[start : start + AT_ONCE],
                    key=self.project.key,
                    people=self.people,
                    fields=self.fields,
                    left_out=left_out,
                    by=self.by,
                )
                records = list(some)
            yield from records

    def _links(self) -> Iterator[Record]:
        known = set(self.ids)
        for link in Link.objects.of_project(self.project.pk).order_by("pk"):
            if {link.before_id, link.after_id} <= known:
                yield {
                    "before": str(link.before_id),
                    "after": str(link.after_id),
                    **link.said,
                }

    def _relations(self) -> Iterator[Record]:
        known = set(self.ids)
        rows = Relation.objects.filter(
            source__project=self.project, target__project=self.project
        )
        for relation in rows.order_by("pk"):
            if {relation.source_id, relation.target_id} <= known:
                yield {
                    "source": str(relation.source_id),
                    "target": str(relation.target_id),
                    "kind": relation.kind,
                }


def _field(field: DefinedField) -> Record:
    more = {"colours": dict(field.colours), "types": field.types}
    said = {name: value for name, value in more.items() if value}
    return {"name": field.name, "kind": field.kind, "options": field.options} | said


def _list(name: str, records: Iterable[Record], end: bytes = b",\n") -> Iterator[bytes]:
    yield _named(name) + b"["
    for n, record in enumerate(records):
        yield (b",\n" if n else b"\n") + _encoded(record)
    yield b"]" + end


def _named(name: str) -> bytes:
    return _encoded(name) + b": "


def _encoded(value: Any) -> bytes:
    return msgspec.json.encode(value)
