"""How long one item waits behind another."""

from django.utils.translation import gettext as _

from headway.base.errors import Refused
from headway.base.estimates import Estimate, middle
from headway.work.actions.estimating import check_ends, is_between, not_between

LONGEST_LAG_MINUTES = 10 * 366 * 1440


def checked_lag(minutes: int, low: int | None, high: int | None) -> Estimate:
    """Return a lag; two ends without a likely one between them make it their middle.

    Raises :class:`Refused` where what is said contradicts itself, and for a lead that
    is a range: what has to begin so long before the other ends is told one time.
    """
    for each in (minutes, high or 0):
        if abs(each) > LONGEST_LAG_MINUTES:
            raise Refused(_("A lag of %d minutes is more than ten years.") % each)
    if low is None and high is None:
        return Estimate(likely=minutes)
    low, high = check_ends(low, high)
    likely = minutes or middle(low, high)
    if not is_between(likely, low, high):
        raise not_between(likely, low, high)
    if low == high:
        return Estimate(likely=likely)
    return Estimate(likely=likely, low=low, high=high)
