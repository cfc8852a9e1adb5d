"""Two client libraries that know nothing of each other find in the simulator the Telegram they expect."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.types import (
    BufferedInputFile,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQuery,
    InlineQueryResultArticle,
    InputMediaPhoto,
    InputTextMessageContent,
    Message,
)
from telegram.error import NetworkError, TimedOut

from channels.telegram import TelegramBot, make_bot
from simulator.http import bot_api
from simulator.parameters import Upload
from simulator.request import SimulatorRequest
from simulator.telegram import Telegram
from tests.processes import served


@pytest.fixture
def telegram() -> Telegram:
    return Telegram()


@pytest.fixture
async def url(telegram: Telegram) -> AsyncIterator[str]:
    """The simulator served over HTTP on loopback."""
    async with served(bot_api(telegram)) as address:
        yield address


@pytest.fixture
async def aiogram_bot(telegram: Telegram, url: str) -> AsyncIterator[Bot]:
    server = TelegramAPIServer.from_base(url)
    async with Bot(telegram.token, session=AiohttpSession(api=server, timeout=5)) as bot:
        yield bot


async def test_an_aiogram_bot_lives_in_it(telegram: Telegram, aiogram_bot: Bot) -> None:
    """Polling, text, buttons, edits, toasts, files both ways, albums, inline mode: an echo bot of another make."""
    olena = telegram.add_person(1, "Олена")
    dispatcher = Dispatcher()

    @dispatcher.message()
    async def echo(message: Message) -> None:
        button = InlineKeyboardButton(text="Ще", callback_data="again")
        if message.document:
            content = await aiogram_bot.download(message.document)
            assert content
            copy = BufferedInputFile(content.read()[::-1], filename="назад.txt")
            await message.answer_document(copy, caption="<i>Ось</i>", parse_mode="HTML")
        else:
            keyboard = InlineKeyboardMarkup(inline_keyboard=[[button]])
            await message.reply(f"<b>{message.text}</b>", parse_mode="HTML", reply_markup=keyboard)

    @dispatcher.callback_query()
    async def again(query: CallbackQuery) -> None:
        assert isinstance(query.message, Message)
        await query.message.edit_text("Змінено")
        await query.answer("Гаразд")

    @dispatcher.inline_query()
    async def offer(query: InlineQuery) -> None:
        content = InputTextMessageContent(message_text=query.query)
        await query.answer([InlineQueryResultArticle(id="1", title="А", input_message_content=content)])

    polling = asyncio.create_task(dispatcher.start_polling(aiogram_bot, handle_signals=False, polling_timeout=1))
    try:
        olena.send("Привіт")
        await _until(lambda: bool(olena.replies))
        assert olena.last.html == "<b>Привіт</b>"
        assert olena.last.data["reply_to_message"]["text"] == "Привіт"
        press = olena.press(olena.last, "Ще")
        assert (await press.answered())["text"] == "Гаразд"
        assert (olena.last.text, olena.last.is_edited, olena.last.buttons) == ("Змінено", True, [])
        olena.send_file("document", Upload("a.txt", b"abc", "text/plain"))
        await _until(lambda: "document" in olena.last.data)
        assert olena.last.html == "<i>Ось</i>"
        copy = telegram.file(olena.last.data["document"]["file_id"])
        assert (copy.name, copy.content) == ("назад.txt", b"cba")
        [result] = await olena.inline("слова")
        assert olena.choose(result, olena.chat).text == "слова"
    finally:
        await dispatcher.stop_polling()
        await polling


async def test_an_aiogram_bot_meets_its_own_errors(telegram: Telegram, aiogram_bot: Bot, url: str) -> None:
    olena = telegram.add_person(1, "Олена")
    with pytest.raises(TelegramForbiddenError, match="can't initiate"):
        await aiogram_bot.send_message(1, "а")
    olena.start()
    with pytest.raises(TelegramBadRequest, match="message text is empty"):
        await aiogram_bot.send_message(1, " ")
    telegram.faults.flood(retry_after=3)
    with pytest.raises(TelegramRetryAfter, match="retry after 3"):
        await aiogram_bot.send_message(1, "а")
    telegram.faults.fail(status=502)
    with pytest.raises(TelegramServerError):
        await aiogram_bot.send_message(1, "а")
    server = TelegramAPIServer.from_base(url)
    async with Bot("42:wrong", session=AiohttpSession(api=server)) as stranger:
        with pytest.raises(TelegramUnauthorizedError):
            await stranger.get_me()
    media = [InputMediaPhoto(media=BufferedInputFile(b"png", filename=f"{n}.png")) for n in range(2)]
    album = await aiogram_bot.send_media_group(1, list(media))
    assert len({message.media_group_id for message in album}) == 1


@pytest.fixture
async def ptb_bot(telegram: Telegram) -> TelegramBot:
    request = SimulatorRequest(telegram)
    bot = make_bot(telegram.token, "https://simulated", replies=request, updates=request)
    await bot.initialize()
    return bot


async def test_ptb_sends_and_fetches_files(telegram: Telegram, ptb_bot: TelegramBot, tmp_path: Path) -> None:
    olena = telegram.add_person(1, "Олена")
    olena.start()
    path = tmp_path / "довідка.txt"
    path.write_bytes(b"abc")
    sent = await ptb_bot.send_document(1, path, caption="<b>Ось</b>")
    assert olena.last.html == "<b>Ось</b>"
    assert sent.document
    assert bytes(await (await sent.document.get_file()).download_as_bytearray()) == b"abc"


async def test_a_time_out_after_accept_leaves_the_message_sent(telegram: Telegram, ptb_bot: TelegramBot) -> None:
    olena = telegram.add_person(1, "Олена")
    olena.start()
    telegram.faults.time_out("sendMessage")
    with pytest.raises(TimedOut):
        await ptb_bot.send_message(1, "дійшло")
    assert olena.last.text == "дійшло"
    telegram.faults.time_out("sendMessage", after_accept=False)
    with pytest.raises(TimedOut):
        await ptb_bot.send_message(1, "не дійшло")
    assert olena.last.text == "дійшло"


async def test_without_a_network_nothing_is_sent(telegram: Telegram, ptb_bot: TelegramBot) -> None:
    olena = telegram.add_person(1, "Олена")
    olena.start()
    with telegram.faults.network_gone(), pytest.raises(NetworkError):
        await ptb_bot.send_message(1, "а")
    assert olena.replies == []


async def test_a_fault_meets_only_its_method_and_only_so_often(telegram: Telegram, ptb_bot: TelegramBot) -> None:
    telegram.faults.fail("sendMessage", times=2)
    await ptb_bot.get_me()
    telegram.add_person(1, "Олена").start()
    for _ in range(2):
        with pytest.raises(NetworkError):
            await ptb_bot.send_message(1, "а")
    await ptb_bot.send_message(1, "а")


async def test_a_slow_telegram_takes_its_time(telegram: Telegram, ptb_bot: TelegramBot) -> None:
    telegram.faults.slowness = 0.05
    loop = asyncio.get_running_loop()
    before = loop.time()
    await ptb_bot.get_me()
    assert loop.time() - before >= 0.05


async def test_over_http_a_lost_reply_ends_when_the_client_gives_up(telegram: Telegram, url: str) -> None:
    import httpx

    olena = telegram.add_person(1, "Олена")
    olena.start()
    telegram.faults.time_out("sendMessage")
    async with httpx.AsyncClient(timeout=0.2, trust_env=False) as client:
        with pytest.raises(httpx.ReadTimeout):
            await client.post(f"{url}/bot{telegram.token}/sendMessage", json={"chat_id": 1, "text": "дійшло"})
        telegram.faults.garble("getMe")
        assert "html" in (await client.get(f"{url}/bot{telegram.token}/getMe")).text
        form = await client.post(f"{url}/bot{telegram.token}/sendMessage", data={"chat_id": "1", "text": "форма"})
        assert form.json()["result"]["text"] == "форма"
    assert [message.text for message in olena.replies] == ["дійшло", "форма"]


async def _until(true: object) -> None:
    assert callable(true)
    async with asyncio.timeout(5):
        while not true():  # noqa: ASYNC110 - the other library does not tell
            await asyncio.sleep(0.005)


async def test_over_http_a_connection_breaks_in_the_middle_of_the_answer(telegram: Telegram, url: str) -> None:
    import httpx

    olena = telegram.add_person(1, "Олена")
    olena.start()
    telegram.faults.break_off("sendMessage")
    async with httpx.AsyncClient(timeout=5, trust_env=False) as client:
        with pytest.raises(httpx.RemoteProtocolError):
            await client.post(f"{url}/bot{telegram.token}/sendMessage", json={"chat_id": 1, "text": "дійшло"})
    assert olena.last.text == "дійшло"


async def test_in_memory_a_broken_connection_is_noticed_at_once(telegram: Telegram, ptb_bot: TelegramBot) -> None:
    olena = telegram.add_person(1, "Олена")
    olena.start()
    telegram.faults.break_off("sendMessage")
    with pytest.raises(NetworkError) as broken:
        await ptb_bot.send_message(1, "дійшло")
    assert not isinstance(broken.value, TimedOut)
    assert olena.last.text == "дійшло"
