"""What an item's page says of the baselines of its project."""

from collections.abc import Iterator

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from headway.actors.models import Actor
from headway.plan.baselines.comparison import Moved, now_of, planned_words
from headway.plan.baselines.working_days import worked_in
from headway.plan.models import BaselineItem
from headway.work.lines import ItemLine
from headway.work.models import Item


def baseline_line(item: Item, actor: Actor) -> Iterator[ItemLine]:
    """Hold an item against the newest baseline; a query, and another where one is."""
    rows = BaselineItem.objects.visible_to(actor).filter(
        item=item, baseline__project=item.project_id
    )
    newest = F("baseline__taken_at").desc(nulls_last=True)
    found = (
        rows.exclude(finishes_at=None)
        .select_related("baseline")
        .order_by(newest, "baseline__number")
        .first()
    )
    if found is None:
        return
    end = Moved.of(found.finishes_at, now_of(item), worked_in(item.project))
    where = [actor.workspace.slug, item.project.key, found.baseline_id]
    yield ItemLine(
        label=_("Baseline"),
        text=planned_words(end),
        note=end.words if end.days else "",
        tone=end.tone,
        url=reverse("plan:baseline", args=where),
    )
