"""The methods of the Bot API about a chat, its members and its topics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.entities import utf16
from simulator.methods import known_chat, method, writable_chat
from simulator.parameters import Parameters
from simulator.people import Chat, Json
from simulator.refusals import bad_request
from simulator.rights import MEMBER, check_inside, permissions

if TYPE_CHECKING:
    from simulator.telegram import Telegram

TOPIC_LENGTH, TOPIC_COLOUR = 128, 7322096
_GIFTS = {
    "unlimited_gifts": False,
    "limited_gifts": False,
    "unique_gifts": False,
    "premium_subscription": False,
    "gifts_from_channels": False,
}


@method
async def get_chat(telegram: Telegram, given: Parameters) -> Json:
    chat = known_chat(telegram, given)
    chat.is_looked_up = True
    full: Json = {**chat.data, "accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": _GIFTS}
    if chat.is_private:
        return full | ({"has_restricted_voice_and_video_messages": True} if chat.members[0].forbids_voice else {})
    check_inside(chat)
    full["permissions"] = permissions(chat.permissions)
    return full | ({"has_protected_content": True} if chat.is_protected else {})


@method
async def get_chat_member(telegram: Telegram, given: Parameters) -> Json:
    chat, user_id = known_chat(telegram, given), given.number("user_id")
    if not chat.is_private:
        check_inside(chat)
        if user_id == telegram.me["id"]:
            return chat.bot.data(telegram.me)
    person = telegram.people.get(user_id)
    if person is None:
        raise bad_request("user not found")
    return _member(chat, user_id) if person in chat.members else {"user": person.data, "status": "left"}


@method
async def get_chat_administrators(telegram: Telegram, given: Parameters) -> list[Json]:
    chat = known_chat(telegram, given)
    if chat.is_private:
        raise bad_request("there are no administrators in the private chat")
    check_inside(chat)
    owners = [_member(chat, person.id) for person in chat.members[:1]]
    return owners + ([chat.bot.data(telegram.me)] if chat.bot.status == "administrator" else [])


@method
async def create_forum_topic(telegram: Telegram, given: Parameters) -> Json:
    chat, name = _forum(telegram, given), given.text("name")
    if not chat.bot.may("can_manage_topics"):
        raise bad_request("not enough rights to create a topic")
    if not 1 <= utf16(name) <= TOPIC_LENGTH:
        raise bad_request("TOPIC_TITLE_INVALID")
    data = telegram.post(chat, telegram.me, {"forum_topic_created": {"name": name, "icon_color": TOPIC_COLOUR}})
    thread = data["message_id"]
    data |= {"message_thread_id": thread, "is_topic_message": True}
    chat.topics[thread] = name
    return {"message_thread_id": thread, "name": name, "icon_color": TOPIC_COLOUR}


@method
async def close_forum_topic(telegram: Telegram, given: Parameters) -> bool:
    return _toggle(telegram, given, closed=True)


@method
async def reopen_forum_topic(telegram: Telegram, given: Parameters) -> bool:
    return _toggle(telegram, given, closed=False)


@method
async def delete_forum_topic(telegram: Telegram, given: Parameters) -> bool:
    chat = _forum(telegram, given)
    thread = _topic(telegram, chat, given, "can_delete_messages", "delete the topic")
    telegram.delete_topic(chat, thread)
    return True


def _toggle(telegram: Telegram, given: Parameters, *, closed: bool) -> bool:
    chat = _forum(telegram, given)
    thread = _topic(telegram, chat, given, "can_manage_topics", "close or open the topic")
    if (thread in chat.closed) == closed:
        raise bad_request("TOPIC_NOT_MODIFIED")
    telegram.toggle_topic(chat, thread, telegram.me, closed=closed)
    return True


def _forum(telegram: Telegram, given: Parameters) -> Chat:
    chat = writable_chat(telegram, given)
    if not chat.data.get("is_forum"):
        raise bad_request("the chat is not a forum")
    return chat


def _topic(telegram: Telegram, chat: Chat, given: Parameters, right: str, deed: str) -> int:
    """The number of a topic that the bot may change: its own, or any with the right."""
    thread = given.number("message_thread_id")
    if thread not in chat.topics:
        raise bad_request("TOPIC_ID_INVALID")
    opened = chat.messages.get(thread)
    is_own = opened is not None and opened["from"]["id"] == telegram.me["id"]
    if not is_own and not chat.bot.may(right):
        raise bad_request(f"not enough rights to {deed}")
    return thread


def _member(chat: Chat, person_id: int) -> Json:
    """A person in a chat; who is named first owns the group."""
    [person] = [person for person in chat.members if person.id == person_id]
    if not chat.is_private and person is chat.members[0]:
        return {"user": person.data, "status": "creator", "is_anonymous": False}
    return MEMBER.data(person.data)
