"""Questions that can be asked of the log."""

from typing import Any

from django.utils.translation import gettext_lazy, pgettext

from headway.actors.models import Actor, Kind
from headway.base import forms
from headway.events import ports


class LogForm(forms.Form):
    """Who, what, to what kind of thing, and when; all of it may be left out."""

    person = forms.ChoiceField(label=gettext_lazy("Person"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("What happened"), required=False)
    subject = forms.ChoiceField(label=gettext_lazy("To what"), required=False)
    first_on = forms.DateField(
        label=gettext_lazy("From"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date", "class": "input"}),
    )
    last_on = forms.DateField(
        label=gettext_lazy("To"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date", "class": "input"}),
    )

    def __init__(self, given: Any, *, by: Actor) -> None:
        super().__init__(given)
        people = Actor.objects.filter(workspace_id=by.workspace_id, kind=Kind.PERSON)
        names = people.order_by("name").values_list("pk", "name")
        everyone = [("", gettext_lazy("Anybody")), *names]
        self._choose("person", [(str(pk), name) for pk, name in everyone])
        kinds = sorted(ports.tellings())
        anything = ("", gettext_lazy("Anything"))
        named = ((kind, pgettext("kind of event", words(kind))) for kind in kinds)
        self._choose("kind", [anything, *named])
        types = sorted(ports.subjects())
        known = ((kind, pgettext("kind of thing", words(kind))) for kind in types)
        self._choose("subject", [anything, *known])

    def _choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for type checkers
        field.choices = choices
        field.widget.attrs["class"] = "input"


def words(kind: str) -> str:
    """Write ``work.item_moved`` as people read it: ``Item moved``.

    ``messages.py`` does the same, so that it is translated.
    """
    return kind.partition(".")[2].replace("_", " ").capitalize()
