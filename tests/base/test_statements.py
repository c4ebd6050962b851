"""Few tests that send what many do."""

from tests.statements import cover, shape


def test_statements_are_the_same_whatever_values_and_however_many_they_take():
    assert shape("SELECT 1 FROM a WHERE id IN (%s, %s, %s) LIMIT 21") == shape(
        "SELECT 1 FROM a WHERE id IN (%s, %s) LIMIT 2"
    )
    assert shape("INSERT INTO a (b, c) VALUES (%s, %s), (%s, %s)") == shape(
        "INSERT INTO a (b, c) VALUES (%s, %s)"
    )
    assert shape("SELECT a FROM b") != shape("SELECT b FROM b")


def test_everything_is_sent_by_those_chosen_and_nobody_is_chosen_for_nothing():
    tests = {
        "all slowly": (100.0, {"a", "b", "c", "d"}),
        "most": (1.0, {"a", "b", "c"}),
        "one": (1.0, {"a"}),
        "the last": (1.0, {"d"}),
        "none": (0.0, set[str]()),
    }
    assert cover(tests) == {"most", "the last"}


def test_what_one_alone_sends_is_worth_any_time():
    assert cover({"slow": (900.0, {"a", "b"}), "quick": (0.1, {"b"})}) == {
        "slow",
        "quick",
    }


def test_nothing_to_send_needs_nobody():
    assert cover({}) == cover({"a": (1.0, set())}) == set()
