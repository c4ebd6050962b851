"""The jobs of imports, done here and now instead of by a worker."""

from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.conftest import forget_jobs


def work() -> None:
    """Do the jobs of imports that wait; forget those of others."""
    for job in ProcrastinateJob.objects.filter(status="todo").order_by("id"):
        if job.task_name.startswith("importers."):
            app.tasks[job.task_name].func(**job.args)
    forget_jobs()
