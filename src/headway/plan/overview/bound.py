"""How good the plan of a project is, in words: what no order of work could beat."""

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from headway.ui.words import date_words
from headway.work.models import ProjectOutlook

DAY = timedelta(days=1)


def bound_words(outlook: ProjectOutlook) -> str:
    """Say how far the plan is at most from the best; nothing where it is not known."""
    ends, least = outlook.ends_at, outlook.bound_at
    if ends is None or least is None:
        return ""
    gap = ends - least
    days = -(-gap // DAY)
    said = {"end": date_words(ends), "least": date_words(least), "days": days}
    if not gap:
        text = _(
            "With median durations its plan ends on %(end)s, and no order of work "
            "could end it sooner."
        )
    elif gap < DAY:
        text = _(
            "With median durations its plan ends on %(end)s, less than a day after "
            "what any order of work could reach."
        )
    else:
        text = ngettext(
            "With median durations its plan ends on %(end)s. No order of work could "
            "end it before %(least)s, even if all else waited: the plan is at most "
            "%(days)d day from the best for it.",
            "With median durations its plan ends on %(end)s. No order of work could "
            "end it before %(least)s, even if all else waited: the plan is at most "
            "%(days)d days from the best for it.",
            days,
        )
    return text % said
