"""Pages of the plan."""

from headway.plan.views.candidates import candidates
from headway.plan.views.changes import bar, link, preview
from headway.plan.views.overview import overview
from headway.plan.views.pages import people, rows, timeline
from headway.plan.views.planning import ask, planning
from headway.plan.views.workload import workload

__all__ = [
    "ask",
    "bar",
    "candidates",
    "link",
    "overview",
    "people",
    "planning",
    "preview",
    "rows",
    "timeline",
    "workload",
]
