"""Pages of the plan."""

from headway.plan.views.changes import bar, link, preview
from headway.plan.views.pages import rows, timeline

__all__ = ["bar", "link", "preview", "rows", "timeline"]
