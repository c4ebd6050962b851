"""A way to the web server on which answers get lost."""

import http.client
import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress

from tests.faults.ledger import Answer

BLOCK = 65536


class Proxy:
    """Passes requests on, waits for the answer, and hangs up instead of passing it."""

    def __init__(self, to: int) -> None:
        self._to = to
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self.dropped: list[Answer] = []

    def serve(self) -> None:
        """Serve one connection after the other until closed."""
        with suppress(OSError):  # closed
            while True:
                client, _ = self._listener.accept()
                with closing(client):
                    self._lose_answer(client)

    def _lose_answer(self, client: socket.socket) -> None:
        with closing(socket.create_connection(("127.0.0.1", self._to))) as server:
            asking = threading.Thread(target=_pass_on, args=(client, server))
            asking.start()
            response = http.client.HTTPResponse(server)
            response.begin()
            said = Answer(
                status=response.status,
                body=response.read(),
                headers=dict(response.headers),
            )
            self.dropped.append(said)
            client.shutdown(socket.SHUT_RDWR)
            asking.join()

    def close(self) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()


def _pass_on(client: socket.socket, server: socket.socket) -> None:
    with suppress(OSError):
        while block := client.recv(BLOCK):
            server.sendall(block)


@contextmanager
def losing_answers(port: int) -> Iterator[Proxy]:
    proxy = Proxy(port)
    serving = threading.Thread(target=proxy.serve)
    serving.start()
    try:
        yield proxy
    finally:
        proxy.close()
        serving.join()
