"""Structured logs: JSON for machines, lines for people when a terminal reads them."""

import sys
from typing import Any

import structlog

SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]
"""What every line carries, whether structlog or another library wrote it."""


def logging_config() -> dict[str, Any]:
    """Return Django's LOGGING; all goes to standard error."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
                "()": structlog.stdlib.ProcessorFormatter,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    *_renderers(is_terminal=sys.stderr.isatty()),
                ],
                "foreign_pre_chain": SHARED,
            }
        },
        "handlers": {"error": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["error"], "level": "INFO"},
        "loggers": {
            # replaces what Django brings: its server's handlers, mails to admins
            "django": {"level": "INFO", "handlers": [], "propagate": True},
            # refused requests are in the request log; failed ones are errors
            "django.request": {"level": "ERROR"},
            "django.security.DisallowedHost": {"level": "CRITICAL"},
            "procrastinate": {"level": "WARNING"},
            "psycopg.pool": {"level": "ERROR"},  # a lost database is told by others
            "uvicorn": {"level": "WARNING"},
        },
    }


def _renderers(*, is_terminal: bool) -> list[Any]:
    if is_terminal:
        return [structlog.dev.ConsoleRenderer(colors=True)]
    return [
        structlog.processors.format_exc_info,
        structlog.processors.JSONRenderer(sort_keys=True),
    ]


def configure_structlog() -> None:
    """Hand what structlog's own loggers write to the standard library's handlers."""
    structlog.configure(
        processors=[
            *SHARED,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
