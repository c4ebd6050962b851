"""The shapes of imports in the public API."""

from ninja import Schema


class NotTakenOut(Schema):
    """Something of the file that was not taken as it stands, and why."""

    where: str
    why: str


class ImportedOut(Schema):
    """What an import did or, if it ``is_dry_run``, would do."""

    project: str
    name: str
    is_new: bool
    is_dry_run: bool
    people: int
    calendars: int
    items_created: int
    items_updated: int
    items_unchanged: int
    links: int
    not_taken: list[NotTakenOut]
