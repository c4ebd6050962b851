"""Which summary task each task is part of, from the order and the outline levels."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from headway.plan.files.content import Task
from headway.plan.files.findings import Findings
from headway.plan.files.saying import say as _

DEEPEST: Final = 100


def place(tasks: Iterable[Task], findings: Findings) -> tuple[Task, ...]:
    """Set parent, ``is_summary`` and, where the file has none, the outline number.

    A task is a summary if it has tasks below it.
    """
    placed: list[Task] = []
    above: list[Task] = []
    counts = [0] * (DEEPEST + 1)
    for task in tasks:
        level = max(1, min(task.level, DEEPEST))
        if level != task.level:
            findings.add(
                "task",
                label(task),
                _("its outline level is out of range"),
                value=task.level,
            )
        while above and above[-1].level >= level:
            above.pop()
        counts[len(above)] += 1
        counts[len(above) + 1 :] = [0] * (DEEPEST - len(above))
        task = replace(
            task,
            level=level,
            parent=above[-1].uid if above else None,
            wbs=task.wbs or ".".join(map(str, counts[: len(above) + 1])),
        )
        placed.append(task)
        above.append(task)
    return _with_summaries(placed, findings)


def _with_summaries(tasks: list[Task], findings: Findings) -> tuple[Task, ...]:
    parents = {task.parent for task in tasks}
    for task in tasks:
        if task.is_summary and task.uid not in parents:
            findings.add(
                "task", label(task), _("a summary task of nothing is planned as a task")
            )
    return tuple(
        task
        if task.is_summary == (task.uid in parents)
        else replace(task, is_summary=task.uid in parents)
        for task in tasks
    )


def label(task: Task) -> str:
    return f"{task.uid} {task.name!r}"
