"""What an item is planned to cost besides the hours of people."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from headway.actors.models import Workspace
from headway.base.querysets import Acting, PermittedQuerySet
from headway.work.models.items import Item


class CostKind(models.TextChoices):
    MATERIAL = "material", _("material")
    EXPENSE = "expense", _("expense")
    FIXED = "fixed", _("fixed cost")


class PlannedCostQuerySet(PermittedQuerySet["PlannedCost"]):
    def visible_to(self, actor: Acting) -> Self:
        """Administrators see what things cost, as they see rates, and nobody else."""
        if not actor.is_administrator:
            return self.none()
        seen = Item.objects.visible_to(actor).values("pk")
        return super().visible_to(actor).filter(item__in=seen)


class PlannedCost(models.Model):
    """``quantity`` times ``price_minor``, and ``once_minor`` on top for the use of it.

    Both are in the smallest unit of ``currency`` (ISO 4217); ``unit`` says of what the
    quantity is: m³, pieces.
    """

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    item = models.ForeignKey(Item, models.CASCADE, related_name="planned_costs")
    kind = models.CharField(max_length=8, choices=CostKind)
    name = models.CharField(max_length=200)
    quantity = models.DecimalField(max_digits=12, decimal_places=3, default=1)
    unit = models.CharField(max_length=40, blank=True)
    price_minor = models.PositiveBigIntegerField()
    once_minor = models.PositiveBigIntegerField(default=0)
    currency = models.CharField(max_length=3)

    objects = PlannedCostQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(currency__regex="^[A-Z]{3}$"),
                name="planned_cost_has_a_currency",
            ),
            models.CheckConstraint(
                condition=Q(quantity__gte=0), name="planned_quantity_is_no_debt"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=CostKind.values), name="planned_cost_has_a_kind"
            ),
        ]

    def __str__(self) -> str:
        return self.name
