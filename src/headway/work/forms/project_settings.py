"""What a project is, as its leads say it on one page."""

from datetime import date, datetime, time
from typing import Any, cast
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from headway.base import forms
from headway.work.forms.judging import kept_words
from headway.work.judgements import judged_counts
from headway.work.models import Front, Importance, Project
from headway.work.models.importance import importance_words
from headway.work.models.judged import MOST_REACH

JUDGING = ("front", "usual_reach")
"""What stays as it is where nothing is sent."""


class ProjectSettingsForm(forms.Form):
    """``version`` is the one of which the page spoke."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": gettext_lazy("A project needs a name.")},
    )
    priority = forms.TypedChoiceField(
        label=gettext_lazy("Importance"),
        coerce=int,
        choices=Importance,
        help_text=gettext_lazy("Its work goes before that of less important projects."),
    )
    front = forms.ChoiceField(
        label=gettext_lazy("Work is judged by"),
        choices=Front,
        required=False,
        help_text=gettext_lazy("What people say of what each item is worth."),
    )
    usual_reach = forms.IntegerField(
        label=gettext_lazy("Reach of normal work"),
        min_value=1,
        required=False,
        max_value=MOST_REACH,
        help_text=gettext_lazy("For RICE: people a week, at an impact of 1."),
    )
    starts_on = forms.DateField(
        label=pgettext_lazy("a date", "Start"),
        required=False,
        help_text=gettext_lazy("Nothing in it starts earlier."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    target_on = forms.DateField(
        label=gettext_lazy("Target"),
        required=False,
        help_text=gettext_lazy("The last day on which it should be done."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, project: Project, *, data: Any = None) -> None:
        self.project = project
        self.zone = ZoneInfo(project.workspace.zone)
        initial = {
            "name": project.name,
            "priority": project.priority,
            "front": project.front,
            "usual_reach": project.usual_reach,
            "starts_on": self._start,
            "target_on": project.target_on,
            "version": project.version,
        }
        super().__init__(data, initial=initial)
        if kept := kept_words(judged_counts(project)):
            said = self.fields["front"].help_text
            self.fields["front"].help_text = f"{said} {kept}"
        if project.priority not in Importance.values:
            own = (project.priority, importance_words(project.priority))
            field = cast("forms.TypedChoiceField", self.fields["priority"])
            field.choices = [own, *Importance.choices]

    @property
    def _start(self) -> date | None:
        start = self.project.starts_no_earlier
        return start.astimezone(self.zone).date() if start else None

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        start, target = said.get("starts_on"), said.get("target_on")
        if start and target and target < start:
            self.add_error("target_on", _("The target is before the start."))
        return said

    def changes(self) -> dict[str, Any]:
        """Return what ``edit_project`` takes; a start that stays keeps its time."""
        said = self.cleaned_data
        changes = {name: said[name] for name in ("name", "priority", "target_on")}
        changes |= {name: said[name] for name in JUDGING if said[name]}
        if said["starts_on"] != self._start:
            changes["starts_no_earlier"] = self._morning(said["starts_on"])
        return changes

    def _morning(self, day: date | None) -> datetime | None:
        return datetime.combine(day, time(), self.zone) if day else None
