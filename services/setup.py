"""What all services are built over: the database, the content, the ways out, the clock, and the settings they need."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

from channels import BulkChannel, Channel
from channels.email import EmailChannel
from services.content import Content
from services.messages import Render
from storage.engine.database import Database

if TYPE_CHECKING:  # the commands that read content only start without it
    import httpx


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """One value that `cli/`, the tests and the benchmarks fill in; each area takes what it needs from it."""

    database: Database
    """A migrated one."""
    content: Content
    channel: Channel
    bulk: BulkChannel
    render: Render
    clock: Callable[[], datetime]
    """The time in the department's zone."""
    timezone: tzinfo
    monotonic: Callable[[], float] = time.monotonic
    send_rate: float = 29.5
    """Messages a second in bulk."""
    email: EmailChannel | None = None
    public_url: str = ""
    secret: str = ""
    """The key with which links in mails are signed."""
    portal: httpx.AsyncBaseTransport | None = None
    """Stands for the network where certificates are looked up; None: the real one."""
    staff_chat_id: int | None = None
    admin_ids: Collection[int] = ()
    training: bool = False
    """Whether staff may approve what they wrote themselves, to learn the bot."""
    level_weights: tuple[int, int, int] = (1, 2, 3)
    kept_for: timedelta = timedelta(days=365)
    """How long questions and opinions are kept."""
    audit_kept_for: timedelta = timedelta(days=3 * 365)
    evidence_kept_for: timedelta = timedelta(days=90)
    database_url: str = ""
    backup_folder: Path | None = None
    """Where nightly copies of the database at `database_url` go; None: there are none."""
