"""Pages of the plan."""

from headway.plan.views.changes import bar, link, preview
from headway.plan.views.pages import people, rows, timeline
from headway.plan.views.planning import ask, planning

__all__ = ["ask", "bar", "link", "people", "planning", "preview", "rows", "timeline"]
