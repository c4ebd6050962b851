"""The form around lists: what they show."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from headway.base import forms
from headway.people.models import Person
from headway.work.filters.parts import STATES, term_of
from headway.work.filters.references import ME
from headway.work.filters.tree import Filter
from headway.work.models import Project, State


class ControlsForm(forms.Form):
    """What people most often filter by: what they choose becomes part of the text."""

    ALL = "all"

    project = forms.CharField(
        label=gettext_lazy("Project"), required=False, max_length=10
    )
    person = forms.CharField(
        label=gettext_lazy("Person"), required=False, max_length=200
    )
    state = forms.CharField(label=gettext_lazy("State"), required=False, max_length=40)

    def __init__(
        self,
        said: Filter,
        project: Project | None,
        projects: Sequence[Project],
        people: Sequence[Person],
    ) -> None:
        initial = {
            "project": project.key if project else "",
            "person": _value_in(said, "assignee"),
            "state": _value_in(said, *STATES) or self.ALL,
        }
        super().__init__(initial=initial, auto_id="filter-%s")
        some = [("", _("All projects")), *((p.key, p.name) for p in projects)]
        self.fields["project"].widget = forms.Select(choices=some)
        named = sorted((p.actor.name, p.pk) for p in people)
        numbered = ((str(pk), name) for name, pk in named)
        anyone = [("", _("Everybody")), (ME, _("Me")), *numbered]
        self.fields["person"].widget = forms.Select(choices=anyone)
        groups = [("open", pgettext("items", "Open")), ("closed", _("Closed"))]
        states = [(self.ALL, _("All")), *groups, *State.choices]
        if initial["state"] not in dict(states):
            states.append((initial["state"], initial["state"]))
        self.fields["state"].widget = forms.Select(choices=states)


def _value_in(said: Filter, *fields: str) -> str:
    """What a filter demands of a field, if that is one value."""
    term = term_of(said, *fields)
    is_one = term is not None and term.operator == "="
    return term.values[0].text.removeprefix("#") if term and is_one else ""
