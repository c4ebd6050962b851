"""Whether forecasts learned from a history hold: coverage, sharpness, by group.

Replays the history day by day and prints one line of JSON; ``--groups`` adds the table
of groups.  ``--source`` reads a published record from a folder, ``--csv`` any file with
the columns id, created, started, finished, estimate_minutes, actual_minutes, person,
type, project: all but id may be empty, dates are ISO 8601.
"""

import argparse
import json
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

if not __package__:  # run by its path, as any file may be
    sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.histories import SOURCES, BadHistory, Work, read_csv
from headway_engine.forecasting.backtest import (
    Score,
    backtest_cycle_time,
    backtest_effort,
    backtest_throughput,
    backtest_totals,
)
from headway_engine.forecasting.found_work import backtest_growth
from headway_engine.forecasting.scores import Group
from headway_engine.problem import Floats, Ints

TARGETS = {
    "effort": (backtest_effort, "no row has estimate_minutes and actual_minutes"),
    "totals": (backtest_totals, "fewer than 8 weeks with 20 such rows ahead"),
    "cycle_time": (backtest_cycle_time, "no row has a start and a later finish"),
    "throughput": (backtest_throughput, "fewer than 8 days with finished items"),
    "growth": (
        backtest_growth,
        "fewer than 8 looks at finished projects, of 5 items that were all written down"
        " before they were done, behind 3 such projects",
    ),
}


def year_of(days: Floats) -> Ints:
    """Calendar year of days since 1970."""
    whole = np.nan_to_num(np.floor(days)).astype("datetime64[D]")
    return np.asarray(whole.astype("datetime64[Y]").astype(np.int64) + 1970, np.int32)


def named(group: Group, names: Mapping[str, list[str]]) -> dict[str, Any]:
    """A group with the names that its history uses."""
    known = names.get(group.kind)
    if group.kind == "size":
        name = f"fifth {group.code + 1}"
    else:
        name = known[group.code] if known else str(group.code)
    return {
        "by": group.kind,
        "group": name,
        "n": group.n,
        "level": group.level,
        "error": group.error,
        "allowed": group.allowed,
        "coverage": dict(group.coverage),
    }


def figures(
    score: Score, names: Mapping[str, list[str]], *, has_table: bool
) -> dict[str, Any]:
    """All of a score, its baselines and parts in short."""
    worst = score.worst_group
    said: dict[str, Any] = {
        "n": score.n,
        "coverage": dict(score.coverage),
        "standard_error": dict(score.standard_error),
        "worst_group": named(worst, names) if worst else None,
        "groups": len(score.groups),
        "groups_within": sum(group.holds for group in score.groups),
        "crps_ln": score.crps_ln,
        "pit_ks": score.pit_ks,
        "range80_ln": score.range80,
        "coverage_closed": dict(score.closed_coverage),
        "baselines": {name: brief(s) for name, s in score.baselines.items()},
    }
    if score.warm_up:
        said["warm_up"] = brief(score.warm_up)
    said |= {name: brief(part) for name, part in score.parts.items()}
    if has_table:
        said["table"] = [named(group, names) for group in score.groups]
    return said


def brief(score: Score) -> dict[str, Any]:
    said: dict[str, Any] = {
        "n": score.n,
        "coverage": dict(score.coverage),
        "standard_error": dict(score.standard_error),
        "pit_ks": score.pit_ks,
    }
    if score.crps_ln is not None:
        said["crps_ln"] = score.crps_ln
    if score.baselines:
        said["baselines"] = {name: brief(s) for name, s in score.baselines.items()}
    return said


def judged(work: Work, *, has_table: bool) -> dict[str, Any]:
    """The figures of each target, ``None`` with a note where there is nothing."""
    said: dict[str, Any] = {"rows": len(work.history), "skipped": dict(work.skipped)}
    notes = {}
    for name, (backtest, why) in TARGETS.items():
        score = backtest(work.history, year_of)
        if score is None:
            said[name], notes[name] = None, why
        else:
            said[name] = figures(score, work.names, has_table=has_table)
    return said | ({"notes": notes} if notes else {})


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    chosen = parser.add_mutually_exclusive_group(required=True)
    chosen.add_argument("--source", nargs=2, metavar=("NAME", "DIR"))
    chosen.add_argument("--csv", type=Path, metavar="FILE")
    parser.add_argument("--groups", action="store_true", help="add all groups")
    options = parser.parse_args()
    begun = time.perf_counter()
    try:
        if options.csv:
            work = read_csv(options.csv)
        else:
            source, folder = options.source
            if source not in SOURCES:
                known = ", ".join(SOURCES)
                parser.error(f"{source!r} is no source: choose one of {known}")
            work = SOURCES[source](Path(folder))
    except BadHistory as error:
        sys.stderr.write(f"{error}\n")
        return 2
    said = judged(work, has_table=options.groups)
    said["seconds"] = round(time.perf_counter() - begun, 1)
    sys.stdout.write(json.dumps(said) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
