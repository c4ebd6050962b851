"""What happens to baselines, told as sentences, and what they are called."""

from collections.abc import Collection, Mapping

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headway.actors.models import Actor
from headway.events.models import Event
from headway.events.ports import Named, Names, Subject, Telling
from headway.plan.baselines.facts import (
    BaselineRemoved,
    BaselineRenamed,
    BaselineRestored,
    BaselineTaken,
)
from headway.plan.models import Baseline

SAID: Mapping[str, Promise] = {
    BaselineRemoved.kind: gettext_lazy("%(who)s removed the baseline"),
    BaselineRestored.kind: gettext_lazy("%(who)s restored the baseline"),
}


def tell_taking(event: Event, names: Names) -> list[str]:
    if event.data["source"]:
        return [_("%s imported the baseline") % names.who(event)]
    return [_("%s kept the plan as a baseline") % names.who(event)]


def tell_name(event: Event, names: Names) -> list[str]:
    said = {
        "who": names.who(event),
        "before": event.data["before"]["name"],
        "after": event.data["after"]["name"],
    }
    return [_("%(who)s renamed the baseline “%(before)s” to “%(after)s”") % said]


def tell(event: Event, names: Names) -> list[str]:
    return [SAID[event.kind] % {"who": names.who(event)}]


TELLINGS: Mapping[str, Telling] = {
    BaselineTaken.kind: Telling(sentences=tell_taking),
    BaselineRenamed.kind: Telling(sentences=tell_name),
    **{kind: Telling(sentences=tell) for kind in SAID},
}


def name_baselines(ids: Collection[int], by: Actor) -> Mapping[int, Named]:
    """Baselines keep their names when they are removed, and lose their pages."""
    rows = Baseline.objects.visible_to(by).filter(pk__in=ids).select_related("project")
    slug = by.workspace.slug
    return {
        row.pk: Named(
            label=row.name,
            url=""
            if row.removed_at
            else reverse("plan:baseline", args=[slug, row.project.key, row.pk]),
        )
        for row in rows
    }


SUBJECTS: Mapping[str, Subject] = {
    "plan.baseline": Subject(rows=Baseline.objects.live, named=name_baselines)
}
