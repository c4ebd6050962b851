"""What an hour of somebody costs, and what it is sold for."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from headway.actors.models import Workspace
from headway.base.querysets import Acting, PermittedQuerySet
from headway.people.models.persons import Person


class RateKind(models.TextChoices):
    COST = "cost", _("cost")
    BILL = "bill", _("bill")


class RateQuerySet(PermittedQuerySet["Rate"]):
    def visible_to(self, actor: Acting) -> "RateQuerySet":
        """Administrators see rates, and nobody else: not even one's own."""
        here = super().visible_to(actor).filter(removed_at=None)
        return here if actor.is_administrator else here.none()


class Rate(models.Model):
    """An hour of a person from a day on, until the next one of the same kind.

    ``amount_minor`` is in the smallest unit of ``currency`` (ISO 4217): cents, yen.
    """

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    person = models.ForeignKey(Person, models.CASCADE, related_name="rates")
    kind = models.CharField(max_length=8, choices=RateKind)
    amount_minor = models.PositiveBigIntegerField()
    currency = models.CharField(max_length=3)
    valid_from = models.DateField()
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = RateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "person", "kind", "valid_from"],
                condition=Q(removed_at=None),
                name="one_rate_per_day_and_kind",
            ),
            models.CheckConstraint(
                condition=Q(currency__regex="^[A-Z]{3}$"), name="currency_has_a_code"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.kind} from {self.valid_from}"
