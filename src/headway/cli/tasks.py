"""Commands that do one thing and end."""

from argparse import Namespace

from headway.server.data import keep_compiled_code


def run_migrate(_: Namespace) -> int:
    from headway.cli.django import with_database

    with with_database():
        from headway.server.prepare import migrate

        count = migrate(print)
        print(f"The database is up to date ({count} steps were missing).")
    return 0


def run_shell(_: Namespace) -> int:
    from headway.cli.django import with_database

    with with_database():
        from django.core.management import call_command

        call_command("shell")
    return 0


def run_createadmin(_: Namespace) -> int:
    from headway.cli.django import with_database

    with with_database():
        from headway.server.first_admin import setup_link

        print("Open this once, within the hour, to become an administrator:")
        print(f"  {setup_link()}")
    return 0


def run_plan(options: Namespace) -> int:
    keep_compiled_code()
    from headway.integrations.importers.planning import plan_file

    chosen = {"seed": options.seed, "scenarios": options.scenarios}
    return plan_file(
        options.file,
        as_json=options.json,
        now=options.now,
        **{name: number for name, number in chosen.items() if number is not None},
    )


def run_import(options: Namespace) -> int:
    if options.source == "workspace":
        from headway.cli.keeping import import_workspace_file

        return import_workspace_file(options)
    from headway.cli.django import with_database

    with with_database():
        from headway.integrations.importers.into_workspace import import_as_headway

        return import_as_headway(
            options.file,
            source=options.source,
            workspace=options.workspace,
            dry_run=options.dry_run,
            key=options.key,
        )
