"""What a file says that tasks cost besides the hours of people."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from headway.base.money import is_currency, minor_of
from headway.plan.files.content import Assignment, ResourceKind, ScheduleFile, Task
from headway.plan.files.findings import Findings
from headway.plan.files.saying import say as _
from headway.work.actions import Cost
from headway.work.models import CostKind

LONGEST_NAME, LONGEST_UNIT = 200, 40
MOST_MINOR: Final = 10**12


class FileCosts:
    """The planned costs of a file's tasks, where it says in which money they are."""

    def __init__(self, file: ScheduleFile, findings: Findings) -> None:
        self._resources = {each.uid: each for each in file.resources}
        self._currency = file.currency
        self._uses: defaultdict[int, list[Assignment]] = defaultdict(list)
        for use in file.assignments:
            if self._resources[use.resource].kind is not ResourceKind.WORK:
                self._uses[use.task].append(use)
        self._is_said = bool(self._uses) or any(t.fixed_cost for t in file.tasks)
        if self._is_said and not is_currency(file.currency):
            why = _("costs in a currency that is not said are not taken")
            findings.add("project", file.name, why, value=file.currency)
            self._is_said = False

    def of(self, task: Task) -> tuple[Cost, ...] | None:
        """Return what a task costs, in the file's order; None where no task says it."""
        return tuple(self._costs(task)) if self._is_said else None

    def _costs(self, task: Task) -> Iterator[Cost]:
        for use in self._uses.get(task.uid, ()):
            yield self._used(use)
        if task.fixed_cost:
            yield Cost(
                kind=CostKind.FIXED,
                name=_("Fixed cost"),
                price_minor=self._minor(task.fixed_cost),
                currency=self._currency,
            )

    def _used(self, use: Assignment) -> Cost:
        resource = self._resources[use.resource]
        name = (resource.name or _("Resource %d") % resource.uid)[:LONGEST_NAME]
        if resource.kind is ResourceKind.COST:
            return Cost(
                kind=CostKind.EXPENSE,
                name=name,
                price_minor=self._minor(use.cost),
                currency=self._currency,
            )
        return Cost(
            kind=CostKind.MATERIAL,
            name=name,
            quantity=Decimal(use.units).scaleb(-3),
            unit=resource.unit[:LONGEST_UNIT],
            price_minor=self._minor(resource.price),
            once_minor=self._minor(resource.per_use),
            currency=self._currency,
        )

    def _minor(self, amount: Decimal) -> int:
        return min(minor_of(amount, self._currency), MOST_MINOR)
