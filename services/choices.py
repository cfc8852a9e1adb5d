"""What the department can choose, with the defaults. `settings.py` reads it from the environment."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import timedelta, tzinfo
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class Choices:
    """The settings that the services need: `Settings` and `Setup` both have these fields."""

    timezone: tzinfo
    database_url: str = field(default="", repr=False)
    staff_chat_id: int | None = None
    admin_ids: Collection[int] = frozenset()
    kept_for: timedelta = timedelta(days=365)
    """How long questions and opinions are kept."""
    audit_kept_for: timedelta = timedelta(days=3 * 365)
    """How long it is kept who of the staff did what."""
    evidence_kept_for: timedelta = timedelta(days=90)
    """How long after a case was closed its evidence is deleted."""
    send_rate: float = 29.5
    """Messages a second in bulk; above 30 only with paid broadcasts."""
    training: bool = False
    """Whether staff may approve what they wrote themselves, to learn the bot."""
    notice_second_from: int = 20
    """From so many posts on a second member of the staff lets a notice leave."""
    level_weights: tuple[int, int, int] = (1, 2, 3)
    """What a certificate of the low, middle and high level counts in the rating of hromadas."""
    webhook_url: str | None = None
    """Where Telegram posts updates; without it they are asked for."""
    heartbeat_url: str | None = field(default=None, repr=False)
    """Where somebody waits for a sign of life every minute (the protocol of healthchecks)."""
    public_url: str = ""
    """Where the pages of this bot are reached from outside; empty where there are none."""
    department_address: str = ""
    """Where letters and appeals to the administration go; these three are shown as they are."""
    department_site: str = ""
    department_mail: str = ""
    department_signer: str = ""
    """Who signs letters: position and name, with a semicolon between them."""
    backup_folder: Path | None = None
    """Where nightly copies of the database go; None: there are none."""
    backup_recipient: str = ""
    """The age key for which copies are encrypted; empty where they are not."""
