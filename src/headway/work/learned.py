"""What finished work teaches of an item, in words."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from headway.actors.models import Actor
from headway.base.durations import format_minutes, roughly
from headway.ui.words import chance_words
from headway.work.models import Item, Outlook

AS_SAID = 0.05
"""So far from the estimate the expected counts as the same."""


def learned_words(item: Item, outlook: Outlook, *, by: Actor) -> list[str]:
    """Say what its effort counts as, from how many items, and how much is borrowed.

    Nothing to guests: it speaks of work that they may not see.
    """
    if outlook.expected_minutes is None or by.is_guest or item.is_closed:
        return []
    count = outlook.learned_from or 0
    factor = outlook.expected_minutes / (
        item.effort_minutes or outlook.expected_minutes
    )
    said = {
        "amount": format_minutes(roughly(outlook.expected_minutes)),
        "factor": number_format(factor, decimal_pos=1),
        "count": count,
    }
    if item.effort_minutes is None:
        text = _unestimated(count)
    else:
        text = _as_said(count) if abs(factor - 1) <= AS_SAID else _otherwise(count)
    return [text % said, _own_words(outlook.own_percent or 0)]


def _unestimated(count: int) -> str:
    return ngettext(
        "Not estimated: the plan counts %(amount)s, what %(count)d finished item of "
        "this kind came to.",
        "Not estimated: the plan counts %(amount)s, what %(count)d finished items of "
        "this kind came to.",
        count,
    )


def _as_said(count: int) -> str:
    return ngettext(
        "It counts as estimated: so did %(count)d finished item of this kind turn out.",
        "It counts as estimated: so did %(count)d finished items of this kind turn "
        "out.",
        count,
    )


def _otherwise(count: int) -> str:
    return ngettext(
        "It counts as %(amount)s, %(factor)s times its estimate: what %(count)d "
        "finished item of this kind came to.",
        "It counts as %(amount)s, %(factor)s times its estimate: what %(count)d "
        "finished items of this kind came to.",
        count,
    )


def _own_words(percent: int) -> str:
    text = _(
        "%(own)s of that is this workspace's own record, %(borrowed)s is borrowed from "
        "published ones."
    )
    own, borrowed = chance_words(percent / 100), chance_words(1 - percent / 100)
    return text % {"own": own, "borrowed": borrowed}
