"""What rows say of files, and what is on the disk: the two held against each other."""

from collections.abc import Iterator
from itertools import islice
from uuid import UUID

from django.db import connection, transaction

from headway.base import files
from headway.comms.models import FileVersion
from headway.server.prepare import MIGRATING

DAY_SECONDS = 24 * 3600
"""What nobody names for so long is of no request that still runs."""

CHUNK = 1000


def unnamed() -> Iterator[UUID]:
    """Yield content that no row names, older than a day."""
    found = files.contents()
    while some := list(islice(found, CHUNK)):
        rows = FileVersion.objects.filter(content__in=some)
        named = set(rows.values_list("content", flat=True))
        for content in some:
            place = files.place_of(content)
            if content not in named and files.is_older(place, seconds=DAY_SECONDS):
                yield content


def astray() -> Iterator[tuple[FileVersion, str]]:
    """Yield the rows whose content is not there or of another size, and which."""
    rows = FileVersion.objects.select_related("file").order_by("pk")
    for version in rows.iterator(CHUNK):
        try:
            size = files.place_of(version.content).stat().st_size
        except FileNotFoundError:
            yield version, "is not there"
            continue
        if size != version.size:
            yield version, f"has {size} bytes instead of {version.size}"


@transaction.atomic
def remove_unnamed() -> int:
    """Remove what no row names and what was never received whole; return how many.

    Leaves it for another night while a backup is made, which may hold older rows.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [MIGRATING])
        if cursor.fetchone() != (True,):
            return 0
    count = 0
    for path in [*files.incoming().iterdir(), *map(files.place_of, unnamed())]:
        if files.is_older(path, seconds=DAY_SECONDS):
            path.unlink(missing_ok=True)
            count += 1
    return count
