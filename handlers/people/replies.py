"""Staff reply to a person: the words are held for some seconds, in which they are stopped, changed, or made a note."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from telegram import Message, Update
from telegram.ext import ApplicationHandlerStop, BaseHandler, MessageHandler, filters

from channels.telegram import written_out
from handlers.chat.context import BotContext, Wrong
from handlers.chat.menu import ask_first, desk_button
from handlers.chat.prompts import Prompt, asks, on_reply
from handlers.chat.rights import Right
from handlers.chat.routes import on_tap
from handlers.people.messages import held_reply_stands
from handlers.people.taps import (
    AskToDrop,
    DropReady,
    KeepReply,
    ListReady,
    ManageReady,
    NoteReply,
    ReleaseReply,
    StopReply,
    UseReady,
)
from services.answers import QUESTION
from services.people import Doubt, HeldReply, ReadyAnswer, ReplyState, plain

NOTE_SIGN = "//"
LONGEST_TEXT = 1000
"""Characters of a reply that the history keeps."""
NAME = Prompt("ready-prompt", "ready-placeholder")

asks(KeepReply, NAME, Right.ANSWER)


class _OfAlbum(filters.MessageFilter):
    def filter(self, message: Message) -> bool:
        return bool(message.media_group_id)


def intake() -> BaseHandler[Any, BotContext, Any]:
    """Takes the other photos of an album that is a reply, before the handlers that would read them as replies."""
    return MessageHandler(filters.UpdateType.MESSAGE & _OfAlbum(), _take_file)


async def _take_file(_update: Update, context: BotContext) -> None:
    message = context.message
    held = context.services.people.held_replies
    if await held.add_file(message.chat_id, message.media_group_id or "", message.message_id):
        raise ApplicationHandlerStop


async def take_reply(
    context: BotContext,
    kind: str,
    subject: int,
    *,
    recipients: Sequence[int] = (),
) -> None:
    """The message of this update goes to the person of that matter, or those of the `recipients`, when its time comes.

    With two strokes at its beginning it is a note; a word after one stroke names a ready answer.
    """
    message, people = context.message, context.services.people
    if words := _note_in(message):
        await people.notes.add(kind, subject, context.first_name, words)
        await people.held_replies.redraw(kind, subject)
        await context.say(context.texts("held-noted"))
        return
    html, text = _words(message)
    if (name := people.ready_answers.named_in(message.text or "")) or filters.COMMAND.check_update(context.received):
        ready = await people.ready_answers.called(name)
        filled = await _filled_in(context, ready, kind, subject)
        if filled is None:
            return
        html, text = filled, plain(filled)[:LONGEST_TEXT]
    doubt, other = Doubt.NONE, ""
    if not recipients:
        doubt, other = await people.held_replies.doubt(kind, subject, context.person_id)
    reply = await people.held_replies.hold(
        kind,
        subject,
        chat_id=message.chat_id,
        message_id=message.message_id,
        topic_id=context.topic,
        staff_id=context.person_id,
        by_name=context.first_name,
        html=html,
        text=text,
        album=message.media_group_id or "",
        recipients=recipients,
        doubt=doubt,
        other=other,
    )
    await _show_below(context, reply)


async def take_changed(context: BotContext) -> bool:
    """Whether the changed message is a reply to a person. What has not left is changed; of what has, a correction is
    offered."""
    message, held = context.message, context.services.people.held_replies
    reply = await held.at(message.chat_id, message.message_id)
    if reply is None:
        return False
    texts, (html, text) = context.texts, _words(message)
    if words := _note_in(message):
        is_note = await _note(context, reply, words)
        await context.say(texts("held-noted" if is_note else "held-too-late"))
    elif await held.changed(reply.id, html, text):
        await context.say(texts("held-changed"))
    elif reply.state is ReplyState.SENT:
        await _show_below(context, await held.correct(reply, html, text))
    else:
        await context.say(texts("held-not-sent"))
    return True


@on_tap(Right.ANSWER)
async def stop_reply(context: BotContext, tap: StopReply) -> None:
    held = context.services.people.held_replies
    if not await held.stop(tap.reply):
        await context.toast(context.texts.plain("held-too-late"))
    await _show(context, tap.reply)


@on_tap(Right.ANSWER)
async def note_reply(context: BotContext, tap: NoteReply) -> None:
    reply = await context.services.people.held_replies.find(tap.reply)
    if reply is None or not await _note(context, reply, reply.text):
        await context.toast(context.texts.plain("held-too-late"))
    await _show(context, tap.reply)


@on_tap(Right.ANSWER)
async def release_reply(context: BotContext, tap: ReleaseReply) -> None:
    held = context.services.people.held_replies
    reply = await held.find(tap.reply)
    if reply and reply.state is ReplyState.ASKED:
        await held.stands_in(reply.id, context.message.message_id)
        await held.release(reply, to_all=bool(tap.to_all))
    await _show(context, tap.reply)


async def _note(context: BotContext, reply: HeldReply, text: str) -> bool:
    """It does not leave first, and is a note then: whatever happens in between, nobody reads it."""
    people = context.services.people
    if not await people.held_replies.stop(reply.id, ReplyState.NOTED):
        return False
    await people.notes.add(reply.kind, reply.subject, context.first_name, text)
    await people.held_replies.redraw(reply.kind, reply.subject)
    return True


async def _show_below(context: BotContext, reply: HeldReply) -> None:
    """Below the message of the staff, once for an update."""
    if reply.said_id is None:
        await context.services.people.held_replies.show(reply)


async def _show(context: BotContext, number: int) -> None:
    held = context.services.people.held_replies
    reply = await held.find(number)
    if reply is None:
        await context.toast(context.texts.plain("held-too-late"))
        return
    outgoing = held_reply_stands(context.services.content, await held.stands(reply))
    await context.show(outgoing.html, outgoing.keyboard)


def is_note(message: Message) -> bool:
    """Whether the message is one among colleagues, wherever it is written."""
    return bool(_note_in(message))


def _note_in(message: Message) -> str:
    """The words of a note; empty where the message is none."""
    words = written_out(message) or message.caption or ""
    return words.removeprefix(NOTE_SIGN).strip() if words.startswith(NOTE_SIGN) else ""


def _words(message: Message) -> tuple[str, str]:
    """The words of a reply as they were written, and plain ones; a file is copied, so that it has no words."""
    text = written_out(message) or message.caption or ""
    return (message.text_html if message.text else ""), text[:LONGEST_TEXT]


# Ready answers


@on_tap(Right.ANSWER)
async def list_ready(context: BotContext, tap: ListReady) -> None:
    ready = await context.services.people.ready_answers.all()
    questions = context.services.answers.questions
    if tap.kind == QUESTION and (question := await questions.find(tap.subject)):
        places = questions.likest(question.text, [f"{each.name} {plain(each.html)}" for each in ready])
        ready = [ready[place] for place in places]
    rows = [[UseReady(each.id, tap.kind, tap.subject).button(f"/{each.name}")] for each in ready]
    if ready:
        rows.append([context.button(ManageReady(), "ready-button-manage")])
    await context.say(context.texts("ready-choose" if ready else "ready-none"), rows)


@on_tap(Right.ANSWER)
async def manage_ready(context: BotContext, _tap: ManageReady) -> None:
    texts, ready = context.texts, await context.services.people.ready_answers.all()
    rows = [[context.button(AskToDrop(each.id), "ready-button-drop", name=each.name)] for each in ready]
    lines = [texts("ready-line", name=each.name, text=plain(each.html)) for each in ready]
    html = texts.lines([texts("ready-list"), *lines]) if ready else texts("ready-none")
    await context.show(html, [*rows, [desk_button(context)]])


@on_tap(Right.ANSWER)
async def ask_to_drop(context: BotContext, tap: AskToDrop) -> None:
    ready = await context.services.people.ready_answers.all()
    if dropped := next((each for each in ready if each.id == tap.ready), None):
        html = context.texts("ready-drop-ask", name=dropped.name, text=plain(dropped.html), left=len(ready) - 1)
        await ask_first(context, html, context.button(DropReady(tap.ready), "ready-button-sure-drop"), ManageReady())
    else:
        await manage_ready(context, ManageReady())


@on_tap(Right.ANSWER)
async def drop_ready(context: BotContext, tap: DropReady) -> None:
    await context.services.people.ready_answers.remove(tap.ready, context.person_id)
    await manage_ready(context, ManageReady())


@on_tap(Right.ANSWER)
async def use_ready(context: BotContext, tap: UseReady) -> None:
    """It is held like what somebody types, and asks whom it is for like that."""
    people = context.services.people
    ready = await people.ready_answers.find(tap.ready)
    html = await _filled_in(context, ready, tap.kind, tap.subject)
    if html is None:
        return
    doubt, other = await people.held_replies.doubt(tap.kind, tap.subject, context.person_id)
    reply = await people.held_replies.hold(
        tap.kind,
        tap.subject,
        chat_id=context.chat.id,
        message_id=None,
        topic_id=context.topic,
        staff_id=context.person_id,
        by_name=context.first_name,
        html=html,
        text=plain(html)[:LONGEST_TEXT],
        doubt=doubt,
        other=other,
    )
    await people.held_replies.stands_in(reply.id, context.message.message_id)
    await _show(context, reply.id)


@on_reply(NAME, Right.ANSWER)
async def take_name(context: BotContext, number: int) -> None:
    """The first word names it; what follows takes the place of the words that were sent."""
    people, texts = context.services.people, context.texts
    reply = await people.held_replies.find(number)
    if reply is None or not (reply.html or "\n" in context.words):
        raise Wrong(texts("ready-gone"))
    name, _, words = context.words.partition("\n")
    html = (context.message.text_html.partition("\n")[2] if words.strip() else "") or people.ready_answers.take_out(
        reply.html, await people.held_replies.fields(reply.kind, reply.subject)
    )
    kept = await people.ready_answers.keep(name, html.strip(), context.person_id)
    if kept is None:
        raise Wrong(texts("ready-wrong-name"))
    await context.say(texts("ready-kept", name=kept, text=plain(html)))


async def _filled_in(context: BotContext, ready: ReadyAnswer | None, kind: str, subject: int) -> str | None:
    """None where it is gone, or a field is not known of that matter; then that was said."""
    people = context.services.people
    if ready is None:
        await context.say(context.texts("ready-gone"))
        return None
    filled = people.ready_answers.fill_in(ready.html, await people.held_replies.fields(kind, subject))
    if filled is None:
        await context.say(context.texts("ready-unknown-field"))
    return filled
