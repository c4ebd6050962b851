"""What items carry of a list that the workspace keeps: labels, needed skills."""

from collections.abc import Iterable, Sequence

from django.db.models import CharField, Exists, Model, OuterRef, Q, QuerySet, Subquery
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from headway.base.errors import Malformed
from headway.base.text import shown
from headway.work.filters.errors import did_you_mean
from headway.work.filters.kinds import EMPTY, EQUAL, Folded, Kind, Offer, SortKey
from headway.work.filters.reader import Reader
from headway.work.filters.tree import Value as Written
from headway.work.models import ItemLabel, Need


class Carried(Kind):
    """One of several that an item may carry, by its name.

    ``model`` says which item carries which; its key ``column`` leads to the name.
    """

    operators = (*EQUAL, *EMPTY)
    model: type[Model]
    missing: Promise

    def known(self, reader: Reader) -> list[tuple[int, str]]:
        """Id and name of each that the reader may know."""
        raise NotImplementedError

    def compare(self, operator: str, value: Written, reader: Reader) -> Q:
        known = self.known(reader)
        wanted = value.text.casefold()
        found = [pk for pk, name in known if name.casefold() == wanted]
        if not found:
            remedy = did_you_mean(value.text, [name for _pk, name in known])
            message = str(self.missing) % shown(value.text)
            raise Malformed(f"{message} {remedy}".rstrip())
        return Q(Exists(self._rows().filter(**{f"{self.column}_id__in": found})))

    def empty(self) -> Q:
        return ~Q(Exists(self._rows()))

    def _rows(self) -> QuerySet[Model]:
        rows: QuerySet[Model] = self.model._default_manager.filter(  # noqa: SLF001
            workspace_id=OuterRef("workspace_id"), item_id=OuterRef("pk")
        )
        return rows

    def sort_keys(self) -> Sequence[SortKey]:
        name = f"{self.column}__name"
        first = self._rows().order_by(name).values(name)[:1]
        return (Folded(Subquery(first, output_field=CharField())),)

    def offers(self, reader: Reader) -> Iterable[Offer]:
        return (Offer(name) for _pk, name in self.known(reader))


class Labels(Carried):
    words = gettext_lazy("the name of a label")
    missing = gettext_lazy("There is no label “%s”.")
    model = ItemLabel

    def known(self, reader: Reader) -> list[tuple[int, str]]:
        return reader.labels


class Skills(Carried):
    words = gettext_lazy("the name of a skill")
    missing = gettext_lazy("There is no skill “%s”.")
    model = Need

    def known(self, reader: Reader) -> list[tuple[int, str]]:
        return reader.skills
