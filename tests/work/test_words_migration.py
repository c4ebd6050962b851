"""Items that were there before the words by which they are found."""

from importlib import import_module

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from headway.actors.models import Actor
from headway.ui.search import search
from headway.work.actions import edit_item
from headway.work.models import Item

MIGRATION = import_module("headway.work.migrations.0015_item_words").Migration
BEFORE = [each for each in MIGRATION.dependencies if each[0] == "work"]


@pytest.mark.django_db(transaction=True)
def test_they_are_found_as_others_are(survey: Item, dig: Item, ada: Actor):
    edit_item(dig.pk, by=ada, description="to the bedrock")
    leaves = MigrationExecutor(connection).loader.graph.leaf_nodes()
    MigrationExecutor(connection).migrate(BEFORE)
    MigrationExecutor(connection).migrate(leaves)

    assert [hit.key for hit in search("bedrock", ada, most=5)] == [dig.key]
    assert [hit.key for hit in search("site", ada, most=5)] == [survey.key]
