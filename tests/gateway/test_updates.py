"""An update is read as PTB reads it, whichever way is the quick one."""

from __future__ import annotations

from typing import Any

import pytest
from telegram import Message, Update

from channels.telegram import make_bot
from gateway.updates import read_update
from simulator.request import SimulatorRequest
from simulator.telegram import Telegram

PERSON = {"id": 7, "is_bot": False, "first_name": "Олена", "last_name": "К", "username": "olena", "language_code": "uk"}
CHAT = {"id": 7, "type": "private", "first_name": "Олена", "last_name": "К", "username": "olena"}
WORDS = {"message_id": 5, "from": PERSON, "chat": CHAT, "date": 1_790_000_000, "text": "що таке Дія?"}
COMMAND = {**WORDS, "text": "/start a", "entities": [{"type": "bot_command", "offset": 0, "length": 6}]}
PRESS = {"id": "1", "from": PERSON, "chat_instance": "1", "data": "menu", "message": {**WORDS, "from": PERSON}}


@pytest.mark.parametrize(
    "what",
    [
        {"message": WORDS},
        {"message": COMMAND},
        {"message": {**WORDS, "reply_to_message": WORDS}},
        {"message": {**WORDS, "is_topic_message": True, "message_thread_id": 3}},
        {"edited_message": WORDS},
        {"callback_query": PRESS},
        {"message": WORDS, "something_new": {"a": 1}},
    ],
    ids=["words", "command", "reply", "topic", "edited", "press", "unknown"],
)
def test_it_reads_what_ptb_reads(what: dict[str, Any]) -> None:
    telegram = Telegram()
    request = SimulatorRequest(telegram)
    bot = make_bot(telegram.token, "https://simulated", replies=request, updates=request)
    data = {"update_id": 9, **what}
    read, known = read_update(data, bot), Update.de_json(data, bot)
    assert read.to_dict() == known.to_dict()
    assert read == known
    assert read.effective_user == known.effective_user
    for one in (read.effective_message, read.effective_chat, read):
        assert one is not None
        assert one.get_bot() is bot
    mine, theirs = read.effective_message, known.effective_message
    assert isinstance(mine, Message)
    assert isinstance(theirs, Message)
    assert mine.date == theirs.date
    assert mine.date.tzinfo is theirs.date.tzinfo
