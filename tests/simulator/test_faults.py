"""What goes wrong goes wrong where it is meant to, and leaves a trace for the test."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator

import httpx
import pytest
from telegram.error import NetworkError

from channels.telegram import make_bot
from simulator.faults import NoAnswer
from simulator.http import bot_api
from simulator.refusals import bad_request
from simulator.request import SimulatorRequest
from simulator.telegram import Telegram
from tests.processes import served
from tests.simulator.conftest import Caller


async def test_a_fault_meets_only_its_chat(call: Caller) -> None:
    call.stranger.start()
    call.telegram.faults.flood("sendMessage", retry_after=7, chat_id=2)
    assert (await call.say("а"))["text"] == "а"
    assert await call("sendMessage", chat_id=2, text="а") == "Too Many Requests: retry after 7"
    assert (await call("sendMessage", chat_id=2, text="а"))["text"] == "а"


async def test_the_answer_to_a_press_belongs_to_whoever_pressed(call: Caller) -> None:
    await call.say("а", reply_markup={"inline_keyboard": [[{"text": "Так", "callback_data": "x"}]]})
    press = call.olena.press(call.olena.last, "Так")
    call.telegram.faults.fail("answerCallbackQuery", 500, description="Internal Server Error", chat_id=1)
    assert await call("answerCallbackQuery", callback_query_id=press.id) == "Internal Server Error"
    assert await call("answerCallbackQuery", callback_query_id=press.id) is True


async def test_any_refusal_can_be_ordered(call: Caller) -> None:
    call.telegram.faults.refuse("sendMessage", bad_request("have no rights to send a message"), times=2)
    assert await call.say("а") == await call.say("а") == "Bad Request: have no rights to send a message"
    assert (await call.say("а"))["text"] == "а"


async def test_what_was_refused_is_kept_with_its_reason(call: Caller) -> None:
    call.telegram.faults.fail_at_gateway("getMe")
    await call.telegram.serve("getMe", {})
    await call("sendMessage", chat_id=9, text="а")
    kept = [(each.method, each.chat_id, each.status, each.description) for each in call.telegram.refused]
    assert kept == [("getMe", None, 502, "Bad Gateway"), ("sendMessage", 9, 400, "Bad Request: chat not found")]
    assert Counter(call.telegram.calls) == {"getMe": 1, "sendMessage": 1}


async def test_a_press_without_an_answer_is_seen(call: Caller) -> None:
    await call.say("а", reply_markup={"inline_keyboard": [[{"text": "Так", "callback_data": "x"}]]})
    first, second = (call.olena.press(call.olena.last, "Так") for _ in range(2))
    call.telegram.ask()
    await call("answerCallbackQuery", callback_query_id=first.id)
    assert [(each.id, each.data, each.person_id) for each in call.telegram.unanswered] == [(second.id, "x", 1)]
    call.now += 3600
    await call("answerCallbackQuery", callback_query_id=second.id)
    assert len(call.telegram.unanswered) == 1, "too late is no answer"


async def test_a_reset_comes_before_the_call_is_taken(call: Caller) -> None:
    call.telegram.faults.reset("sendMessage")
    with pytest.raises(NoAnswer) as fault:
        await call.say("а")
    assert (fault.value.sent, fault.value.broken) == (False, True)
    assert call.olena.replies == []


async def test_a_slow_call_holds_up_no_other(call: Caller) -> None:
    call.telegram.faults.delay(0.05, "sendMessage", chat_id=1)
    slow = asyncio.create_task(call.say("повільно"))
    await asyncio.sleep(0)
    await call.say("швидко")
    await slow
    assert [message.text for message in call.olena.replies] == ["швидко", "повільно"]


@pytest.fixture
async def url() -> AsyncIterator[tuple[Telegram, str]]:
    telegram = Telegram()
    telegram.add_person(1, "Олена").has_started = True
    async with served(bot_api(telegram)) as address:
        yield telegram, f"{address}/bot{telegram.token}/sendMessage"


async def test_over_http_a_gateway_speaks_html_and_a_reset_says_nothing(url: tuple[Telegram, str]) -> None:
    telegram, address = url
    async with httpx.AsyncClient(timeout=5, trust_env=False) as client:
        telegram.faults.fail_at_gateway("sendMessage")
        answer = await client.post(address, json={"chat_id": 1, "text": "а"})
        assert (answer.status_code, answer.headers["content-type"]) == (502, "text/html; charset=utf-8")
        assert "<h1>502 Bad Gateway</h1>" in answer.text
        telegram.faults.reset("sendMessage")
        with pytest.raises((httpx.ReadError, httpx.RemoteProtocolError)):
            await client.post(address, json={"chat_id": 1, "text": "а"})
        assert telegram.people[1].replies == []
        await client.post(address, json={"chat_id": 1, "text": "б"})
    assert telegram.people[1].last.text == "б"


async def test_in_memory_ptb_reads_a_gateway_and_a_reset_as_its_own_request_would(call: Caller) -> None:
    request = SimulatorRequest(call.telegram)
    bot = make_bot(call.telegram.token, "https://simulated", replies=request, updates=request)
    await bot.initialize()
    call.telegram.faults.reset("sendMessage")
    with pytest.raises(NetworkError, match="ReadError"):
        await bot.send_message(1, "а")
    call.telegram.faults.fail_at_gateway("sendMessage")
    with pytest.raises(NetworkError):
        await bot.send_message(1, "а")
    assert call.olena.replies == []
