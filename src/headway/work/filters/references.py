"""Kinds of values that name other rows: found through the reader, or not at all."""

from collections.abc import Iterable, Sequence

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headway.base.errors import Malformed
from headway.base.text import shown
from headway.work.filters.errors import did_you_mean
from headway.work.filters.kinds import EMPTY, EQUAL, Folded, Kind, Offer, SortKey
from headway.work.filters.reader import Reader
from headway.work.filters.tree import Value as Written
from headway.work.models import Assignment, Link
from headway.work.models.items import KEY

ME = "me"
MOST_NAMED = 3
"""So many of those who are meant equally an error names."""


class Persons(Kind):
    """Who works on an item, or who of them is accountable."""

    words = gettext_lazy("a person, or “me”")
    operators = (*EQUAL, *EMPTY)

    def __init__(self, **narrowed: bool) -> None:
        super().__init__("assignments")
        self.narrowed = narrowed

    def compare(self, operator: str, value: Written, reader: Reader) -> Q:
        return Q(Exists(self._parts(person_id=person_id(value, reader))))

    def _parts(self, **narrowed: object) -> QuerySet[Assignment]:
        return Assignment.objects.filter(
            workspace_id=OuterRef("workspace_id"),
            item_id=OuterRef("pk"),
            **self.narrowed,
            **narrowed,
        )

    def empty(self) -> Q:
        return ~Q(Exists(self._parts()))

    def sort_keys(self) -> Sequence[SortKey]:
        first = self._parts().order_by("-is_accountable", "pk")
        names = first.values("person__actor__name")[:1]
        return (Folded(Subquery(names, output_field=CharField())),)

    def offers(self, reader: Reader) -> Iterable[Offer]:
        yield Offer(ME, _("yourself"))
        names = [name for _pk, name in reader.people]
        for pk, name in reader.people:
            yield Offer(name) if names.count(name) == 1 else Offer(f"#{pk}", name)


def person_id(value: Written, reader: Reader) -> int:
    """Return who is meant: ``me``, a name or a part of one, ``#7``.

    Raises :class:`Malformed` for nobody whom the reader may know, and for several.
    """
    text = value.text
    if text.casefold() == ME and not value.is_quoted and reader.own_id:
        return reader.own_id
    number = text.removeprefix("#")
    if text.startswith("#") and any(number == str(pk) for pk, _name in reader.people):
        return int(number)
    names = reader.people_by_name
    found = names.get(text.casefold()) or [
        pk for name, pks in names.items() if _is_part(text, name) for pk in pks
    ]
    if len(found) == 1:
        return found[0]
    if found:
        numbers = ", ".join(f"#{pk}" for pk in found[:MOST_NAMED])
        message = _("“%(text)s” is several people; write the whole name, or %(these)s.")
        raise Malformed(message % {"text": shown(text), "these": numbers})
    message = _("There is no person “%s”.") % shown(text)
    remedy = did_you_mean(text, [name for _pk, name in reader.people])
    raise Malformed(f"{message} {remedy}".rstrip())


def _is_part(text: str, name: str) -> bool:
    """Whether words of a folded name are meant: the first, the last, or both."""
    return f" {text.casefold()} " in f" {name} "


class Projects(Kind):
    words = gettext_lazy("the key or the name of a project")
    operators = EQUAL

    def __init__(self) -> None:
        super().__init__("project", can_be_empty=False)

    def compare(self, operator: str, value: Written, reader: Reader) -> Q:
        return Q(project_id=project_id(value, reader))

    def sort_keys(self) -> Sequence[SortKey]:
        return (F("project__key"),)

    def offers(self, reader: Reader) -> Iterable[Offer]:
        return (Offer(key, name) for key, name in reader.projects_offered)


def project_id(value: Written, reader: Reader) -> int:
    """Return the project with that key, else the only one of that name."""
    found = reader.projects_by_name.get(value.text.casefold(), [])
    if len(found) == 1:
        return found[0]
    if found:
        message = _("“%s” is several projects; write the key of one.")
        raise Malformed(message % shown(value.text))
    known = [text for _pk, key, name in reader.projects for text in (key, name)]
    message = _("There is no project “%s”.") % shown(value.text)
    raise Malformed(f"{message} {did_you_mean(value.text, known)}".rstrip())


class Items(Kind):
    """The key of an item: of itself, or of the one that it refers to."""

    words = gettext_lazy("the key of an item")
    examples = ("KES-214",)

    def __init__(self, way: str = "", *, can_be_empty: bool = False) -> None:
        super().__init__(way, can_be_empty=can_be_empty)
        self.operators = (*EQUAL, *EMPTY) if can_be_empty else EQUAL  # type: ignore[misc]

    def compare(self, operator: str, value: Written, reader: Reader) -> Q:
        return Q(**_named(self.column, value.text, reader))

    def empty(self) -> Q:
        return Q(**{f"{self.column.removesuffix('__')}__isnull": True})

    def sort_keys(self) -> Sequence[SortKey]:
        return (F(f"{self.column}project__key"), F(f"{self.column}number"))

    def offers(self, reader: Reader) -> Iterable[Offer]:
        return (Offer(f"{key}-1") for key, _name in reader.projects_offered[:3])


class Linked(Items):
    """What an item waits for, or holds back: the other ``end`` of its links."""

    def __init__(self, *, own: str, other: str) -> None:
        super().__init__(f"{other}__", can_be_empty=True)
        self.own = own

    def _links(self, **narrowed: object) -> Q:
        links = Link.objects.filter(
            workspace_id=OuterRef("workspace_id"),
            **{f"{self.own}_id": OuterRef("pk")},
            **narrowed,
        )
        return Q(Exists(links))

    def compare(self, operator: str, value: Written, reader: Reader) -> Q:
        return self._links(**_named(self.column, value.text, reader))

    def empty(self) -> Q:
        return ~self._links()


def _named(way: str, text: str, reader: Reader) -> dict[str, object]:
    """What holds of the item known by a key now, or before it moved elsewhere."""
    found = KEY.fullmatch(text.upper())
    if found is None:
        message = _("“%s” is no key of an item; write KES-214, say.")
        raise Malformed(message % shown(text))
    if moved := reader.moved(found[1], int(found[2])):
        return {f"{way}pk": moved}
    return {f"{way}project__key": found[1], f"{way}number": int(found[2])}
