"""What leaves in bulk: broadcasts and who is meant by them, reminders, and the dispatcher that carries the outbox.

It offers the others the planner of reminders (a `ReminderSource` for each kind), live messages, drafts of broadcasts to
a chosen audience, and a read side for all that is known of mailings.
"""

from __future__ import annotations

from dataclasses import dataclass

from services.heads_hours import HeadsHours
from services.mailings import words
from services.mailings.attachments import Attachments, Upload, with_ids
from services.mailings.audience import ACTIVE_DAYS, Audiences, keys
from services.mailings.audience_table import AUDIENCE
from services.mailings.broadcasts import (
    ALBUM,
    ALONE,
    HOLD,
    LONGEST,
    LONGEST_CAPTION,
    LONGEST_LABEL,
    MOST_BUTTONS,
    STARS,
    Approval,
    Broadcasts,
    monday_of,
)
from services.mailings.dispatcher import Dispatcher, RenderRow
from services.mailings.drafting import KEPT, NOW, SOME, Drafting, Fields, Written, has_more
from services.mailings.live_messages import LiveMessages
from services.mailings.merge_fields import MergeFields
from services.mailings.messages import OF_BODY, OF_NONE, BroadcastMessage, DraftView, Reach, SentInEmergency
from services.mailings.news import PeopleNews
from services.mailings.progress import EXPORTED, LISTED, Progress, ProgressReport
from services.mailings.reminders import Reminders, ReminderSource
from services.mailings.schedule import parse_time, planned
from services.mailings.words import subject
from services.operation.health import Pulse
from services.people import PeopleArea
from services.setup import Setup
from storage.mailings import (
    BLOCKED,
    Audience,
    DeliveryOutcome,
    LiveMessageKind,
    Mailing,
    Mailings,
    MailingsRead,
    MailingStatus,
    Operation,
    Outbox,
    PlannedReminders,
    Purpose,
    Reminder,
    Repeat,
    StageCount,
    WatchedMessages,
)
from storage.people import NewsStore


@dataclass(frozen=True, slots=True, kw_only=True)
class MailingsArea:
    """What handlers and jobs reach as `services.mailings`."""

    read: MailingsRead
    attachments: Attachments
    audiences: Audiences
    broadcasts: Broadcasts
    drafting: Drafting
    dispatcher: Dispatcher
    live_messages: LiveMessages
    progress: Progress
    reminders: Reminders

    @classmethod
    def over(cls, setup: Setup, people: PeopleArea, render_row: RenderRow, pulse: Pulse) -> MailingsArea:
        """`render_row` makes the words of whatever leaves; `pulse` beats each time the dispatcher goes round."""
        database, content, clock = setup.database, setup.content, setup.clock
        outbox, mailings = Outbox(database), Mailings(database)
        audiences = Audiences(content, outbox, people.people, people.posts, clock)
        fields = MergeFields(lambda: content.texts, people.posts.place_name)
        reminders = Reminders(PlannedReminders(database), setup.render, setup.failures, clock)
        news = PeopleNews(people.news, NewsStore(database), reminders)
        reminders.add(news)
        live_messages = LiveMessages(WatchedMessages(database), setup.channel, setup.render, setup.failures)
        heads_hours = HeadsHours(content)
        broadcasts = Broadcasts(
            mailings,
            outbox,
            audiences,
            fields,
            setup.bulk,
            setup.render,
            heads_hours,
            people.staff,
            clock,
            setup.training,
        )
        people.news.add(broadcasts.news)
        return cls(
            read=mailings,
            attachments=Attachments(lambda: content.texts, setup.channel),
            audiences=audiences,
            broadcasts=broadcasts,
            drafting=Drafting(content, broadcasts, audiences, clock),
            dispatcher=Dispatcher(
                mailings,
                outbox,
                setup.bulk,
                people.people,
                setup.failures,
                people.staff,
                heads_hours,
                setup.budget,
                clock,
                news.plan,
                render_row,
                pulse,
            ),
            live_messages=live_messages,
            progress=Progress(mailings, outbox, audiences, people.audit, live_messages, clock, setup.monotonic),
            reminders=reminders,
        )
