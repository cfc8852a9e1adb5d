"""The table of docs/decisions/0026-one-way-out.md, cell by cell: what becomes of a message, by each way out."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from heapq import heappop, heappush

import pytest

from channels import Delivered, Lack, Later, Media, Outcome, Outgoing, RefusalReason, Refused, Unknown, WayTrouble
from channels.budget import Budget
from channels.email import EmailChannel, Letter
from channels.outcomes import reason_of
from channels.rights import KINDS, lack_of
from channels.telegram import TelegramBulk, TelegramChannel, make_bot
from gateway.wall import BulkWall, ReplyWall
from simulator.parameters import Upload
from simulator.people import Chat
from simulator.request import SimulatorRequest
from simulator.telegram import Telegram
from tests.mail import SILENCE, Mailbox, mail_server

GROUP = -1001
PERSON = 1
STRANGER = 2


class Time:
    """A clock that moves by sleeping."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds


class SharedTime(Time):
    """The same for several that sleep at once: it moves to the next who wakes when nobody has anything to do."""

    def __init__(self) -> None:
        super().__init__()
        self._wakes: list[tuple[float, int, asyncio.Event]] = []

    async def sleep(self, seconds: float) -> None:
        wakes = asyncio.Event()
        heappush(self._wakes, (self.now + seconds, id(wakes), wakes))
        await wakes.wait()

    async def until(self, all_done: asyncio.Future[list[Outcome]]) -> list[Outcome]:
        while not all_done.done():
            for _ in range(10):
                await asyncio.sleep(0)
            if self._wakes:
                at, _, wakes = heappop(self._wakes)
                self.now = max(self.now, at)
                wakes.set()
        return all_done.result()


@dataclass
class Ways:
    """Both channels, over one simulated Telegram."""

    telegram: Telegram
    group: Chat
    reply: TelegramChannel
    bulk: TelegramBulk
    time: Time

    async def sent(self, way: str, to: int) -> Outcome:
        """What became of a text."""
        if way == "reply":
            return await self.reply.send(to, "a")
        return await self.bulk.send_bulk(to, Outgoing("a"))

    async def edited(self, way: str, to: int, message_id: int, html: str = "b") -> Outcome:
        if way == "reply":
            return await self.reply.edit(to, message_id, html)
        return await self.bulk.edit_bulk(to, message_id, Outgoing(html))


@pytest.fixture
def ways() -> Ways:
    return made(Time())


def made(time: Time, rate: float = 990) -> Ways:
    telegram = Telegram(clock=time, monotonic=time)
    olena = telegram.add_person(PERSON, "Olena")
    telegram.add_person(STRANGER, "Stranger")
    olena.start()
    group = telegram.add_group(GROUP, "Staff", [olena], with_topics=True)
    request, budget = SimulatorRequest(telegram), Budget(rate, time, time.sleep)
    token = telegram.token
    reply = make_bot(token, "https://x", replies=ReplyWall(request, budget, time, time.sleep), updates=request)
    bulk = make_bot(token, "https://x", replies=BulkWall(request, budget), updates=request)
    return Ways(telegram, group, TelegramChannel(reply), TelegramBulk(bulk), time)


WAYS = pytest.mark.parametrize("way", ["reply", "bulk"])


async def prepare(ways: Ways, what: str) -> int:
    """Makes the refusal happen; the chat that is to be written to."""
    olena = ways.telegram.people[PERSON]
    match what:
        case "blocked":
            olena.has_blocked = True
        case "deactivated":
            olena.is_deactivated = True
        case "never started":
            return STRANGER
        case "no such chat":
            return 99
        case "kicked":
            olena.kick_bot(ways.group)
            return GROUP
        case "no right":
            olena.restrict_bot(ways.group)
            return GROUP
    return PERSON


@WAYS
@pytest.mark.parametrize(
    ("what", "reason"),
    [
        ("blocked", RefusalReason.BLOCKED),
        ("deactivated", RefusalReason.DEACTIVATED),
        ("never started", RefusalReason.NEVER_STARTED),
        ("no such chat", RefusalReason.NEVER_STARTED),
        ("kicked", RefusalReason.KICKED),
        ("no right", RefusalReason.NO_RIGHT),
    ],
)
async def test_who_cannot_be_written_to(ways: Ways, way: str, what: str, reason: RefusalReason) -> None:
    to = await prepare(ways, what)
    outcome = await ways.sent(way, to)
    assert isinstance(outcome, Refused)
    assert outcome.reason is reason
    assert outcome.is_unreachable is (reason is not RefusalReason.NO_RIGHT)


@WAYS
async def test_a_message_that_says_it_already_is_delivered(ways: Ways, way: str) -> None:
    sent = await ways.sent(way, PERSON)
    assert isinstance(sent, Delivered)
    assert await ways.edited(way, PERSON, sent.message_id) == Delivered((sent.message_id,))
    assert await ways.edited(way, PERSON, sent.message_id) == Delivered()


@WAYS
async def test_a_message_that_is_gone_or_has_no_text_cannot_be_edited(ways: Ways, way: str) -> None:
    outcome = await ways.edited(way, PERSON, 77)
    assert isinstance(outcome, Refused)
    assert outcome.reason is RefusalReason.GONE
    picture = await ways.reply.send_picture(PERSON, b"png", "a")
    assert isinstance(picture, Delivered)
    outcome = await ways.edited(way, PERSON, picture.message_id)
    assert isinstance(outcome, Refused)
    assert outcome.reason is RefusalReason.NO_TEXT


@WAYS
async def test_what_telegram_never_said_before_is_refused_all_the_same(ways: Ways, way: str) -> None:
    ways.telegram.faults.fail("sendMessage", 400, description="Bad Request: SOMETHING_NEW")
    assert await ways.sent(way, PERSON) == Refused(RefusalReason.OTHER, "Something_new")


@WAYS
async def test_a_group_that_migrated(ways: Ways, way: str) -> None:
    ways.telegram.migrate(ways.group, -1002)
    outcome = await ways.sent(way, GROUP)
    if way == "bulk":
        assert isinstance(outcome, Delivered), "a mailing follows it"
    else:
        assert isinstance(outcome, Refused)
        assert (outcome.reason, outcome.to) == (RefusalReason.MIGRATED, -1002)


async def test_topics(ways: Ways) -> None:
    olena = ways.telegram.people[PERSON]
    topic = await ways.reply.open_topic(GROUP, "Case")
    assert isinstance(topic, Delivered)
    assert isinstance(await ways.reply.send(GROUP, "a", topic=topic.message_id), Delivered)
    olena.close_topic(ways.group, topic.message_id)
    closed = await ways.reply.send(GROUP, "a", topic=topic.message_id)
    assert isinstance(closed, Refused)
    assert closed.reason is RefusalReason.TOPIC_CLOSED
    olena.delete_topic(ways.group, topic.message_id)
    gone = await ways.reply.send(GROUP, "a", topic=topic.message_id)
    assert isinstance(gone, Refused)
    assert gone.reason is RefusalReason.TOPIC_GONE
    olena.demote_bot(ways.group)
    none = await ways.reply.open_topic(GROUP, "Case")
    assert isinstance(none, Refused)
    assert none.reason is RefusalReason.NO_RIGHT
    ways.telegram.add_group(-1005, "No topics", [olena])
    assert await ways.reply.open_topic(-1005, "Case") is None


async def test_files_and_copies(ways: Ways) -> None:
    olena = ways.telegram.people[PERSON]
    document = await ways.reply.send_document(GROUP, "a.txt", b"a", "a")
    assert isinstance(document, Delivered)
    assert await ways.reply.download(document.file_id) == b"a"
    assert isinstance(await ways.reply.copy(PERSON, GROUP, document.message_id), Delivered)
    gone = await ways.reply.copy(PERSON, GROUP, 999)
    assert isinstance(gone, Refused)
    assert gone.reason is RefusalReason.GONE
    ways.group.is_protected = True
    protected = await ways.reply.copy(PERSON, GROUP, document.message_id)
    assert isinstance(protected, Refused)
    assert protected.reason is RefusalReason.PROTECTED
    lost = await ways.reply.download("no such file")
    assert isinstance(lost, Refused)
    assert lost.reason is RefusalReason.GONE
    olena.restrict_bot(ways.group, "can_send_documents", "can_send_photos")
    for kind in (ways.reply.send_document(GROUP, "a.txt", b"a", "a"), ways.reply.send_picture(GROUP, b"png", "a")):
        forbidden = await kind
        assert isinstance(forbidden, Refused)
        assert forbidden.reason is RefusalReason.KIND_FORBIDDEN


async def test_what_the_bot_lacks_in_a_group(ways: Ways) -> None:
    olena, group = ways.telegram.people[PERSON], ways.group

    async def look() -> set[Lack]:
        found = await ways.reply.lacks(GROUP)
        assert isinstance(found, frozenset)
        return set(found)

    assert await look() == set()
    olena.promote_bot(group, "can_delete_messages")
    assert await look() == {Lack.TOPICS}
    olena.demote_bot(group)
    group.permissions -= {"can_send_photos"}
    assert await look() == {Lack.TOPICS, Lack.PHOTOS}
    olena.restrict_bot(group, "can_send_voice_notes")
    assert await look() == {Lack.TOPICS, Lack.PHOTOS, Lack.VOICE}
    olena.restrict_bot(group)
    assert await look() == {Lack.TOPICS, Lack.WORDS, *KINDS.values()}
    olena.promote_bot(group, "can_manage_topics")
    group.is_protected = True
    assert await look() == {Lack.PROTECTED}, "an administrator may send what is forbidden to others"
    olena.kick_bot(group)
    assert await look() == {Lack.AWAY}


async def test_where_telegram_does_not_say_what_the_bot_lacks(ways: Ways) -> None:
    ways.telegram.faults.flood("getChat", 30)
    assert await ways.reply.lacks(GROUP) == Later("429", 30)
    ways.telegram.migrate(ways.group, -1002)
    ways.time.now += 31
    moved = await ways.reply.lacks(GROUP)
    assert isinstance(moved, Refused)
    assert moved.to == -1002


@pytest.mark.parametrize("kind", sorted(KINDS))
async def test_a_refusal_names_what_the_bot_lacks(ways: Ways, kind: str) -> None:
    file_id = ways.telegram.keep(Upload("a", b"a"))
    media = Media(kind, file_id)
    assert isinstance(await ways.reply.send_media(GROUP, media), Delivered)
    ways.telegram.people[PERSON].restrict_bot(ways.group)
    refused = await ways.reply.send_media(GROUP, media)
    assert isinstance(refused, Refused)
    assert lack_of(refused) is KINDS[kind]


@pytest.mark.parametrize(
    ("words", "lack"),
    [
        ("Bad Request: CHAT_SEND_PLAIN_FORBIDDEN", Lack.WORDS),
        ("Bad Request: CHAT_SEND_PHOTOS_FORBIDDEN", Lack.PHOTOS),
        ("Bad Request: CHAT_SEND_DOCS_FORBIDDEN", Lack.DOCUMENTS),
        ("Bad Request: CHAT_SEND_ROUNDVIDEOS_FORBIDDEN", Lack.VIDEO_NOTES),
        ("Bad Request: CHAT_SEND_VIDEOS_FORBIDDEN", Lack.VIDEOS),
        ("Bad Request: CHAT_SEND_VOICES_FORBIDDEN", Lack.VOICE),
        ("Bad Request: CHAT_SEND_AUDIOS_FORBIDDEN", Lack.MUSIC),
        ("Bad Request: not enough rights to create a topic", Lack.TOPICS),
        ("Bad Request: TOPIC_CLOSED", Lack.GENERAL),
        ("Bad Request: message to edit not found", None),
    ],
)
def test_telegrams_other_words_name_it_too(words: str, lack: Lack | None) -> None:
    assert lack_of(Refused(reason_of(words), words)) is lack


async def test_voice_messages_that_a_person_forbids(ways: Ways) -> None:
    olena = ways.telegram.people[PERSON]
    ways.telegram.faults.fail("copyMessage", 400, description="Bad Request: VOICE_MESSAGES_FORBIDDEN")
    refused = await ways.reply.copy(olena.id, GROUP, 1)
    assert isinstance(refused, Refused)
    assert refused.reason is RefusalReason.KIND_FORBIDDEN
    assert reason_of("Bad Request: user restricted receiving of voice note messages") is RefusalReason.KIND_FORBIDDEN


Trouble = Callable[[Ways, int], None]
TROUBLES: dict[str, Trouble] = {
    "500": lambda ways, times: ways.telegram.faults.fail("*", 500, times, "Internal Server Error"),
    "502": lambda ways, times: ways.telegram.faults.fail_at_gateway("*", times),
    "reset": lambda ways, times: ways.telegram.faults.reset("*", times),
    "429": lambda ways, times: ways.telegram.faults.flood("*", 2, times),
    "long 429": lambda ways, times: ways.telegram.faults.flood("*", 30, times),
    "silence": lambda ways, times: ways.telegram.faults.time_out("*", times),
    "broken off": lambda ways, times: ways.telegram.faults.break_off("*", times),
    "garbage": lambda ways, times: ways.telegram.faults.garble("*", times),
}
Call = Callable[[Ways, int], Awaitable[Outcome]]
CALLS: dict[str, Call] = {
    "send": lambda ways, _sent: ways.reply.send(PERSON, "a"),
    "edit": lambda ways, sent: ways.reply.edit(PERSON, sent, "b"),
    "picture": lambda ways, _sent: ways.reply.send_picture(PERSON, b"png", "a"),
    "document": lambda ways, _sent: ways.reply.send_document(PERSON, "a.txt", b"a", "a"),
    "copy": lambda ways, sent: ways.reply.copy(PERSON, PERSON, sent),
    "bulk": lambda ways, _sent: ways.bulk.send_bulk(PERSON, Outgoing("a")),
}
REPEATED = {"500", "502", "reset", "429"}
"""What a reply survives once."""
AFTERWARDS = {"silence", "broken off", "garbage"}
"""What happens after the call was done."""


@pytest.mark.parametrize("trouble", TROUBLES)
@pytest.mark.parametrize("name", CALLS)
async def test_one_trouble_under_each_call(ways: Ways, name: str, trouble: str) -> None:
    sent = await ways.reply.send(PERSON, "first")
    assert isinstance(sent, Delivered)
    TROUBLES[trouble](ways, 1)
    before = len(ways.telegram.people[PERSON].replies)
    outcome = await CALLS[name](ways, sent.message_id)
    came = len(ways.telegram.people[PERSON].replies) - before
    if name == "bulk":
        expected: type[object] = Unknown if trouble in AFTERWARDS else Later
    elif trouble in REPEATED or (name == "edit" and trouble in AFTERWARDS):
        expected = Delivered
    else:
        expected = Unknown if trouble in AFTERWARDS else Later
    assert isinstance(outcome, expected)
    if name != "edit":
        assert came == (isinstance(outcome, Delivered) or trouble in AFTERWARDS), "once, and never twice"


@pytest.mark.parametrize("trouble", sorted(REPEATED))
async def test_a_trouble_that_stays(ways: Ways, trouble: str) -> None:
    TROUBLES[trouble](ways, 9)
    outcome = await ways.reply.send(PERSON, "a")
    assert isinstance(outcome, Later)
    assert ways.telegram.people[PERSON].replies == []
    assert (outcome.seconds > 0) is (trouble == "429")


async def test_nothing_leaves_into_a_wait_that_is_known(ways: Ways) -> None:
    ways.telegram.limits.punish(30, PERSON)
    ways.telegram.limits.penalty = 30
    assert isinstance(await ways.reply.send(PERSON, "a"), Later)
    known = len(ways.telegram.limits.violations)
    assert isinstance(await ways.reply.send(PERSON, "a"), Later)
    assert len(ways.telegram.limits.violations) == known
    ways.time.now += 31
    assert isinstance(await ways.reply.send(PERSON, "a"), Delivered)


LETTER = Letter("1", "rada@andr.gov.ua", "a", "a", "<p>a</p>")


@pytest.fixture
async def box() -> AsyncIterator[Mailbox]:
    async with mail_server() as box:
        yield box


async def mailed(box: Mailbox, **says: str) -> Outcome:
    box.says = says
    return await EmailChannel(box.url_with_password, "Bot <bot@example.org>").send(LETTER)


async def test_a_mail_that_arrives(box: Mailbox) -> None:
    assert await mailed(box) == Delivered()
    assert await mailed(box) == Delivered()
    assert [mail["Message-ID"] for mail in box.mails] == ["<1@example.org>"] * 2, (
        "by it a mail that comes twice is known"
    )


@pytest.mark.parametrize("step", ["RCPT", "DATA", "content"])
async def test_a_mail_server_that_refuses_the_recipient(box: Mailbox, step: str) -> None:
    assert await mailed(box, **{step: "550 no such user"}) == Refused(RefusalReason.ADDRESS, "550 no such user")
    assert await mailed(box, **{step: "450 later"}) == Later("450 later")
    assert box.mails == []


@pytest.mark.parametrize(
    ("step", "trouble"),
    [
        ("greeting", WayTrouble.SERVER),
        ("STARTTLS", WayTrouble.ENCRYPTION),
        ("AUTH", WayTrouble.LOGIN),
        ("MAIL", WayTrouble.SENDER),
    ],
)
@pytest.mark.parametrize("said", ["554 no", "454 not now"])
async def test_a_mail_server_that_refuses_us_keeps_all_mails(
    box: Mailbox, step: str, trouble: WayTrouble, said: str
) -> None:
    assert await mailed(box, **{step: said}) == Later(said, trouble=trouble)


@pytest.mark.parametrize("step", ["greeting", "AUTH", "MAIL", "RCPT", "content"])
async def test_a_mail_server_that_closes(box: Mailbox, step: str) -> None:
    outcome = await mailed(box, **{step: "421 closing"})
    assert isinstance(outcome, Later)
    assert outcome.trouble is WayTrouble.SERVER


async def test_a_mail_server_that_is_not_there_or_speaks_no_tls(box: Mailbox) -> None:
    nobody = await EmailChannel("smtp://127.0.0.1:1", "bot@example.org").send(LETTER)
    assert isinstance(nobody, Later)
    assert nobody.trouble is WayTrouble.SERVER
    plain = await EmailChannel(box.url.replace("smtp:", "smtps:"), "bot@example.org").send(LETTER)
    assert isinstance(plain, Later)
    assert plain.trouble is WayTrouble.ENCRYPTION


async def test_a_mail_server_that_is_silent_after_it_took_the_mail(
    box: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("channels.email.TIMEOUT", 0.3)
    assert isinstance(await mailed(box, content=SILENCE), Unknown)
    assert len(box.mails) == 1


@pytest.mark.parametrize("many", [40, 400])
async def test_many_who_come_at_the_same_moment_are_all_answered_once(many: int) -> None:
    time = SharedTime()
    ways = made(time, 29.5)
    people = [ways.telegram.add_person(1000 + number, "P") for number in range(many)]
    for person in people:
        person.start()
    ways.telegram.limits.rate, ways.telegram.limits.penalty = 30, 3
    began = time.now
    outcomes = await time.until(asyncio.gather(*(ways.reply.send(person.id, "a") for person in people)))
    assert all(isinstance(outcome, Delivered) for outcome in outcomes)
    assert [len(person.replies) for person in people] == [1] * many
    assert time.now - began < 20
    refused = ways.telegram.limits.refused
    assert refused == many - 30, "who left before the first refusal came; nothing leaves into the wait"
    again = await time.until(asyncio.gather(*(ways.reply.send(person.id, "b") for person in people)))
    assert all(isinstance(outcome, Delivered) for outcome in again)
    assert ways.telegram.limits.refused == refused, "the rate is known now"
