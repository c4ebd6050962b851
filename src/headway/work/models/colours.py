"""The colours of small things."""

from django.db import models
from django.utils.translation import gettext_lazy


class Colour(models.TextChoices):
    """Of the dot of a label or an option, in the order in which they are given."""

    BLUE = "blue", gettext_lazy("Blue")
    GREEN = "green", gettext_lazy("Green")
    VIOLET = "violet", gettext_lazy("Violet")
    AMBER = "amber", gettext_lazy("Amber")
    RED = "red", gettext_lazy("Red")
    GREY = "grey", gettext_lazy("Grey")
