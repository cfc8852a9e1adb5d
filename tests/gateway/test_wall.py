"""What the wall repeats, what it waits for, and what it keeps from leaving."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import orjson
import pytest
from telegram import Bot, InputFile
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

from channels.budget import Budget
from channels.telegram import call, make_bot
from gateway.wall import PER_UPDATE, BulkWall, ReplyWall
from services.operation.tracking import tracked

RESET = NetworkError("aiohttp.ClientOSError")
DISCONNECTED = NetworkError("aiohttp.ServerDisconnectedError")
NO_CONNECTION = NetworkError("aiohttp.ClientConnectorError")
CUT = NetworkError("aiohttp.ClientPayloadError")
SENT = b'{"ok":true,"result":{"message_id":5}}'
DONE = b'{"ok":true,"result":true}'
GARBAGE = b"<html>"
Answer = tuple[int, bytes] | Exception


def too_many(seconds: int) -> Answer:
    return 429, orjson.dumps({"ok": False, "description": "Too Many", "parameters": {"retry_after": seconds}})


class Script(BaseRequest):
    """Answers as it was told, then as if all were well."""

    def __init__(self, *answers: Answer) -> None:
        self.answers = list(answers)
        self.calls: list[tuple[str, Any]] = []

    @property
    def read_timeout(self) -> float:
        return 5.0

    async def initialize(self) -> None: ...

    async def shutdown(self) -> None: ...

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_timeouts: Any, **_named: Any
    ) -> tuple[int, bytes]:
        self.calls.append((url.rpartition("/")[2], request_data))
        answer = self.answers.pop(0) if self.answers else (200, SENT)
        if isinstance(answer, Exception):
            raise answer
        return answer


class Time:
    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def time() -> Time:
    return Time()


def walled(time: Time, *answers: Answer, wall: Callable[..., BaseRequest] = ReplyWall) -> tuple[Any, Script]:
    script = Script(*answers)
    budget = Budget(990, time, time.sleep)
    arguments = (time, time.sleep) if wall is ReplyWall else ()
    return make_bot("1:x", "https://x", replies=wall(script, budget, *arguments), updates=script), script


async def send(bot: Any, method: str = "sendMessage", chat: int = 1) -> Any:
    return await call(bot, method, {"chat_id": chat})


@pytest.mark.parametrize("failure", [NO_CONNECTION, RESET, DISCONNECTED, (500, DONE), (502, GARBAGE)])
async def test_what_surely_did_not_leave_leaves_twice_more(time: Time, failure: Answer) -> None:
    bot, script = walled(time, failure, failure)
    assert await send(bot) == {"message_id": 5}
    assert len(script.calls) == 3
    assert time.slept == [pytest.approx(0.3, rel=0.25), pytest.approx(1, rel=0.25)]


@pytest.mark.parametrize("failure", [NO_CONNECTION, RESET, (500, DONE)])
async def test_and_no_more_than_that(time: Time, failure: Answer) -> None:
    bot, script = walled(time, *[failure] * 9)
    with pytest.raises(NetworkError):
        await send(bot)
    assert len(script.calls) == 3


@pytest.mark.parametrize("failure", [TimedOut(), CUT, (200, GARBAGE)])
async def test_what_may_have_arrived_is_repeated_only_where_twice_is_like_once(time: Time, failure: Answer) -> None:
    bot, script = walled(time, failure)
    with pytest.raises(TelegramError):
        await send(bot)
    assert len(script.calls) == 1
    for method in ("editMessageText", "deleteMessage", "setMyCommands", "getFile", "answerCallbackQuery"):
        bot, script = walled(time, failure, (200, DONE))
        assert await send(bot, method) is True
        assert len(script.calls) == 2


async def test_a_refusal_is_not_repeated(time: Time) -> None:
    bot, script = walled(time, (400, b'{"ok":false,"description":"Bad Request: chat not found"}'))
    with pytest.raises(BadRequest):
        await send(bot)
    assert len(script.calls) == 1


async def test_a_short_wait_is_waited_for_once(time: Time) -> None:
    bot, script = walled(time, too_many(5))
    await send(bot)
    assert time.now >= 5.1
    bot, script = walled(time, too_many(2), too_many(2))
    with pytest.raises(RetryAfter):
        await send(bot)
    assert len(script.calls) == 2


async def test_a_long_wait_is_not_waited_for_and_nothing_leaves_into_it(time: Time) -> None:
    bot, script = walled(time, too_many(30))
    for _ in range(3):
        with pytest.raises(RetryAfter):
            await send(bot)
    assert len(script.calls) == 1
    await send(bot, chat=2)
    assert len(script.calls) == 2, "another chat is another matter"
    time.now += 30
    await send(bot)
    assert len(script.calls) == 3


async def test_a_known_wait_that_is_short_is_waited_for(time: Time) -> None:
    bot, script = walled(time, too_many(30))
    with pytest.raises(RetryAfter):
        await send(bot)
    time.now += 27
    await send(bot)
    assert (len(script.calls), time.now >= 30) == (2, True)


async def test_two_chats_refused_together_stop_all_messages_but_no_answer_to_a_press(time: Time) -> None:
    bot, script = walled(time, too_many(30), too_many(20))
    for chat in (1, 2, 3):
        with pytest.raises(RetryAfter):
            await send(bot, chat=chat)
    assert len(script.calls) == 2
    script.answers.append((200, DONE))
    await send(bot, "answerCallbackQuery")
    assert len(script.calls) == 3


@pytest.mark.parametrize(
    "failure", [NO_CONNECTION, TimedOut(), (500, DONE), (400, DONE), too_many(2), too_many(60), (200, GARBAGE)]
)
@pytest.mark.parametrize("method", ["answerCallbackQuery", "sendChatAction"])
async def test_what_nobody_misses_never_fails(time: Time, method: str, failure: Answer) -> None:
    bot, script = walled(time, *[failure] * 9)
    assert await send(bot, method) is True
    assert len(script.calls) <= (4 if method == "answerCallbackQuery" else 1)
    assert method != "sendChatAction" or time.slept == []


async def test_a_press_ends_when_telegram_is_back_within_seconds(time: Time) -> None:
    bot, script = walled(time, *[(500, DONE)] * 3, (200, DONE))
    await send(bot, "answerCallbackQuery")
    assert len(script.calls) == 4
    assert time.now == pytest.approx(5.3, rel=0.25)


async def test_the_answer_to_a_press_waits_as_long_as_telegram_asks(time: Time) -> None:
    bot, script = walled(time, too_many(4), too_many(4), (200, DONE))
    await send(bot, "answerCallbackQuery")
    assert (len(script.calls), time.now >= 4) == (3, True)


async def test_a_press_that_is_refused_once_spins_no_longer_than_its_page_takes(time: Time) -> None:
    bot, script = walled(time, too_many(4), (200, DONE))
    await send(bot, "answerCallbackQuery")
    assert len(script.calls) == 2
    assert time.now < 0.5


async def test_an_update_waits_no_longer_than_its_time(time: Time) -> None:
    bot, script = walled(time, *[(500, DONE)] * 9)
    with tracked(7, 1) as update:
        update.began -= PER_UPDATE
        with pytest.raises(NetworkError):
            await send(bot)
    assert (len(script.calls), time.slept) == (1, [])


async def test_a_mailing_is_not_repeated_but_its_429_is_known_to_replies(time: Time) -> None:
    script = Script((500, DONE), too_many(30))
    budget = Budget(990, time, time.sleep)
    bulk = make_bot("1:x", "https://x", replies=BulkWall(script, budget), updates=script)
    reply = make_bot("1:x", "https://x", replies=ReplyWall(script, budget, time, time.sleep), updates=script)
    with pytest.raises(NetworkError):
        await send(bulk)
    with pytest.raises(RetryAfter):
        await send(bulk)
    with pytest.raises(RetryAfter):
        await send(reply)
    assert len(script.calls) == 2


async def test_what_is_paid_for_takes_nothing_from_the_budget(time: Time) -> None:
    script = Script()
    bulk = make_bot("1:x", "https://x", replies=BulkWall(script, Budget(1, time, time.sleep)), updates=script)
    for _ in range(100):
        await call(bulk, "sendMessage", {"chat_id": 1, "allow_paid_broadcast": True})
    assert time.slept == []


async def test_words_of_ptbs_own_methods_are_cut(time: Time) -> None:
    document = b'{"ok":true,"result":{"message_id":5,"date":0,"chat":{"id":1,"type":"private"}}}'
    bot, script = walled(time, (200, document), (200, document), (200, document))
    await bot.send_document(1, InputFile(b"a", "a.txt"), caption="<b>" + "a" * 3000 + "</b>")
    await bot.send_message(1, "a" * 9000)
    await bot.send_message(1, "a" * 4096)
    (_, first), (_, second), (_, third) = script.calls
    assert first.json_parameters["caption"] == "<b>" + "a" * 1023 + "\u2026</b>"
    assert first.multipart_data
    assert len(second.parameters["text"]) == 4096
    assert third.parameters["text"] == "a" * 4096


async def test_files_are_fetched_again(time: Time) -> None:
    bot: Bot
    bot, script = walled(time, TimedOut(), (200, b"whole"))
    assert await bot.request.retrieve("https://x/file/bot1:x/a") == b"whole"
    assert len(script.calls) == 2
