"""Files on their way out: they are never rendered, whatever they are."""

from collections.abc import Iterator
from uuid import UUID

from django.http import StreamingHttpResponse
from django.utils.http import content_disposition_header

from headway.base.errors import NotFound
from headway.base.files import blocks_of, open_content, place_of
from headway.base.media import OCTETS
from headway.comms.models import FileVersion

POLICY = "sandbox; default-src 'none'"


def answer_with(
    version: FileVersion, *, is_shown: bool = False
) -> StreamingHttpResponse:
    """Send a version of a file, to be kept; ``is_shown`` lets browsers show images.

    Raises :class:`NotFound` where the content is not there; the doctor tells that.
    """
    if not place_of(version.content).exists():
        raise NotFound
    is_shown = is_shown and version.is_raster
    name = content_disposition_header(not is_shown, version.file.name) or "inline"
    return StreamingHttpResponse(
        _content(version.content),
        content_type=version.type if is_shown else OCTETS,
        headers={
            "Content-Length": str(version.size),
            "Content-Disposition": name,
            "Content-Security-Policy": POLICY,
            "Cross-Origin-Resource-Policy": "same-origin",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )


def _content(content: UUID) -> Iterator[bytes]:
    """Open it when it is sent: an answer that nobody reads holds no file."""
    with open_content(content) as file:
        yield from blocks_of(file)
