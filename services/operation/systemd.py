"""Tells systemd how the process is (sd_notify), and feeds its watchdog as long as something goes on."""

from __future__ import annotations

import asyncio
import logging
import os
import socket

from services.operation.health import Health

log = logging.getLogger(__name__)

TIMES = 4
"""The watchdog is fed so many times as often as it wants."""


def notify(*lines: str) -> None:
    """Sends lines such as `READY=1` to whoever started the process; without systemd nobody is told.

    The protocol is a datagram of text, so no library is needed for it.
    """
    address = os.environ.get("NOTIFY_SOCKET")
    if not address:
        return
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as to:
            to.connect(f"\0{address[1:]}" if address.startswith("@") else address)
            to.send("\n".join(lines).encode())
    except OSError as error:
        log.warning("systemd cannot be told: %s", type(error).__name__)


async def feed(health: Health) -> None:
    """Feeds the watchdog until it is cancelled, but not while the process is stuck. Returns where there is none."""
    wanted = os.environ.get("WATCHDOG_USEC", "")
    if not wanted.isdigit() or os.environ.get("WATCHDOG_PID", str(os.getpid())) != str(os.getpid()):
        return
    was_stuck = False
    while True:
        if health.is_stuck:
            if not was_stuck:
                log.error("nothing goes on any more: the watchdog is not fed")
        else:
            notify("WATCHDOG=1")
        was_stuck = health.is_stuck
        await asyncio.sleep(int(wanted) / 1_000_000 / TIMES)
