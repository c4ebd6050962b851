"""Work that is expected in a project, in a sentence."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from headway.actors.models import Actor
from headway.ui.words import chance_words
from headway.work.models import Demand, Project

MOST_NAMED = 3


def expected_lines(project: Project, *, by: Actor) -> list[str]:
    """Say what is expected and how likely it is; nothing where nothing is.

    One query; guests, who see none of it, are told nothing.
    """
    rows = Demand.objects.visible_to(by).filter(project=project).order_by("starts_on")
    found = list(rows.values_list("title", "probability_percent"))
    if not found:
        return []
    named = [
        _("“%(title)s” with %(percent)s")
        % {"title": title, "percent": chance_words(percent / 100)}
        for title, percent in found[:MOST_NAMED]
    ]
    if (rest := len(found) - MOST_NAMED) > 0:
        named.append(ngettext("%d more", "%d more", rest) % rest)
    text = _("Expected work comes in as many scenarios as it is likely: %s.")
    return [text % ", ".join(named)]
