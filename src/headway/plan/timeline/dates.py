"""Days in words, thousands of times a page."""

from datetime import date, datetime
from functools import lru_cache

from django.utils import timezone
from django.utils.translation import get_language

from headway.ui.words import date_words


def day_words(moment: datetime) -> str:
    """As :func:`date_words`, each day put into words once."""
    day = timezone.localtime(moment).date()
    return _words(day, timezone.localdate(), get_language())


@lru_cache(maxsize=4096)
def _words(day: date, today: date, language: str | None) -> str:
    return date_words(day, today=today)
