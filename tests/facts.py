"""Every kind of fact that there is."""

from headway.events.facts import Fact


def kinds(base: type[Fact] = Fact) -> list[type[Fact]]:
    """The classes that are recorded, not their bases."""
    found: list[type[Fact]] = []
    for each in base.__subclasses__():
        if "kind" in vars(each) and each.__module__.startswith("headway."):
            found.append(each)
        found += kinds(each)
    return found
