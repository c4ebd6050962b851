"""The filter of a timeline: what it finds, and its box, chips and errors."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Self

from django.http import QueryDict
from django.utils.functional import cached_property

from headway.actors.models import Actor
from headway.plan.timeline import reading
from headway.plan.timeline.ask import Ask
from headway.plan.timeline.rows import Project as RowOfProject
from headway.work.filters import Question
from headway.work.filters.addresses import CONTROLS
from headway.work.looks import Look
from headway.work.models import Item, Project
from headway.work.models.items import ItemQuerySet
from headway.work.project_tabs import within
from headway.work.viewed import ViewedPage, view_in


def matching_of(ask: Ask, *, by: Actor) -> ItemQuerySet | None:
    """What the filter finds of what the actor sees; None where none is asked for.

    What is in the archive is found in projects that are named.  Raises
    :class:`FilterError`.
    """
    if not ask.q:
        return None
    question = Question.asked(ask.q, by=by, with_archive=bool(ask.projects))
    return Item.objects.visible_to(by).filter(question.condition)


@dataclass(frozen=True, kw_only=True)
class Narrowed(ViewedPage):
    """What the bar of a filter shows; ``ask`` is all that the address says."""

    usual: ClassVar[str] = ""
    rows_route: ClassVar[str] = "plan:timeline_filter"

    ask: Ask

    @classmethod
    def asked(cls, given: QueryDict, *, by: Actor) -> Self:
        """Read a query string; projects are named beside the filter, not by it."""
        rest = given.copy()
        for control in CONTROLS:
            rest.pop(control, None)
        view = view_in(given, by=by)
        ask = Ask.read(given, view=view)
        page = cls.read(rest, by=by, usual=ask.usual.q, view=view, ask=ask)
        kept = replace(page.ask, days=None, block=None, people=False, q=page.text)
        return replace(page, ask=kept)

    @cached_property
    def project(self) -> Project | None:
        """The one project that is shown, named beside the filter or by it."""
        if len(self.ask.projects) != 1:
            return super().project
        return next((p for p in self.projects if p.key == self.ask.projects[0]), None)

    def address_of(self, text: str) -> str:
        return replace(self.ask, q=text).query()

    @property
    def address(self) -> str:
        return self.ask.query()

    @property
    def text_to_save(self) -> str:
        return within(self.text, self.ask.projects)

    @cached_property
    def look(self) -> Look:
        """That of the view that is open, with the axis and chains that are shown."""
        ask = self.ask
        return replace(self.usual_look, zoom=ask.zoom, has_chains=ask.chain)

    @property
    def kept(self) -> list[tuple[str, str]]:
        said = replace(self.ask, q=self.ask.usual.q).said()
        return [(name, str(value)) for name, value in said]


@dataclass(frozen=True, kw_only=True)
class Found:
    """What of a timeline there is, before its rows are read.

    ``total`` counts the items of the asked projects, ``projects`` are those in which
    the filter finds something, ``folded`` names rows under which nothing is shown.
    """

    matching: ItemQuerySet | None
    total: int
    projects: Sequence[RowOfProject]
    folded: frozenset[str]

    @classmethod
    def asked(cls, ask: Ask, *, by: Actor) -> Self:
        """Read it; raises :class:`FilterError` where the filter is not understood."""
        projects = reading.projects_for(ask, by=by)
        total, matching = sum(p.items for p in projects), matching_of(ask, by=by)
        if matching is not None:
            projects = reading.narrowed(projects, matching)
        folded = (ask.folded | reading.folded_by_size(projects, ask)) - ask.unfolded
        return cls(matching=matching, total=total, projects=projects, folded=folded)

    @property
    def shown(self) -> list[RowOfProject]:
        """The projects whose items are shown."""
        return [project for project in self.projects if project.key not in self.folded]
