"""What the names of priorities mean, from 1, lowest, to 5."""

from typing import Final

NAMES: Final = {
    5: """highest blocker critical urgent immediate dringend sofort urgente inmediata
        immédiat critique""",
    4: "high major hoch alta haut élevée important",
    3: "medium normal normale mittel media moyen moyenne",
    2: "low minor niedrig baja bas basse faible",
    1: "lowest trivial unwichtig",
}
"""As trackers name them; in old schemes *Major* is what others begin with."""

BY_NAME: Final = {name: n for n, names in NAMES.items() for name in names.split()}


def importance(name: str) -> int | None:
    """Return how important something of that priority is, None where nothing tells."""
    return BY_NAME.get(name.casefold().strip())
