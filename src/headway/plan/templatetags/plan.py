"""What templates of the plan ask for: ``{% cell_query workload cell %}``."""

from django import template

from headway.plan.workload.cells import Cell
from headway.plan.workload.page import Workload

register = template.Library()


@register.simple_tag
def cell_query(workload: Workload, cell: Cell) -> str:
    """The query string that opens a cell."""
    return workload.query_of(cell)
