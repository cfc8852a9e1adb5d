"""The methods of the Bot API, each as strict as Telegram's."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from simulator.entities import Entity, commands, parse, utf16
from simulator.parameters import Parameters, Upload
from simulator.people import GENERAL, Chat, Json
from simulator.refusals import Refusal, bad_request, migrated
from simulator.rights import check_access, check_content, check_inside
from simulator.webhook import DEFAULT_CONNECTIONS, MOST_CONNECTIONS, Address

if TYPE_CHECKING:
    from simulator.telegram import Telegram

TEXT_LENGTH, CAPTION_LENGTH = 4096, 1024
CALLBACK_BYTES = 64
TOAST_LENGTH = 200
BUTTONS = 100
INLINE_RESULTS = 50
UPLOAD_BYTES, DOWNLOAD_BYTES = 50 * 1024 * 1024, 20 * 1024 * 1024
DELETABLE = 48 * 3600
"""Seconds for which a bot can delete its message."""

METHODS: dict[str, Callable[[Telegram, Parameters], Awaitable[Any]]] = {}
"""By name in small letters: Telegram's methods are case-insensitive."""


def method(
    function: Callable[[Telegram, Parameters], Awaitable[Any]],
) -> Callable[[Telegram, Parameters], Awaitable[Any]]:
    """A method of the Bot API, named like the function."""
    METHODS[function.__name__.replace("_", "")] = function
    return function


# The bot itself


@method
async def get_me(telegram: Telegram, _given: Parameters) -> Json:
    abilities = {"can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": True}
    return {**abilities, **telegram.me}


@method
async def get_updates(telegram: Telegram, given: Parameters) -> list[Json]:
    return await telegram.updates(
        given.number("offset"), given.number("limit"), given.number("timeout"), given.json("allowed_updates")
    )


@method
async def set_webhook(telegram: Telegram, given: Parameters) -> bool:
    url, connections = given.text("url"), given.number("max_connections", DEFAULT_CONNECTIONS)
    address = Address(url, given.text("secret_token"), min(max(1, connections), MOST_CONNECTIONS)) if url else None
    if address:
        address.check()
    telegram.allow(given.json("allowed_updates"))
    if given.yes("drop_pending_updates"):
        telegram.drop_updates()
    elif telegram.webhook and telegram.webhook.address == address:
        return True  # «Webhook is already set»: what is under way goes on
    telegram.set_webhook(address)
    return True


@method
async def delete_webhook(telegram: Telegram, given: Parameters) -> bool:
    if given.yes("drop_pending_updates"):
        telegram.drop_updates()
    telegram.set_webhook(None)
    return True


@method
async def get_webhook_info(telegram: Telegram, _given: Parameters) -> Json:
    return {
        "url": "",
        **(telegram.webhook.info if telegram.webhook else {}),
        "has_custom_certificate": False,
        "pending_update_count": telegram.pending,
        "allowed_updates": sorted(telegram.allowed),
    }


@method
async def set_my_commands(telegram: Telegram, given: Parameters) -> bool:
    listed: list[Json] = given.json("commands") or []
    for command in listed:
        if not re.fullmatch(r"[a-z0-9_]{1,32}", command.get("command", "")):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(command.get("description", "")) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    scope = given.json("scope") or {}
    if scope.get("type") == "chat" and int(scope["chat_id"]) not in telegram.chats:
        if moved := telegram.moved.get(int(scope["chat_id"])):
            raise migrated(moved)
        raise bad_request("chat not found")
    telegram.commands[_scope(given)] = listed
    for chat in telegram.chats.values():
        telegram.tell("commands", chat.id, {"commands": telegram.commands_in(chat)})
    return True


def _scope(given: Parameters) -> str:
    scope: Json = given.json("scope") or {"type": "default"}
    return ":".join([scope["type"], *(str(scope[name]) for name in ("chat_id", "user_id") if name in scope)])


# Messages


@method
async def send_message(telegram: Telegram, given: Parameters) -> Json:
    chat = writable_chat(telegram, given)
    text, entities = _text(given, "text", "entities", TEXT_LENGTH)
    entities = _mentions(telegram, entities)
    if not text:
        raise bad_request("message text is empty")
    return _post(telegram, chat, given, {"text": text, **_marked("entities", entities)})


def _sends_file(kind: str) -> None:
    async def send(telegram: Telegram, given: Parameters) -> Json:
        chat = writable_chat(telegram, given)
        content = _file_content(telegram, given, kind)
        caption = _caption(given)
        if kind not in {"sticker", "video_note"}:
            content |= caption
        return _post(telegram, chat, given, content)

    METHODS[f"send{kind.replace('_', '')}"] = send


for _kind in ("photo", "document", "voice", "video", "audio", "animation", "sticker", "video_note"):
    _sends_file(_kind)


@method
async def send_media_group(telegram: Telegram, given: Parameters) -> list[Json]:
    chat = writable_chat(telegram, given)
    media: list[Json] = given.json("media") or []
    if not 2 <= len(media) <= 10:
        raise bad_request("wrong number of media in the album")
    contents = []
    for item in media:
        piece = Parameters({**item, item["type"]: item["media"]}, given.files)
        contents.append(_file_content(telegram, piece, item["type"]) | _caption(piece))
    album = f"album-{chat.id}-{chat.last_message_id + 1}"
    return [_post(telegram, chat, given, {**content, "media_group_id": album}) for content in contents]


@method
async def send_chat_action(telegram: Telegram, given: Parameters) -> bool:
    telegram.tell("typing", writable_chat(telegram, given).id, {"action": given.text("action")})
    return True


@method
async def edit_message_text(telegram: Telegram, given: Parameters) -> Json:
    chat, message = _own_message(telegram, given)
    text, entities = _text(given, "text", "entities", TEXT_LENGTH)
    entities = _mentions(telegram, entities)
    if not text:
        raise bad_request("message text is empty")
    if "text" not in message:
        raise bad_request("there is no text in the message to edit")
    return _change(telegram, chat, message, given, {"text": text, **_marked("entities", entities)})


@method
async def edit_message_caption(telegram: Telegram, given: Parameters) -> Json:
    chat, message = _own_message(telegram, given)
    if "text" in message:
        raise bad_request("there is no caption in the message to edit")
    return _change(telegram, chat, message, given, _caption(given))


@method
async def edit_message_reply_markup(telegram: Telegram, given: Parameters) -> Json:
    chat, message = _own_message(telegram, given)
    kept = {name: message[name] for name in _TEXTS if name in message}
    return _change(telegram, chat, message, given, kept)


@method
async def delete_message(telegram: Telegram, given: Parameters) -> bool:
    _delete(telegram, writable_chat(telegram, given), given.number("message_id"))
    return True


@method
async def delete_messages(telegram: Telegram, given: Parameters) -> bool:
    chat = writable_chat(telegram, given)
    for message_id in given.json("message_ids") or []:
        if message_id in chat.messages:
            _delete(telegram, chat, message_id)
    return True


@method
async def copy_message(telegram: Telegram, given: Parameters) -> Json:
    source, original = _original(telegram, given, "message to copy not found")
    chat = writable_chat(telegram, given)
    content = _content_for(chat, original, source.is_protected and not source.is_copyable, "copied")
    if "caption" in given and not original.get("text"):
        caption, entities = _text(given, "caption", "caption_entities", CAPTION_LENGTH)
        content |= {"caption": caption, "caption_entities": entities}
    return {"message_id": _post(telegram, chat, given, content)["message_id"]}


@method
async def forward_message(telegram: Telegram, given: Parameters) -> Json:
    source, original = _original(telegram, given, "message to forward not found")
    chat = writable_chat(telegram, given)
    if source.is_protected:
        raise bad_request("message has protected content and can't be forwarded")
    content = _content_for(chat, original, bool(original.get("has_protected_content")), "forwarded")
    origin = {"type": "user", "sender_user": original["from"], "date": original["date"]}
    return _post(telegram, chat, given, {**content, "forward_origin": original.get("forward_origin", origin)})


def _original(telegram: Telegram, given: Parameters, missing: str) -> tuple[Chat, Json]:
    """The message to copy or forward, and its chat."""
    chat = known_chat(telegram, given, "from_chat_id")
    if not chat.is_private:
        check_inside(chat)
    message = chat.messages.get(given.number("message_id"))
    if message is None:
        raise bad_request(missing)
    return chat, message


def _content_for(chat: Chat, message: Json, is_protected: bool, deed: str) -> Json:
    """What goes from a message into `chat`. Raises a refusal where nothing may."""
    content = {name: message[name] for name in (*_TEXTS, *_FILES) if name in message}
    try:
        if not content or is_protected:
            raise bad_request("service message or protected content")
        check_content(chat, content)
    except Refusal as refusal:
        if "VOICE" in refusal.description:  # this one comes from deeper within
            raise
        raise bad_request(f"the message can't be {deed}") from None
    return content


# Queries and files


@method
async def answer_callback_query(telegram: Telegram, given: Parameters) -> bool:
    text = given.text("text")
    if utf16(text) > TOAST_LENGTH:
        raise bad_request("MESSAGE_TOO_LONG")
    telegram.answer(
        given.text("callback_query_id"),
        {"text": text, "show_alert": given.yes("show_alert"), "url": given.text("url")},
    )
    return True


@method
async def answer_inline_query(telegram: Telegram, given: Parameters) -> bool:
    results: list[Json] = given.json("results") or []
    if len(results) > INLINE_RESULTS:
        raise bad_request("RESULTS_TOO_MUCH")
    if any(not 1 <= len(str(result.get("id", "")).encode()) <= 64 for result in results):
        raise bad_request("RESULT_ID_INVALID")
    if len({result["id"] for result in results}) < len(results):
        raise bad_request("RESULT_ID_DUPLICATE")
    telegram.answer(given.text("inline_query_id"), {"results": [_inline_result(result) for result in results]})
    return True


@method
async def get_file(telegram: Telegram, given: Parameters) -> Json:
    file_id = given.text("file_id")
    upload = telegram.file(file_id)
    if len(upload.content) > DOWNLOAD_BYTES:
        raise bad_request("file is too big")
    unique = file_id.replace("file", "unique")
    return {"file_id": file_id, "file_unique_id": unique, "file_size": len(upload.content), "file_path": file_id}


_TEXTS = ("text", "entities", "caption", "caption_entities")
_FILES = ("photo", "document", "animation", "voice", "video", "audio", "sticker", "video_note", "location")


def known_chat(telegram: Telegram, given: Parameters, name: str = "chat_id") -> Chat:
    """The chat of a call. Raises what Telegram says where there is none."""
    if moved := telegram.moved.get(given.chat_id(name)):
        raise migrated(moved)
    chat = telegram.chats.get(given.chat_id(name))
    if chat is None:
        raise bad_request("chat not found")
    return chat


def writable_chat(telegram: Telegram, given: Parameters) -> Chat:
    """The chat to write to. Raises what Telegram says where the bot is not let in."""
    chat = known_chat(telegram, given)
    check_access(chat)
    return chat


def _text(given: Parameters, name: str, entities_name: str, most: int) -> tuple[str, list[Entity]]:
    text, entities = parse(given.text(name), given.text("parse_mode"))
    if not given.text("parse_mode") and (explicit := given.json(entities_name)):
        entities = explicit
    if utf16(text) > most:
        raise bad_request("message is too long" if name == "text" else "message caption is too long")
    return text, sorted([*entities, *commands(text)], key=lambda entity: entity["offset"])


def _caption(given: Parameters) -> Json:
    text, entities = _text(given, "caption", "caption_entities", CAPTION_LENGTH)
    return {"caption": text, **_marked("caption_entities", entities)} if text else {}


def _mentions(telegram: Telegram, entities: list[Entity]) -> list[Entity]:
    """A link to a person whom Telegram knows is a mention of her."""
    mentions = []
    for entity in entities:
        person = re.fullmatch(r"tg://user\?id=(\d+)", str(entity.get("url")))
        user = telegram.people.get(int(person[1])) if person else None
        if user:
            place = {name: entity[name] for name in ("offset", "length")}
            entity = {"type": "text_mention", **place, "user": user.data}
        mentions.append(entity)
    return mentions


def _marked(name: str, entities: list[Entity]) -> Json:
    return {name: entities} if entities else {}


def _post(telegram: Telegram, chat: Chat, given: Parameters, content: Json) -> Json:
    if given.yes("allow_paid_broadcast"):
        telegram.paid.append(chat.id)
    if given.yes("protect_content"):
        content["has_protected_content"] = True
    if markup := _markup(given, chat):
        content["reply_markup"] = markup
    content |= _place(telegram, chat, given)
    check_content(chat, content)
    if content.get("message_thread_id", GENERAL) in chat.closed:
        raise bad_request("TOPIC_CLOSED")
    return telegram.seen(telegram.post(chat, telegram.me, content))


def _place(telegram: Telegram, chat: Chat, given: Parameters) -> Json:
    """The topic of a new message and what it replies to; a reply stands in the topic of its original."""
    place: Json = {}
    thread = given.number("message_thread_id")
    if thread and thread not in chat.topics:
        raise bad_request("message thread not found")
    reply: Json = given.json("reply_parameters") or {}
    if "reply_to_message_id" in given:
        reply = {
            "message_id": given.number("reply_to_message_id"),
            "allow_sending_without_reply": given.yes("allow_sending_without_reply"),
        }
    if reply:
        if original := chat.messages.get(int(reply["message_id"])):
            place["reply_to_message"] = telegram.quoted(chat, original["message_id"])
            thread = thread or original.get("message_thread_id", 0)
        elif not reply.get("allow_sending_without_reply"):
            raise bad_request("message to be replied not found")
    return place | ({"message_thread_id": thread, "is_topic_message": True} if thread else {})


def _own_message(telegram: Telegram, given: Parameters) -> tuple[Chat, Json]:
    chat = writable_chat(telegram, given)
    message = chat.messages.get(given.number("message_id"))
    if message is None:
        raise bad_request("message to edit not found")
    has_other_keyboard = "inline_keyboard" not in message.get("reply_markup", {"inline_keyboard": []})
    if message["from"]["id"] != telegram.me["id"] or has_other_keyboard or "forward_origin" in message:
        raise bad_request("message can't be edited")
    return chat, message


def _change(telegram: Telegram, chat: Chat, message: Json, given: Parameters, content: Json) -> Json:
    if markup := _markup(given, chat, inline_only=True):
        content["reply_markup"] = markup
    changing = (*_TEXTS, "reply_markup")
    if {name: message[name] for name in changing if name in message} == content:
        raise bad_request(
            "message is not modified: specified new message content and reply markup are exactly the same"
            " as a current content and reply markup of the message"
        )
    for name in changing:
        message.pop(name, None)
    message.update(content, edit_date=telegram.now())
    telegram.tell("edited", chat.id, message)
    return telegram.seen(message)


def _delete(telegram: Telegram, chat: Chat, message_id: int) -> None:
    message = chat.messages.get(message_id)
    if message is None:
        raise bad_request("message to delete not found")
    if not chat.bot.may("can_delete_messages") or chat.is_private:
        if message["from"]["id"] != telegram.me["id"] and not chat.is_private:
            raise bad_request("message can't be deleted")
        if telegram.now() - message["date"] > DELETABLE:
            raise bad_request("message can't be deleted for everyone")
    telegram.remove(chat, message_id)


def _file_content(telegram: Telegram, given: Parameters, kind: str) -> Json:
    file = given.file(kind)
    if isinstance(file, Upload):
        if not file.content:
            raise bad_request("file must be non-empty")
        if len(file.content) > UPLOAD_BYTES:
            raise bad_request("file is too big")
        file = telegram.keep(file)
    return telegram.content_of(kind, file)


def _markup(given: Parameters, chat: Chat, *, inline_only: bool = False) -> Json | None:
    """The keyboard, checked as Telegram checks it. Pages open inside of private chats only."""
    markup: Json | None = given.json("reply_markup")
    if not markup:
        return None
    _check_markup(markup, inline_only=inline_only)
    if not chat.is_private and any("web_app" in each for row in markup.get("inline_keyboard", ()) for each in row):
        raise bad_request("BUTTON_TYPE_INVALID")
    # An empty inline keyboard is none.
    return None if markup.get("inline_keyboard") == [] else markup


def _check_markup(markup: Json, *, inline_only: bool = False) -> None:
    if "inline_keyboard" in markup:
        buttons = [button for row in markup["inline_keyboard"] for button in row]
        if len(buttons) > BUTTONS:
            raise bad_request("reply markup is too long")
        for button in buttons:
            _check_button(button)
    elif inline_only:
        raise bad_request("inline keyboard expected")
    elif not markup.keys() & {"keyboard", "remove_keyboard", "force_reply"}:
        raise bad_request("object expected as reply markup")


def _check_button(button: Json) -> None:
    if not button.get("text"):
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    deeds = button.keys() - {"text", "style", "icon_custom_emoji_id"}
    if len(deeds) != 1:
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if "callback_data" in deeds and not 1 <= len(str(button["callback_data"]).encode()) <= CALLBACK_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    if "url" in deeds and not re.match(r"(https?://|tg://)[^\s/]+", str(button["url"])):
        raise bad_request(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")
    if "web_app" in deeds and not str(button["web_app"]["url"]).startswith("https://"):
        url = button["web_app"]["url"]
        raise bad_request(f"inline keyboard button Web App URL '{url}' is invalid: Only HTTPS links are allowed")


def _inline_result(result: Json) -> Json:
    """A result as a person sees it, with the message it would send."""
    content: Json = result.get("input_message_content") or {}
    text, entities = _text(
        Parameters({**content, "text": content.get("message_text")}, {}), "text", "entities", TEXT_LENGTH
    )
    if not text:
        raise bad_request("MESSAGE_EMPTY")
    seen: Json = {
        "id": result["id"],
        "title": result.get("title", ""),
        "description": result.get("description", ""),
        "message": {"text": text, **_marked("entities", entities)},
    }
    if markup := result.get("reply_markup"):
        _check_markup(markup, inline_only=True)
        seen["reply_markup"] = markup
    return seen
