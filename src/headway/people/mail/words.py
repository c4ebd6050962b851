"""Why mail did not go out, in words that say what helps."""

import smtplib
import socket
import ssl

from django.conf import settings
from django.utils.translation import gettext as _


def failure_words(error: Exception) -> str:
    """Return a sentence or two about ``error``, with the mail server's own answer."""
    words = {
        "host": settings.HEADWAY_MAIL.host,
        "port": settings.HEADWAY_MAIL.port,
        "said": _answer(error),
    }
    return _sentence(error) % words


def _sentence(error: Exception) -> str:
    sentences: tuple[tuple[type[Exception], str], ...] = (
        (
            smtplib.SMTPAuthenticationError,
            _("%(host)s does not accept this user and password. It says: %(said)s"),
        ),
        (
            smtplib.SMTPSenderRefused,
            _(
                "%(host)s does not take mail from this sender; name another with from= "
                "in HEADWAY_EMAIL_URL. It says: %(said)s"
            ),
        ),
        (
            smtplib.SMTPRecipientsRefused,
            _("%(host)s does not take mail for this address. It says: %(said)s"),
        ),
        (
            smtplib.SMTPNotSupportedError,
            _(
                "%(host)s cannot do what HEADWAY_EMAIL_URL asks; if it knows no "
                "encryption, add tls=none. It says: %(said)s"
            ),
        ),
        (smtplib.SMTPServerDisconnected, _("%(host)s hung up: %(said)s")),
        (smtplib.SMTPException, _("%(host)s refused. It says: %(said)s")),
        (
            ssl.SSLCertVerificationError,
            _("The certificate of %(host)s is not valid: %(said)s"),
        ),
        (
            ssl.SSLError,
            _(
                "No encrypted connection to %(host)s at port %(port)s: %(said)s. Port "
                "587 goes with smtp://, port 465 with smtps://."
            ),
        ),
        (socket.gaierror, _("There is no host “%(host)s”.")),
        (TimeoutError, _("%(host)s does not answer at port %(port)s.")),
        (ConnectionRefusedError, _("Nothing listens at %(host)s, port %(port)s.")),
        (OSError, _("%(host)s cannot be reached at port %(port)s: %(said)s")),
    )
    for kind, sentence in sentences:
        if isinstance(error, kind):
            return sentence
    return _("This cannot be sent: %(said)s")


def _answer(error: Exception) -> str:
    """What the mail server said, else what the system did; on one line."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        answers = [f"{code} {_text(said)}" for code, said in error.recipients.values()]
        return "; ".join(answers)
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {_text(error.smtp_error)}"
    said = error.strerror if isinstance(error, OSError) and error.strerror else error
    return _text(str(said))


def _text(said: bytes | str) -> str:
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    shown = "".join(sign if sign.isprintable() else " " for sign in text)
    return " ".join(shown.split())[:300]
