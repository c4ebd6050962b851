"""The one filter language: ``assignee = me and due < 2w order by importance``.

A text becomes tokens, a tree (``parser``), and through whoever asks a condition on
items (``compiling``) and an order (``ordering``).  ``fields`` and ``flags`` are all
that it knows of items.
"""

from headway.work.filters.asking import Question
from headway.work.filters.errors import FilterError

__all__ = ["FilterError", "Question"]
