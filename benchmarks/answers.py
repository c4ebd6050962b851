"""Runs other benchmarks, and reads the line of JSON that each ends with."""

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Answer:
    """The figures of a benchmark; without any, ``why``."""

    figures: dict[str, Any] = field(default_factory=dict)
    why: str = ""

    def __getitem__(self, name: str) -> Any:
        return self.figures.get(name)


@dataclass(frozen=True)
class Runner:
    """Runs benchmarks one after the other, each for so many minutes at most."""

    minutes: float

    def __call__(self, name: str, *options: object) -> Answer:
        words = [name, *map(str, options)]
        print(f"-- {' '.join(words)}", file=sys.stderr, flush=True)
        begun = time.monotonic()
        answer = self._answer([sys.executable, str(HERE / f"{name}.py"), *words[1:]])
        took = time.monotonic() - begun
        print(f"   {took:.0f} s {answer.why}", file=sys.stderr, flush=True)
        return answer

    def _answer(self, command: list[str]) -> Answer:
        """Let it run in a session of its own, so that all it starts ends with it."""
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, text=True, start_new_session=True
        ) as ran:
            try:
                said, _ = ran.communicate(timeout=self.minutes * 60)
            except subprocess.TimeoutExpired:
                os.killpg(ran.pid, signal.SIGKILL)
                return Answer(why=f"not done within {self.minutes:g} minutes")
            except BaseException:
                os.killpg(ran.pid, signal.SIGKILL)
                raise
        if ran.returncode:
            return Answer(why=f"ended with status {ran.returncode}, see above")
        return Answer(json.loads(said.splitlines()[-1]))
