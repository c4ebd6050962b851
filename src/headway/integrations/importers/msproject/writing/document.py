"""The whole document."""

from typing import Final

from headway.integrations.importers.msproject.records import NAMESPACES
from headway.integrations.importers.msproject.writing.calendars import (
    with_personal,
    write_calendars,
)
from headway.integrations.importers.msproject.writing.custom import (
    attributes_of,
    write_definitions,
)
from headway.integrations.importers.msproject.writing.elements import Elements
from headway.integrations.importers.msproject.writing.resources import (
    write_assignments,
    write_resources,
)
from headway.integrations.importers.msproject.writing.tasks import write_tasks
from headway.plan.files.content import ScheduleFile

SAVED_BY: Final = 14
"""Microsoft Project 2010, whose elements these are; later ones read them too."""


def write_msproject(file: ScheduleFile) -> bytes:
    """Write a project so that :func:`read_msproject` reads the same again.

    Elements are in the order that the schema prescribes.
    """
    file = with_personal(file)
    out = Elements()
    out.add(
        SaveVersion=SAVED_BY,
        Name=file.name,
        Title=file.name,
        ScheduleFromStart=not file.is_planned_from_finish,
        StartDate=file.start,
        FinishDate=file.finish,
        CurrencyCode=file.currency,
        CalendarUID=file.calendar,
        MinutesPerDay=file.minutes_per_day,
        MinutesPerWeek=file.minutes_per_week,
        StatusDate=file.status,
    )
    attributes = attributes_of(file.fields)
    write_definitions(attributes, out)
    write_calendars(file.calendars, out)
    write_tasks(file, attributes, out)
    write_resources(file.resources, out)
    write_assignments(file, out)
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f'{head}<Project xmlns="{NAMESPACES[1]}">\n{out}</Project>\n'.encode()
