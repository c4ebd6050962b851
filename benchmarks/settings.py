"""Headway's settings, with the two effects of ``benchmarks.effects``."""

from headway.settings import *

HEADWAY_EFFECTS = "benchmarks.effects.EFFECTS"
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
