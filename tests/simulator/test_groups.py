"""What the bot may do in a group is up to people; Telegram refuses the rest in its own words."""

from __future__ import annotations

from typing import Any

import pytest

from simulator.parameters import Upload
from simulator.people import GENERAL, CannotDo, Chat
from simulator.rights import MEMBER
from tests.simulator.conftest import Caller

GROUP = -1001
FILES = {
    "photo": Upload("a.png", b"png", "image/png"),
    "document": Upload("a.txt", b"a"),
    "voice": Upload("a.ogg", b"a"),
}


@pytest.fixture
def group(call: Caller) -> Chat:
    return call.telegram.add_group(GROUP, "Відділ", [call.olena, call.stranger], with_topics=True)


async def say(call: Caller, text: str = "а", **values: object) -> Any:
    return await call("sendMessage", chat_id=GROUP, text=text, **values)


async def topic(call: Caller) -> int:
    made = await call("createForumTopic", chat_id=GROUP, name="Випадок")
    return int(made["message_thread_id"])


async def news(call: Caller) -> list[dict[str, Any]]:
    """What came since the last time."""
    updates: list[dict[str, Any]] = await call("getUpdates")
    if updates:
        await call("getUpdates", offset=updates[-1]["update_id"] + 1)
    return updates


async def test_a_topic_needs_an_administrator_with_the_right_to_it(call: Caller, group: Chat) -> None:
    refusal = "Bad Request: not enough rights to create a topic"
    assert (await call("createForumTopic", chat_id=GROUP, name="а"))["name"] == "а"
    call.olena.promote_bot(group, "can_delete_messages")
    assert await call("createForumTopic", chat_id=GROUP, name="а") == refusal
    call.olena.demote_bot(group)
    assert await call("createForumTopic", chat_id=GROUP, name="а") == refusal, "that all members may is not enough"
    call.olena.promote_bot(group, "can_manage_topics")
    assert (await call("createForumTopic", chat_id=GROUP, name="а"))["name"] == "а"


async def test_a_group_without_topics_takes_none(call: Caller) -> None:
    call.telegram.add_group(GROUP, "Відділ", [call.olena])
    assert await call("createForumTopic", chat_id=GROUP, name="а") == "Bad Request: the chat is not a forum"


async def test_into_a_closed_topic_nothing_goes_until_it_is_open(call: Caller, group: Chat) -> None:
    thread = await topic(call)
    call.olena.close_topic(group, thread)
    assert await say(call, message_thread_id=thread) == "Bad Request: TOPIC_CLOSED"
    assert (await say(call))["text"] == "а", "beside it all is as before"
    assert await call("reopenForumTopic", chat_id=GROUP, message_thread_id=thread) is True
    assert (await say(call, message_thread_id=thread))["is_topic_message"]
    assert await call("closeForumTopic", chat_id=GROUP, message_thread_id=thread) is True
    again = await call("closeForumTopic", chat_id=GROUP, message_thread_id=thread)
    assert again == "Bad Request: TOPIC_NOT_MODIFIED"


async def test_the_general_topic_can_be_closed_too(call: Caller, group: Chat) -> None:
    thread = await topic(call)
    call.olena.close_topic(group, GENERAL)
    assert await say(call) == "Bad Request: TOPIC_CLOSED"
    assert (await say(call, message_thread_id=thread))["text"] == "а"


async def test_a_deleted_topic_takes_its_messages_along(call: Caller, group: Chat) -> None:
    thread = await topic(call)
    said = await say(call, message_thread_id=thread)
    await news(call)
    call.olena.delete_topic(group, thread)
    assert await news(call) == [], "the bot is not told"
    assert await say(call, message_thread_id=thread) == "Bad Request: message thread not found"
    edit = await call("editMessageText", chat_id=GROUP, message_id=said["message_id"], text="б")
    assert edit == "Bad Request: message to edit not found"
    reply = await say(call, reply_parameters={"message_id": said["message_id"]})
    assert reply == "Bad Request: message to be replied not found"
    assert await call("closeForumTopic", chat_id=GROUP, message_thread_id=thread) == "Bad Request: TOPIC_ID_INVALID"


async def test_the_bot_deletes_its_own_topics_and_with_the_right_any(call: Caller, group: Chat) -> None:
    own, hers = await topic(call), await topic(call)
    group.messages[hers]["from"] = call.olena.data
    call.olena.demote_bot(group)
    refused = await call("deleteForumTopic", chat_id=GROUP, message_thread_id=hers)
    assert refused == "Bad Request: not enough rights to delete the topic"
    refused = await call("closeForumTopic", chat_id=GROUP, message_thread_id=hers)
    assert refused == "Bad Request: not enough rights to close or open the topic"
    assert await call("deleteForumTopic", chat_id=GROUP, message_thread_id=own) is True
    assert list(group.topics) == [hers]


async def test_a_reply_stands_in_the_topic_of_its_original(call: Caller, group: Chat) -> None:
    thread = await topic(call)
    said = await say(call, message_thread_id=thread)
    assert (await say(call, reply_parameters={"message_id": said["message_id"]}))["message_thread_id"] == thread


async def test_what_a_person_writes_into_a_topic_looks_like_a_reply_to_its_beginning(call: Caller, group: Chat) -> None:
    thread = await topic(call)
    await news(call)
    call.olena.send("Беру", chat=group, topic=thread)
    [update] = await news(call)
    assert update["message"]["message_thread_id"] == thread
    assert update["message"]["reply_to_message"]["message_id"] == thread
    assert "forum_topic_created" in update["message"]["reply_to_message"]


async def test_a_restricted_bot_is_told_which_kind_it_may_not_send(call: Caller, group: Chat) -> None:
    call.olena.restrict_bot(group)
    assert await say(call) == "Bad Request: not enough rights to send text messages to the chat"
    for kind, name in {"photo": "photos", "document": "documents", "voice": "voice notes"}.items():
        refused = await call(f"send{kind}", files=FILES, chat_id=GROUP)
        assert refused == f"Bad Request: not enough rights to send {name} to the chat"
    album = [{"type": "photo", "media": "attach://photo"}] * 2
    assert "to send photos" in await call("sendMediaGroup", files=FILES, chat_id=GROUP, media=album)
    call.olena.restrict_bot(group, "can_send_documents")
    assert (await say(call))["text"] == "а"
    assert "to send documents" in await call("sendDocument", files=FILES, chat_id=GROUP)


async def test_what_is_forbidden_to_all_an_administrator_may(call: Caller, group: Chat) -> None:
    group.permissions -= {"can_send_photos"}
    assert (await call("sendPhoto", files=FILES, chat_id=GROUP))["photo"]
    call.olena.demote_bot(group)
    assert "to send photos" in await call("sendPhoto", files=FILES, chat_id=GROUP)
    assert (await call("getChat", chat_id=GROUP))["permissions"]["can_send_photos"] is False


async def test_from_a_group_that_kicked_it_the_bot_gets_nothing(call: Caller, group: Chat) -> None:
    said = await say(call)
    await news(call)
    call.olena.kick_bot(group)
    kicked = "Forbidden: bot was kicked from the supergroup chat"
    assert await say(call) == kicked
    assert await call("editMessageText", chat_id=GROUP, message_id=said["message_id"], text="б") == kicked
    for method in ("getChat", "getChatAdministrators"):
        assert await call(method, chat_id=GROUP) == kicked
    assert await call("getChatMember", chat_id=GROUP, user_id=42) == kicked
    call.olena.send("/help", chat=group)
    [update] = await news(call)
    change = update["my_chat_member"]
    assert (change["old_chat_member"]["status"], change["new_chat_member"]["status"]) == ("administrator", "kicked")


async def test_a_group_that_became_a_supergroup_says_where_it_went(call: Caller, group: Chat) -> None:
    call.telegram.migrate(group, -1002)
    status, body = await call.telegram.serve("sendMessage", {"chat_id": GROUP, "text": "а"})
    assert isinstance(body, dict)
    assert (status, body["parameters"]) == (400, {"migrate_to_chat_id": -1002})
    assert body["description"] == "Bad Request: group chat was upgraded to a supergroup chat"


async def test_what_it_may_the_bot_reads_in_the_group(call: Caller, group: Chat) -> None:
    call.olena.promote_bot(group, "can_manage_topics")
    me = await call("getChatMember", chat_id=GROUP, user_id=42)
    assert (me["status"], me["can_manage_topics"], me["can_delete_messages"]) == ("administrator", True, False)
    admins = await call("getChatAdministrators", chat_id=GROUP)
    assert [(admin["status"], admin["user"]["id"]) for admin in admins] == [("creator", 1), ("administrator", 42)]
    assert (await call("getChatMember", chat_id=GROUP, user_id=2))["status"] == "member"
    call.olena.restrict_bot(group, "can_send_photos")
    me = await call("getChatMember", chat_id=GROUP, user_id=42)
    assert (me["status"], me["can_send_photos"], me["can_send_messages"]) == ("restricted", False, True)
    assert len(await call("getChatAdministrators", chat_id=GROUP)) == 1
    assert await call("getChatMember", chat_id=GROUP, user_id=99) == "Bad Request: user not found"
    private = await call("getChatAdministrators", chat_id=1)
    assert private == "Bad Request: there are no administrators in the private chat"


async def test_each_change_of_its_rights_the_bot_is_told(call: Caller, group: Chat) -> None:
    await news(call)
    call.olena.promote_bot(group, "can_manage_topics")
    call.olena.demote_bot(group)
    call.olena.restrict_bot(group)
    changes = [update["my_chat_member"] for update in await news(call)]
    assert [change["new_chat_member"]["status"] for change in changes] == ["administrator", "member", "restricted"]
    assert [change["old_chat_member"]["status"] for change in changes] == ["administrator", "administrator", "member"]
    with pytest.raises(ValueError, match="can_fly"):
        call.olena.promote_bot(group, "can_fly")
    with pytest.raises(CannotDo):
        call.olena.promote_bot(call.olena.chat, "can_manage_topics")


async def test_an_administrator_hears_everything_that_is_said(call: Caller, group: Chat) -> None:
    await news(call)
    call.olena.send("просто так", chat=group)
    assert [update["message"]["text"] for update in await news(call)] == ["просто так"]
    call.telegram.add_group(-5, "Сусіди", [call.olena], bot=MEMBER)
    call.olena.send("просто так", chat=call.telegram.chats[-5])
    assert await news(call) == []


async def test_another_ones_message_is_deleted_only_with_the_right(call: Caller, group: Chat) -> None:
    hers = [call.olena.send("а", chat=group).id for _ in range(2)]
    call.now += 49 * 3600
    assert await call("deleteMessage", chat_id=GROUP, message_id=hers[0]) is True, (
        "an administrator's right is for ever"
    )
    call.olena.demote_bot(group)
    refused = await call("deleteMessage", chat_id=GROUP, message_id=hers[1])
    assert refused == "Bad Request: message can't be deleted"


async def test_protected_content_is_neither_forwarded_nor_copied(call: Caller, group: Chat) -> None:
    group.is_protected = True
    told = {"chat_id": 1, "from_chat_id": GROUP, "message_id": call.olena.send("а", chat=group).id}
    forwarded = await call("forwardMessage", **told)
    assert forwarded == "Bad Request: message has protected content and can't be forwarded"
    assert await call("copyMessage", **told) == "Bad Request: the message can't be copied"
    assert (await call("getChat", chat_id=GROUP))["has_protected_content"]
    group.is_copyable = True
    assert (await call("copyMessage", **told))["message_id"]
    mine = await say(call, protect_content=True)
    group.is_protected = False
    assert (await call("forwardMessage", **told))["forward_origin"]["sender_user"]["id"] == 1
    told["message_id"] = mine["message_id"]
    assert await call("forwardMessage", **told) == "Bad Request: the message can't be forwarded"


async def test_what_is_gone_is_not_copied_and_a_service_message_never(call: Caller, group: Chat) -> None:
    told = {"chat_id": 1, "from_chat_id": GROUP}
    assert await call("copyMessage", **told, message_id=99) == "Bad Request: message to copy not found"
    assert await call("forwardMessage", **told, message_id=99) == "Bad Request: message to forward not found"
    thread = await topic(call)
    assert await call("copyMessage", **told, message_id=thread) == "Bad Request: the message can't be copied"


async def test_who_forbids_voice_messages_gets_none(call: Caller, group: Chat) -> None:
    call.olena.forbids_voice = True
    assert await call("sendVoice", files=FILES, chat_id=1) == "Bad Request: VOICE_MESSAGES_FORBIDDEN"
    voice = call.olena.send_file("voice", FILES["voice"], chat=group)
    copied = await call("copyMessage", chat_id=1, from_chat_id=GROUP, message_id=voice.id)
    assert copied == "Bad Request: VOICE_MESSAGES_FORBIDDEN"
    assert (await call("getChat", chat_id=1))["has_restricted_voice_and_video_messages"]
    refused = await call("sendVoice", files=FILES, chat_id=1)
    assert refused == "Bad Request: user restricted receiving of voice note messages"
    note = {"video_note": Upload("a.mp4", b"a")}
    refused = await call("sendVideoNote", files=note, chat_id=1)
    assert refused == "Bad Request: user restricted receiving of video note messages"
    assert (await call("sendPhoto", files=FILES, chat_id=1))["photo"]


async def test_a_photo_has_no_text_to_edit_and_a_reply_keyboard_no_edit_at_all(call: Caller) -> None:
    photo = await call("sendPhoto", files=FILES, chat_id=1)
    edit = await call("editMessageText", chat_id=1, message_id=photo["message_id"], text="б")
    assert edit == "Bad Request: there is no text in the message to edit"
    prompt = await call.say("а", reply_markup={"force_reply": True})
    edit = await call("editMessageText", chat_id=1, message_id=prompt["message_id"], text="б")
    assert edit == "Bad Request: message can't be edited"
