"""What clients meant to do, and what they were told was done.

Every intent is written to the ledger's file before its request is sent, every
acknowledgement once its answer is there: the test can die as well, and the file says
what has to be in the database.
"""

import json
import threading
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Change:
    """A request; ``key`` is its Idempotency-Key and part of the ``titles`` it makes."""

    key: str
    kind: str
    method: str
    path: str
    body: dict[str, Any]
    titles: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Answer:
    status: int
    body: bytes
    headers: dict[str, str]

    @property
    def is_success(self) -> bool:
        return 200 <= self.status < 300


class Ledger:
    """Shared by the clients of a test; all times are monotonic."""

    def __init__(self, file: Path) -> None:
        self._file = file.open("a", buffering=1)
        self._lock = threading.Lock()
        self.intents: dict[str, Change] = {}
        self.acknowledged: dict[str, float] = {}
        self.under_way: dict[str, float] = {}
        """Requests that wait for their answer, and since when."""
        self.lost: dict[str, float] = {}
        """Requests whose last attempt had no answer, and when it was sent."""
        self.refusals: dict[int, int] = {}
        self.unexpected: list[str] = []

    def intend(self, change: Change) -> None:
        with self._lock:
            self._write({"intent": asdict(change)})
            self.intents[change.key] = change

    def send(self, change: Change) -> None:
        with self._lock:
            self.under_way[change.key] = time.monotonic()

    def answered(self, change: Change, answer: Answer | None) -> None:
        """Note what an attempt came to: an answer, or None when it was lost."""
        with self._lock:
            sent_at = self.under_way.pop(change.key)
            self.lost.pop(change.key, None)
            if answer is None:
                self.lost[change.key] = sent_at
            elif answer.is_success:
                self._write({"acknowledged": change.key, "status": answer.status})
                self.acknowledged[change.key] = time.monotonic()
            elif answer.status in (503, 507):
                self.refusals[answer.status] = self.refusals.get(answer.status, 0) + 1
            else:
                said = answer.body.decode(errors="replace")[:500]
                self.unexpected.append(f"{change.kind}: {answer.status} {said}")

    def open_intents(self) -> list[Change]:
        """Changes of which nobody was told that they are done."""
        with self._lock:
            return [c for k, c in self.intents.items() if k not in self.acknowledged]

    def summary(self) -> str:
        told, meant = len(self.acknowledged), len(self.intents)
        return f"{told} of {meant} changes acknowledged, refused: {self.refusals}"

    def close(self) -> None:
        self._file.close()

    def _write(self, line: dict[str, Any]) -> None:
        self._file.write(json.dumps(line) + "\n")
