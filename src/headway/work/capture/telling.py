"""What is said of an item to be, besides its title, in words."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from headway.base.text import fold
from headway.ui.words import date_words
from headway.work.capture.drafts import Draft
from headway.work.capture.known import Known
from headway.work.capture.marks import chunk_words
from headway.work.capture.own_fields import told_of
from headway.work.estimates import estimate_words
from headway.work.judgements import said_words
from headway.work.models import State
from headway.work.models.importance import importance_words
from headway.work.needs import needs_words


def told(draft: Draft, known: Known) -> list[str]:
    """Return a few words for each thing that was understood."""
    return [*_people_and_amount(draft, known), *told_beside(draft, known)]


def told_beside(draft: Draft, known: Known) -> list[str]:
    """Return them without who does it and the estimate."""
    return [*_times(draft, known), *_traits(draft, known)]


def _people_and_amount(draft: Draft, known: Known) -> Iterator[str]:
    for pk in dict.fromkeys(draft.people):
        yield known.names[pk]
    if draft.estimate is not None:
        yield estimate_words(draft.estimate)


def _times(draft: Draft, known: Known) -> Iterator[str]:
    zone = known.clock.zone
    if draft.chunk:
        yield chunk_words(draft.chunk)
    if draft.pin is not None:
        yield _("not before %s") % date_words(draft.pin, zone=zone)
    if draft.start_by is not None:
        yield _("start by %s") % date_words(draft.start_by, zone=zone)
    if draft.deadline is not None:
        yield _("due %s") % date_words(draft.deadline, zone=zone)


def _traits(draft: Draft, known: Known) -> Iterator[str]:
    if draft.priority is not None:
        yield _("importance %s") % importance_words(draft.priority).lower()
    if draft.judged:
        yield said_words(draft.judged)
    yield from draft.labels
    if draft.needs:
        yield _("needs %s") % needs_words(draft.needs)
    if draft.type_id is not None:
        yield next(name for pk, name in known.types.values() if pk == draft.type_id)
    if draft.state:
        yield next(s.name for s in known.states if fold(s.name) == draft.state)
    elif draft.category:
        yield str(State(draft.category).label)
    yield from told_of(draft, known)
    if draft.description:
        yield _("with a description")
