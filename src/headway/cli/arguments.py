"""What the ``headway`` command understands, and what its help says."""

import argparse
import importlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from headway.cli.keeping_arguments import add_keeping
from headway.integrations.importers.sources import BY_NAME

ENVIRONMENT = {
    "data": "HEADWAY_DATA",
    "host": "HEADWAY_HOST",
    "port": "HEADWAY_PORT",
    "url": "HEADWAY_URL",
    "trusted_proxies": "HEADWAY_TRUSTED_PROXIES",
    "email_url": "HEADWAY_EMAIL_URL",
}
"""Options that stand for a variable; the option wins."""

MODULES = {
    **dict.fromkeys(("up", "demo", "web", "worker"), "serving"),
    **dict.fromkeys(("backup", "restore", "doctor", "export", "upgrade"), "keeping"),
}
"""Where commands are that are not in ``cli/tasks.py``."""

MOST_SCENARIOS = 100_000

ABOUT = """\
Self-hosted work management that explains its priorities and forecasts.

To look at it:   headway demo
To work with it: headway up
"""

VARIABLES = """\
environment:
  HEADWAY_DATA             the data folder (as --data)
  HEADWAY_HOST             the address to listen on (as --host)
  HEADWAY_PORT             the port to listen on (as --port)
  HEADWAY_URL              the address that people type (as --url)
  HEADWAY_TRUSTED_PROXIES  proxies to believe (as --trusted-proxies)
  HEADWAY_BACKUPS          how many nightly backups are kept (7); 0 makes none
  HEADWAY_METRICS_TOKEN    lets other machines read /metrics
  HEADWAY_SECURITY_CONTACT whom /.well-known/security.txt names: an e-mail address
  HEADWAY_EMAIL_URL        how mail leaves (as --email-url), such as
                           smtp://user:password@mail.example.org:587; without it links
                           are shown instead of mailed
  HEADWAY_API_RATE         requests a minute that each may send to the API (1200)
  HEADWAY_SECRET_KEY       signs sessions; drawn and kept in the data folder if unset
  HEADWAY_BIN_DAYS         days that what was deleted can be restored (30)
  HEADWAY_EVENT_RETENTION_MONTHS, HEADWAY_FORECAST_RETENTION_MONTHS
                           months that the log and old forecasts are kept (all)
  DATABASE_URL             a PostgreSQL 15 or later of yours, such as
                           postgresql://user:password@host/name; without it Headway
                           runs its own in the data folder

"headway COMMAND --help" describes a command and its options.
"""


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(
        prog="headway",
        description=ABOUT,
        epilog=VARIABLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = top.add_subparsers(
        title="commands", metavar="COMMAND", required=True, dest="command"
    )
    _add_servers(commands)
    _add_tasks(commands)
    _add_files(commands)
    _add_plan(commands)
    add_keeping(commands, _add)
    return top


def _add_servers(commands: Any) -> None:
    up = _add(
        commands,
        "up",
        "run Headway: database, web server and worker",
        "Brings the database up to date, then runs the web server and the worker, and "
        "starts again what crashes. Ctrl-C stops all of it. While nobody can sign in, "
        "it prints a link with which the first administrator does.",
        "headway up",
        "headway up --host 0.0.0.0 --port 80 --url http://work.example.org",
    )
    _add_address(up)
    demo = _add_demo(commands)
    for command in (up, demo):
        command.add_argument(
            "--reload",
            action="store_true",
            help="start again when Headway's source changes, while working on it",
        )
    web = _add(
        commands,
        "web",
        "run a web server only",
        "Serves pages, API and live updates, on one of several machines for example. "
        "Run migrate first, and a worker somewhere.",
        "headway web --port 8001",
    )
    _add_address(web)
    web.add_argument("--listen-fd", type=int, help=argparse.SUPPRESS)
    web.add_argument("--ready-fd", type=int, help=argparse.SUPPRESS)
    web.add_argument("--prepare", action="store_true", help=argparse.SUPPRESS)
    web.add_argument("--demo", action="store_true", help=argparse.SUPPRESS)
    web.add_argument("--real", type=Path, help=argparse.SUPPRESS)
    worker = _add(
        commands,
        "worker",
        "run a worker only",
        "Plans, sends mail, runs jobs and follows the activity log; any number may.",
        "headway worker",
    )
    _add_url(worker)
    _add_email(worker)


def _add_demo(commands: Any) -> argparse.ArgumentParser:
    demo = _add(
        commands,
        "demo",
        "set up a demo organisation, and run Headway",
        "Does what up does, with an organisation to look at, and prints how to sign "
        "in. Later starts find it as it was left. With --real the project of a file is "
        "in a workspace of its own.",
        "headway demo",
        "headway demo --data /tmp/look --port 8001",
        "headway demo --real plan.xml",
    )
    _add_address(demo)
    demo.add_argument(
        "--public",
        action="store_true",
        help="allow a --host that other machines can reach",
    )
    demo.add_argument(
        "--real",
        type=Path,
        metavar="FILE",
        help="start from a schedule of Microsoft Project, GanttProject, Planner, "
        "TaskJuggler or MPX: its project is the demo",
    )
    return demo


def _add_tasks(commands: Any) -> None:
    _add(
        commands,
        "migrate",
        "bring the database up to date",
        "Applies the migrations that are missing. up and demo do this themselves.",
        "headway migrate",
    )
    createadmin = _add(
        commands,
        "createadmin",
        "print a link that makes an administrator",
        "Prints a link that works once and for an hour. Whoever opens it chooses name, "
        "e-mail address and password, and administers Headway.",
        "headway createadmin",
    )
    _add_url(createadmin)
    _add(
        commands,
        "shell",
        "open a Python shell",
        "Opens Python with Headway's models at hand, on its database.",
        "headway shell",
    )


def _add_files(commands: Any) -> None:
    load = _add(
        commands,
        "import",
        "take over work from another program, or a workspace",
        "From another program: reads a file into a workspace and reports what was not "
        "taken, and why; run again with a later file it changes what it made before. "
        "From headway export: makes the workspace that the file holds, or nothing.",
        "headway import plan.xml --dry-run",
        "headway import board.json --workspace acme",
        "headway import workspace acme.jsonl --workspace acme-copy",
    )
    load.add_argument(
        "source",
        nargs="?",
        choices=[*BY_NAME, "workspace"],
        metavar="SOURCE",
        help="where the file is from, if Headway does not see that itself: "
        f"{', '.join(BY_NAME)}, or workspace for headway export",
    )
    load.add_argument("file", type=Path, metavar="FILE", help="the file to read")
    load.add_argument(
        "--workspace",
        metavar="NAME",
        help="the workspace, as in its address: of a plan, the one that takes it "
        "(needed when there are several); of a workspace, its name here",
    )
    load.add_argument(
        "--key", default="", metavar="KEY", help="the key of the new project"
    )
    load.add_argument(
        "--dry-run", action="store_true", help="only report what would be done"
    )


def _add_plan(commands: Any) -> None:
    plan = _add(
        commands,
        "plan",
        "plan a file, without server or database",
        "Plans a file of Microsoft Project (XML), GanttProject, Planner, TaskJuggler "
        "or MPX on its people's calendars and simulates how it may go. Exit status 2 "
        "says that the file cannot be read.",
        "headway plan plan.xml",
        "headway plan plan.xml --json --now 2026-03-02T08:00 --scenarios 500",
    )
    plan.add_argument("file", type=Path, metavar="FILE", help="the file to plan")
    plan.add_argument("--json", action="store_true", help="write JSON for programs")
    plan.add_argument(
        "--now",
        type=_local_time,
        metavar="T",
        help="when planning starts, ISO 8601, local to the project (default: the "
        "file's status date, else its start)",
    )
    plan.add_argument(
        "--seed", type=int, metavar="N", help="fixes the random draws (default: 1)"
    )
    plan.add_argument(
        "--scenarios",
        type=_scenarios,
        metavar="N",
        help="how many futures to simulate (default: 500)",
    )


def _local_time(text: str) -> datetime:
    try:
        instant = datetime.fromisoformat(text)
    except ValueError as error:
        message = f"{text!r} is not ISO 8601, such as 2026-03-02T08:00"
        raise argparse.ArgumentTypeError(message) from error
    if instant.tzinfo:
        message = f"{text!r} has a zone; give the project's local time"
        raise argparse.ArgumentTypeError(message)
    return instant


def _scenarios(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= MOST_SCENARIOS:
        message = f"{text!r} is not a number from 1 to {MOST_SCENARIOS}"
        raise argparse.ArgumentTypeError(message)
    return int(text)


def _add(
    commands: Any, name: str, summary: str, description: str, *examples: str
) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(
        name,
        help=summary,
        description=description,
        epilog="examples:\n" + "\n".join(f"  {example}" for example in examples),
        formatter_class=_Formatter,
    )
    if name != "plan":
        command.add_argument(
            "--data",
            type=Path,
            metavar="FOLDER",
            help="where Headway keeps what is its own (default: /var/lib/headway for "
            "root, else ~/.local/share/headway)",
        )
    command.set_defaults(run=_runner(name))
    return command


class _Formatter(argparse.RawDescriptionHelpFormatter):
    """Wraps the description; leaves the examples as they are."""

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        if text.startswith("examples:"):
            return super()._fill_text(text, width, indent)
        return argparse.HelpFormatter._fill_text(self, text, width, indent)  # noqa: SLF001


def _runner(name: str) -> Callable[[argparse.Namespace], int]:
    """Return what runs a command, and imports it only then."""
    module = MODULES.get(name, "tasks")

    def run(options: argparse.Namespace) -> int:
        commands = importlib.import_module(f"headway.cli.{module}")
        status: int = getattr(commands, f"run_{name}")(options)
        return status

    return run


def _add_address(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--host",
        metavar="ADDRESS",
        help="the address to listen on (default: 127.0.0.1, this machine only)",
    )
    command.add_argument(
        "--port",
        type=int,
        metavar="N",
        help="the port to listen on (default: 8000; 0 takes a free one)",
    )
    _add_url(command)
    command.add_argument(
        "--trusted-proxies",
        metavar="LIST",
        help="addresses or networks, with commas between, whose X-Forwarded-For and "
        "X-Forwarded-Proto are believed (default: none)",
    )
    _add_email(command)


def _add_email(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--email-url",
        metavar="URL",
        help="how mail leaves, such as smtp://user:password@mail.example.org:587, "
        "smtps://... or console: (default: none, links are shown instead); other users "
        "of the machine can read options, but not HEADWAY_EMAIL_URL",
    )


def _add_url(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--url",
        metavar="URL",
        help="the address that people type, for links, cookies and the names that are "
        "answered, such as https://work.example.org (default: http://HOST:PORT)",
    )
