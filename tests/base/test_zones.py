"""Names of time zones: what is one, and what people choose from."""

import pytest

from headway.base.errors import Malformed
from headway.base.zones import check_zone, zone_choices


@pytest.mark.parametrize("name", ["UTC", "Europe/Berlin", "Etc/GMT+5", "Japan"])
def test_a_name_of_the_database_is_a_zone(name: str):
    assert check_zone(name) == name


@pytest.mark.parametrize("name", ["", "Mars/Olympus", "europe/berlin", "/etc/passwd"])
def test_anything_else_is_refused_with_an_example(name: str):
    with pytest.raises(Malformed, match="write Europe/Berlin, say"):
        check_zone(name)


def test_people_choose_from_utc_and_places():
    choices = dict(zone_choices())

    assert next(iter(choices)) == "UTC"
    assert choices["America/New_York"] == "America/New York"
    assert not {"Japan", "Etc/GMT+5", ""} & choices.keys()


def test_what_a_program_wrote_can_be_kept():
    assert "Etc/GMT+5" in dict(zone_choices("Etc/GMT+5"))
    assert zone_choices("") == zone_choices("Europe/Berlin") == zone_choices()
