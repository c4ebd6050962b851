"""Why Headway leaves elements of the format alone, in words for whoever exported."""

from collections import Counter, defaultdict
from typing import Final

from headway.plan.files.content import NotRead
from headway.plan.files.saying import gettext_noop as _
from headway.plan.files.saying import say

MONEY: Final = _("money that Headway does not keep, or works out itself")
COMPUTED: Final = _("the other program worked it out; Headway works it out itself")
REASONS: Final = {
    COMPUTED: """
        EarlyStart EarlyFinish LateStart LateFinish StartVariance FinishVariance
        WorkVariance DurationVariance FreeSlack TotalSlack StartSlack FinishSlack
        Critical OverAllocated Overallocated ResumeValid PeakUnits Start Finish Work
        RegularWork PercentWorkComplete ActualDuration ActualWork RemainingWork
        PreLeveledStart PreLeveledFinish Milestone UpdateNeeded Stop Resume
        ActualWorkProtected ActualStart ActualFinish DurationText StartText FinishText
        PhysicalPercentComplete OvertimeWork ActualOvertimeWork RemainingOvertimeWork
        ActualOvertimeWorkProtected FinishDate""",
    MONEY: """
        Cost ActualCost RemainingCost FixedCostAccrual CostVariance
        OvertimeCost ActualOvertimeCost RemainingOvertimeCost ACWP BCWP BCWS CV SV VAC
        OvertimeRate OvertimeRateFormat
        AccrueAt CostRateTable BudgetCost BudgetWork IsBudget CostCenter
        EarnedValueMethod RateScale Currency""",
    _("how the other program shows it"): """
        HideBar Rollup DisplayAsSummary LevelAssignments LevelingCanSplit
        LevelingDelayFormat FreeformDurationFormat WorkFormat DurationFormat
        IsPublished Phonetics CanLevel WorkGroup BookingType VBAProject View Filter
        Group Table Map Report Drawing DataLink ViewFile StatusManager""",
    _("a mark of the other program, which Headway has no use for"): """
        GUID CreateDate CreationDate FixedMaterial LinkedFields
        Confirmed ResponsePending IsEnterprise IsSubprojectReadOnly IsBaseCalendar
        IsBaselineCalendar ID ActiveDirectoryGUID NTAccount Code
        CommitmentType CommitmentStart CommitmentFinish TaskUID AssnOwner
        AssnOwnerGuid IsRecurring Recurring""",
    _("baselines of people and of their parts; those of tasks are kept"): "Baseline",
    _("how work is spread over the days; Headway plans it anew"): "TimephasedData",
    _("fields that somebody defined themselves"): """
        ExtendedAttribute OutlineCode WBSMask OutlineCodes Value""",
    _("how a field that somebody defined is worked out and chosen"): """
        CFType ElemType MaxMultiValues UserDef Guid SecondaryPID SecondaryGuid
        AutoRollDown DefaultGuid LookupUID LtUid PhoneticsAlias RollupType
        CalculationType Formula RestrictValues ValuelistSortOrder AppendNewValues
        Default ValueList""",
    _("links to pages and files"): "Hyperlink HyperlinkAddress HyperlinkSubAddress",
    _("notes and contacts other than a task's and a resource's notes"): "Notes Contact",
    _("its tasks are in another file"): "SubprojectName Subproject SubProjectName",
}
WHY: Final = {tag: why for why, tags in REASONS.items() for tag in tags.split()}
UNKNOWN: Final = _("Headway does not know this element")


def explain(unwanted: Counter[tuple[str, str]]) -> tuple[NotRead, ...]:
    """Give one line for each kind of record and reason, with the tags and how often."""
    lines: dict[tuple[str, str], list[str]] = defaultdict(list)
    for (kind, tag), count in sorted(unwanted.items()):
        lines[kind, WHY.get(tag, UNKNOWN)].append(_counted(tag, count))
    return tuple(
        NotRead(where=_where(kind), why=f"{say(why)}: {', '.join(tags)}")
        for (kind, why), tags in lines.items()
    )


def _counted(tag: str, count: int) -> str:
    if count == 1:
        return tag
    return say(_("%(tag)s (%(count)d times)")) % {"tag": tag, "count": count}


WHERE: Final = {
    "Project": _("project"),
    "Task": _("tasks"),
    "Resource": _("resources"),
    "Assignment": _("assignments"),
    "Calendar": _("calendars"),
    "ExtendedAttribute": _("fields"),
}


def _where(kind: str) -> str:
    return say(WHERE[kind])
