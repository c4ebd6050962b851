"""What is said of a file, in the language of whoever reads it.

``headway plan`` knows neither settings nor languages, and says it as it stands here.
"""

from django.conf import settings
from django.utils.translation import gettext, ngettext


def say(text: str) -> str:
    return gettext(text) if settings.configured else text


def say_many(one: str, many: str, number: int) -> str:
    if settings.configured:
        return ngettext(one, many, number)
    return one if number == 1 else many
