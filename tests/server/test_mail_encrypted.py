"""Letters over STARTTLS and TLS, to a server with a certificate of its own."""

import logging
import smtplib
import socket
import ssl
from contextlib import closing
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.core.mail import EmailMessage, get_connection

from headway.server.mail import mail_out
from tests.faults.relay import Relay


def certify(folder: Path, host: str) -> Path:
    """Write a key and a certificate of ``host`` that it signed itself; both in one."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    now = datetime.now(tz=UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address(host))]),
            critical=False,
        )
        .sign(key, hashes.SHA256())
    )
    file = folder / f"{host}.pem"
    file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    return file


class Server:
    """A mail server that takes letters over encrypted connections alone."""

    def __init__(self, file: Path, *, is_wrapped: bool) -> None:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(file)
        with closing(socket.create_server(("127.0.0.1", 0))) as free:
            self.port = free.getsockname()[1]
        self.relay = Relay()
        how = (
            {"ssl_context": context}
            if is_wrapped
            else {"tls_context": context, "require_starttls": True}
        )
        self.controller = Controller(
            self.relay, hostname="127.0.0.1", port=self.port, **how
        )

    def __enter__(self) -> "Server":
        logging.getLogger("mail.log").setLevel(logging.CRITICAL)
        self.controller.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.controller.stop()


@pytest.fixture
def certificate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One that this machine trusts."""
    file = certify(tmp_path, "127.0.0.1")
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    return file


def send(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    """Send a letter as settings do with this ``HEADWAY_EMAIL_URL``."""
    monkeypatch.setenv("HEADWAY_EMAIL_URL", url)
    monkeypatch.setenv("HEADWAY_URL", "https://work.example.org")
    out = mail_out()
    connection = get_connection(
        out.backend,
        host=out.host,
        port=out.port,
        use_tls=out.security == "starttls",
        use_ssl=out.security == "tls",
        timeout=5,
    )
    letter = EmailMessage("Hello", "text", out.sender, ["ada@example.org"])
    letter.connection = connection
    with closing(connection):  # Django leaves it open when STARTTLS is not offered
        letter.send()


@pytest.mark.parametrize(
    ("is_wrapped", "security"), [(False, "starttls"), (True, "tls")]
)
def test_a_letter_arrives_over_an_encrypted_connection(
    monkeypatch, certificate: Path, *, is_wrapped: bool, security: str
):
    with Server(certificate, is_wrapped=is_wrapped) as server:
        send(monkeypatch, f"smtp://127.0.0.1:{server.port}?tls={security}")
        assert len(server.relay.taken) == 1


@pytest.mark.parametrize(
    ("is_wrapped", "security"), [(False, "starttls"), (True, "tls")]
)
def test_a_certificate_that_nobody_vouches_for_gets_no_letter(
    monkeypatch, tmp_path: Path, *, is_wrapped: bool, security: str
):
    with Server(certify(tmp_path, "127.0.0.1"), is_wrapped=is_wrapped) as server:
        with pytest.raises(ssl.SSLCertVerificationError):
            send(monkeypatch, f"smtp://127.0.0.1:{server.port}?tls={security}")
        assert server.relay.taken == []


def test_a_certificate_of_another_host_gets_no_letter(monkeypatch, tmp_path: Path):
    file = certify(tmp_path, "127.0.0.2")
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    with Server(file, is_wrapped=False) as server:
        with pytest.raises(ssl.SSLCertVerificationError):
            send(monkeypatch, f"smtp://127.0.0.1:{server.port}?tls=starttls")
        assert server.relay.taken == []


def test_a_letter_is_not_sent_in_the_clear_instead(monkeypatch):
    """Where the server offers no STARTTLS, or somebody in between took it away."""
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    relay = Relay()
    controller = Controller(relay, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        with pytest.raises(smtplib.SMTPNotSupportedError):
            send(monkeypatch, f"smtp://127.0.0.1:{port}?tls=starttls")
    finally:
        controller.stop()
    assert relay.taken == []
