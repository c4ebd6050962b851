"""Headway's settings; ``BENCHMARK_EFFECTS`` brings those of ``benchmarks.effects``.

``performed`` has them happen, ``queued`` lets their jobs wait.
"""

import os

from headway.settings import *

if wanted := os.environ.get("BENCHMARK_EFFECTS"):
    HEADWAY_EFFECTS = "benchmarks.effects.EFFECTS"
    if wanted == "queued":
        HEADWAY_READERS = "benchmarks.effects.READERS_THAT_WAIT"
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
