"""What programs send as they are, outside of any form: the body is the file."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.http import HttpRequest, UnreadablePostError
from django.utils.translation import gettext as _

from headway.base.errors import Malformed
from headway.base.files import Draft, blocks_of, check_size, received


def length_of(request: HttpRequest) -> int:
    """Return how many bytes Django reads of the body."""
    said = request.META.get("CONTENT_LENGTH") or ""
    return int(said) if said.isascii() and said.isdecimal() else 0


@contextmanager
def received_from(request: HttpRequest, *, name: str) -> Iterator[Draft]:
    """Receive the body; as :func:`received`, but nothing is read that is too large.

    Raises :class:`Malformed` when the connection breaks.
    """
    check_size(length_of(request), name=name)
    with received(_blocks(request, name), name=name) as draft:
        yield draft


def _blocks(request: HttpRequest, name: str) -> Iterator[bytes]:
    try:
        yield from blocks_of(request)
    except UnreadablePostError as error:
        raise Malformed(_("“%s” was cut off; send it again.") % name) from error
