"""Findings, for people and for programs."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from importlib.metadata import version

from headway.keeping.doctor.findings import Finding, Level

SIGNS = {Level.OK: "ok", Level.NOTE: "note", Level.PROBLEM: "PROBLEM"}


def as_lines(findings: Sequence[Finding]) -> str:
    """A line for each finding, and one that sums them up."""
    width = max(len(finding.check) for finding in findings)
    lines = [
        f"{each.check:<{width}}  {SIGNS[each.level]:<7}  {each.message}".strip()
        for each in findings
    ]
    count = sum(finding.level == Level.PROBLEM for finding in findings)
    return "\n".join([*lines, f"Problems: {count}." if count else "All is well."])


def as_json(findings: Sequence[Finding]) -> str:
    problems = [f for f in findings if f.level == Level.PROBLEM]
    report = {
        "status": "problems" if problems else "ok",
        "headway": version("headway"),
        "findings": [asdict(finding) for finding in findings],
    }
    return json.dumps(report, indent=2)
