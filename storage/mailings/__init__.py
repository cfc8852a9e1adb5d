"""Mailings as they are kept: what leaves in bulk, its rows in the outbox, reminders, and messages that live on."""

from storage.mailings.live_messages import LiveMessageKind, WatchedMessages, fingerprint
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
from storage.mailings.reminders import Planned, PlannedReminders, Reminder, SentOnce, StageCount
