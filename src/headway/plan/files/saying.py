"""What is said of a file, in the language of whoever reads it.

``headway plan`` runs without Django, which knows languages: it says all as it stands.
"""

import sys


def say(text: str) -> str:
    """Translate a text where there are languages."""
    if not _has_languages():
        return text
    from django.utils.translation import gettext

    return gettext(text)


def say_many(one: str, many: str, number: int) -> str:
    """Translate the form that goes with a number."""
    if not _has_languages():
        return one if number == 1 else many
    from django.utils.translation import ngettext

    return ngettext(one, many, number)


def gettext_noop(text: str) -> str:
    """Mark a text that is said later."""
    return text


def _has_languages() -> bool:
    django = sys.modules.get("django.conf")
    return django is not None and bool(django.settings.configured)
