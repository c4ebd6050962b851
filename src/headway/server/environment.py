"""What the environment says: the command line's options are stored there as well."""

import ipaddress
import os
import re
from typing import Any
from urllib.parse import SplitResult, urlsplit

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from headway.server import postgres
from headway.server.data import StartError, data_folder

HOST = "127.0.0.1"
PORT = 8000
BACKUPS = 7
MOST_BACKUPS = 1000
LOOPBACK_NAMES = ("localhost", "127.0.0.1", "[::1]")
ANY_ADDRESS = ("", "0.0.0.0", "::")  # noqa: S104 - names what is asked for

CONTACT = re.compile(r"(mailto:)?[^\s:/@]+@[^\s:/@]+|https://[^\s/]+(/\S*)?")

TIMEOUTS = {
    "web": {
        "statement_timeout": "30s",
        "lock_timeout": "5s",
        "idle_in_transaction_session_timeout": "30s",
    },
    "worker": {
        "lock_timeout": "10s",
        "idle_in_transaction_session_timeout": "60s",
    },
}
"""What PostgreSQL ends by itself; commands such as migrations have no limits."""


def host() -> str:
    return os.environ.get("HEADWAY_HOST") or HOST


def port() -> int:
    named = os.environ.get("HEADWAY_PORT") or str(PORT)
    if not (named.isascii() and named.isdecimal()) or int(named) > 65535:
        raise StartError(f"HEADWAY_PORT is {named!r}; give a number up to 65535.")
    return int(named)


def whole_number(name: str, *, default: int) -> int:
    """Return a setting that counts something, such as days or months."""
    named = os.environ.get(name) or str(default)
    if not (named.isascii() and named.isdecimal() and len(named) < 6):
        raise StartError(f"{name} is {named!r}; give a whole number, such as 30.")
    return int(named)


def url() -> str:
    """Return the address that people use, without a slash at its end."""
    named = os.environ.get("HEADWAY_URL", "").rstrip("/")
    if not named:
        shown = "127.0.0.1" if host() in ANY_ADDRESS else host()
        return f"http://{f'[{shown}]' if ':' in shown else shown}:{port()}"
    parts = _split(named)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path:
        raise StartError(
            f"HEADWAY_URL is {named!r}; give the scheme and the host that people type, "
            "such as https://work.example.org."
        )
    return named


def _split(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018 - raises ValueError
    except ValueError:
        return SplitResult("", "", "", "", "")
    return parts


def is_https() -> bool:
    return url().startswith("https://")


def allowed_hosts() -> list[str]:
    """Return the names in Host that are answered: the own ones, no others."""
    names = [*LOOPBACK_NAMES, _host_header(_split(url()).hostname or "")]
    if host() not in ANY_ADDRESS:
        names.append(_host_header(host()))
    return list(dict.fromkeys(names))


def _host_header(name: str) -> str:
    return f"[{name}]" if ":" in name else name


def is_loopback(name: str) -> bool:
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return name == "localhost"


def trusted_proxies() -> list[str]:
    """Return the addresses and networks whose X-Forwarded headers are believed."""
    named = os.environ.get("HEADWAY_TRUSTED_PROXIES", "").split(",")
    proxies = [proxy.strip() for proxy in named if proxy.strip()]
    for proxy in proxies:
        try:
            ipaddress.ip_network(proxy, strict=False)
        except ValueError as error:
            raise StartError(
                f"HEADWAY_TRUSTED_PROXIES has {proxy!r}; give addresses or networks, "
                "such as 10.0.0.7,192.168.0.0/24."
            ) from error
    return proxies


def database_url() -> str:
    return os.environ.get("DATABASE_URL") or postgres.url(data_folder())


def database() -> dict[str, Any]:
    """Return Django's description of the database, as this kind of process uses it."""
    try:
        options: dict[str, Any] = dict(conninfo_to_dict(database_url()))
    except ProgrammingError as error:
        raise StartError(
            "DATABASE_URL cannot be read; give it as postgresql://user:password@host/name."
        ) from error
    timeouts = TIMEOUTS.get(os.environ.get("HEADWAY_PROCESS", ""), {})
    flags = [f"-c {name}={value}" for name, value in timeouts.items()]
    if flags:
        options["options"] = " ".join([options.get("options", ""), *flags]).strip()
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": options.pop("dbname", ""),
        "USER": options.pop("user", ""),
        "PASSWORD": options.pop("password", ""),
        "HOST": options.pop("host", ""),
        "PORT": options.pop("port", ""),
        "OPTIONS": options,
        "CONN_MAX_AGE": None,  # a fixed number of threads: each keeps its connection
        "CONN_HEALTH_CHECKS": True,
    }


def backups() -> int:
    """Return how many nightly backups are kept; 0 turns them off."""
    named = os.environ.get("HEADWAY_BACKUPS") or str(BACKUPS)
    if not (named.isascii() and named.isdecimal()) or int(named) > MOST_BACKUPS:
        raise StartError(
            f"HEADWAY_BACKUPS is {named!r}; give how many nightly backups to keep, up "
            f"to {MOST_BACKUPS}, or 0 for none."
        )
    return int(named)


def host_name(header: str) -> str:
    """Return the name in a Host header, without port and brackets."""
    return _split(f"//{header}").hostname or ""


def metrics_token() -> str:
    """Return what lets other machines read /metrics, or nothing."""
    return os.environ.get("HEADWAY_METRICS_TOKEN", "")


def security_contact() -> str:
    """Return whom to tell of a vulnerability, as an address of RFC 9116, or nothing."""
    named = os.environ.get("HEADWAY_SECURITY_CONTACT", "").strip()
    if named and CONTACT.fullmatch(named) is None:
        raise StartError(
            f"HEADWAY_SECURITY_CONTACT is {named!r}; give an e-mail address or an "
            "address that begins with https://."
        )
    return f"mailto:{named}" if named and ":" not in named else named
