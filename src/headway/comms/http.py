"""Files on their way out: they are never rendered, whatever they are."""

from django.http import FileResponse

from headway.base.errors import NotFound
from headway.base.files import BLOCK, open_content
from headway.base.media import OCTETS
from headway.comms.models import FileVersion

POLICY = "sandbox; default-src 'none'"


class Download(FileResponse):
    block_size = BLOCK


def answer_with(version: FileVersion, *, is_shown: bool = False) -> FileResponse:
    """Send a version of a file, to be kept; ``is_shown`` lets browsers show images.

    Raises :class:`NotFound` where the content is not there; the doctor tells that.
    """
    is_shown = is_shown and version.is_raster
    try:
        content = open_content(version.content)
    except FileNotFoundError as error:
        raise NotFound from error
    response = Download(
        content,
        as_attachment=not is_shown,
        filename=version.file.name,
        content_type=version.type if is_shown else OCTETS,
    )
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response
