"""What a grant does not show to guests."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db import models
from django.utils.translation import gettext_lazy


class Hidden(models.TextChoices):
    """Parts of a project that a grant can keep from guests who hold it."""

    PEOPLE = "people", gettext_lazy("who does it")
    EFFORT = "effort", gettext_lazy("estimates and what is left")
    FORECAST = "forecast", gettext_lazy("forecast dates and chances")
    DESCRIPTION = "description", gettext_lazy("descriptions, comments and files")


def hidden_words(names: Iterable[str]) -> str:
    """Say what is hidden: ``who does it, descriptions``."""
    return ", ".join(str(Hidden(name).label) for name in names)


@dataclass(frozen=True, kw_only=True, slots=True)
class Masks:
    """What somebody's grants hide from them, by the id of the project.

    ``fields`` are keys of values in ``Item.custom`` that are hidden of all items,
    ``naming`` those that name people.
    """

    by_project: Mapping[int, frozenset[str]] = field(default_factory=dict)
    fields: frozenset[str] = frozenset()
    naming: frozenset[str] = frozenset()

    @classmethod
    def of_grants(
        cls, held: Iterable[tuple[int, list[str]]], **fields: frozenset[str]
    ) -> "Masks":
        """Read ``(project_id, hides)`` of each; of two, what both hide is hidden."""
        found: dict[int, frozenset[str]] = {}
        for project_id, hides in held:
            said = frozenset(hides)
            found[project_id] = found.get(project_id, said) & said
        by_project = {pk: hides for pk, hides in found.items() if hides}
        return cls(by_project=by_project, **fields)

    def __bool__(self) -> bool:
        return bool(self.by_project or self.fields)

    def of(self, project_id: int) -> frozenset[str]:
        return self.by_project.get(project_id, frozenset())

    def hides(self, what: Hidden, project_id: int) -> bool:
        return what in self.of(project_id)

    def fields_hidden(self, project_id: int) -> frozenset[str]:
        """Return the keys of what the items of a project do not tell."""
        hides_people = self.hides(Hidden.PEOPLE, project_id)
        return self.fields | self.naming if hides_people else self.fields

    def projects_hiding(self, what: Hidden) -> list[int]:
        """Return the ids of the projects of which that is hidden."""
        return [pk for pk, hides in self.by_project.items() if what in hides]

    @property
    def projects(self) -> list[int]:
        """The ids of all projects of which something is hidden."""
        return list(self.by_project)


NOTHING_HIDDEN = Masks()
