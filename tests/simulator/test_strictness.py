"""What Telegram refuses the simulator refuses, in Telegram's words."""

from __future__ import annotations

import pytest

from simulator.parameters import Upload
from simulator.people import CannotDo, Person
from simulator.rights import MEMBER
from tests.simulator.conftest import Caller


async def test_a_text_has_from_one_to_4096_utf16_units_after_parsing(call: Caller) -> None:
    assert await call.say("") == "Bad Request: message text is empty"
    assert await call.say("  \n ") == "Bad Request: message text is empty"
    assert await call.say("<b></b>", parse_mode="HTML") == "Bad Request: message text is empty"
    assert (await call.say("а" * 4096))["message_id"]
    assert await call.say("а" * 4097) == "Bad Request: message is too long"
    assert await call.say("😀" * 2049) == "Bad Request: message is too long"
    assert (await call.say("<b>" + "а" * 4096 + "</b>", parse_mode="HTML"))["message_id"]


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<b>а", "can't parse entities: Can't find end tag corresponding to start tag \"b\""),
        ("а</b>", "can't parse entities: Unexpected end tag at byte offset 2"),
        ("<b><i>а</b></i>", 'can\'t parse entities: Unmatched end tag at byte offset 8, expected "</i>", found "</b>"'),
        ("<h1>а</h1>", 'can\'t parse entities: Unsupported start tag "h1" at byte offset 0'),
        ("а < б", 'can\'t parse entities: Unsupported start tag "" at byte offset 3'),
    ],
)
async def test_html_that_telegram_does_not_know_is_refused(call: Caller, html: str, words: str) -> None:
    assert await call.say(html, parse_mode="HTML") == f"Bad Request: {words}"


async def test_html_becomes_entities_counted_in_utf16(call: Caller) -> None:
    message = await call.say(
        '😀<b>а<i>б</i></b> &lt;&#x41; <a href="https://diia.gov.ua/?a=1&amp;b=2">є</a>', parse_mode="HTML"
    )
    assert message["text"] == "😀аб <A є"
    assert message["entities"] == [
        {"type": "bold", "offset": 2, "length": 2},
        {"type": "italic", "offset": 3, "length": 1},
        {"type": "text_link", "offset": 8, "length": 1, "url": "https://diia.gov.ua/?a=1&b=2"},
    ]
    assert call.olena.last.html == '😀<b>а<i>б</i></b> &lt;A <a href="https://diia.gov.ua/?a=1&amp;b=2">є</a>'


async def test_white_space_at_the_ends_is_dropped_and_entities_move_along(call: Caller) -> None:
    message = await call.say("  <b> а</b> ", parse_mode="HTML")
    assert (message["text"], message["entities"]) == ("а", [{"type": "bold", "offset": 0, "length": 1}])


@pytest.mark.parametrize(
    ("button", "words"),
    [
        ({"text": "а", "callback_data": "x" * 65}, "BUTTON_DATA_INVALID"),
        ({"text": "а", "callback_data": "щ" * 33}, "BUTTON_DATA_INVALID"),
        ({"text": "а", "callback_data": ""}, "BUTTON_DATA_INVALID"),
        ({"text": "а", "web_app": {"url": "http://bot.example.org"}}, "Only HTTPS links are allowed"),
        ({"text": "", "callback_data": "x"}, "Text buttons are unallowed"),
        ({"text": "а"}, "Text buttons are unallowed"),
        ({"text": "а", "callback_data": "x", "url": "https://diia.gov.ua"}, "Text buttons are unallowed"),
        ({"text": "а", "url": "not a link"}, "Wrong HTTP URL"),
    ],
)
async def test_a_button_that_cannot_work_is_refused(call: Caller, button: dict[str, str], words: str) -> None:
    assert words in await call.say("а", reply_markup={"inline_keyboard": [[button]]})


async def test_too_many_buttons_and_unknown_keyboards_are_refused(call: Caller) -> None:
    row = [{"text": "а", "callback_data": "x"}]
    assert (await call.say("а", reply_markup={"inline_keyboard": [row] * 100}))["message_id"]
    assert await call.say("а", reply_markup={"inline_keyboard": [row] * 101}) == "Bad Request: reply markup is too long"
    assert "object expected as reply markup" in await call.say("а", reply_markup={"buttons": []})
    assert "can't parse reply markup JSON object" in await call.say("а", reply_markup="{")


async def test_an_edit_that_changes_nothing_is_refused(call: Caller) -> None:
    markup = {"inline_keyboard": [[{"text": "а", "callback_data": "x"}]]}
    sent = await call.say("<b>а</b>", parse_mode="HTML", reply_markup=markup)
    same = {"chat_id": 1, "message_id": sent["message_id"], "text": "<b>а</b>", "parse_mode": "HTML"}
    assert (await call("editMessageText", **same, reply_markup=markup)).startswith(
        "Bad Request: message is not modified"
    )
    assert "reply_markup" not in await call("editMessageText", **same)
    assert (await call("editMessageText", **{**same, "text": "б"}))["edit_date"]


async def test_only_its_own_messages_that_exist_can_be_edited(call: Caller) -> None:
    hers = call.olena.send("моє")
    edit = {"chat_id": 1, "text": "б"}
    assert await call("editMessageText", **edit, message_id=hers.id) == "Bad Request: message can't be edited"
    assert await call("editMessageText", **edit, message_id=999) == "Bad Request: message to edit not found"


async def test_a_message_is_deleted_once_and_within_two_days(call: Caller) -> None:
    first, second = await call.say("а"), await call.say("б")
    assert await call("deleteMessage", chat_id=1, message_id=first["message_id"]) is True
    again = await call("deleteMessage", chat_id=1, message_id=first["message_id"])
    assert again == "Bad Request: message to delete not found"
    call.now += 48 * 3600 + 1
    late = await call("deleteMessage", chat_id=1, message_id=second["message_id"])
    assert late == "Bad Request: message can't be deleted for everyone"


async def test_a_press_is_answered_once_and_not_for_ever(call: Caller) -> None:
    await call.say("а", reply_markup={"inline_keyboard": [[{"text": "Так", "callback_data": "x"}]]})
    press, late = call.olena.press(call.olena.last, "Так"), call.olena.press(call.olena.last, "Так")
    assert await call("answerCallbackQuery", callback_query_id=press.id, text="Гаразд") is True
    assert (await press.answered())["text"] == "Гаразд"
    for query_id in (press.id, "no such"):
        words = await call("answerCallbackQuery", callback_query_id=query_id)
        assert words.startswith("Bad Request: query is too old")
    call.now += 3600
    assert "query is too old" in await call("answerCallbackQuery", callback_query_id=late.id)
    assert "MESSAGE_TOO_LONG" in await call("answerCallbackQuery", callback_query_id=late.id, text="а" * 201)


async def test_nobody_is_written_to_who_does_not_want_it(call: Caller) -> None:
    send = {"method": "sendMessage", "text": "а"}
    assert await call(**send, chat_id=2) == "Forbidden: bot can't initiate conversation with a user"
    assert await call(**send, chat_id=999) == "Bad Request: chat not found"
    call.olena.block()
    assert await call(**send, chat_id=1) == "Forbidden: bot was blocked by the user"
    call.olena.start()
    assert (await call(**send, chat_id=1))["message_id"]
    call.olena.deactivate()
    assert await call(**send, chat_id=1) == "Forbidden: user is deactivated"


async def test_captions_and_albums_have_their_limits(call: Caller) -> None:
    photo = {"photo": Upload("a.png", b"png", "image/png")}
    sent = await call("sendPhoto", files=photo, chat_id=1, caption="а" * 1024)
    assert sent["photo"][0]["file_size"] == 3
    assert "caption is too long" in await call("sendPhoto", files=photo, chat_id=1, caption="а" * 1025)
    assert "file must be non-empty" in await call("sendPhoto", files={"photo": Upload("a.png", b"")}, chat_id=1)
    again = await call("sendPhoto", chat_id=1, photo=sent["photo"][0]["file_id"])
    assert again["photo"][0]["file_id"] == sent["photo"][0]["file_id"]
    assert "wrong file_id" in await call("sendPhoto", chat_id=1, photo="no such")
    one = [{"type": "photo", "media": "attach://photo"}]
    assert "wrong number" in await call("sendMediaGroup", files=photo, chat_id=1, media=one)
    album = await call("sendMediaGroup", files=photo, chat_id=1, media=one * 2)
    assert album[0]["media_group_id"] == album[1]["media_group_id"]


async def test_inline_results_are_unique_and_not_too_many(call: Caller) -> None:
    def results(*ids: str) -> list[dict[str, object]]:
        content = {"message_text": "<b>а</b>", "parse_mode": "HTML"}
        return [{"type": "article", "id": id, "title": "А", "input_message_content": content} for id in ids]

    query = call.telegram.ask()
    answer = {"method": "answerInlineQuery", "inline_query_id": query.id}
    assert "RESULT_ID_DUPLICATE" in await call(**answer, results=results("a", "a"))
    assert "RESULT_ID_INVALID" in await call(**answer, results=results("a" * 65))
    assert "RESULTS_TOO_MUCH" in await call(**answer, results=results(*map(str, range(51))))
    assert await call(**answer, results=results("a", "b")) is True
    assert [result["id"] for result in (await query.answered())["results"]] == ["a", "b"]


async def test_commands_are_small_latin_words_with_a_description(call: Caller) -> None:
    for command in ("Start", "старт", "a b", "a" * 33):
        words = await call("setMyCommands", commands=[{"command": command, "description": "Почати"}])
        assert "BOT_COMMAND_INVALID" in words
    assert "DESCRIPTION_INVALID" in await call("setMyCommands", commands=[{"command": "a", "description": ""}])


async def test_a_reply_to_a_message_that_is_gone_is_refused_unless_allowed(call: Caller) -> None:
    assert "message to be replied not found" in await call.say("а", reply_parameters={"message_id": 99})
    lenient = {"message_id": 99, "allow_sending_without_reply": True}
    assert "reply_to_message" not in await call.say("а", reply_parameters=lenient)


async def test_an_unknown_method_says_which_are_known(call: Caller) -> None:
    assert "sendmessage" in await call("sendSomething")


async def test_updates_wait_until_they_are_acknowledged(call: Caller) -> None:
    call.olena.send("раз")
    call.olena.send("два")
    updates = await call("getUpdates")
    assert [update["message"]["text"] for update in updates] == ["/start", "раз", "два"]
    assert await call("getUpdates") == updates
    assert await call("getUpdates", limit=1) == updates[:1]
    assert await call("getUpdates", offset=updates[1]["update_id"]) == updates[1:]
    assert await call("getUpdates") == updates[1:]


async def test_only_updates_that_the_bot_asked_for_come(call: Caller) -> None:
    await call("getUpdates", offset=99, allowed_updates=["message"])
    sent = call.olena.send("раз")
    call.olena.edit(sent, "два")
    [update] = await call("getUpdates")
    assert "message" in update


async def test_a_second_poll_ends_the_first(call: Caller) -> None:
    import asyncio

    first = asyncio.create_task(call("getUpdates", offset=99, timeout=30))
    await asyncio.sleep(0)
    await call("getUpdates", offset=99, timeout=0)
    assert "terminated by other getUpdates" in await first


async def test_with_a_webhook_there_is_no_poll(call: Caller) -> None:
    assert "HTTPS URL" in await call("setWebhook", url="http://example.com")
    await call("setWebhook", url="https://example.com")
    assert "webhook is active" in await call("getUpdates")
    await call("deleteWebhook")
    assert len(await call("getUpdates")) == 1


async def test_as_an_ordinary_member_of_a_group_the_bot_gets_commands_and_replies_to_it_only(call: Caller) -> None:
    await call("getUpdates", offset=99)
    call.telegram.add_group(-5, "Сусіди", [call.olena], bot=MEMBER)
    said = await call("sendMessage", chat_id=-5, text="Вітаю")
    call.olena.send("просто так", chat=call.telegram.chats[-5])
    call.olena.send("/help@another_bot", chat=call.telegram.chats[-5])
    call.olena.send("/help@simulated_bot", chat=call.telegram.chats[-5])
    call.olena.send("у відповідь", chat=call.telegram.chats[-5], reply_to=said["message_id"])
    texts = [update["message"]["text"] for update in await call("getUpdates")]
    assert texts == ["/help@simulated_bot", "у відповідь"]


@pytest.mark.parametrize("payload", ["a b", "щ", "a" * 65, "a.b"])
def test_a_deep_link_carries_only_what_telegram_lets_through(call: Caller, payload: str) -> None:
    with pytest.raises(CannotDo):
        call.olena.start(payload)


def test_a_person_cannot_do_the_impossible(call: Caller) -> None:
    other: Person = call.stranger
    with pytest.raises(CannotDo):
        other.send("а" * 4097)
    with pytest.raises(CannotDo):
        other.press(call.olena.messages[0], "Так")
    with pytest.raises(CannotDo):
        other.edit(call.olena.messages[0], "чуже")
    with pytest.raises(CannotDo):
        other.send("а", chat=call.olena.chat)
