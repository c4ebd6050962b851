"""A schedule file becomes a project, with its people and calendars."""

from collections.abc import Mapping

from headway.actors.models import Actor
from headway.integrations.importers.actions import Report, import_schedule
from headway.integrations.importers.choices import Choices
from headway.integrations.importers.outline import FileOutline
from headway.integrations.importers.taking.fields import Fields
from headway.integrations.importers.taking.step import Step
from headway.people.actions import import_calendars, import_people
from headway.plan.files.content import ScheduleFile


class ScheduleTaking:
    """Takes over a :class:`ScheduleFile`, whole or not at all: it is one step."""

    total = 1

    def __init__(
        self, file: ScheduleFile, choices: Choices, *, source: str, name: str, by: Actor
    ) -> None:
        self.file, self.choices, self.source = file, choices, source
        self.name, self.by = name, by
        self.read = Step()
        self.report: Report | None = None

    def prepare(self) -> None:
        self.by.check_administers()
        title = (self.file.name.strip() or self.name)[:200]
        outline = FileOutline(self.file, zone=self.by.workspace.zone, prefix=title)
        calendars = import_calendars(
            outline.calendars(), source=self.source, by=self.by
        )
        import_people(outline.people(), calendars, source=self.source, by=self.by)
        said = (dict(task.custom) for task in self.file.tasks if task.custom)
        Fields.taken(self.file.fields, said, by=self.by)

    def take(self, number: int) -> Step:
        report = self._import(is_dry_run=False)
        items = report.items
        step = Step(findings=list(report.not_taken))
        step.counts.update(
            projects=int(report.is_new),
            created=items.created,
            updated=items.updated,
            unchanged=items.unchanged,
            links=items.links,
        )
        return step

    def counted(self) -> Mapping[str, int]:
        """Import it, and take that back."""
        report = self._import(is_dry_run=True)
        self.read = Step(findings=list(report.not_taken))
        items = report.items
        return {
            "projects": int(report.is_new),
            "items": items.created + items.updated + items.unchanged,
            "known": items.updated + items.unchanged,
            "people": report.people,
            "links": items.links,
            "calendars": report.calendars,
        }

    def _import(self, *, is_dry_run: bool) -> Report:
        self.report = import_schedule(
            self.file,
            by=self.by,
            source=self.source,
            name=self.name,
            key=self.choices.project,
            into=self.choices.into,
            is_dry_run=is_dry_run,
        )
        return self.report
