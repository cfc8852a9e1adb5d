"""Who takes part, what was prepared before the bot started, and what people and Telegram saw."""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum

from channels.telegram import TelegramBulk, TelegramChannel, make_bot
from content.hromadas import load_hromadas
from content.messages import Texts
from handlers.chat.messages import render_with
from services.content import Content
from services.people import Post, Title
from services.services import Services
from services.setup import Setup
from simulator.faults import NoAnswer
from simulator.parameters import Upload
from simulator.people import Chat, Json, Message, Person
from simulator.request import SimulatorRequest
from simulator.telegram import Telegram
from storage.certification import MemberEntry, Members
from storage.engine.database import Database
from storage.mailings.mailings import Audience, Mailings, Purpose
from storage.mailings.reminders import PlannedReminders, Reminder
from storage.notices.read import OBLIGATION, NoticesRead
from storage.people.subscriptions import SubscriptionStore

MARK = "кульбаба"
"""Stands in all that people write, so that it is found where it must not be."""
STAFF_CHAT, IRYNA, PETRO = -1001, 101, 102
CITIZENS, READERS, HEADS, MEMBERS = 1_000, 100_000, 7_000, 8_000
"""The first number of each kind of people."""
THEME = "osvita"


class Kind(StrEnum):
    """A way in which a call of the Bot API fails."""

    FLOOD = "429"
    SERVER = "5xx"
    GARBAGE = "garbage for an answer"
    BROKEN = "connection broken in the answer"
    NO_ANSWER = "done and never answered"
    LOST = "never arrived"


class Spell(StrEnum):
    """What comes over the whole network for a while."""

    TWICE = "updates came twice"
    ALL_AGAIN = "everything so far came again"
    FLOOD = "429 to every message for a while"
    STAFF = "staff chat took nothing"
    SLOW = "all calls slow"
    GONE = "network gone"


@dataclass(frozen=True, slots=True)
class Plan:
    """How large, how long and how bad."""

    seconds: float
    seed: int
    talking: int
    """Citizens who talk at the same time."""
    readers: int
    """Recipients of the broadcast."""
    heads: int
    members: int
    rate: float
    """SEND_RATE."""
    think: float
    """Seconds that people think at most."""
    patience: float
    """Seconds after which they try again; the bot itself waits for Telegram for ten."""
    failing: float
    """The share of calls that fail."""
    kinds: tuple[Kind, ...]
    """The ways in which they do."""
    spells: tuple[Spell, ...]
    spell_every: float
    lock_every: float
    """Seconds between two troubles, about."""
    rung_every: float
    """Seconds between two reminders of the notices."""
    kills: tuple[float, ...]
    stops: tuple[float, ...]
    """Seconds after the start at which the process is killed, and asked to end."""
    composes: bool
    """Whether a second broadcast is written in the chat; it is held for a minute before it leaves."""


@dataclass(slots=True)
class Told:
    """A case as its person knows it."""

    person_id: int
    document: str
    place: str
    where: str
    said: str
    sent: list[str] = field(default_factory=list)
    """Photos, by Telegram's unique ids."""
    kept: int = 0
    """So many of them the bot said it has."""
    number: str | None = None
    """What the bot called the case: then it is a promise."""


@dataclass(slots=True)
class Promises:
    """What the bot said that it has taken."""

    cases: list[Told] = field(default_factory=list)
    passed: dict[int, tuple[int, str]] = field(default_factory=dict)
    """Questions that are with the department: who asked what."""
    acknowledged: dict[int, tuple[int, float]] = field(default_factory=dict)
    """Dues, by whom and at which moment."""
    pressed: set[int] = field(default_factory=set)
    """Dues that somebody tried to acknowledge or to reply to."""
    replied: dict[int, str] = field(default_factory=dict)
    """Dues with the figure."""
    closed: set[int] = field(default_factory=set)
    """Questions of which the staff read what became of their reply."""
    answered: dict[int, str] = field(default_factory=dict)
    """Questions with the words that staff sent."""
    hromadas: dict[int, str] = field(default_factory=dict)
    taken: set[int] = field(default_factory=set)
    """Cases that Petro took."""
    composed: bool = False
    cards: int = 0


@dataclass(frozen=True, slots=True)
class Seen:
    """A message of the bot as it was when it came."""

    at: float
    text: str
    taps: tuple[str, ...]


_made: ContextVar[list[int] | None] = ContextVar("made", default=None)


class Witness(Telegram):
    """Telegram that remembers what came, and of what the bot was never told that it did."""

    def __init__(self) -> None:
        super().__init__(token="42:secret-of-this-bot", username="soak_bot")  # noqa: S106 - of nothing
        self.came: defaultdict[int, list[Seen]] = defaultdict(list)
        """By chat."""
        self.lost: Counter[int] = Counter()
        """Messages that came although the call looked as if it had failed, by chat."""
        self.before_call: Callable[[str], None] = lambda _method: None
        self._waiting: defaultdict[int, set[asyncio.Event]] = defaultdict(set)

    def post(self, chat: Chat, sender: Json, content: Json) -> Json:
        data = super().post(chat, sender, content)
        if sender is self.me:
            message = Message(chat, data)
            self.came[chat.id].append(Seen(time.monotonic(), message.text, tuple(taps(message))))
            if (made := _made.get()) is not None:
                made.append(chat.id)
        return data

    async def serve(
        self, method: str, values: Mapping[str, object], files: Mapping[str, Upload] | None = None
    ) -> tuple[int, Json | bytes]:
        self.before_call(method)
        made: list[int] = []
        token = _made.set(made)
        try:
            status, body = await super().serve(method, values, files)
        except NoAnswer:
            self.lost.update(made)
            raise
        finally:
            _made.reset(token)
        if isinstance(body, bytes):
            self.lost.update(made)
        self.calls.clear()  # of half an hour they are many
        return status, body

    def tell(self, kind: str, chat_id: int, data: Json) -> None:
        super().tell(kind, chat_id, data)
        if kind == "edited" or (kind == "message" and data["from"] is self.me):
            for event in self._waiting[chat_id]:
                event.set()

    async def reaction(self, chat_id: int, deed: Callable[[], object], patience: float) -> bool:
        """Whether the bot said or changed something there after the deed."""
        event = asyncio.Event()
        self._waiting[chat_id].add(event)
        deed()
        try:
            async with asyncio.timeout(patience):
                await event.wait()
        except TimeoutError:
            return False
        finally:
            self._waiting[chat_id].discard(event)
        return True


def taps(message: Message) -> list[str]:
    """What the buttons of a message mean."""
    return [button["callback_data"] for row in message.keyboard for button in row if "callback_data" in button]


def first(message: Message, *prefixes: str) -> str | None:
    """The first button that means one of these, the earlier named before the later."""
    found = taps(message)
    return next((tap for prefix in prefixes for tap in found if tap.partition(":")[0] == prefix), None)


class World:
    """Everything of one run."""

    def __init__(self, plan: Plan, url: str, texts: Texts) -> None:
        self.plan, self.url, self.texts = plan, url, texts
        self.chance = random.Random(plan.seed)
        self.telegram = Witness()
        self.promises = Promises()
        self.over = asyncio.Event()
        """Nobody begins anything new, and nothing goes wrong any more."""
        self.left = asyncio.Event()
        """All citizens have ended what they began."""
        self.asked: int | None = None
        """The message by which the staff chat was asked to approve the broadcast."""
        self.waits: list[float] = []
        """Seconds from what a person did until the bot's first word."""
        self.gave_up: list[str] = []
        """What people could not get done, however often they tried."""
        self.done: Counter[str] = Counter()
        self.writing = asyncio.Lock()
        """Held by whoever in this process writes to the bot's database."""
        self.iryna = self._started(IRYNA)
        self.petro = self._started(PETRO)
        self.staff_chat = self.telegram.add_group(STAFF_CHAT, "Staff", [self.iryna, self.petro])
        self.readers = [self._started(READERS + number) for number in range(plan.readers)]
        self.heads = [self._started(HEADS + number) for number in range(plan.heads)]
        self.members = [self._started(MEMBERS + number) for number in range(plan.members)]
        self._citizens = 0
        self._silences: Counter[int] = Counter()
        """In a row, by person."""

    def _started(self, number: int) -> Person:
        person = self.telegram.add_person(number, "Людина")
        person.has_started = True
        return person

    def new_citizen(self) -> Person:
        """Somebody who has never written."""
        self._citizens += 1
        return self.telegram.add_person(CITIZENS + self._citizens, "Людина")

    async def think(self) -> None:
        """Nobody answers at once."""
        await asyncio.sleep(self.chance.uniform(0, self.plan.think))

    async def act(self, person: Person, deed: Callable[[], object], chat_id: int | None = None) -> bool:
        """Whether the bot reacted in the person's chat, or in that one; how long it took is kept. Who is not answered
        waits longer the next time: twenty tries within a minute are a flood."""
        began = time.monotonic()
        patience = self.plan.patience * (1 + self._silences[person.id])
        reacted = await self.telegram.reaction(chat_id or person.id, deed, patience)
        if reacted:
            self.waits.append(time.monotonic() - began)
            del self._silences[person.id]
        else:
            self._silences[person.id] += 1
        return reacted

    async def press(self, person: Person, message: Message, tap: str) -> bool:
        return await self.act(person, lambda: person.press(message, data=tap), message.chat.id)


def noon() -> timezone:
    """A zone in which it is about noon now: the bot is quiet at night."""
    return timezone(timedelta(hours=12 - datetime.now(UTC).hour))


def zone_name() -> str:
    """The same as the bot's settings name it."""
    return f"Etc/GMT{datetime.now(UTC).hour - 12:+d}"


async def prepare(world: World, database: Database, content: Content) -> None:
    """All that was there before the bot started; the broadcast, the notices and the drive leave with its start."""
    request = SimulatorRequest(world.telegram)
    bot = make_bot(world.telegram.token, "https://simulated", replies=request, updates=request)
    zone = noon()
    services = Services.over(
        Setup(
            database=database,
            content=content,
            channel=TelegramChannel(bot),
            clock=lambda: datetime.now(zone),
            timezone=zone,
            bulk=TelegramBulk(bot),
            admin_ids=[IRYNA, PETRO],
            secret=world.telegram.token,
            render=render_with(content),
        )
    )
    now = datetime.now(zone)
    for person in world.readers:
        await SubscriptionStore(database).add(person.id, THEME, now)
    await _broadcast(database, now)
    for person, hromada in zip(world.heads, load_hromadas(), strict=False):
        made = await services.people.invites.into_post(Post(hromada.slug, Title.HEAD), IRYNA)
        await services.people.invites.take(made.token, person.id, "Голова")
    posts = services.notices.notices.heads(0)[: len(world.heads)]
    for number, form in enumerate(("", "", "Сіл без оптики: число 0-300"), start=1):
        notice = await services.notices.notices.write(f"Завдання {MARK} {number}", IRYNA)
        await services.notices.notices.set_deadline(notice, 14)
        if form:
            await services.notices.replies.ask(notice, form)
        await services.notices.notices.address(notice, posts)
        await services.notices.notices.send(notice, PETRO)
    await _drive(world, database, services, now.date())


async def _broadcast(database: Database, now: datetime) -> None:
    """Approved a moment ago."""
    mailings = Mailings(database)
    content: dict[str, object] = {"html": f"Новини {MARK} 1", "media": [], "buttons": [], "album": ""}
    number = await mailings.draft(Purpose.BROADCAST, content, Audience(theme=THEME), now, IRYNA, code="ABCDEFGH")
    await mailings.hold(number, "x", now, now + timedelta(days=1), now, PETRO)


async def _drive(world: World, database: Database, services: Services, today: date) -> None:
    """It starts today, with members who are in the chat."""
    place = (await services.people.posts.add_body("Архів", IRYNA)).place
    drive = await services.certification.drives.write("Кібергігієна", IRYNA)
    await services.certification.drives.set_start(drive, today)
    await services.certification.drives.set_deadline(drive, today + timedelta(days=30), IRYNA)
    for person in world.members:
        entry = MemberEntry(place=place, unit="", name=f"Людина {person.id}", name_key=str(person.id))
        await Members(database).add_joined(entry, person.id, datetime.now(UTC))
    await services.certification.drives.invite(drive, [place])
    await services.certification.drives.open(drive, IRYNA)


async def remind(world: World, database: Database, stage: int) -> int:
    """Plans one more reminder of every notice to all who still owe it; to how many."""
    now = datetime.now(UTC)
    acting = {post.id: person.id for post, person in _acting(world)}
    reminders = [
        Reminder(person_id=acting[obligation.post.id], about=obligation.number, stage=f"soak {stage}")
        for obligation in await NoticesRead(database).open()
        if obligation.post.id in acting
    ]
    return await PlannedReminders(database).plan(OBLIGATION, Purpose.REMINDER, reminders, now, now + timedelta(days=1))


def _acting(world: World) -> list[tuple[Post, Person]]:
    return [
        (Post(hromada.slug, Title.HEAD), person) for person, hromada in zip(world.heads, load_hromadas(), strict=False)
    ]
