"""Mailings."""

from __future__ import annotations

from storage.mailings.live_messages import LiveMessageKind, WatchedMessages
from storage.mailings.mailings import (
    Audience,
    Mailing,
    Mailings,
    MailingsRead,
    MailingStatus,
    Operation,
    Purpose,
    Repeat,
)
from storage.mailings.outbox import BLOCKED, Claimed, DeliveryOutcome, Done, Next, Outbox, Recipient
from storage.mailings.reminders import Planned, PlannedReminders, Reminder, StageCount
from storage.mailings.sent_once import SentOnce
