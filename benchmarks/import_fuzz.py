"""Broken files of every kind, as many as one likes, to every reader.

``bin/bench import_fuzz --each=5000`` tries so many of each kind; ``--kind=trello`` one
of them; ``--seed`` draws others.  What is neither read nor refused in words is printed
with the name by which ``tests/integrations/importers/broken.py`` makes it again.
"""

import argparse
import os
import sys
import time
import traceback
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # run as a file, not as a module

from benchmarks.running import report


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--each", type=int, default=2000)
    parser.add_argument("--kind", default="")
    parser.add_argument("--seed", default="long")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    from tests.integrations.importers.broken import mutants, tried
    from tests.integrations.importers.samples import samples

    for name, (source, _data) in samples().items():
        if options.kind not in ("", name):
            continue
        begun, came = time.process_time(), Counter[str]()
        slowest = 0.0
        for known, data in mutants(name, options.each, options.seed):
            at = time.process_time()
            try:
                came["read" if tried(source, data) else "refused"] += 1
            except Exception:
                came["faults"] += 1
                print(f"== {known}\n{traceback.format_exc()}", file=sys.stderr)
            slowest = max(slowest, time.process_time() - at)
        report(
            "broken_files", came["faults"], None, "faults", kind=name, **came,
            slowest=round(slowest, 2), cpu=round(time.process_time() - begun, 1),
        )  # fmt: skip


if __name__ == "__main__":
    main()
