"""What stands before and behind an item on the page from which somebody came to it."""

from headway.work.neighbours.pages import Neighbours, page_behind

__all__ = ["Neighbours", "page_behind"]
