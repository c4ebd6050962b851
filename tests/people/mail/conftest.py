"""Mail servers that take, refuse, or say nothing at all."""

import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from email.policy import default

import pytest
from aiosmtpd.controller import Controller
from procrastinate.contrib.django.models import ProcrastinateJob

from headway.people.mail import sending
from headway.server.mail import MailOut

SENDER = "Headway <headway@example.org>"


@dataclass
class Inbox:
    """What a mail server took; ``answer`` is what it says to the next letters."""

    answer: str = "250 OK"
    messages: list[Message] = field(default_factory=list)

    async def handle_RCPT(self, server, session, envelope, address, options) -> str:  # noqa: N802
        if not self.answer.startswith("2"):
            return self.answer
        envelope.rcpt_tos.append(address)
        return self.answer

    async def handle_DATA(self, server, session, envelope) -> str:  # noqa: N802
        self.messages.append(message_from_bytes(envelope.content, policy=default))
        return "250 OK"


@pytest.fixture
def inbox(settings) -> Iterator[Inbox]:
    """Mail goes to a server of this test."""
    inbox = Inbox()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(inbox, hostname="127.0.0.1", port=port)
    controller.start()
    use(settings, MailOut(kind="smtp", host="127.0.0.1", port=port, sender=SENDER))
    yield inbox
    controller.stop()


def use(settings, mail: MailOut) -> None:
    """Send through ``mail``, in whose place Django's tests put an outbox."""
    settings.HEADWAY_MAIL = mail
    settings.EMAIL_BACKEND = mail.backend
    settings.EMAIL_HOST, settings.EMAIL_PORT = mail.host, mail.port
    settings.EMAIL_HOST_USER = mail.user
    settings.EMAIL_HOST_PASSWORD = mail.password
    settings.EMAIL_USE_TLS = mail.security == "starttls"
    settings.EMAIL_TIMEOUT = 2


def send_waiting(*, is_last: bool = False) -> int:
    """Do what a worker does with the letters that wait; return how many there were."""
    jobs = list(
        ProcrastinateJob.objects.filter(
            task_name="people.send_letter", status="todo"
        ).order_by("id")
    )
    ProcrastinateJob.objects.filter(pk__in=[job.pk for job in jobs]).delete()
    for job in jobs:
        sending.deliver(job.args["letter"], job.args["sealed"], is_last=is_last)
    return len(jobs)
