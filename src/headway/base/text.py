"""Text that people and programs send: what of it can be kept, and in which form."""

from django.utils.translation import gettext as _

from headway.base.characters import UNKEEPABLE, composed, shown
from headway.base.errors import Malformed

__all__ = ["clean_text", "shown"]


def clean_text(text: str) -> str:
    """Return ``text`` composed (NFC).

    Raises :class:`Malformed` where it holds a character that cannot be kept.
    """
    if found := UNKEEPABLE.search(text):
        raise Malformed(
            _("“%(text)s” contains the character U+%(code)04X; leave it out.")
            % {"text": shown(text), "code": ord(found[0])}
        )
    return composed(text)
