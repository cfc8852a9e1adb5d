"""The doors of the pages: inside of Telegram, by a one-time link, and in the demo; and who has come in.

Whoever comes in has a session, and nothing more: what she may is asked at every request. The bot tells her of each
session, so that she learns of one that is not hers.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import parse_qsl, urlsplit

from services.people.messages import IsItYou, PagesEntered
from services.people.people import People
from services.people.posts import Posts
from services.people.staff import Staff
from services.text import single_line
from services.times import later
from storage.people import Door, DoorStore, Session, Visitor

LINK_LASTS = timedelta(minutes=5)
IDLE, LONGEST = timedelta(hours=12), timedelta(days=7)
"""A session ends when nobody used it for so long, and at the latest after so long."""
FRESH = timedelta(minutes=10)
"""For so long after a person said in the chat that it is her, she may do what needs that."""
ASKS_AGAIN = timedelta(minutes=1)
TOUCHED = timedelta(minutes=1)
"""A session's last use is written down to within this."""

# What Telegram says of who opens a Mini App. Its clock may be a little ahead; some clients keep the words for a while.
APP_LASTS, AHEAD = timedelta(hours=1), timedelta(minutes=1)
MOST_BYTES, MOST_FIELDS = 4096, 32
LONGEST_NAME, LONGEST_AGENT = 64, 40


@dataclass(frozen=True, slots=True)
class Entered:
    """A session that has just begun: what the browser keeps is known only now."""

    token: str
    visitor: Visitor
    door: Door


@dataclass(frozen=True, slots=True)
class Doors:
    _store: DoorStore
    _staff: Staff
    _posts: Posts
    _people: People
    _clock: Callable[[], datetime]
    _secret: str
    """The bot's token, with which Telegram signs; without it nobody comes in by that door."""
    url: str
    """Where the pages are reached from outside; empty: there are none. Over plain HTTP only on this machine."""

    @property
    def in_telegram(self) -> bool:
        """Whether Telegram opens the pages inside of it: over HTTPS only."""
        return self.url.startswith("https://")

    def in_app(self, path: str = "") -> str:
        """The address by which a button opens the page of that path inside of Telegram; empty: it opens none."""
        return f"{self.url}/desk/app" + (f"?to={path}" if path else "") if self.in_telegram else ""

    async def is_welcome(self, person_id: int) -> bool:
        """Whether there is anything for the person behind the doors: she is of the staff, or acts for a post."""
        return bool(await self._staff.role(person_id) or await self._posts.of_person(person_id))

    # By a link

    async def link(self, person_id: int, name: str) -> str:
        """The address that lets the person in, once; the one before is void."""
        token = secrets.token_urlsafe(32)
        await self._store.keep_link(person_id, _name(name), _hash(token), later(self._clock(), LINK_LASTS))
        return f"{self.url}/desk/in/{token}"

    async def look_at(self, token: str) -> Visitor | None:
        """Whom a link lets in; nothing is used up. None where it is not good."""
        return await self._store.link(_hash(token), self._clock())

    async def enter_by_link(self, token: str, agent: str) -> Entered | None:
        visitor = await self._store.use_link(_hash(token), self._clock())
        return await self._enter(visitor, Door.LINK, agent) if visitor else None

    # Inside of Telegram

    async def enter_by_app(self, said: str, agent: str, here: Session | None = None) -> Entered | Session | None:
        """By what Telegram says of who opens the pages (`initData`), once.

        Words that were used already let nobody in, but whoever is in by them goes on: `here` is her session.
        """
        now = self._clock()
        found = read_init_data(said, self._secret, now)
        if found is None:
            return None
        visitor, mark = found
        if not await self._store.use_proof(_hash(mark), now):
            return here if here and here.person_id == visitor.person_id else None
        return await self._enter(visitor, Door.APP, agent)

    # In the demo

    async def enter_in_demo(self, person_id: int, name: str) -> Entered | None:
        return await self._enter(Visitor(person_id, _name(name)), Door.DEMO, "")

    # Who is in

    async def session(self, token: str) -> Session | None:
        """The session of that browser, as long as it lasts; that it was used is noted."""
        session, now = await self._store.find(_hash(token)), self._clock()
        if session is None or session.seen_at + IDLE <= now or session.made_at + LONGEST <= now:
            return None
        if session.seen_at + TOUCHED <= now:
            await self._store.seen(session.id, now)
        return session

    async def leave(self, session: Session) -> None:
        await self._store.end(session, self._clock())

    async def end_all(self, person_id: int) -> int:
        """Nobody is in as that person any more, and her link is void; how many sessions those were."""
        return await self._store.end_all(person_id, self._clock())

    async def forget_old(self) -> None:
        now = self._clock()
        # Telegram's words are refused by their own time long before their mark goes.
        await self._store.forget(idle_before=now - IDLE, made_before=now - LONGEST, used_before=now - 2 * APP_LASTS)

    # Whether it is still her

    def is_fresh(self, session: Session) -> bool:
        """Whether she has said a short time ago that it is her; in the demo nobody needs to."""
        proved = session.proved_at
        return session.door is Door.DEMO or (proved is not None and self._clock() < later(proved, FRESH))

    async def ask(self, session: Session) -> None:
        """Asks her in the chat whether it is her; not again within a minute."""
        now = self._clock()
        if session.asked_at is None or session.asked_at + ASKS_AGAIN <= now:
            await self._store.asked(session.id, now)
            await self._people.send(session.person_id, IsItYou(session=session.id, agent=session.agent))

    async def prove(self, session_id: int, person_id: int) -> bool:
        """She says that it is her; False where that session is not hers, or over."""
        return await self._store.prove(session_id, person_id, self._clock())

    async def _enter(self, visitor: Visitor, door: Door, agent: str) -> Entered | None:
        """None where there is nothing for her."""
        if not await self.is_welcome(visitor.person_id):
            return None
        token, now = secrets.token_urlsafe(32), self._clock()
        await self._store.begin(visitor, _hash(token), door, agent[:LONGEST_AGENT], now)
        if door is not Door.DEMO:
            await self._people.send(visitor.person_id, PagesEntered(at=now, door=door, agent=agent))
        return Entered(token, visitor, door)


def address_of_pages(public_url: str) -> str:
    """Where the pages may be opened, of what the settings say: over HTTPS, or on this machine; else empty."""
    address = urlsplit(public_url)
    is_here = address.scheme == "http" and address.hostname in {"127.0.0.1", "localhost"}
    return public_url if address.scheme == "https" or is_here else ""


def read_init_data(said: str, secret: str, now: datetime) -> tuple[Visitor, str] | None:
    """Of whom Telegram speaks, and the mark of these words; None where they are not Telegram's, or too old.

    https://core.telegram.org/bots/webapps#validating-data-received-via-the-mini-app
    """
    if not secret or len(said.encode(errors="replace")) > MOST_BYTES:
        return None
    try:
        pairs = parse_qsl(said, keep_blank_values=True, strict_parsing=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        return None
    fields = dict(pairs)
    mark = fields.pop("hash", "")
    if len(fields) + 1 != len(pairs) or not mark.isascii():
        return None
    words = "\n".join(f"{name}={value}" for name, value in sorted(fields.items()))
    key = hmac.digest(b"WebAppData", secret.encode(), "sha256")
    if not hmac.compare_digest(hmac.digest(key, words.encode(), "sha256").hex(), mark):
        return None
    try:
        at, user = int(fields["auth_date"]), json.loads(fields["user"])
        visitor = Visitor(int(user["id"]), _name(str(user.get("first_name", ""))))
    except (ValueError, KeyError, TypeError):
        return None
    age = now.timestamp() - at
    return (visitor, mark) if -AHEAD.total_seconds() <= age <= APP_LASTS.total_seconds() else None


def _name(name: str) -> str:
    return single_line(name, LONGEST_NAME)


def _hash(token: str) -> str:
    """A token has 256 random bits, so a plain hash cannot be reversed by trying."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()
