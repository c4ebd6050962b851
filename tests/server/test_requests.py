"""What every answer carries and what is logged of it."""

import errno
import json
import logging

import psycopg
import pytest
from django.db import OperationalError
from django.test import Client, override_settings
from procrastinate.exceptions import ConnectorException
from structlog.stdlib import ProcessorFormatter

from headway.server import errors, logs
from headway.server.static import collect_static


def test_each_answer_has_the_headers_that_browsers_obey(client: Client, db):
    first, second = client.get("/sign-in/"), client.get("/sign-in/")
    policy = first.headers["Content-Security-Policy"]
    for rule in (
        "default-src 'self'",
        "style-src 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "object-src 'none'",
        "form-action 'self'",
    ):
        assert rule in policy.split("; ")
    assert policy != second.headers["Content-Security-Policy"]  # another nonce
    assert first.headers["X-Content-Type-Options"] == "nosniff"
    assert first.headers["Referrer-Policy"] == "same-origin"
    assert first.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert first.headers["X-Request-ID"] != second.headers["X-Request-ID"]


def test_a_request_is_logged_once_and_without_its_query(client: Client, db, caplog):
    caplog.set_level(logging.INFO, "headway.request")
    answer = client.get("/setup/?token=hush")
    (line,) = [r for r in caplog.records if r.name == "headway.request"]
    assert line.msg["path"] == "/setup/"
    assert line.msg["status"] == answer.status_code == 404
    assert line.msg["request_id"] == answer.headers["X-Request-ID"]
    assert "hush" not in str(line.msg)


@pytest.mark.parametrize(
    ("error", "cause", "status"),
    [
        (OperationalError("gone"), None, 503),
        (ConnectorException("dark"), psycopg.errors.AdminShutdown("gone"), 503),
        (OperationalError("dark"), psycopg.errors.DiskFull("gone"), 507),
        (OSError(errno.ENOSPC, "dark"), None, 507),
        (OSError(errno.EIO, "dark"), None, 500),
        (ValueError("bug"), None, 500),
    ],
)
def test_a_failure_says_nothing_of_its_cause(rf, error, cause, status, db):
    try:
        raise error from cause
    except type(error):
        answer = errors.server_error(rf.get("/"))
    assert answer.status_code == status
    assert answer.headers.get("Retry-After") == (None if status == 500 else "2")
    assert not {"gone", "dark", "bug"} & set(answer.content.decode().split())


def test_logs_are_json_for_machines():
    config = logs.logging_config()["formatters"]["line"]
    formatter = ProcessorFormatter(
        processors=config["processors"], foreign_pre_chain=config["foreign_pre_chain"]
    )
    record = logging.LogRecord("x", logging.WARNING, "", 1, "said %s", ("so",), None)
    line = json.loads(formatter.format(record))
    assert (line["event"], line["level"], line["logger"]) == ("said so", "warning", "x")


def test_static_files_are_collected_once_and_named_by_content(tmp_path, monkeypatch):
    monkeypatch.setenv("HEADWAY_DATA", str(tmp_path))
    storage = {"BACKEND": "headway.server.static.StaticFilesStorage"}
    with override_settings(
        STATIC_ROOT=tmp_path / "static", STORAGES={"staticfiles": storage}
    ):
        assert collect_static() is True
        assert collect_static() is False
    names = {file.name for file in (tmp_path / "static/vendor").iterdir()}
    assert any(name.startswith("htmx.") and name.endswith(".js.br") for name in names)
