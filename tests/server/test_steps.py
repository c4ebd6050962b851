"""Migrations that one replaced: all of them applied, none, or only some."""

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from headway.keeping.doctor.examination import DATA_CHECKS, MIGRATIONS, examine
from headway.server import health, steps
from headway.server.data import StartError

pytestmark = pytest.mark.django_db

FIRST = {
    key: migration
    for key, migration in MigrationLoader(None).replacements.items()
    if key[0] in ("actors", "events", "people", "comms", "work", "plan", "importers")
}


def forget(*keys: tuple[str, str]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(
            "DELETE FROM django_migrations WHERE (app, name) = (%s, %s)", keys
        )


def problems() -> list[str]:
    found = examine({MIGRATIONS: DATA_CHECKS[MIGRATIONS]})
    return [finding.message for finding in found if finding.message]


def names() -> list[tuple[str, str]]:
    return [(migration.app_label, migration.name) for migration in steps.missing()]


def test_each_app_has_one_for_all_before_the_first_release():
    assert len(FIRST) == len({app for app, _ in FIRST}) == 7
    applied = {each for migration in FIRST.values() for each in migration.replaces}
    assert steps.with_replacements(applied | {("auth", "x")}) == {*FIRST, ("auth", "x")}


def test_a_database_with_all_of_those_before_lacks_nothing():
    forget(*FIRST)
    assert names() == []
    assert health.are_migrations_applied()
    assert problems() == []


@pytest.mark.parametrize("app", ["actors", "work", "plan"])
def test_one_with_some_of_them_is_refused_and_told_what_to_do(app: str):
    (key,) = (key for key in FIRST if key[0] == app)
    lost = FIRST[key].replaces[-1]
    forget(key, lost)
    with pytest.raises(StartError) as refused:
        steps.missing()
    said = str(refused.value)
    assert ".".join(lost) in said
    assert f"of the commit {steps.LAST_WITH_ALL}" in said
    assert not health.are_migrations_applied()
    assert problems() == [said]


def test_one_with_none_of_an_apps_gets_its_first():
    (key,) = (key for key in FIRST if key[0] == "plan")
    forget(key, *FIRST[key].replaces)
    assert names() == [key]
