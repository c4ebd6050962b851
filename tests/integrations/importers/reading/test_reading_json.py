"""JSON files, cut into records: any shape, and nothing that two readers read apart."""

import io
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headway.integrations.importers.reading.json_file import DEEPEST, JsonFile
from headway.integrations.importers.reading.reading import Reading
from headway.plan.files.content import Unreadable


def opened(data: bytes | str) -> JsonFile:
    raw = data.encode() if isinstance(data, str) else data
    return JsonFile(io.BytesIO(raw), Reading("UTC", {}))


def read_all(data: bytes | str) -> None:
    file = opened(data)
    for name in ("", *file.names):
        list(file.each(name))


def refusal(data: bytes | str) -> str:
    with pytest.raises(Unreadable) as refused:
        read_all(data)
    message = str(refused.value)
    assert message.endswith(".")
    return message


@pytest.mark.parametrize(
    "text",
    [
        '[{"a": 1}, {"b": [{"c": 2}]}]',
        '{"a": 1}\n{"b": [{"c": 2}]}\n',
        '[{"a": 1}][{"b": [{"c": 2}]}]',
        '[[{"a": 1}], [{"b": [{"c": 2}]}]]',
        '\ufeff [{"a": 1}, {"b": [{"c": 2}]}] ',
        '{"a": 1}{"b": [{"c": 2}]}',
    ],
)
def test_records_are_found_in_arrays_lines_and_pages(text: str) -> None:
    assert list(opened(text).each()) == [{"a": 1}, {"b": [{"c": 2}]}]


def test_records_of_one_object_are_known_by_the_way_to_them() -> None:
    text = '{"n": "x", "cards": [{"a": "]}"}], "in": {"k": 1, "users": [{"b": [1]}]}}'
    file = opened(text)
    assert file.names == {"cards", "in.users"}
    assert list(file.each("cards")) == [{"a": "]}"}]
    assert list(file.each("in.users")) == [{"b": [1]}]
    assert file.rest == {"n": "x", "in": {"k": 1}}
    assert file.whole() == json.loads(text)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"\xff\xfe{", "too early"),
        (b'[{"a": "\xff"}]', "UTF-8"),
        (b'[{"a": 1}', "too early"),
        (b'[{"a": 1}, {"b": "x', "too early"),
        (b"[{}]]", "bracket"),
        (b"[{} {}]", "not JSON"),
        (b"[{}, nonsense]", "not JSON"),
        (b"hello", "not JSON"),
        (b'[{"a": NaN}]', "NaN"),
        (b'[{"a": -Infinity}]', "Infinity"),
        (b'[{"a": ' + b"9" * 5000 + b"}]", "too large"),
        (b"[" * (DEEPEST + 1) + b"]" * (DEEPEST + 1), "nested"),
        (b'{"a":' * 100_000, "nested"),
        (b'[{"a" 1}]', "not JSON"),
        (b"[{]}", "not JSON"),
    ],
)
def test_what_is_no_json_is_refused_with_its_reason(data: bytes, words: str) -> None:
    assert words in refusal(data)


def test_a_name_that_stands_twice_is_reported() -> None:
    reading = Reading("UTC", {})
    file = JsonFile(io.BytesIO(b'[{"a": 1, "a": 2}]'), reading)
    assert list(file.each()) == [{"a": 2}]
    [line] = reading.findings.lines()
    assert "twice" in line.why


def test_what_stands_among_records_and_is_none_is_reported() -> None:
    for text in ('[{}, "x", null]', '{"a": [{}, "x"]}', '[[{}], "x"]'):
        reading = Reading("UTC", {})
        JsonFile(io.BytesIO(text.encode()), reading)
        assert [line.where for line in reading.findings.lines()] == ["row x"], text


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=8,
)


@settings(max_examples=200, deadline=None)
@given(values=st.lists(st.dictionaries(st.text(max_size=4), JSON), max_size=4))
def test_records_are_those_of_the_standard_reader(values: list[Any]) -> None:
    assert list(opened(json.dumps(values)).each()) == values
    if values:
        lines = "\n".join(map(json.dumps, values))
        file = opened(lines)
        assert ([file.whole()] if len(values) == 1 else list(file.each())) == values
