"""The bot's web server: it serves the webhook, the pages behind mails, and monitoring."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import uvicorn
from starlette.types import ASGIApp

KEEP_ALIVE = 75
"""Seconds for which an idle connection stays open: longer than a proxy's (nginx: 60), so that it never meets a
connection that was just closed."""
LAST_ANSWERS = 5
"""Seconds for which the ending process still sends answers: a client that does not read must not keep it alive."""


class PortTaken(Exception):
    """Another program listens at the port, or the address is not of this machine."""


class _Server(uvicorn.Server):
    """Uvicorn's server, which leaves the signals to the bot."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@asynccontextmanager
async def served(app: ASGIApp, host: str, port: int) -> AsyncIterator[str]:
    """The address at which `app` answers while this lasts; port 0 takes any. Raises PortTaken."""
    try:
        listener = socket.create_server((host, port))
    except OSError as error:
        raise PortTaken(f"{host}:{port}") from error
    config = uvicorn.Config(
        app,
        http="httptools",
        lifespan="off",
        log_config=None,  # its lines go the way of all others
        log_level="warning",
        access_log=False,  # the links stand in the addresses
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=KEEP_ALIVE,
        timeout_graceful_shutdown=LAST_ANSWERS,
    )
    server = _Server(config)
    task = asyncio.create_task(server.serve([listener]))
    try:
        yield f"http://{host}:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        await task
        listener.close()
