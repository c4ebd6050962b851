"""The ``headway`` command.  Each part imports only what it needs: help is quick."""

import os
import sys
from collections.abc import Sequence

from headway.cli.arguments import ENVIRONMENT, parser
from headway.server.data import StartError, refusal_of


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status; 78 says that it cannot start."""
    options = parser().parse_args(arguments)
    for name, variable in ENVIRONMENT.items():
        value = getattr(options, name, None)
        if value is not None:
            os.environ[variable] = str(value)
    try:
        status: int = options.run(options)
    except StartError as error:
        print(f"headway: {error}", file=sys.stderr)
        return os.EX_CONFIG
    except OSError as error:  # of a file that changed hands, or went read-only since
        if (refusal := refusal_of(error)) is None:
            raise
        print(f"headway: {refusal}", file=sys.stderr)
        return os.EX_CONFIG
    except KeyboardInterrupt:
        return 128 + 2
    return status
