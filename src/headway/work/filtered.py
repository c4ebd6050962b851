"""What pages share that show what a filter finds: its box, its chips, its errors."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from django.db.models import Q
from django.http import QueryDict
from django.utils.functional import cached_property

from headway.actors.models import Actor
from headway.base.compiled import Asked
from headway.work.filters import FilterError, Question
from headway.work.filters.addresses import OPEN, has_controls, merged, text_in
from headway.work.filters.archive import asks_for_archive
from headway.work.filters.building import Rows, built_from, without_rows
from headway.work.filters.chips import Chip, chips_of
from headway.work.filters.conditions import choices
from headway.work.filters.parts import STATES, is_about, term_of
from headway.work.filters.reader import Reader
from headway.work.filters.references import project_id
from headway.work.filters.tree import Filter
from headway.work.hiding import masks_of, strip_projects
from headway.work.models import Project

PROJECTS = Asked(
    lambda by: Project.objects.visible_to(by).select_related("outlook").order_by("key")
)


@dataclass(frozen=True, kw_only=True)
class FilteredPage:
    """A page as an actor asked for it; ``given`` is the query string."""

    usual: ClassVar[str] = OPEN
    """The filter that is meant where an address says none."""
    rows_route: ClassVar[str]
    """Where its filter is asked for as rows of a form."""

    by: Actor
    given: QueryDict
    text: str
    question: Question | None
    error: FilterError | None
    projects: Sequence[Project]
    built: Rows | None
    """Rows of a form that somebody fills, from which the text is."""

    @classmethod
    def asked(cls, given: QueryDict, *, by: Actor) -> Self:
        """Read a query string; a filter that is not understood shows nothing."""
        return cls.read(given, by=by, usual=cls.usual)

    @classmethod
    def read(cls, given: QueryDict, *, by: Actor, usual: str, **more: Any) -> Self:
        """As :meth:`asked`; ``more`` are fields of the page's own."""
        if has_controls(given):
            given = merged(given, usual)
        built = built_from(given, usual, Reader(by))
        if built is not None:
            given = without_rows(given)
            given["q"] = built.text
        projects = PROJECTS.of(by)
        strip_projects(projects, masks_of(by))
        text, question, error = text_in(given, usual), None, None
        try:
            question = Question.asked(text, by=by, projects=projects)
        except FilterError as wrong:
            error = wrong
        return cls(
            by=by,
            given=given,
            text=text,
            question=question,
            error=error,
            projects=projects,
            built=built,
            **more,
        )

    @property
    def said(self) -> Filter:
        return self.question.said if self.question else Filter()

    @property
    def is_filtered(self) -> bool:
        """Whether more is asked for than a project, which is a place, and a state."""
        return not all(is_about(part, "project", *STATES) for part in self.said.parts)

    @cached_property
    def project(self) -> Project | None:
        """The one project that is shown, if it is one."""
        term = term_of(self.said, "project")
        if term is None or term.operator != "=" or self.question is None:
            return None
        pk = project_id(term.values[0], self.question.reader)
        return next((each for each in self.projects if each.pk == pk), None)

    @property
    def condition(self) -> Q:
        """What an item must be to be shown."""
        return self.question.condition if self.question else Q(pk__in=())

    def condition_on(self, *fields: str) -> Q:
        """What the filter says of these fields alone."""
        if self.question is None:
            return Q()
        parts = tuple(part for part in self.said.parts if is_about(part, *fields))
        return Question.of(
            Filter().with_parts(parts),
            self.question.reader,
            with_archive=asks_for_archive(self.said.where),
        ).condition

    @property
    def is_building(self) -> bool:
        """Whether the page comes with the rows of its filter, for want of scripts."""
        return self.built is not None or "build" in self.given

    @property
    def rows_of_filter(self) -> Rows:
        """The filter as rows."""
        return self.built or Rows.of_filter(self.said, self.reader)

    @cached_property
    def reader(self) -> Reader:
        return self.question.reader if self.question else Reader(self.by)

    @property
    def field_choices(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """All that a condition can be about."""
        return choices(self.reader)

    @property
    def as_rows(self) -> str:
        """The query string of this page with those rows."""
        return f"{self.address_of(self.text)}&build=1"

    def address_of(self, text: str) -> str:
        """Return the query string of this page with another filter."""
        raise NotImplementedError

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What else the address says, whatever the filter is."""
        raise NotImplementedError

    @property
    def everything(self) -> str:
        return self.address_of("")

    @cached_property
    def chips(self) -> list[tuple[Chip, str]]:
        """The filter in words, each part with the address of the page without it."""
        if self.question is None:
            return []
        chips = chips_of(self.said, self.question.reader)
        return [(chip, self.address_of(chip.without)) for chip in chips]

    @property
    def marked(self) -> tuple[str, str, str]:
        """The text before, at and behind the place of its error."""
        if self.error is None:
            return (self.text, "", "")
        begin, end = self.error.place.offset, self.error.place.end
        return (self.text[:begin], self.text[begin:end], self.text[end:])
