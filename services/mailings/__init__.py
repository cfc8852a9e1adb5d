"""What leaves in bulk: broadcasts and who is meant by them, and the dispatcher that carries the outbox."""

from __future__ import annotations

from dataclasses import dataclass

import storage.mailings.live_messages
import storage.mailings.mailings
import storage.mailings.outbox
import storage.mailings.reminders
from services.mailings.audiences import Audiences
from services.mailings.broadcasts import Broadcasts
from services.mailings.dispatcher import Dispatcher, Words
from services.mailings.fields import Fields
from services.mailings.live_messages import Live
from services.mailings.progress import Progress
from services.mailings.rate_limiter import RateLimiter
from services.mailings.reminders import Reminders
from services.mailings.schedules import following
from services.operation.health import Pulse
from services.people import PeopleArea
from services.setup import Setup


@dataclass(frozen=True, slots=True, kw_only=True)
class MailingsArea:
    """What handlers and jobs reach as `services.mailings`."""

    audiences: Audiences
    broadcasts: Broadcasts
    dispatcher: Dispatcher
    live_messages: Live
    progress: Progress
    reminders: Reminders

    @classmethod
    def over(cls, setup: Setup, people: PeopleArea, words: Words, pulse: Pulse) -> MailingsArea:
        """`words` makes what is no broadcast; `pulse` beats each time the dispatcher goes round."""
        database, content, clock = setup.database, setup.content, setup.clock
        outbox = storage.mailings.outbox.Outbox(database)
        mailings = storage.mailings.mailings.Mailings(database)
        audiences = Audiences(content, outbox, people.people, people.posts, clock)
        fields = Fields(lambda: content.library.texts, people.posts.place_name)
        live = Live(storage.mailings.live_messages.Live(database), setup.channel)
        kept = storage.mailings.reminders.Reminders(database)
        return cls(
            audiences=audiences,
            broadcasts=Broadcasts(
                content, mailings, outbox, audiences, fields, setup.bulk, clock, training=setup.training
            ),
            dispatcher=Dispatcher(
                mailings,
                outbox,
                setup.bulk,
                people.people,
                RateLimiter(setup.send_rate, setup.monotonic),
                clock,
                words,
                following(clock),
                pulse,
            ),
            live_messages=live,
            progress=Progress(content, mailings, outbox, audiences, people.audit, live, clock, setup.monotonic),
            reminders=Reminders(kept, setup.render, clock),
        )
