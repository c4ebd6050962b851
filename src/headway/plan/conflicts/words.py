"""Conflicts in words: what cannot be kept, and what could give way."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from headway.plan.conflicts.reading import SeenConflict
from headway.plan.models import ConflictPart, PartKind
from headway.ui.words import date_words

MOST_NAMED = 3


def date_of(part: ConflictPart) -> str:
    """Say what an item has to do by when, or cannot do before."""
    date = date_words(part.date) if part.date else ""
    texts = {
        PartKind.DEADLINE: _("has to be done by %(date)s"),
        PartKind.START_BY: _("has to start by %(date)s"),
        PartKind.PIN: _("has to wait until %(date)s"),
    }
    text = texts[PartKind(part.kind)] % {"date": date}
    return f"{text}, {soonest}" if (soonest := _soonest(part)) else text


def _soonest(part: ConflictPart) -> str:
    if part.earliest is None:
        return ""
    said = {"date": date_words(part.earliest)}
    return _("which is not possible before %(date)s") % said


def lead_words(seen: SeenConflict) -> str:
    """Say what was proven of the dates."""
    if seen.whole == 1:
        return _("This date cannot be kept, whatever is done first.")
    text = ngettext(
        "%d dates cannot all be kept, whatever is done first.",
        "%d dates cannot all be kept, whatever is done first.",
        seen.whole,
    )
    return text % seen.whole


def hidden_words(seen: SeenConflict) -> str:
    """Count what the reader does not see of it; nothing where they see all."""
    count = seen.hidden_limits + seen.hidden[PartKind.PIN]
    text = ngettext(
        "%d of the dates is of an item that you do not see.",
        "%d of the dates are of items that you do not see.",
        count,
    )
    return text % count if count else ""


def ways_words(seen: SeenConflict) -> str:
    """Say what could give way, of which one is enough where that is proven."""
    ways = ", ".join(_ways(seen))
    if seen.conflict.is_least and "," in ways:
        return _("One of these is enough: %(ways)s.") % {"ways": ways}
    return _("What helps: %(ways)s.") % {"ways": ways}


def _ways(seen: SeenConflict) -> Iterator[str]:
    if seen.whole == 1:
        yield _("a later date")
    else:
        yield _("a later date of one of them")
    for part in seen.pins:
        yield _("an earlier start of %(key)s") % {"key": _key(part)}
    if seen.hidden[PartKind.PIN]:
        yield _("an earlier start of what you do not see")
    names = [part.person.actor.title for part in seen.people if part.person]
    if names:
        yield _("more time of %(names)s, or somebody else") % {"names": named(names)}
    elif seen.hidden[PartKind.PERSON]:
        yield _("more time of those who do it, or somebody else")
    if not (seen.pins or seen.of(PartKind.PERSON) or seen.hidden):
        yield _("less work for it, or for what it waits for")


def named(names: Sequence[str]) -> str:
    """Name the first of them, and count the others."""
    text = ", ".join(names[:MOST_NAMED])
    rest = len(names) - MOST_NAMED
    if rest <= 0:
        return text
    more = ngettext("%d more", "%d more", rest) % rest
    return _("%(names)s and %(more)s") % {"names": text, "more": more}


def _key(part: ConflictPart) -> str:
    return part.item.key if part.item else ""


def line_words(seen: SeenConflict, own: ConflictPart) -> str:
    """Say on an item's page that its date cannot be kept, and with whose."""
    others = dict.fromkeys(
        _key(part) for part in seen.limits if part.item_id != own.item_id
    )
    keys = [*others]
    if seen.hidden_limits:
        text = ngettext(
            "%d item that you do not see",
            "%d items that you do not see",
            seen.hidden_limits,
        )
        keys = [*keys[: MOST_NAMED - 1], text % seen.hidden_limits]
    if own.kind == PartKind.PIN and not keys:
        return _("Leaves too little time for what it has to be done by")
    if own.kind == PartKind.PIN:
        return _("Stands against the dates of %(keys)s") % {"keys": named(keys)}
    if not keys and own.earliest:
        said = {"date": date_words(own.earliest)}
        return _("Not possible before %(date)s, whatever is done first") % said
    if not keys:
        return _("Cannot be kept, whatever is done first")
    text = _("Cannot be kept together with %(keys)s, whatever is done first")
    return text % {"keys": named(keys)}


def note_words(seen: SeenConflict, own: ConflictPart) -> str:
    """Say in a few words what else stands against the date."""
    said = []
    for part in seen.pins:
        if part.date and part.pk != own.pk:
            date = {"key": _key(part), "date": date_words(part.date)}
            is_own = part.item_id == own.item_id
            text = (
                _("it has to wait until %(date)s")
                if is_own
                else _("%(key)s has to wait until %(date)s")
            )
            said.append(text % date)
    names = [part.person.actor.title for part in seen.people if part.person]
    if names:
        said.append(_("too little time of %(names)s") % {"names": named(names)})
    elif seen.hidden[PartKind.PERSON]:
        said.append(_("too little time of those who do it"))
    return ", ".join(said)
