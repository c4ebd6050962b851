"""The next items of a project, in words, for its overview."""

from dataclasses import dataclass
from typing import Self
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from headway.actors.models import Actor
from headway.base.days import FIRST_DAY, LAST_DAY, asked_day
from headway.base.numbers import asked_whole
from headway.plan.pace.answers import (
    LEAST,
    LEAST_DAYS,
    MOST_ASKED,
    Answer,
    Silence,
    ask_pace,
)
from headway.ui.words import chance_words, date_words
from headway.work.hiding import masks_of
from headway.work.models import Hidden, Project


@dataclass(frozen=True, kw_only=True)
class ShownPace:
    """What the page says of a pace, and the two fields that ask for other numbers."""

    said: Answer | Silence
    query: str
    """What asks for the same, for the address of what shows it anew."""

    @classmethod
    def of(cls, project: Project, given: QueryDict, *, by: Actor) -> Self | None:
        """Answer what an address asks; None where it is hidden, or in the archive."""
        if project.archived_at or masks_of(by).hides(Hidden.FORECAST, project.pk):
            return None
        items = asked_whole(given.get("items", ""), most=MOST_ASKED) or None
        until = asked_day(given.get("until", ""), first=FIRST_DAY, last=LAST_DAY)
        asked = {"items": items, "until": until}
        known = {name: value for name, value in asked.items() if value is not None}
        return cls(
            said=ask_pace(project, by=by, items=items, until=until),
            query=f"?{urlencode(known)}" if known else "",
        )

    @property
    def answer(self) -> Answer | None:
        return self.said if isinstance(self.said, Answer) else None

    @property
    def when(self) -> str:
        """By when the next items are finished."""
        said = self.said
        if isinstance(said, Silence):
            return ""
        if said.p50 is None or said.p85 is None:
            text = ngettext(
                "What is finished here tells nothing of more than %(most)d item.",
                "What is finished here tells nothing of more than %(most)d items.",
                said.most,
            )
            return text % {"most": said.most}
        text = ngettext(
            "The next item will likely be finished by %(likely)s, 85 %% sure by "
            "%(sure)s.",
            "The next %(items)d items will likely be finished by %(likely)s, 85 %% "
            "sure by %(sure)s.",
            said.items,
        )
        return text % {
            "items": said.items,
            "likely": date_words(said.p50),
            "sure": date_words(said.p85),
        }

    @property
    def count(self) -> str:
        """How many are finished by a day."""
        said = self.said
        if isinstance(said, Silence):
            return ""
        values = {
            "day": date_words(said.until),
            "likely": said.likely,
            "sure": said.sure,
            "most": said.most,
        }
        if said.sure == said.most:
            text = _("By %(day)s, 85 %% sure, %(most)d or more will be finished.")
        elif said.likely == said.most:
            text = _(
                "By %(day)s likely %(most)d or more will be finished, 85 %% sure at "
                "least %(sure)d."
            )
        else:
            text = _(
                "By %(day)s likely %(likely)d will be finished, 85 %% sure at least "
                "%(sure)d."
            )
        return text % values

    @property
    def note(self) -> str:
        """What it rests on, or why nothing is said and what helps."""
        if isinstance(self.said, Silence):
            return _remedy(self.said)
        pace = self.said.pace
        text = ngettext(
            "Counted from %(from)s on, whichever items these are, by the pace of the "
            "%(finished)d item that was finished here since %(first)s, not by the "
            "plan. Of how wide the range is %(own)s come from it, the rest is borrowed "
            "from published records.",
            "Counted from %(from)s on, whichever items these are, by the pace of the "
            "%(finished)d items that were finished here since %(first)s, not by the "
            "plan. Of how wide the range is %(own)s come from them, the rest is "
            "borrowed from published records.",
            pace.finished,
        )
        return text % {
            "from": date_words(pace.learned_at),
            "finished": pace.finished,
            "first": date_words(pace.first_at or pace.learned_at),
            "own": chance_words(pace.own_percent / 100),
        }


def _remedy(said: Silence) -> str:
    if said.why == "soon":
        return _("How fast items are finished here is learnt within minutes.")
    values = {"finished": said.finished, "least": LEAST, "days": LEAST_DAYS}
    if said.why == "young":
        text = ngettext(
            "The first item was finished here less than %(days)d days ago: after these "
            "this says when the next ones will be.",
            "The first of %(finished)d items was finished here less than %(days)d days "
            "ago: after these this says when the next ones will be.",
            said.finished,
        )
    else:
        text = ngettext(
            "%(finished)d item was finished here before today. From %(least)d on, and "
            "%(days)d days after the first, this says when the next ones will be: "
            "whoever finishes an item sets it to done.",
            "%(finished)d items were finished here before today. From %(least)d "
            "on, and %(days)d days after the first, this says when the next ones will "
            "be: whoever finishes an item sets it to done.",
            said.finished,
        )
    return text % values
