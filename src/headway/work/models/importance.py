"""How important an item is, in words."""

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
        return min(cls, key=lambda word: (abs(word - priority), abs(word - cls.NORMAL)))


def importance_words(priority: int) -> str:
    """Return the word; with the number where it lies between two words."""
    word = Importance.of(priority)
    if word == priority:
        return str(word.label)
    return _("%(word)s (%(number)d)") % {"word": word.label, "number": priority}
