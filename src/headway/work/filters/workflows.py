"""Types of items and states of workflows, by the names that a workspace gives them."""

from collections.abc import Iterable, Sequence

from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headway.base.errors import Malformed
from headway.base.text import shown
from headway.work.filters.errors import did_you_mean
from headway.work.filters.kinds import EQUAL, Choice, Kind, Offer, SortKey
from headway.work.filters.reader import Reader
from headway.work.filters.tree import Value as Written


class States(Choice):
    """A category of states, or states by their name.

    ``done`` is the category; ``"Done"`` in quotes are the states that are called so.
    """

    words = gettext_lazy("the name of a state")

    def compare(self, operator: str, value: Written, reader: Reader) -> Q:
        if named := self._named(value, reader):
            return Q(status_id__in=named)
        names = () if self.is_code(value.text) else self._names(reader)
        return Q(**{f"{self.column}__in": self.codes(value.text, others=names)})

    def _named(self, value: Written, reader: Reader) -> Sequence[int]:
        is_category = not value.is_quoted and self.is_code(value.text)
        name = value.text.casefold()
        return () if is_category else reader.states_by_name.get(name, ())

    def name_of(self, value: Written, reader: Reader) -> str:
        if named := self._named(value, reader):
            return dict(reader.states)[named[0]]
        return super().name_of(value, reader)

    def offers(self, reader: Reader) -> Iterable[Offer]:
        yield from super().offers(reader)
        yield from (Offer(name, _("a state")) for name in self._names(reader))

    def _names(self, reader: Reader) -> list[str]:
        """Those that mean states without quotes."""
        names = dict.fromkeys(name for _pk, name in reader.states)
        return [name for name in names if not self.is_code(name)]


class Types(Kind):
    words = gettext_lazy("the name of a type")
    operators = EQUAL

    def __init__(self) -> None:
        super().__init__("type", can_be_empty=False)

    def compare(self, operator: str, value: Written, reader: Reader) -> Q:
        names = {name.casefold(): pk for pk, name in reader.types}
        pk = names.get(value.text.casefold())
        if pk is None:
            message = _("There is no type “%s”.") % shown(value.text)
            remedy = did_you_mean(value.text, [name for _pk, name in reader.types])
            raise Malformed(f"{message} {remedy}".rstrip())
        return Q(type_id=pk)

    def sort_keys(self) -> Sequence[SortKey]:
        return (F("type__position"), F("type_id"))

    def offers(self, reader: Reader) -> Iterable[Offer]:
        return (Offer(name) for _pk, name in reader.types)
