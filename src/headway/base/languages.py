"""The languages that Headway speaks, and the one that somebody is spoken to in.

Codes are those of ``settings.LANGUAGES``; an empty one means that nobody chose.
"""

from collections.abc import Iterable, Mapping

from django.conf import settings
from django.utils.translation import get_supported_language_variant
from django.utils.translation import gettext as _
from django.utils.translation.trans_real import parse_accept_lang_header

from headway.base.errors import Malformed
from headway.base.text import shown

COOKIE = "language"
"""What somebody chose, for the pages of this browser before they sign in."""


def language_choices() -> list[tuple[str, str]]:
    """Return the codes, each with the language's own name for itself."""
    return list(settings.LANGUAGES)


def known_languages() -> dict[str, str]:
    """Return the same by code."""
    return dict(language_choices())


def check_language(code: str) -> str:
    """Return the code of a language, or raise :class:`Malformed`."""
    if code not in known_languages():
        message = _("“%(code)s” is no language here; write one of these: %(known)s.")
        said = {"code": shown(code), "known": ", ".join(known_languages())}
        raise Malformed(message % said)
    return code


def first_known(codes: Iterable[str]) -> str:
    """Return the first language that Headway speaks, or else its own."""
    return next((code for code in codes if code), settings.LANGUAGE_CODE)


def language_of_browser(cookies: Mapping[str, str], accepted: str) -> str:
    """Return the language that a browser asks for, or "" if Headway speaks none of it.

    ``accepted`` is its ``Accept-Language``; what was chosen in it comes first.
    """
    chosen = cookies.get(COOKIE, "")
    return chosen if chosen in known_languages() else _accepted(accepted)


def _accepted(header: str) -> str:
    for code, __ in parse_accept_lang_header(header):
        if code == "*":
            break
        try:
            return get_supported_language_variant(code)
        except LookupError:
            continue
    return ""
