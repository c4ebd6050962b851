"""A mail relay that notes what it takes, and can do something before it says so."""

import logging
import socket
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from email import message_from_bytes
from typing import Any

from aiosmtpd.controller import Controller


class Relay:
    def __init__(self) -> None:
        self.taken: list[str] = []
        """The Message-ID of each letter that was accepted."""
        self.bodies: dict[str, set[bytes]] = {}
        self.before_answer: Callable[[str], None] | None = None

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        letter = message_from_bytes(envelope.content)
        name = letter["Message-ID"]
        self.taken.append(name)
        self.bodies.setdefault(name, set()).add(letter.get_payload(decode=True))
        if self.before_answer is not None:
            self.before_answer(name)
        return "250 Taken"

    def counts(self) -> Counter[str]:
        return Counter(self.taken)


@contextmanager
def relaying() -> Iterator[tuple[Relay, str]]:
    """A relay on this machine, and the ``HEADWAY_EMAIL_URL`` that names it."""
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    relay = Relay()
    logging.getLogger("mail.log").setLevel(logging.WARNING)  # each line of each letter
    controller = Controller(relay, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield relay, f"smtp://127.0.0.1:{port}"
    finally:
        controller.stop()
