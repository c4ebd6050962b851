"""``HEADWAY_EMAIL_URL``: how mail leaves."""

import os
from dataclasses import dataclass
from email.utils import parseaddr
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from headway.server import environment
from headway.server.data import StartError

BACKENDS = "django.core.mail.backends"
PORTS = {"smtp": 587, "smtps": 465}
EXAMPLE = "smtp://user:password@mail.example.org:587"


@dataclass(frozen=True, kw_only=True)
class MailOut:
    """Where mail goes; without a ``kind`` it goes nowhere and links are shown.

    ``security`` is ``starttls`` (required, with a valid certificate), ``tls`` or
    ``none``.
    """

    kind: str = ""
    host: str = ""
    port: int = 0
    user: str = ""
    password: str = ""
    security: str = "none"
    sender: str = ""

    def __repr__(self) -> str:
        return f"MailOut(kind={self.kind!r}, host={self.host!r})"  # no password in logs

    @property
    def backend(self) -> str:
        names = {"": "dummy", "console": "console"}
        return f"{BACKENDS}.{names.get(self.kind, 'smtp')}.EmailBackend"


def mail_out() -> MailOut:
    """Return what the environment says, or raise StartError with the remedy."""
    url = os.environ.get("HEADWAY_EMAIL_URL", "").strip()
    if not url:
        return MailOut()
    try:
        parts = urlsplit(url)
        options = dict(parse_qsl(parts.query, strict_parsing=bool(parts.query)))
        port = parts.port
    except ValueError as error:
        raise _unreadable() from error
    sender = _sender(options.pop("from", ""), parts)
    if parts.scheme == "console":
        return MailOut(kind="console", sender=sender)
    security = "tls" if parts.scheme == "smtps" else options.pop("tls", "")
    if security == "":
        is_local = environment.is_loopback(parts.hostname or "")
        security = "none" if is_local else "starttls"
    if (
        parts.scheme not in PORTS
        or not parts.hostname
        or parts.path.strip("/")
        or options
        or security not in ("starttls", "tls", "none")
    ):
        raise _unreadable()
    return MailOut(
        kind="smtp",
        host=parts.hostname,
        port=port or PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        security=security,
        sender=sender,
    )


def _sender(named: str, parts: SplitResult) -> str:
    """Return who mail is from: as named, else the account, else Headway's host."""
    user = unquote(parts.username or "")
    host = urlsplit(environment.url()).hostname or "localhost"
    sender = named or f"Headway <{user if '@' in user else f'headway@{host}'}>"
    __, address = parseaddr(sender)
    if "@" not in address or not sender.isprintable():
        raise StartError(
            f"HEADWAY_EMAIL_URL has from={named!r}; give an address, such as "
            "from=headway@example.org."
        )
    return sender


def _unreadable() -> StartError:
    """The message does not repeat the URL: it has a password in it."""
    return StartError(
        f"HEADWAY_EMAIL_URL cannot be read; give {EXAMPLE}, smtps://… for TLS from the "
        "first byte, or console:. Options: tls=starttls or tls=none, and from=ADDRESS."
    )
