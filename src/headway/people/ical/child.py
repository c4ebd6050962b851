"""The process that reads a calendar: bytes in, JSON out, and little of anything else.

Started by ``reading``; the first argument says the span and the zone.
"""

import json
import resource
import sys
from datetime import datetime
from zoneinfo import ZoneInfo

from headway.people.ical.expanding import Unreadable, expand

MOST_MEMORY = 1_000_000_000


def main() -> None:
    asked = json.loads(sys.argv[1])
    seconds = asked["seconds"]
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    try:
        found = expand(
            sys.stdin.buffer.read(),
            since=datetime.fromisoformat(asked["since"]),
            until=datetime.fromisoformat(asked["until"]),
            zone=ZoneInfo(asked["zone"]),
        )
    except Unreadable as error:
        json.dump({"error": str(error)}, sys.stdout)
        return
    rows = [
        (o.uid, o.starts_at.isoformat(), o.ends_at.isoformat(), o.title, o.is_busy)
        for o in found.occurrences
    ]
    json.dump({"occurrences": rows, "left_out": found.left_out}, sys.stdout)


if __name__ == "__main__":
    main()
