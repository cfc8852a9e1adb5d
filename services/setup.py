"""What all services are built over: the database, the content, the ways out, the clock, and the choices."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from channels import BulkChannel, Channel
from channels.budget import Budget
from channels.email import EmailChannel
from channels.server_clock import ServerClock
from services.choices import Choices
from services.content import Content
from services.messages import Render
from services.operation.failures import Failures
from services.tables import Tables
from storage.engine.database import Database
from storage.operation.failures import FailureStore
from storage.table_layouts import TableLayouts

if TYPE_CHECKING:  # the commands that read content only start without it
    import httpx


@dataclass(frozen=True, kw_only=True)
class Setup(Choices):
    """One value that `cli/`, the tests and the benchmarks fill in; each area takes what it needs from it."""

    database: Database
    """A migrated one."""
    content: Content
    channel: Channel
    bulk: BulkChannel
    render: Render
    clock: Callable[[], datetime]
    """The time in the department's zone."""
    monotonic: Callable[[], float] = time.monotonic
    budget: Budget = field(default_factory=Budget)
    """How many messages leave in a second; `bulk` and `channel` keep to the same one."""
    email: EmailChannel | None = None
    secret: str = field(default="", repr=False)
    """The key with which links in mails are signed."""
    server_clock: ServerClock = field(default_factory=ServerClock)
    """Telegram's; the ways out set it."""
    portal: httpx.AsyncBaseTransport | None = None
    """Stands for the network where certificates are looked up; None: the real one."""

    @cached_property
    def tables(self) -> Tables:
        """Opens tables that people send, and remembers their columns; the same for all areas."""
        return Tables(self.content, TableLayouts(self.database), self.clock)

    @cached_property
    def failures(self) -> Failures:
        """What fails in jobs; the same one for all areas."""
        return Failures(FailureStore(self.database), self.clock)
