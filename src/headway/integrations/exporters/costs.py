"""What items are planned to cost, as a file has it: material and cost resources.

For administrators who ask that a file says what things cost.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final, TypeAlias

from headway.actors.models import Actor
from headway.base.money import major_of
from headway.plan.files.content import NO_MONEY, Assignment, Resource, ResourceKind
from headway.plan.files.findings import Findings
from headway.plan.files.saying import say as _
from headway.work.models import CostKind, PlannedCost, Project
from headway.work.planned_costs import total_minor

WHOLE: Final = 1000
What: TypeAlias = tuple[object, ...]
"""By what a resource is told from others."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PlannedOut:
    """Planned costs in the one currency that a file has.

    ``used`` are the rows of material and expenses, ``fixed`` the sums of fixed costs by
    items, ``uids`` the numbers of the resources.
    """

    currency: str = ""
    used: Sequence[PlannedCost] = ()
    fixed: Mapping[int, Decimal] = field(default_factory=dict)
    uids: Mapping[What, int] = field(default_factory=dict)

    def resources(self) -> Iterator[Resource]:
        """Yield each material and each expense once."""
        firsts = {_what(row): row for row in reversed(self.used)}
        for what, uid in self.uids.items():
            row = firsts[what]
            if row.kind == CostKind.EXPENSE:
                yield Resource(uid=uid, name=row.name, kind=ResourceKind.COST)
                continue
            yield Resource(
                uid=uid,
                name=row.name,
                kind=ResourceKind.MATERIAL,
                unit=row.unit,
                price=major_of(row.price_minor, row.currency),
                per_use=major_of(row.once_minor, row.currency),
            )

    def uses(self, numbers: Mapping[int, int]) -> Iterator[Assignment]:
        """Yield what is used for each task; ``numbers`` are tasks by their items."""
        for row in self.used:
            task, uid = numbers[row.item_id], self.uids[_what(row)]
            if row.kind == CostKind.EXPENSE:
                cost = major_of(total_minor(row), row.currency)
                yield Assignment(task=task, resource=uid, cost=cost)
            else:
                units = round(row.quantity * WHOLE)
                yield Assignment(task=task, resource=uid, units=units)


NO_PLANNED: Final = PlannedOut()


def planned_of(
    project: Project,
    findings: Findings,
    *,
    currency: str,
    first_uid: int,
    by: Actor,
) -> PlannedOut:
    """Read the planned costs of a project; one query.

    What is in another currency than rates, or than most costs, is noted.
    """
    rows = PlannedCost.objects.visible_to(by).filter(item__project=project)
    found = list(rows.select_related("item__project").order_by("item__position", "pk"))
    counts = Counter(row.currency for row in found).most_common(1)
    currency = currency or (counts[0][0] if counts else "")
    fixed: defaultdict[int, Decimal] = defaultdict(lambda: NO_MONEY)
    used: list[PlannedCost] = []
    uids: dict[What, int] = {}
    for row in found:
        if row.currency != currency:
            why = _("a planned cost in another currency: a file has one only")
            findings.add("task", row.item.key, why, value=row.currency)
        elif row.kind == CostKind.FIXED:
            fixed[row.item_id] += major_of(total_minor(row), currency)
        else:
            used.append(row)
            uids.setdefault(_what(row), first_uid + len(uids))
    return PlannedOut(currency=currency, used=used, fixed=fixed, uids=uids)


def _what(row: PlannedCost) -> What:
    if row.kind == CostKind.EXPENSE:
        return row.kind, row.name
    return row.kind, row.name, row.unit, row.price_minor, row.once_minor
