"""Changed values of something that has a name, a sentence for each."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.functional import Promise

from headway.events.models import Event
from headway.events.ports import Names


def told_edits(
    event: Event,
    names: Names,
    sentences: Mapping[str, Promise],
    words: Callable[[str, Any], str],
) -> list[str]:
    """Return the sentence of each value that changed; ``words`` says the values."""
    data = event.data
    said = {"who": names.who(event), "name": data["name"]}
    texts = []
    for name in data["after"]:
        sides = {side: words(name, data[side][name]) for side in ("before", "after")}
        texts.append(str(sentences[name]) % {**said, **sides})
    return texts
