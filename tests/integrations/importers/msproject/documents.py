"""Small Microsoft Project files, written by hand."""

import io

from headway.integrations.importers.msproject import read_msproject
from headway.plan.files.content import ScheduleFile

NAMESPACE = "http://schemas.microsoft.com/project"

OFFICE_DAY = """<WeekDay><DayType>{}</DayType><DayWorking>1</DayWorking><WorkingTimes>
<WorkingTime><FromTime>08:00:00</FromTime><ToTime>12:00:00</ToTime></WorkingTime>
<WorkingTime><FromTime>13:00:00</FromTime><ToTime>17:00:00</ToTime></WorkingTime>
</WorkingTimes></WeekDay>"""
OFFICE = "".join(OFFICE_DAY.format(day) for day in range(2, 7))
STANDARD = (
    "<Calendar><UID>1</UID><Name>Standard</Name><IsBaseCalendar>1</IsBaseCalendar>"
    f"<BaseCalendarUID>-1</BaseCalendarUID><WeekDays>{OFFICE}</WeekDays></Calendar>"
)


def element(name: str, **fields: object) -> str:
    """Write one record; a field whose value is markup stays as it is."""
    inner = "".join(
        value if tag == "Xml" else f"<{tag}>{value}</{tag}>"
        for tag, value in fields.items()
    )
    return f"<{name}>{inner}</{name}>"


def task(uid: int, name: str = "", *, links: str = "", **fields: object) -> str:
    known = {"Duration": "PT8H0M0S", "OutlineLevel": 1} | fields
    named = name or f"Task {uid}"
    return element("Task", UID=uid, ID=uid, Name=named, **known, Xml=links)


def link(before: object, kind: int = 1, lag: object = 0, unit: int = 7) -> str:
    return element(
        "PredecessorLink",
        PredecessorUID=before, Type=kind, LinkLag=lag, LagFormat=unit,
    )  # fmt: skip


def document(
    *tasks: str,
    resources: str = "",
    assignments: str = "",
    calendars: str = STANDARD,
    start: str = "2026-01-05T08:00:00",
    header: str = "<CalendarUID>1</CalendarUID>",
) -> str:
    """Write a project that starts on a Monday."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><Project xmlns="{NAMESPACE}">'
        f"<StartDate>{start}</StartDate>{header}<Calendars>{calendars}</Calendars>"
        f"<Tasks>{''.join(tasks)}</Tasks><Resources>{resources}</Resources>"
        f"<Assignments>{assignments}</Assignments></Project>"
    )


def read(text: str | bytes) -> ScheduleFile:
    data = text.encode() if isinstance(text, str) else text
    return read_msproject(io.BytesIO(data))


def reasons(file: ScheduleFile) -> str:
    return "\n".join(f"{each.where}: {each.why}" for each in file.not_read)
