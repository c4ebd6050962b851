"""Read Jira's exports, whichever of its three formats a file has."""

import re
from typing import BinaryIO, Final

from headway.integrations.importers.content import TrackerFile
from headway.integrations.importers.jira.rest import read_rest

BLANK: Final = b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"
START: Final = 4096
ISSUE: Final = re.compile(rb'"fields"\s*:\s*\{')
KEY: Final = re.compile(rb'"key"\s*:\s*"[A-Z][A-Z0-9_]+-\d+"')


def looks_like(start: bytes, name: str) -> bool:
    """Say whether a file begins as one of Jira's exports does."""
    plain = start.replace(b"\0", b"")
    first = plain.lstrip(BLANK)[:1]
    if first == b"<":
        return b"<rss" in plain and b"jira" in plain.lower()
    if first in (b"{", b"["):
        if b'"issues"' in plain and b'"startAt"' in plain:
            return True
        has_issue = b'"changelog"' in plain or ISSUE.search(plain) is not None
        return has_issue and bool(KEY.search(plain) or b"/rest/api/" in plain)
    head = plain.partition(b"\n")[0]
    return b"Issue key" in head and b"Summary" in head


def read_jira(file: BinaryIO, *, zone: str, name: str) -> TrackerFile:
    """Read issues with what the format has of their history, comments and links.

    Raises :class:`Unreadable` for what is none of the three.
    """
    file.seek(0)
    start = file.read(START)
    first = start.lstrip(BLANK)[:1]
    if first == b"<":
        from headway.integrations.importers.jira.rss import read_rss

        return read_rss(file, zone=zone, name=name)
    if first in (b"{", b"["):
        return read_rest(file, zone=zone, name=name)
    from headway.integrations.importers.jira.table import read_jira_table

    return read_jira_table(file, zone=zone, name=name)
