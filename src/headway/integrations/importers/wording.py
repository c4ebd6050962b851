"""An import's report in words."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from headway.integrations.importers.actions import Report


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
    if report.not_taken:
        number = len(report.not_taken)
        yield (
            ngettext(
                "Not taken as it stands, %d thing:",
                "Not taken as they stand, %d things:",
                number,
            )
            % number
        )
    for each in report.not_taken:
        yield f"  {each.where}: {each.why}"
