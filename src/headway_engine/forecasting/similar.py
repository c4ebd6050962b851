"""Past items like one that nobody has estimated, as evidence for how long it takes.

Words of titles and descriptions are compared by BM25F (Robertson & Zaragoza 2009): rare
words that two items share count, a title three times; equal type, project and person
raise the score.  The found items are shown, and their outcomes shift the forecast of
the item's kind by as much as they are alike.  What a text *means* is not judged: in
published comparisons, models that do so are hardly better than the median of a project.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from headway_engine.forecasting.records import UNKNOWN, History, Rows
from headway_engine.problem import Floats

TITLE: Final = 3.0
"""How often a word of the title counts, against once in the description."""

SATURATION: Final = 1.2
LENGTH: Final = 0.5
"""BM25's k1 and b; titles are short, so their length says little."""

SAME_FIELD: Final = 0.2
"""By how much equal type, project or person raise the score, each."""

LEAST_LIKENESS: Final = 0.15
"""Of the score that the item has with itself: less is chance."""

LONGEST_TEXT: Final = 10_000
MOST_POSTINGS: Final = 20_000
"""A word that more items have tells none of them apart, and is not searched."""

WORD: Final = re.compile(r"\w+")
UNSPACED: Final = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")


@dataclass(frozen=True, kw_only=True, slots=True)
class Text:
    title: str
    description: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Likeness:
    """A past item: its row, how alike (0 to 1), and why.

    ``words`` are the shared ones, folded, those that counted most first; ``fields``
    those that agree.
    """

    row: int
    likeness: float
    words: tuple[str, ...]
    fields: tuple[str, ...]


class SimilarItems:
    """An index over the texts of a history; ``texts`` has one for each row."""

    def __init__(self, history: History, texts: Sequence[Text]) -> None:
        self.history = history
        self._bags = [bag_of(text) for text in texts]
        postings: defaultdict[str, list[int]] = defaultdict(list)
        for row, bag in enumerate(self._bags):
            for word in bag:
                postings[word].append(row)
        self._postings = {word: np.array(rows) for word, rows in postings.items()}
        length = np.array([sum(bag.values()) for bag in self._bags], np.float64)
        mean = float(length.mean()) if len(length) else 1.0
        self._damping = SATURATION * (1 - LENGTH + LENGTH * length / max(mean, 1.0))

    def like(
        self, row: int, *, finished_before: float, most: int = 8
    ) -> list[Likeness]:
        """Find the items most like ``row`` that were finished before a day.

        The most alike first; of equals the one finished last.
        """
        bag = self._bags[row]
        scores, weights = np.zeros(len(self._bags)), {}
        own = 0.0
        for word, count in bag.items():
            rows = self._postings[word]
            rarity = self._rarity(len(rows))
            own += rarity * self._saturated(np.array([count]), np.array([row]))[0]
            if len(rows) > MOST_POSTINGS:
                continue
            counts = np.array([self._bags[other][word] for other in rows.tolist()])
            gained = rarity * self._saturated(counts, rows)
            scores[rows] += gained
            weights[word] = rarity
        if not own:
            return []
        likeness = scores / own * self._raised(row)
        likeness[~(self.history.finished < finished_before)] = 0.0
        likeness[row] = 0.0
        order = np.lexsort((-self.history.finished, -likeness))[:most]
        return [
            Likeness(
                row=int(other),
                likeness=min(float(likeness[other]), 1.0),
                words=self._shared(bag, int(other), weights),
                fields=self._agreeing(row, int(other)),
            )
            for other in order
            if likeness[other] >= LEAST_LIKENESS
        ]

    def _rarity(self, found: int) -> float:
        """BM25's inverse document frequency: 0 for a word in half of all texts."""
        odds = (len(self._bags) - found + 0.5) / (found + 0.5)
        return float(np.log(max(odds, 1.0)))

    def _saturated(self, counts: Floats, rows: Rows) -> Floats:
        return np.asarray(counts / (counts + self._damping[rows]))

    def _raised(self, row: int) -> Floats:
        """Factors by which equal fields raise a score, 1 where all agree."""
        factors = np.ones(len(self._bags))
        known = 0
        for codes in self._fields().values():
            if codes[row] != UNKNOWN:
                known += 1
                factors += SAME_FIELD * (codes == codes[row])
        return factors / (1 + SAME_FIELD * known)

    def _fields(self) -> dict[str, Rows]:
        history = self.history
        return {
            "type": history.type,
            "project": history.project,
            "person": history.person,
        }

    def _agreeing(self, row: int, other: int) -> tuple[str, ...]:
        return tuple(
            name
            for name, codes in self._fields().items()
            if codes[row] != UNKNOWN and codes[row] == codes[other]
        )

    def _shared(
        self, bag: Counter[str], other: int, weights: dict[str, float]
    ) -> tuple[str, ...]:
        shared = [word for word in bag if word in weights and word in self._bags[other]]
        return tuple(sorted(shared, key=lambda word: (-weights[word], word))[:5])


def bag_of(text: Text) -> Counter[str]:
    """Count the words of a text, without case and marks; a title's more.

    Writing without spaces is cut into pairs of characters.
    """
    bag: Counter[str] = Counter()
    for part, weight in ((text.title, TITLE), (text.description, 1)):
        for word in _words(part[:LONGEST_TEXT]):
            bag[word] += int(weight)
    return bag


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text)
    folded = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    found = []
    for word in WORD.findall(folded):
        rest = UNSPACED.sub(" ", word).split()
        found += [piece for piece in rest if len(piece) > 1]
        for run in UNSPACED.findall(word):
            found += [run[i : i + 2] for i in range(max(len(run) - 1, 1))]
    return found
