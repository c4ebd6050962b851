"""The web server: pages, the API and the event streams."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from procrastinate.contrib.django.utils import connector_params

from headway.server import environment
from headway.server.front import Front
from headway.server.live import LiveFeed
from headway.server.metrics import Metrics
from headway.server.settling import settle
from headway.server.stopping import GRACE_SECONDS, stop_event
from headway.server.stream import EventStreams


class Server(uvicorn.Server):
    """Leaves the signals to :func:`stop_event`.

    uvicorn raises them again after its own shutdown, which would end the process
    before all else has stopped.
    """

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


async def serve(listener: socket.socket) -> None:
    """Answer requests until asked to stop.

    Streams end first: uvicorn waits for open responses.
    """
    stop = stop_event()
    feed = LiveFeed(connector_params())
    streams = EventStreams(feed)
    proxies = environment.trusted_proxies()
    server = Server(
        uvicorn.Config(
            Front(streams, Metrics(feed)),
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=bool(proxies),
            forwarded_allow_ips=proxies,
            timeout_graceful_shutdown=GRACE_SECONDS,
        )
    )
    helpers = [
        asyncio.create_task(feed.listen()),
        asyncio.create_task(streams.close_those_without_rights()),
        asyncio.create_task(settle()),
    ]
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    await asyncio.wait(
        [asyncio.create_task(stop.wait()), serving],
        return_when=asyncio.FIRST_COMPLETED,
    )
    feed.close()
    for helper in helpers:
        helper.cancel()
    server.should_exit = True
    await serving
