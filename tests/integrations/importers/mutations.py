"""Files as they come when something went wrong, or somebody means ill."""

import random
import re
from collections.abc import Callable
from typing import Final

TOKENS: Final = [
    b"\0", b"\xff\xfe", b"\xed\xa0\x80", b"\xc3", b'"', b"'", b"<", b">", b"&",
    b"&#0;", b"]]>", b"{", b"}", b"[", b"]", b"(", b",", b";", b"\t", b"\r", b"\n\r\n",
    b"\x1a", b"\\", b"\\ud800", b"\\u0000", b"9" * 400, b"-1", b"1e999", b"NaN",
    b"null", b"true", b"=1+1", b"@SUM(A1)", b"-2+3|cmd", b"<!--", b"<![CDATA[", b"/*",
    b"${a}", b"#",
    "\u202e\u2066".encode(), "\ufeff".encode(), "\u2028".encode(), b"2026-02-30",
    "e\u0301\U0001f469\u200d\U0001f680".encode(), "\u0663,\u0665".encode(), b"24:00",
    b"0001-01-01T00:00:00Z", b"9999-12-31T23:59:59Z", b"x" * 600,
]  # fmt: skip
NUMBERS: Final = [
    b"0", b"-1", b"2147483648", b"9223372036854775808", b"1" * 31, b"7" * 5000,
    b"1e308", b"-1e400", b"0.1e-9", b"00000000", b"1,5", b"1.000,5", b"99999999",
    b"13", b"31",
]  # fmt: skip
NUMBER: Final = re.compile(rb"\d+")
WORD: Final = re.compile(rb"[A-Za-z][\w-]{1,30}")
OPENING: Final = [b"[", b'{"a":', b"<a>", b"(", b"{", b"<task>", b'"']
DEEP: Final = 3000
ENCODINGS: Final = ["utf-16", "utf-16-le", "utf-32", "cp1252", "shift_jis", "utf-7"]

Change = Callable[[bytes, random.Random], bytes]


def cut(data: bytes, rng: random.Random) -> bytes:
    return data[: rng.randrange(len(data) + 1)]


def _left_out(data: bytes, rng: random.Random) -> bytes:
    at = rng.randrange(len(data) + 1)
    return data[:at] + data[at + rng.randrange(1, 60) :]


def _repeated(data: bytes, rng: random.Random) -> bytes:
    at, most = rng.randrange(len(data) + 1), rng.choice([8, 80, 800])
    span = data[at : at + rng.randrange(1, most)]
    return data[:at] + span * rng.choice([2, 2, 40]) + data[at:]


def _put_in(data: bytes, rng: random.Random) -> bytes:
    at = rng.randrange(len(data) + 1)
    return data[:at] + rng.choice(TOKENS) + data[at:]


def _other_number(data: bytes, rng: random.Random) -> bytes:
    return _replaced(data, NUMBER, rng.choice(NUMBERS), rng)


def _other_word(data: bytes, rng: random.Random) -> bytes:
    """Names, ids and keys take each other's place: circles, doubles, dead ends."""
    words = WORD.findall(data) or [b"x"]
    return _replaced(data, WORD, rng.choice([*words, *TOKENS]), rng)


def _same_number(data: bytes, rng: random.Random) -> bytes:
    numbers = NUMBER.findall(data) or [b"1"]
    return _replaced(data, NUMBER, rng.choice(numbers), rng)


def _replaced(
    data: bytes, what: re.Pattern[bytes], by: bytes, rng: random.Random
) -> bytes:
    found = [match.span() for match in what.finditer(data)]
    if not found:
        return data + by
    start, end = rng.choice(found)
    return data[:start] + by + data[end:]


def _deep(data: bytes, rng: random.Random) -> bytes:
    at = rng.randrange(len(data) + 1)
    return data[:at] + rng.choice(OPENING) * DEEP + data[at:]


def _ends_of_lines(data: bytes, rng: random.Random) -> bytes:
    ends = [rng.choice([b"\n", b"\r", b"\r\n"]) for _each in range(3)]
    lines = data.split(b"\n")
    return b"".join(line + ends[n % 3] for n, line in enumerate(lines))


def _lines_moved(data: bytes, rng: random.Random) -> bytes:
    """Heads stand twice, or below; rows are in another order."""
    lines = data.split(b"\n")
    line = lines[rng.choice([0, rng.randrange(len(lines))])]
    lines.insert(rng.randrange(len(lines) + 1), line)
    return b"\n".join(lines)


def _encoded(data: bytes, rng: random.Random) -> bytes:
    text = data.decode("utf-8", "replace")
    return text.encode(rng.choice(ENCODINGS), "replace")


CHANGES: Final[list[Change]] = [
    cut, _left_out, _repeated, _put_in, _put_in, _other_number, _other_number,
    _other_word, _other_word, _same_number, _deep, _ends_of_lines, _lines_moved,
    _encoded,
]  # fmt: skip


def mutated(data: bytes, rng: random.Random) -> bytes:
    """Break a file in one to three ways."""
    for _each in range(rng.choice([1, 1, 2, 3])):
        data = rng.choice(CHANGES)(data, rng)
    return data
