"""The bot's own little web server, beside the poll."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import uvicorn
from starlette.applications import Starlette


class PortTaken(Exception):
    """Somebody listens there already, or the address is not ours."""


@asynccontextmanager
async def served(app: Starlette, host: str, port: int) -> AsyncIterator[str]:
    """The address at which `app` answers while this lasts; port 0 takes any. Raises PortTaken."""
    try:
        listener = socket.create_server((host, port))
    except OSError as error:
        raise PortTaken(f"{host}:{port}") from error
    # Access is not logged: the links stand in the addresses.
    config = uvicorn.Config(app, log_level="warning", access_log=False, lifespan="off")
    server = uvicorn.Server(config)
    task = asyncio.create_task(server._serve([listener]))  # `serve` would take the signals of the bot
    try:
        yield f"http://{host}:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        await task
        listener.close()
