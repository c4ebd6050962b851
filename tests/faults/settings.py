"""Headway's settings, with an effect and a reader whose doings can be counted."""

from headway.settings import *

HEADWAY_EFFECTS = "tests.faults.wired.EFFECTS"
HEADWAY_READERS = "tests.faults.wired.READERS"
