"""What the palette offers: acts on an item, places to go, and what is found."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from headway.actors.models import Actor
from headway.base.text import fold
from headway.ui.rail import Entry, rail_of, settings_of
from headway.ui.search import Hit, Rank, rank_of, search
from headway.work.models import Item, Project, State
from headway.work.search import LONGEST

ACTS, PEOPLE, ITEMS = ">", "@", "#"
"""With one of these first only acts, people or items are looked for."""

MOST_ACTS, MOST_HITS, MOST_PLACES, MOST_RECENT = 6, 7, 6, 6
"""Of the acts so many while nothing is typed: the others are one ``>`` away."""


@dataclass(frozen=True, kw_only=True)
class Option:
    """One line: it leads to ``url``, or sends ``to`` there (a state, or nothing)."""

    label: str | Promise
    url: str
    icon: str
    note: str | Promise = ""
    snippet: str = ""
    key: str = ""
    """The key that does the same on the page."""
    item: str = ""
    """The key of the item that it opens: it can stand beside a list."""
    is_act: bool = False
    to: str = ""
    is_closed: bool = False


@dataclass(frozen=True, kw_only=True)
class Group:
    label: str
    options: list[Option] = field(default_factory=list)
    is_last: bool = False
    """Whether it comes behind what the page itself offers, too."""


def groups_for(
    text: str, by: Actor, *, focused: str = "", recent: Sequence[str] = ()
) -> list[Group]:
    """Return what a text asks for, ``focused`` being the item before one's eyes.

    Without a text: what can be done with that item, what was open lately, all places.
    """
    text = text.strip()[:LONGEST]
    way, rest = (text[:1], text[1:].strip()) if text[:1] in _WAYS else ("", text)
    item = Item.objects.visible_to(by).with_key(focused) if focused else None
    groups: list[Group] = []
    if item is not None and way in ("", ACTS):
        options = _matching(acts_on(item, by), rest)
        options = options if rest or way else options[:MOST_ACTS]
        groups.append(Group(label=_("With “%s”") % item.title, options=options))
    if way == "":
        if not rest:
            groups.append(Group(label=_("Recent"), options=_recent(recent, by, item)))
        places = _matching(_places(by), rest)
        shown = places[:MOST_PLACES] if rest else places
        groups.append(Group(label=_("Go to"), options=shown))
    if way != ACTS and rest:
        found = search(rest, by, kinds=_WAYS.get(way, ()), most=MOST_HITS)
        groups.insert(*_found(groups, found))
    return [group for group in groups if group.options]


def creation(text: str, by: Actor) -> Group | None:
    """Offer to make an item of what was typed; None where nobody may, or it is a way.

    It is understood on the page to which this leads, and made there.
    """
    text = text.strip()[:LONGEST]
    if text[:1] in ("", *_WAYS) or not Project.objects.contributable_by(by).exists():
        return None
    page = reverse("work:new_item", args=[by.workspace.slug])
    option = Option(
        label=_("Create “%s”") % text,
        url=f"{page}?{urlencode({'title': text})}",
        icon="plus",
        note=_("New item"),
    )
    return Group(label=_("New"), options=[option], is_last=True)


_WAYS: dict[str, tuple[str, ...]] = {ACTS: (), PEOPLE: ("person",), ITEMS: ("item",)}


def _found(groups: Sequence[Group], found: Sequence[Hit]) -> tuple[int, Group]:
    """Return where what was found belongs: first of all if it was asked for by key."""
    is_exact = bool(found) and found[0].rank == Rank.KEY
    group = Group(label=_("Found"), options=[_option(hit) for hit in found])
    return (0 if is_exact else len(groups)), group


def acts_on(item: Item, by: Actor) -> Iterator[Option]:
    """Yield what the actor can do with the item, each as its page offers it."""
    page = reverse("work:item", args=[by.workspace.slug, item.key])
    yield _act(_("Open"), page, "right", item, item=item.key)
    if Item.objects.editable_by(by).filter(pk=item.pk).exists():
        state = f"{page}state/"
        for label, icon, to, key in _steps(item):
            yield _act(label, state, icon, item, to=to, key=key, is_act=True)
        for label, icon, name, key in (
            (_("Assign…"), "people", "people", "a"),
            (_("Edit the title…"), "edit", "title", "e"),
            (_("Describe…"), "edit", "description", ""),
            (_("Estimate…"), "clock", "estimate", ""),
            (_("Deadline…"), "flag", "deadline", "p"),
            (_("Change the type…"), "edit", "type", ""),
            (_("Plan it otherwise…"), "clock", "drive", ""),
            (_("Edit the importance"), "edit", "importance", ""),
            (_("Edit the labels"), "edit", "labels", ""),
            (_("Edit the skills"), "edit", "skills", ""),
            (_("Edit the earliest start"), "clock", "pin", ""),
            (_("Edit the latest start"), "clock", "start-by", ""),
        ):
            yield _act(label, f"{page}cells/{name}/", icon, item, key=key)
        yield _act(_("Duplicate"), f"{page}duplicate/", "plus", item, is_act=True)
        yield _act(_("Move to another project"), f"{page}transfer/", "project", item)
        if not item.is_closed and not item.started_at:
            later = f"{page}postponement/"
            yield _act(_("Not today"), later, "shift", item, key="z", is_act=True)
        if not item.is_closed:
            yield _act(_("Cancel"), state, "x", item, to=State.CANCELLED, is_act=True)
        yield _act(_("Delete"), f"{page}deletion/", "bin", item, is_act=True)
    yield _act(_("History"), f"{page}history/", "clock", item)


def _steps(item: Item) -> Iterable[tuple[str, str, str, str]]:
    """Label, icon, state and key of each step that the item can take."""
    if item.is_closed:
        back = State.DOING if item.started_at else State.TODO
        return [(_("Reopen"), "play", back, "")]
    done = (_("Done"), "check", State.DONE, "d")
    wait = (_("Wait"), "pause", State.WAITING, "s")
    start = (_("Start"), "play", State.DOING, "s")
    if item.state == State.DOING:
        return [done, wait]
    if item.state == State.WAITING:
        return [(_("Go on"), *start[1:]), done]
    return [start, done, (*wait[:3], "")]


def _act(
    label: str, url: str, icon: str, of: Item, *, to: str = "", **more: object
) -> Option:
    return Option(label=label, url=url, icon=icon, note=of.key, to=to, **more)  # type: ignore[arg-type]


def _places(by: Actor) -> Iterator[Option]:
    """Yield the places of the rail and of the settings, each once."""
    seen = set()
    entries: list[tuple[Entry, str | Promise]] = [
        (entry, block.label) for block in rail_of(by) for entry in block.entries
    ]
    entries += [(entry, _("Settings")) for entry in settings_of(by)]
    for entry, where in entries:
        if entry.url not in seen:
            seen.add(entry.url)
            yield Option(
                label=entry.label,
                url=entry.url,
                icon=entry.icon or "right",
                note=where,
                key=f"g {entry.go}" if entry.go else "",
            )


def _matching(options: Iterable[Option], text: str) -> list[Option]:
    """Return the options that a text finds, the best first; all of them for none."""
    if not fold(text):
        return [] if text else list(options)
    found = [(rank_of(option.label, text), option) for option in options]
    ranked = [(rank, option) for rank, option in found if rank is not None]
    return [option for _rank, option in sorted(ranked, key=lambda each: each[0])]


def _recent(keys: Sequence[str], by: Actor, focused: Item | None) -> list[Option]:
    """Return the items of these keys that the actor still sees, in this order."""
    wanted = list(dict.fromkeys(key.upper() for key in keys[: 2 * MOST_RECENT]))
    there = Item.objects.visible_to(by).by_keys(wanted)
    found = dict.fromkeys(there[key] for key in wanted if key in there)
    shown = [item for item in found if item != focused][:MOST_RECENT]
    return [
        Option(
            label=item.title,
            url=reverse("work:item", args=[by.workspace.slug, item.key]),
            icon="check" if item.is_closed else "list",
            note=item.project.name,
            item=item.key,
            is_closed=item.is_closed,
        )
        for item in shown
    ]


def _option(hit: Hit) -> Option:
    return Option(
        label=hit.label,
        url=hit.url,
        icon=hit.icon,
        note=hit.note,
        snippet=hit.snippet,
        item=hit.key if hit.kind == "item" else "",
        is_closed=hit.is_closed,
    )
