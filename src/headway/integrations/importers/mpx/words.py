"""The words that MPX files use, in the languages in which they are written."""

import re
from typing import Final

from headway.plan.files.content import Constraint, LinkType

FIELDS: Final = {
    "name": 1, "wbs": 2, "outline level": 3, "work": 20, "remaining work": 23,
    "duration": 40, "remaining duration": 43, "% complete": 44, "start": 50,
    "finish": 51, "actual start": 58, "actual finish": 59, "constraint date": 68,
    "predecessors": 70, "unique id predecessors": 75, "fixed": 80, "milestone": 81,
    "id": 90, "constraint type": 91, "priority": 95, "unique id": 98, "summary": 120,
    "stop": 150, "resume": 152, "resume no earlier than": 151,
}  # fmt: skip
"""Numbers of fields of tasks by the names that English files have for them."""

RESOURCE_FIELDS: Final = {
    "name": 1, "initials": 2, "group": 3, "email address": 11, "id": 40,
    "max units": 41, "base calendar": 48, "unique id": 49,
}  # fmt: skip

YES: Final = frozenset({"yes", "ja", "oui", "si", "sí", "sim", "sì", "1", "true"})
NOTHING: Final = frozenset({"", "na", "nv", "nc", "n/a", "nd", "nt"})

CONSTRAINTS: Final = {
    "as soon as possible": Constraint.AS_SOON_AS_POSSIBLE,
    "as late as possible": Constraint.AS_LATE_AS_POSSIBLE,
    "must start on": Constraint.MUST_START_ON,
    "must finish on": Constraint.MUST_FINISH_ON,
    "start no earlier than": Constraint.START_NO_EARLIER,
    "start no later than": Constraint.START_NO_LATER,
    "finish no earlier than": Constraint.FINISH_NO_EARLIER,
    "finish no later than": Constraint.FINISH_NO_LATER,
    "so früh wie möglich": Constraint.AS_SOON_AS_POSSIBLE,
    "so spät wie möglich": Constraint.AS_LATE_AS_POSSIBLE,
    "muss anfangen am": Constraint.MUST_START_ON,
    "muß anfangen am": Constraint.MUST_START_ON,
    "muss enden am": Constraint.MUST_FINISH_ON,
    "muß enden am": Constraint.MUST_FINISH_ON,
    "anfang nicht früher als": Constraint.START_NO_EARLIER,
    "anfang nicht später als": Constraint.START_NO_LATER,
    "ende nicht früher als": Constraint.FINISH_NO_EARLIER,
    "ende nicht später als": Constraint.FINISH_NO_LATER,
    "0": Constraint.AS_SOON_AS_POSSIBLE,
    "1": Constraint.AS_LATE_AS_POSSIBLE,
    "2": Constraint.MUST_START_ON,
    "3": Constraint.MUST_FINISH_ON,
    "4": Constraint.START_NO_EARLIER,
    "5": Constraint.START_NO_LATER,
    "6": Constraint.FINISH_NO_EARLIER,
    "7": Constraint.FINISH_NO_LATER,
}

_PRIORITIES: Final = (
    ("lowest", "niedrigste"),
    ("very low", "sehr niedrig"),
    ("lower", "niedriger"),
    ("low", "niedrig"),
    ("medium", "mittel"),
    ("high", "hoch"),
    ("higher", "höher"),
    ("very high", "sehr hoch"),
    ("highest", "höchste"),
    ("do not level", "nicht abgleichen"),
)
PRIORITIES: Final = {
    word: place * 100
    for place, words in enumerate(_PRIORITIES, 1)
    for word in (*words, str(place - 1))
}

LINK_TYPES: Final = {
    "": LinkType.FINISH_START,
    "FS": LinkType.FINISH_START,
    "SS": LinkType.START_START,
    "FF": LinkType.FINISH_FINISH,
    "SF": LinkType.START_FINISH,
    "EA": LinkType.FINISH_START,
    "AA": LinkType.START_START,
    "EE": LinkType.FINISH_FINISH,
    "AE": LinkType.START_FINISH,
}

MINUTE, HOUR, DAY, WEEK, MONTH, YEAR, PERCENT = "m", "h", "d", "w", "mo", "y", "%"
UNITS: Final = {
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes", "minuten"), MINUTE),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours", "std", "stunden"), HOUR),
    **dict.fromkeys(("d", "day", "days", "t", "tag", "tage", "j", "g"), DAY),
    **dict.fromkeys(("w", "wk", "wks", "week", "weeks", "woche", "wochen"), WEEK),
    **dict.fromkeys(("mo", "mon", "mons", "month", "months", "monate"), MONTH),
    **dict.fromkeys(("y", "yr", "yrs", "year", "years", "jahre"), YEAR),
    "%": PERCENT,
}
ELAPSED: Final = ("e", "f")
"""What a unit begins with that counts days and nights: "ed", in German "ft"."""

MONTHS: Final = {
    month: number
    for number, months in enumerate(
        (
            ("jan",), ("feb",), ("mar", "mär", "mrz"), ("apr",), ("may", "mai"),
            ("jun",), ("jul",), ("aug",), ("sep",), ("oct", "okt"), ("nov",),
            ("dec", "dez"),
        ),
        1,
    )
    for month in months
}  # fmt: skip
"""By their first three letters."""

PREDECESSOR: Final = re.compile(r"\s*(\d{1,9})\s*([A-Za-z]{2})?\s*([+-].*)?", re.DOTALL)
AMOUNT: Final = re.compile(r"([+-]?)\s*([\d.,' \u00a0]+?)\s*([^\W\d_]*|%)\s*\??")
GROUPED: Final = re.compile(r"[+-]?\d{1,3}(?:[.' ]\d{3})+")
NUMBERS: Final = re.compile(r"\d+")
CLOCK: Final = re.compile(r"(\d{1,2})[:.](\d\d)(?:[:.]\d\d)?\s*([^\d\s]*)")
