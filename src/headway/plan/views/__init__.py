"""Pages of the plan."""

from headway.plan.views.candidates import candidates
from headway.plan.views.changes import bar, link, preview
from headway.plan.views.first_steps import start_people, start_promise
from headway.plan.views.levers import item_levers, project_levers
from headway.plan.views.moves import item_moves, project_moves
from headway.plan.views.overview import overview
from headway.plan.views.pages import filter_rows, people, rows, timeline
from headway.plan.views.planning import ask, planning
from headway.plan.views.staffing import staffing
from headway.plan.views.starting import start
from headway.plan.views.workload import workload

__all__ = [
    "ask",
    "bar",
    "candidates",
    "filter_rows",
    "item_levers",
    "item_moves",
    "link",
    "overview",
    "people",
    "planning",
    "preview",
    "project_levers",
    "project_moves",
    "rows",
    "staffing",
    "start",
    "start_people",
    "start_promise",
    "timeline",
    "workload",
]
