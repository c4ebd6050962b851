"""What the command says, before anything runs."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from psycopg.conninfo import conninfo_to_dict

from headway.cli.arguments import parser
from tests.server.conftest import environment

COMMANDS = [
    *("up", "demo", "web", "worker", "migrate", "createadmin"),
    *("import", "plan", "shell", "backup", "restore", "doctor"),
    *("export", "upgrade"),
]


def run(
    *arguments: str, data: Path, **variables: str
) -> subprocess.CompletedProcess[str]:
    own = {"HEADWAY_DATA": str(data), "DATABASE_URL": "", "HEADWAY_SECRET_KEY": ""}
    return subprocess.run(
        [sys.executable, "-m", "headway.cli", *arguments],
        env=os.environ | own | {"DJANGO_SETTINGS_MODULE": ""} | variables,
        capture_output=True,
        text=True,
        check=False,
        timeout=600,  # of a busy machine
    )


def assert_refused(done: subprocess.CompletedProcess[str], *words: str) -> None:
    assert done.returncode == os.EX_CONFIG
    assert "Traceback" not in done.stderr
    (sentence,) = [
        line for line in done.stderr.splitlines() if line.startswith("headway: ")
    ]
    for word in words:
        assert word in sentence


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_is_described_with_examples(command, capsys):
    with pytest.raises(SystemExit) as ended:
        parser().parse_args([command, "--help"])
    said = capsys.readouterr().out
    assert ended.value.code == 0
    assert f"headway {command}" in said.partition("examples:")[2]


def test_every_option_is_described():
    (commands,) = [a for a in parser()._actions if a.dest == "command"]  # noqa: SLF001
    assert sorted(commands.choices) == sorted(COMMANDS)
    for command in commands.choices.values():
        assert all(action.help for action in command._actions)  # noqa: SLF001


def test_help_loads_neither_django_nor_the_database_driver():
    code = (
        "import sys; from headway.cli.arguments import parser; parser();"
        "sys.exit(any(m in sys.modules for m in ('django', 'psycopg', 'numpy')))"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_data_folder_that_cannot_be_written_is_named(tmp_path: Path):
    file = tmp_path / "file"
    file.touch()
    done = run("up", "--port", "0", data=file / "data")
    assert_refused(done, "cannot be written", "HEADWAY_DATA")


def test_an_unreachable_database_is_named_without_its_password(tmp_path: Path):
    """By each command that needs one; they wait for it at the same time."""
    commands = [["up", "--port", "0"], ["web", "--port", "0"]]
    commands += [["worker"], ["migrate"], ["createadmin"]]
    url = "postgresql://u:hush@127.0.0.1:1/headway"

    def said(command: list[str]) -> subprocess.CompletedProcess[str]:
        return run(*command, data=tmp_path / command[0], DATABASE_URL=url)

    with ThreadPoolExecutor(len(commands)) as pool:
        for done in pool.map(said, commands):
            assert_refused(done, "127.0.0.1", "check DATABASE_URL")
            assert "hush" not in done.stderr


def test_a_database_url_that_is_none_is_refused(tmp_path: Path):
    done = run("migrate", data=tmp_path, DATABASE_URL="mysql://x")
    assert_refused(done, "postgresql://user:password@host/name")


def test_a_wrong_password_is_not_tried_again(db, tmp_path: Path):
    url = "".join(
        f"{key}={value} "
        for key, value in (
            conninfo_to_dict(environment()["DATABASE_URL"]) | {"password": "no"}
        ).items()
    )
    assert_refused(run("migrate", data=tmp_path, DATABASE_URL=url), "password")


@pytest.mark.parametrize(
    ("option", "value"),
    [("--url", "work.example.org"), ("--trusted-proxies", "10.0.0.7,proxy")],
)
def test_an_option_that_makes_no_sense_is_refused(option, value, tmp_path: Path):
    done = run("up", "--port", "0", option, value, data=tmp_path)
    assert_refused(done, value.rpartition(",")[2])


def test_the_demo_stays_on_this_machine_unless_told_otherwise(tmp_path: Path):
    assert_refused(run("demo", "--host", "0.0.0.0", data=tmp_path), "--public")
