"""Commands that do one thing and end."""

from argparse import Namespace

from headway.cli.django import with_database


def run_migrate(_: Namespace) -> int:
    with with_database():
        from headway.server.prepare import migrate

        count = migrate(print)
        print(f"The database is up to date ({count} steps were missing).")
    return 0


def run_shell(_: Namespace) -> int:
    with with_database():
        from django.core.management import call_command

        call_command("shell")
    return 0


def run_createadmin(_: Namespace) -> int:
    with with_database():
        from headway.server.first_admin import setup_link

        print("Open this once, within the hour, to become an administrator:")
        print(f"  {setup_link()}")
    return 0
