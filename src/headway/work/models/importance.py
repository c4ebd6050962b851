"""How important an item is, in words."""

from functools import lru_cache

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class Importance(models.IntegerChoices):
    """Words for ``Item.priority``, which weighs their delay: each 200 double.

    What comes from elsewhere may lie between two of them.
    """

    HIGHEST = 900, gettext_lazy("Highest")
    HIGH = 700, gettext_lazy("High")
    NORMAL = 500, gettext_lazy("Normal")
    LOW = 300, gettext_lazy("Low")
    LOWEST = 100, gettext_lazy("Lowest")

    @classmethod
    def of(cls, priority: int) -> "Importance":
        """Return the word that is nearest, of two the one towards normal."""
        return _nearest(priority)


@lru_cache(maxsize=1024)
def _nearest(priority: int) -> Importance:
    """Look it up once for each number: a page asks for hundreds."""
    normal = Importance.NORMAL
    return min(Importance, key=lambda word: (abs(word - priority), abs(word - normal)))


def importance_words(priority: int) -> str:
    """Return the word; with the number where it lies between two words."""
    word = Importance.of(priority)
    if word == priority:
        return str(word.label)
    return _("%(word)s (%(number)d)") % {"word": word.label, "number": priority}
