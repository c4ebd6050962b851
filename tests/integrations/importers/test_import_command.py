"""``headway import`` as it is run: exit status, report, and never a traceback."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from headway.actors.models import Actor, Workspace
from headway.people.models import Person
from headway.work.models import Item, Project
from tests.integrations.importers.msproject.documents import (
    document,
    element,
    link,
    task,
)
from tests.server.conftest import environment

PLAN = document(
    task(1, "Dig"),
    task(2, "Pour", links=link(1) + link(2)),
    resources=element("Resource", UID=1, Name="Eve", Type=1),
)
BOMB = "<!DOCTYPE Project [<!ENTITY a 'aaaa'>]><Project><Title>&a;</Title></Project>"

COMMAND = [sys.executable, "-m", "headway.cli", "import"]

Done = subprocess.CompletedProcess[str]


@pytest.fixture
def workspace(transactional_db: None, acme: Workspace) -> Workspace:
    return acme


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., Done]:
    """Run the command on the database of this test; a text becomes a file first."""

    def run_import(text: str | bytes | None, *options: str) -> Done:
        file = tmp_path / "plan.xml"
        if text is not None:
            file.write_bytes(text.encode() if isinstance(text, str) else text)
        done = subprocess.run(
            [*COMMAND, "msproject", file, *options],
            env=os.environ | environment(),
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert "Traceback" not in done.stdout + done.stderr
        return done

    return run_import


def test_a_dry_run_then_the_import_then_again(
    workspace: Workspace, run: Callable[..., Done]
):
    dry = run(PLAN, "--dry-run")
    assert (dry.returncode, dry.stderr) == (0, "")
    assert "plan would become the new project PLAN." in dry.stdout
    assert "it is linked to itself" in dry.stdout
    assert not Project.objects.exists()
    assert not Person.objects.exists()

    real = run(PLAN, "--workspace", "acme")
    assert (real.returncode, real.stderr) == (0, "")
    assert "plan is the new project PLAN." in real.stdout
    assert "Items: 2 new, 0 changed, 0 as before." in real.stdout
    assert real.stdout.splitlines()[1:] == dry.stdout.splitlines()[1:]

    again = run(PLAN)
    assert again.returncode == 0
    assert "Items: 0 new, 0 changed, 2 as before." in again.stdout
    assert (Project.objects.count(), Item.objects.count()) == (1, 2)
    assert Person.objects.count() == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (None, "cannot be opened: no such file"),
        ("", "empty"),
        ("hello", "not XML"),
        (BOMB, "<!DOCTYPE>"),
        (PLAN[:-30], "too early"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, ".mpp"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_sentence_and_status_2(
    workspace: Workspace, run: Callable[..., Done], text: str | bytes, words: str
):
    done = run(text)

    assert (done.returncode, done.stdout) == (2, "")
    (sentence,) = done.stderr.splitlines()
    assert sentence.startswith("headway: ")
    assert words in sentence
    assert not Project.objects.exists()


def test_the_workspace_is_asked_for_where_there_are_several(
    workspace: Workspace, cem: Actor, run: Callable[..., Done]
):
    for options in ([], ["--workspace", "nowhere"]):
        done = run(PLAN, *options)
        assert done.returncode == 2
        assert "Give --workspace; there are: acme, elsewhere." in done.stderr
    assert not Project.objects.exists()

    assert run(PLAN, "--workspace", "elsewhere").returncode == 0
    assert Project.objects.get().workspace == cem.workspace


def test_without_any_workspace_the_remedy_is_named(
    transactional_db: None, run: Callable[..., Done]
):
    done = run(PLAN)
    assert done.returncode == 2
    assert "run headway up first" in done.stderr


def test_a_program_that_is_unknown_is_refused_with_those_that_are(tmp_path: Path):
    done = subprocess.run(
        [*COMMAND, "abacus", "x"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "msproject" in done.stderr
    assert "Traceback" not in done.stderr
