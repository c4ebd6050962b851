"""An import's report in words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from headway.integrations.importers.actions import Report
from headway.integrations.importers.models import Finding
from headway.integrations.importers.taking.schedules import ScheduleTaking
from headway.integrations.importers.taking.step import Taking
from headway.plan.files.content import NotRead


def taken_lines(
    taking: Taking,
    *,
    found: Mapping[str, int] | None = None,
    counts: Mapping[str, int] | None = None,
    not_taken: Iterable[Finding | NotRead] = (),
) -> Iterator[str]:
    """The report of the command: of a schedule, or of what any tracker exported."""
    if isinstance(taking, ScheduleTaking) and taking.report is not None:
        yield from lines(taking.report)
        return
    yield from found_words(found) if found else counts_of(counts or {})
    yield from _not_taken(list(not_taken))


def found_words(found: Mapping[str, int]) -> Iterator[str]:
    """Say how many of what there are in a file, and what would come of them."""
    items, known = found.get("items", 0), found.get("known", 0)
    if known:
        yield _("Items: %(items)d, of which %(known)d are here already.") % found
    elif items:
        yield _("Items: %d, all of them new.") % items
    yield from _numbers(found, WORDS)


def counts_of(counts: Mapping[str, int]) -> Iterator[str]:
    """Say how many of each were taken over."""
    if counts:
        yield _(
            "Items: %(created)d new, %(updated)d changed, %(unchanged)d as before."
        ) % {name: counts.get(name, 0) for name in ("created", "updated", "unchanged")}
    yield from _numbers(counts, WORDS)


def _numbers(counts: Mapping[str, int], words: Mapping[str, Promise]) -> Iterator[str]:
    for name, text in words.items():
        if number := counts.get(name, 0):
            yield str(text) % number


WORDS: Mapping[str, Promise] = {
    "projects": gettext_lazy("New projects: %d."),
    "links": gettext_lazy("Links: %d."),
    "people": gettext_lazy("People: %d."),
    "calendars": gettext_lazy("Calendars: %d."),
    "changes": gettext_lazy("Entries of their history: %d."),
    "files": gettext_lazy("Files: %d."),
    "comments": gettext_lazy("Comments: %d."),
}


def headline(report: Report) -> str:
    """Say in one sentence what was, or would be, done."""
    if report.is_dry_run:
        text = (
            _("%(name)s would become the new project %(key)s.")
            if report.is_new
            else _("%(name)s would bring the project %(key)s up to date.")
        )
    else:
        text = (
            _("%(name)s is the new project %(key)s.")
            if report.is_new
            else _("%(name)s is up to date as the project %(key)s.")
        )
    return text % {"name": report.project_name, "key": report.project_key}


def counts(report: Report) -> Iterator[str]:
    """Say how many of each."""
    items = report.items
    yield _("Items: %(created)d new, %(updated)d changed, %(unchanged)d as before.") % {
        "created": items.created,
        "updated": items.updated,
        "unchanged": items.unchanged,
    }
    yield _("Links: %d.") % items.links
    yield _("People: %d.") % report.people
    yield _("Calendars: %d.") % report.calendars


def lines(report: Report) -> Iterator[str]:
    """The whole report, a line for each thing that was not taken."""
    yield headline(report)
    yield from counts(report)
    yield from _not_taken(report.not_taken)


def _not_taken(each_one: Sequence[Finding | NotRead]) -> Iterator[str]:
    number = len(each_one)
    if number:
        yield (
            ngettext(
                "Not taken as it stands, %d thing:",
                "Not taken as they stand, %d things:",
                number,
            )
            % number
        )
    for each in each_one:
        yield f"  {each.where}: {each.why}"
