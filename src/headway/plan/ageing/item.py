"""What an item's page says of its age."""

from collections.abc import Iterator
from datetime import datetime
from math import ceil

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from headway.actors.models import Actor
from headway.plan.ageing.answers import DAY, Answer, ask_ageing
from headway.plan.pace.history import start_of_today
from headway.ui.words import chance_words
from headway.work.lines import ItemLine
from headway.work.models import Item


def ageing_line(item: Item, actor: Actor) -> Iterator[ItemLine]:
    """Say how much longer an item takes that is in progress, and whence that is known.

    One query for what is in progress, none for the rest.
    """
    said = ask_ageing(item, by=actor)
    if said is None:
        return
    if said.p50 and said.p85:
        likely, sure = _days_to(said.p50), _days_to(said.p85)
        text = ngettext(
            "Likely within %(likely)d more day, 85 %% sure within %(sure)d",
            "Likely within %(likely)d more days, 85 %% sure within %(sure)d",
            likely,
        )
        values = {"likely": likely, "sure": sure}
        note = _guests_note(said) if actor.is_guest else _note(said)
        yield ItemLine(
            label=_("By its age"), text=text % values, note=note, tone="faint"
        )
    elif not actor.is_guest:
        yield ItemLine(label=_("By its age"), text=_old(said))


def _days_to(moment: datetime) -> int:
    """Count days from the start of today on, those that are begun as whole ones."""
    return max(1, ceil((moment - start_of_today()) / DAY))


def _age(said: Answer) -> str:
    begun = timezone.localdate(said.ageing.started_at)
    days = max(1, (timezone.localdate() - begun).days)
    return ngettext("%d day", "%d days", days) % days


def _note(said: Answer) -> str:
    alike, borrowed = said.ageing.alike, 100 - said.ageing.own_percent
    text = ngettext(
        "in progress for %(age)s; from %(alike)d finished item of this kind, not the "
        "plan; %(borrowed)s is borrowed from published records",
        "in progress for %(age)s; from %(alike)d finished items of this kind, not the "
        "plan; %(borrowed)s is borrowed from published records",
        alike,
    )
    words = chance_words(borrowed / 100)
    return text % {"age": _age(said), "alike": alike, "borrowed": words}


def _guests_note(said: Answer) -> str:
    text = _("in progress for %(age)s; from finished items, not the plan")
    return text % {"age": _age(said)}


def _old(said: Answer) -> str:
    """Say that too little is known of such an age."""
    text = ngettext(
        "In progress for %(age)s: of %(finished)d finished items %(longer)d took "
        "longer, too few to say how much longer it takes",
        "In progress for %(age)s: of %(finished)d finished items %(longer)d took "
        "longer, too few to say how much longer it takes",
        said.ageing.longer,
    )
    if not said.ageing.longer:
        text = _(
            "In progress for %(age)s: none of %(finished)d finished items took longer"
        )
    return text % {
        "age": _age(said),
        "finished": said.finished,
        "longer": said.ageing.longer,
    }
