"""What was planned of tasks when somebody kept the plan."""

from headway.integrations.importers.msproject.writing.elements import (
    Elements,
    duration,
)
from headway.plan.files.content import Task


def write_baselines(task: Task, duration_format: int, out: Elements) -> None:
    """Write each baseline of a task; durations are in the unit of the task's own."""
    for each in task.baselines:
        with out.inside("Baseline"):
            out.add(
                Number=each.number,
                Start=each.start,
                Finish=each.finish,
                Duration=duration(each.duration),
                DurationFormat=None if each.duration is None else duration_format,
                Work=duration(each.work),
            )
