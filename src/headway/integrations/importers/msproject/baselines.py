"""What was planned of tasks when somebody kept the plan: up to eleven times."""

from typing import Final

from headway.integrations.importers.msproject.fields import Fields
from headway.plan.files.content import FileBaseline
from headway.plan.files.saying import say as _

TAKEN: Final = frozenset({"Baseline"})
LAST: Final = 10


def read_baselines(fields: Fields) -> tuple[FileBaseline, ...]:
    """Read dates, work and duration of each baseline of a task."""
    found: dict[int, FileBaseline] = {}
    for each in fields.children("Baseline"):
        number = each.integer("Number", 0)
        if each.number("Cost"):
            fields.note(_("what it costs by its baselines: money is left there"))
        said = FileBaseline(
            number=number,
            start=each.instant("Start"),
            finish=each.instant("Finish"),
            work=each.minutes("Work"),
            duration=each.minutes("Duration"),
        )
        if said == FileBaseline(number=number):
            continue
        if not 0 <= number <= LAST:
            fields.note(_("there are baselines from 0 to 10 only"), value=number)
        elif number in found:
            fields.note(_("the same baseline appears twice"), value=number)
        else:
            found[number] = said
    return tuple(found[number] for number in sorted(found))
