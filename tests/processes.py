"""Real processes and real servers on loopback, always ended with the test."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import uvicorn
from starlette.applications import Starlette

ROOT = Path(__file__).parents[1]


def environment(**settings: str) -> dict[str, str]:
    """This environment with the bot's own settings replaced."""
    ours = {
        "BOT_TOKEN",
        "BOT_API_URL",
        "DATABASE_URL",
        "STAFF_CHAT_ID",
        "ADMIN_IDS",
        "KEEP_DAYS",
        "DEPARTMENT_ADDRESS",
        "DEPARTMENT_SITE",
        "DEPARTMENT_MAIL",
        "DEPARTMENT_SIGNER",
        "MOVE_FROM",
        "MOVE_TO",
        "SEND_RATE",
        "TRAINING",
        "LEVEL_WEIGHTS",
        "KEEP_AUDIT_DAYS",
        "KEEP_EVIDENCE_DAYS",
        "TIMEZONE",
        "SMTP_URL",
        "MAIL_FROM",
        "PUBLIC_URL",
        "WEBHOOK_URL",
        "WEBHOOK_SECRET",
        "LOG_FORMAT",
        "SENTRY_DSN",
        "BACKUP_DIR",
        "BACKUP_RECIPIENT",
        "HOST",
        "PORT",
        "HEARTBEAT_URL",
        "NOTIFY_SOCKET",
        "WATCHDOG_USEC",
    }
    given = {name: value for name, value in os.environ.items() if name not in ours}
    # Several run at once: without a port of its own none has a web server.
    return given | ({} if settings.keys() & {"WEBHOOK_URL", "PUBLIC_URL"} else {"PORT": "0"}) | settings


@contextmanager
def started(*arguments: str, **settings: str) -> Iterator[subprocess.Popen[str]]:
    """`bot.py` in a process of its own; killed at the end if it still runs."""
    with subprocess.Popen(
        [sys.executable, "bot.py", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=environment(**settings),
    ) as process:
        try:
            yield process
        finally:
            process.kill()


@asynccontextmanager
async def served(app: Starlette, *, dated: bool = True) -> AsyncIterator[str]:
    """The address of an application on a free port; `dated`: its answers say what time it is."""
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off", date_header=dated))
    listener = socket.create_server(("127.0.0.1", 0))
    task = asyncio.create_task(server._serve([listener]))  # `serve` would take the signals of the test run
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        server.force_exit = True
        await task
        listener.close()
