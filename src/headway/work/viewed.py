"""What pages share on which a saved view can be open."""

from dataclasses import dataclass

from django.http import QueryDict
from django.utils.functional import cached_property

from headway.actors.models import Actor
from headway.base.numbers import asked_whole
from headway.work.filtered import FilteredPage
from headway.work.filters.addresses import of_view
from headway.work.looks import Look
from headway.work.models import SavedView


@dataclass(frozen=True, kw_only=True)
class ViewedPage(FilteredPage):
    """A page as an actor asked for it, perhaps by a saved view."""

    view: SavedView | None
    """The saved view that is open, as it was saved."""

    @cached_property
    def look(self) -> Look:
        return Look.read(self.given, self.usual_look)

    @cached_property
    def usual_look(self) -> Look:
        """That of the view that is open, or of lists."""
        return Look.of_view(self.view)

    @property
    def text_to_save(self) -> str:
        """The filter that finds what the page shows, wherever it is asked for."""
        return self.text

    @property
    def is_view_changed(self) -> bool:
        """Whether something else is shown than the view that is open."""
        if self.view is None:
            return False
        return self.text_to_save != self.view.query or self.look != self.usual_look

    @property
    def can_edit_view(self) -> bool:
        rows = SavedView.objects.editable_by(self.by)
        return bool(self.view and rows.filter(pk=self.view.pk).exists())

    @property
    def view_address(self) -> str:
        return of_view(self.view.pk) if self.view else ""

    @property
    def named_view(self) -> list[tuple[str, str]]:
        """What an address says of the view that is open."""
        return [("view", str(self.view.pk))] if self.view else []

    @property
    def address(self) -> str:
        """The query string of this page as it was understood."""
        raise NotImplementedError


def view_in(given: QueryDict, *, by: Actor) -> SavedView | None:
    """Return the saved view that an address names; raises where it is not seen."""
    pk = asked_whole(given.get("view", ""))
    return None if pk is None else SavedView.objects.live().get_for_read(pk, by=by)
