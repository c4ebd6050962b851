"""Does every schedule keep the rules?  Many small problems in which all rules meet.

Each is levelled, and checked minute by minute by code that the engine does not use
(``tests/engine/validator.py``).  In every other one people have several items in
progress at once, and are interrupted; in every third they are faster at some work than
at other.  Prints one line of JSON; the first faults go to
standard error, with the numbers that the problems are made of.
"""

import argparse
import json
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # run as a file, not as a module

from benchmarks.options import whole
from headway_engine.levelling import level
from tests.engine.fuzz import random_problem, with_habits, with_speeds
from tests.engine.validator import Validator

FAULTS_SHOWN = 20


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--problems", type=whole(1), default=200_000)
    parser.add_argument("--first", type=whole(0), default=0, help="number of the first")
    parser.add_argument(
        "--items", type=whole(1), default=12, help="at most so many each"
    )
    options = parser.parse_args()
    begun, items, faulty = time.process_time(), 0, 0
    for seed in range(options.first, options.first + options.problems):
        problem = random_problem(seed, items=options.items)
        if seed % 2:
            problem = with_habits(problem, seed)
        if seed % 3 == 0:
            problem = with_speeds(problem, seed)
        faults = Validator(problem, level(problem)).check()
        items += len(problem.items.key)
        faulty += bool(faults)
        if faults and faulty <= FAULTS_SHOWN:
            print(seed, *faults, sep="; ", file=sys.stderr)
    figures = {
        "problems": options.problems,
        "items": items,
        "violations": faulty,
        "cpu_s": round(time.process_time() - begun, 1),
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
