"""What plans were made from on days before."""

from datetime import timedelta

from django.utils import timezone

from headway.actors.models import Actor
from headway.plan.actions.keeping import keep_snapshot
from headway.plan.forecast import forecast
from headway.plan.models import KeptSnapshot
from headway.plan.snapshot import take_snapshot


def keep(by: Actor, *, days: int = 0) -> KeptSnapshot:
    """Keep what is known now as if it had been planned so many days ago."""
    made = forecast(take_snapshot(by.workspace_id), now=timezone.now(), scenarios=1)
    assert keep_snapshot(made, read_at=timezone.now(), by=by)
    kept = KeptSnapshot.objects.latest("pk")
    kept.day -= timedelta(days=days)
    kept.at -= timedelta(days=days)
    kept.save()
    return kept
