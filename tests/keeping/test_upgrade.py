"""An upgrade arrives whole, or the database is as it was before."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
import pytest

from headway.keeping.backup.archive import Archive
from headway.keeping.upgrade import BEFORE, resume
from headway.server import postgres
from tests.server.test_cli import run

SETTINGS = """
from headway.settings import *
INSTALLED_APPS = [*INSTALLED_APPS, "later"]
"""

MIGRATION = """
from django.db import migrations

class Migration(migrations.Migration):
    dependencies = {dependencies}
    operations = [migrations.RunSQL("{statement}")]
"""


def headway(*arguments: str, data: Path, **variables: str):
    settings = {"DJANGO_SETTINGS_MODULE": "headway.settings"}
    return run(*arguments, data=data, **settings | variables)


@pytest.fixture(scope="module")
def pristine() -> Iterator[Path]:
    with TemporaryDirectory(prefix="headway-") as folder:
        path = Path(folder)
        path.chmod(0o755)
        assert headway("migrate", data=path).returncode == 0
        with postgres.running(path), psycopg.connect(postgres.url(path)) as connection:
            connection.execute(
                "INSERT INTO actors_workspace"
                " (slug, name, zone, language, seed, week_start, is_demo)"
                " VALUES ('acme', 'Acme', 'UTC', 'en', 1, 0, false)"
            )
        yield path


@pytest.fixture
def data(pristine: Path) -> Iterator[Path]:
    with TemporaryDirectory(prefix="headway-") as folder:
        path = Path(folder)
        path.chmod(0o755)
        subprocess.run(["cp", "-a", f"{pristine}/.", path], check=True)
        yield path


def upgraded(data: Path, tmp_path: Path, *statements: str):
    """Upgrade to a Headway that has an app more, with these migrations."""
    app = tmp_path / "later/migrations"
    app.mkdir(parents=True)
    (tmp_path / "later_settings.py").write_text(SETTINGS)
    for file in (tmp_path / "later/__init__.py", app / "__init__.py"):
        file.touch()
    for number, statement in enumerate(statements, 1):
        dependencies = [("later", f"000{number - 1}_step")] if number > 1 else []
        text = MIGRATION.format(dependencies=dependencies, statement=statement)
        (app / f"000{number}_step.py").write_text(text)
    return headway(
        "upgrade",
        data=data,
        PYTHONPATH=str(tmp_path),
        DJANGO_SETTINGS_MODULE="later_settings",
    )


def ask(data: Path, query: str) -> tuple:
    with postgres.running(data), psycopg.connect(postgres.url(data)) as connection:
        return connection.execute(query).fetchone()


STATE = (
    "SELECT to_regclass('later_table') IS NOT NULL, (SELECT count(*) FROM"
    " django_migrations WHERE app = 'later'), (SELECT count(*) FROM actors_workspace)"
)
CREATE = "CREATE TABLE later_table ()"


def test_it_backs_up_migrates_and_looks_the_result_over(data: Path, tmp_path: Path):
    done = upgraded(data, tmp_path, CREATE)
    assert done.returncode == 0, done.stderr
    assert "up to date, and sound" in done.stdout
    assert ask(data, STATE) == (True, 1, 1)
    assert not (data / BEFORE).exists()
    (backup,) = (data / "backups").iterdir()
    with Archive.opened(backup) as archive:
        archive.verify()
        assert not [app for app, _ in archive.manifest.migrations if app == "later"]


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        ("SELECT 1 / 0", "division by zero"),
        ("DELETE FROM actors_workspace", "actors_workspace has 0 rows, and had 1"),
        (
            "ALTER TABLE work_link ADD CONSTRAINT hasty CHECK (false) NOT VALID",
            "constraints: The constraint hasty of work_link",
        ),
    ],
    ids=["a crash", "a loss", "a doubt"],
)
def test_after_a_failure_all_is_as_it_was(data: Path, tmp_path, statement, why):
    done = upgraded(data, tmp_path, CREATE, statement)
    assert done.returncode == 2
    assert why in done.stderr
    assert "the database is as it was" in done.stderr
    assert ask(data, STATE) == (False, 0, 1)
    assert not (data / BEFORE).exists()
    assert len(list((data / "backups").iterdir())) == 1


def test_without_new_migrations_nothing_happens(data: Path):
    done = headway("upgrade", data=data)
    assert (done.returncode, done.stderr) == (0, "")
    assert "nothing to upgrade" in done.stdout
    assert not (data / "backups").exists()


def test_a_database_of_before_the_first_release_goes_on_if_it_has_all(data: Path):
    ours = r"name LIKE '%\_squashed\_%'"
    assert ask(data, forgetting(ours)) == (7,)
    done = headway("migrate", data=data)
    assert (done.returncode, done.stderr) == (0, "")
    assert "0 steps were missing" in done.stdout
    assert ask(data, f"SELECT count(*) FROM django_migrations WHERE {ours}") == (7,)

    ask(data, forgetting("name = '0103_ageing'"))
    done = headway("upgrade", data=data)
    assert done.returncode == os.EX_CONFIG
    assert "plan.0103_ageing was not applied" in done.stderr
    assert not (data / "backups").exists()


def forgetting(which: str) -> str:
    return (
        f"WITH gone AS (DELETE FROM django_migrations WHERE {which} RETURNING 1)"
        " SELECT count(*) FROM gone"
    )


def test_it_waits_for_nobody(data: Path, tmp_path: Path):
    with postgres.running(data):
        assert "Headway already runs" in headway("upgrade", data=data).stderr
    empty = headway("upgrade", data=tmp_path)
    assert "There is no installation in" in empty.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_putting_back_that_was_cut_short_is_finished(data: Path):
    (data / "postgres").rename(data / BEFORE)
    resume(data)
    assert ask(data, STATE) == (False, 0, 1)
