"""Reads histories of work: a CSV file of the columns below, or a published record.

The published records are not part of Headway; a folder with their files is named.
"""

import codecs
import csv
import gzip
import io
import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from headway_engine.forecasting.records import UNKNOWN, History

COLUMNS = (
    "id", "created", "started", "finished", "estimate_minutes", "actual_minutes",
    "person", "type", "project",
)  # fmt: skip
DATES = COLUMNS[1:4]
AMOUNTS = COLUMNS[4:6]
NAMES = COLUMNS[6:]
EMPTY = {"", "-", "na", "n/a", "nan", "nat", "none", "null"}
LONGEST_FIELD = 1 << 24
LONGEST_NAMED = 120
"""So much of a first line is repeated; it may be anything."""
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

Row = Mapping[str, str]


class BadHistory(ValueError):
    """The file cannot be read; the message names the value and the remedy."""


@dataclass(frozen=True, kw_only=True)
class Work:
    """A history, what its codes are called, and what was left out and why."""

    history: History
    names: Mapping[str, list[str]]
    skipped: Mapping[str, int]


@dataclass
class Table:
    """Rows as they are read."""

    dates: dict[str, list[float]] = field(default_factory=dict)
    amounts: dict[str, list[float]] = field(default_factory=dict)
    codes: dict[str, list[int]] = field(default_factory=dict)
    names: dict[str, dict[str, int]] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)
    repeated: int = 0
    unread: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.dates = {name: [] for name in DATES}
        self.amounts = {name: [] for name in AMOUNTS}
        self.codes = {name: [] for name in NAMES}
        self.names = {name: {} for name in NAMES}

    def add(self, line: int, row: Row) -> None:
        """Take a row; of rows with one id the first counts, without one it is left out.

        What cannot be read counts as unknown (``unread`` says why), unless that is all
        of a column: see ``work``.
        """
        name = text_of(row, "id")
        if not name:
            msg = f"line {line} has no id: give each item an id of its own"
            self.unread.setdefault("id", []).append(msg)
            return
        if name in self.ids:
            self.repeated += 1
            return
        self.ids.add(name)
        for column in DATES:
            self.dates[column].append(self._read(instant_of, row, column, line))
        for column in AMOUNTS:
            self.amounts[column].append(self._read(amount_of, row, column, line))
        for column in NAMES:
            value, known = text_of(row, column), self.names[column]
            code = known.setdefault(value, len(known)) if value else UNKNOWN
            self.codes[column].append(code)

    def _read(
        self, reader: Callable[[Row, str, int], float], row: Row, column: str, line: int
    ) -> float:
        try:
            return reader(row, column, line)
        except BadHistory as error:
            self.unread.setdefault(column, []).append(str(error))
            return math.nan

    def work(self) -> Work:
        """Give what was read.

        Raises
        ------
        BadHistory
            Where less of a column could be read than not: it is another format, and
            what is left would be no fair part.
        """
        columns = {"id": [1.0] * len(self.ids), **self.dates, **self.amounts}
        for column, messages in self.unread.items():
            if len(messages) > sum(not math.isnan(each) for each in columns[column]):
                raise BadHistory(messages[0])
        dates = {name: np.array(days, np.float64) for name, days in self.dates.items()}
        amounts = {
            name: np.array(values, np.float64) for name, values in self.amounts.items()
        }
        skipped = {
            **{f"unreadable_{name}": len(each) for name, each in self.unread.items()},
            "repeated_id": self.repeated,
            "finished_before_start": _backwards(dates),
            "amount_not_above_0": sum(int((a <= 0).sum()) for a in amounts.values()),
        }
        if _has_column_by_day(dates):
            dates = {name: np.floor(days) for name, days in dates.items()}
        history = History(
            created=dates["created"],
            started=dates["started"],
            finished=dates["finished"],
            estimate=amounts["estimate_minutes"],
            actual=amounts["actual_minutes"],
            **{name: np.array(self.codes[name], np.int32) for name in NAMES},
        )
        history.check()
        return Work(
            history=history,
            names={name: list(known) for name, known in self.names.items()},
            skipped={why: count for why, count in skipped.items() if count},
        )


def _backwards(dates: Mapping[str, np.ndarray]) -> int:
    begun = np.where(np.isnan(dates["started"]), dates["created"], dates["started"])
    return int((dates["finished"] < begun).sum())


def _has_column_by_day(dates: Mapping[str, np.ndarray]) -> bool:
    """Whether a column holds dates without a time: then all are taken as such."""
    known = [days[np.isfinite(days)] for days in dates.values()]
    return any(len(days) and bool((days == np.floor(days)).all()) for days in known)


def text_of(row: Row, column: str) -> str:
    value = (row.get(column) or "").strip()
    return "" if value.lower() in EMPTY else value


def instant_of(row: Row, column: str, line: int) -> float:
    """Days since 1970 in UTC; an instant without a zone is taken for UTC."""
    value = text_of(row, column)
    if not value:
        return math.nan
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        msg = (
            f"line {line}, {column}: {value!r} is no ISO 8601 date: "
            "write 2026-03-31 or 2026-03-31T14:05:00+02:00, or leave it empty"
        )
        raise BadHistory(msg) from None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return (moment - EPOCH).total_seconds() / 86_400


def amount_of(row: Row, column: str, line: int) -> float:
    value = text_of(row, column)
    if not value:
        return math.nan
    plain = value.replace(",", ".") if value.count(",") == 1 else value
    try:
        amount = float(plain)
    except ValueError:
        amount = math.inf
    if not math.isfinite(amount):
        msg = (
            f"line {line}, {column}: {value!r} is no number of minutes: "
            "write 90 or 90.5, or leave it empty"
        )
        raise BadHistory(msg)
    return amount


def read_csv(path: Path) -> Work:
    """Read a CSV file of ``COLUMNS``; others are ignored, missing ones are empty.

    In UTF-8, UTF-16 with a mark, or Windows-1252; separated by commas, semicolons or
    tabs.
    """
    csv.field_size_limit(LONGEST_FIELD)
    table = Table()
    try:
        for line, row in _rows(path):
            table.add(line, row)
    except OSError as error:
        msg = f"{path} cannot be read ({error.strerror}): name a CSV file"
        raise BadHistory(msg) from error
    except csv.Error as error:
        msg = f"{path} is no CSV file ({error}): export it as CSV with a header"
        raise BadHistory(msg) from error
    if not table.ids and not table.unread:
        msg = f"{path} has no rows: give a header and a row for each item"
        raise BadHistory(msg)
    return table.work()


def _rows(path: Path) -> Iterator[tuple[int, Row]]:
    with path.open(encoding=_encoding(path), errors="replace", newline="") as file:
        plain = (line.replace("\0", "") for line in file)
        head = next(plain, "")
        separator = max(",;\t", key=head.count)
        header = next(csv.reader([head], delimiter=separator), [])
        columns = [name.strip().lower() for name in header]
        if "id" not in columns:
            found = ascii(", ".join(columns))[1:-1][:LONGEST_NAMED] or "nothing"
            msg = f"no column id in {path}, only {found}: name it in the first line"
            raise BadHistory(msg)
        reader = csv.reader(plain, delimiter=separator)
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num + 1, dict(zip(columns, cells, strict=False))


def _encoding(path: Path) -> str:
    """Tell by the mark, else by whether all of it is UTF-8."""
    with path.open("rb") as file:
        start = file.read(4)
        for mark, encoding in MARKS:
            if start.startswith(mark):
                return encoding
        file.seek(0)
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            while block := file.read(1 << 20):
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "latin-1"
    return "utf-8"


def _source_file(folder: Path, name: str) -> Path:
    for each in (name, name.removesuffix(".gz")):
        for path in (folder / each, *sorted(folder.rglob(each))):
            if path.is_file():
                return path
    msg = f"no {name} in {folder}: name the folder that holds the published files"
    raise BadHistory(msg)


def _published(path: Path) -> Iterable[Row]:
    raw = path.read_bytes()
    if path.suffix == ".gz":
        raw = gzip.decompress(raw)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("latin-1")
    return csv.DictReader(io.StringIO(text))


def _iso(value: str | None, pattern: str) -> str:
    text = (value or "").strip()
    if text.lower() in EMPTY:
        return ""
    return datetime.strptime(text, pattern).date().isoformat()  # noqa: DTZ007 dates


def read_sip(folder: Path) -> Work:
    """Tasks of one company over ten years (arXiv 1901.01621); hours as minutes."""
    when = {
        row["TaskNumber"]: row
        for row in _published(_source_file(folder, "est-act-dates.csv"))
    }
    table = Table()
    rows = _published(_source_file(folder, "Sip-task-info.csv"))
    for line, row in enumerate(rows, 2):
        if row["TaskNumber"] in table.ids:
            continue  # the hours of a task's other developers: its own are the sum
        dates = when.get(row["TaskNumber"], {})
        table.add(
            line,
            {
                "id": row["TaskNumber"],
                "created": _iso(dates.get("EstimateOn"), "%d-%b-%y"),
                "started": _iso(dates.get("StartedOn"), "%d-%b-%y"),
                "finished": _iso(dates.get("CompletedOn"), "%d-%b-%y"),
                "estimate_minutes": str(float(row["HoursEstimate"]) * 60),
                "actual_minutes": str(float(row["HoursActual"]) * 60),
                "person": row["AssignedToID"],
                "type": row["SubCategory"],
                "project": row["ProjectCode"],
            },
        )
    return table.work()


def read_7digital(folder: Path) -> Work:
    """Items of a team of developers, 2009 to 2012; size is known of some features."""
    table = Table()
    rows = _published(_source_file(folder, "7digital2012.csv"))
    for line, row in enumerate(rows, 2):
        size = row["Size"] if row["Size"].lower() not in EMPTY else ""
        table.add(
            line,
            {
                "id": str(line),
                "created": _iso(row["Prioritised"], "%d/%m/%Y"),
                "started": _iso(row["Dev.Started"], "%d/%m/%Y"),
                "finished": _iso(row["Done"], "%d/%m/%Y"),
                "type": " ".join(filter(None, (row["Type"], size))),
            },
        )
    return table.work()


def read_aea(folder: Path) -> Work:
    """Tickets of a journal's data editor (CC BY 4.0), from their transitions.

    Started: the first status after *Open*; finished: the first report under review.
    """
    tickets: dict[str, dict[str, str]] = {}
    events = sorted(
        _published(_source_file(folder, "jira.anon.csv.gz")),
        key=lambda row: (row["ticket"], _moment(row["As.Of.Date"])),
    )
    for row in events:
        ticket = tickets.setdefault(
            row["ticket"], {"id": row["ticket"], "created": row["date_created"]}
        )
        moment = _moment(row["As.Of.Date"]).isoformat()
        if row["Status"] != "Open":
            ticket.setdefault("started", moment)
            if row["assignee_anon"]:
                ticket.setdefault("person", row["assignee_anon"])
        if row["Status"] in AEA_FINISHED:
            ticket.setdefault("finished", moment)
        if row["Journal"]:
            ticket["type"] = row["Journal"]
    table = Table()
    for line, ticket in enumerate(tickets.values(), 2):
        table.add(line, ticket)
    return table.work()


AEA_FINISHED = {"Report Under Review", "Done"}


def _moment(value: str) -> datetime:
    return datetime.strptime(value, "%Y-%m-%dT%H:%M:%S.%f%z")


SOURCES: Mapping[str, Callable[[Path], Work]] = {
    "sip": read_sip,
    "7digital": read_7digital,
    "aea": read_aea,
}
