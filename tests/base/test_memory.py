"""What a process has freed is given back to the system."""

import subprocess
import sys

import pytest

FREES = """
from headway.base.memory import give_back, share_memory

def held():
    return int(open("/proc/self/statm").read().split()[1]) * 4096

share_memory()
first = held()
kept, blocks = [], []
for n in range(1000):
    blocks.append(b"x" * 100_000)
    kept.append(b"y" * 600)
blocks.clear()
before = held()
give_back()
print(before - held(), held() - first)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="another C library")
def test_holes_between_what_is_kept_are_given_back():
    done = subprocess.run(
        [sys.executable, "-c", FREES], capture_output=True, text=True, check=True
    )
    given_back, left = map(int, done.stdout.split())
    assert given_back > 40_000_000  # the system may have taken some by itself
    assert left < 10_000_000
