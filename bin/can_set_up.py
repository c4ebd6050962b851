"""Say what this Python lacks for an environment of its own; runs on any version."""

import sys

if sys.version_info < (3, 11):
    sys.exit(
        "Headway needs Python 3.11 or later; this is " + sys.version.split()[0] + "."
    )
try:
    import ensurepip  # noqa: F401
    import venv  # noqa: F401
except ImportError as error:
    sys.exit(
        "This Python has no %s module: install the package python3-venv "
        "(apt-get install python3-venv) and try again." % error.name
    )
