"""One reader's day: their open items in the order of the plan, and why."""

from headway.work.today.page import Today, today_of

__all__ = ["Today", "today_of"]
