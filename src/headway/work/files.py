"""The files of an item as its page shows them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from headway.actors.models import Actor
from headway.base.media import WORDS
from headway.comms.models import FileVersion
from headway.ui.words import size_words
from headway.work.models import Attachment, Item


@dataclass(frozen=True, kw_only=True)
class ShownVersion:
    """A version with its address; images open in the browser, all else is kept."""

    version: FileVersion
    href: str
    who: str

    @property
    def what(self) -> str:
        """How large it is, and of which type where the content says it."""
        size = size_words(self.version.size)
        return ", ".join(filter(None, (WORDS[self.version.type], size)))


@dataclass(frozen=True, kw_only=True)
class ShownFile:
    attachment: Attachment
    href: str
    current: ShownVersion
    older: Sequence[ShownVersion]

    @property
    def name(self) -> str:
        return self.attachment.file.name

    @property
    def count(self) -> int:
        return 1 + len(self.older)


def files_of(item: Item, *, by: Actor) -> list[ShownFile]:
    """Return the item's files by name, in two queries."""
    rows = Attachment.objects.visible_to(by).filter(item=item).with_versions()
    return [_shown(row, item, by) for row in rows.order_by("file__name", "pk")]


def _shown(row: Attachment, item: Item, by: Actor) -> ShownFile:
    href = reverse("work:file", args=[by.workspace.slug, item.key, row.pk])
    versions = [
        ShownVersion(
            version=version,
            href=_address(href, version, is_current=place == 0),
            who=version.author_for(by),
        )
        for place, version in enumerate(row.file.newest_first)
    ]
    return ShownFile(attachment=row, href=href, current=versions[0], older=versions[1:])


def _address(href: str, version: FileVersion, *, is_current: bool) -> str:
    asked = [] if is_current else [f"version={version.number}"]
    if version.is_raster:
        asked.append("show=yes")
    return f"{href}?{'&'.join(asked)}" if asked else href
