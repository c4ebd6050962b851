"""The socket that a web server listens on; it outlives web servers that crash."""

import socket

from headway.server.data import StartError

BACKLOG = 512
"""Connections that wait while the web server is started again."""


def listen(host: str, port: int) -> socket.socket:
    """Return a listening socket, or raise :class:`StartError` saying what helps."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=BACKLOG)
    except OSError as error:
        raise StartError(
            f"Port {port} of {host or 'this machine'} cannot be used "
            f"({(error.strerror or str(error)).lower()}); stop what uses it, or name "
            "another with --port and --host."
        ) from error
