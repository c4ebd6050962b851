"""A schedule file into a workspace, and again."""

import pytest
from django.core.exceptions import PermissionDenied

from headway.actors.models import Actor
from headway.base.errors import Refused
from headway.events.models import Event
from headway.integrations.importers.actions import Report, import_schedule
from headway.integrations.importers.msproject import read_msproject
from headway.people.models import Calendar, Person
from headway.plan.files.content import ScheduleFile
from headway.work.models import Assignment, Item, Link, Project
from tests.corpus import corpus_files

FILES = corpus_files("schedules", "**/*.xml", containing=b"schemas.microsoft.com/project")


def take(file: ScheduleFile, by: Actor, **options: object) -> Report:
    return import_schedule(file, by=by, source="msproject", name="plan", **options)


def numbers() -> tuple[int, ...]:
    models = (Project, Item, Link, Assignment, Person, Calendar, Event)
    return tuple(model.objects.count() for model in models)
