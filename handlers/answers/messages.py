"""The words of what the bot says of its own accord about questions."""

from __future__ import annotations

from channels import Outgoing
from handlers.answers.taps import AskMore, CloseQuestion, ShowAuthor
from handlers.answers.words import answer_words
from handlers.chat.messages import renders
from services.answers import AnswerThere, Digest, QuestionClosed, QuestionForStaff, StaffReply
from services.content import Content


@renders
def question_for_staff(content: Content, message: QuestionForStaff) -> Outgoing:
    texts = content.library.texts
    number, author = str(message.number), ShowAuthor(message.number).button(texts.plain("bans-button-author"))
    if message.closed:
        html = texts("questions-closed-in-chat", number=number, text=message.text, reason=message.closed)
        return Outgoing(html, [[author]])
    close = CloseQuestion(message.number).button(texts.plain("questions-button-close"))
    return Outgoing(texts("questions-to-staff", number=number, text=message.text), [[close], [author]])


@renders
def question_closed(content: Content, message: QuestionClosed) -> Outgoing:
    texts = content.library.texts
    more = [[AskMore(message.question).button(texts.plain("questions-button-more"))]]
    return Outgoing(texts("questions-closed", number=str(message.question), reason=message.reason), more)


@renders
def staff_reply(content: Content, message: StaffReply) -> Outgoing:
    texts = content.library.texts
    more = [[AskMore(message.question).button(texts.plain("questions-button-more"))]]
    return Outgoing(texts("questions-reply", reply=message.reply), more)


@renders
def answer_there(content: Content, message: AnswerThere) -> Outgoing:
    texts = content.library.texts
    return Outgoing(texts("unanswered-there", answer=answer_words(texts, message.answer, late=message.late)))


@renders
def digest(content: Content, message: Digest) -> Outgoing:
    texts = content.library.texts
    html = texts(
        "digest-words",
        title=texts.plain("digest-title", first=message.first, last=message.last),
        asked=message.asked,
        answered=message.answered,
        suggested=message.suggested,
        unknown=message.unknown,
        outside=message.outside,
        helpful=message.helpful,
        not_helpful=message.not_helpful,
        themes=", ".join(f"{name} – {count}" for name, count in message.themes),
    )
    return Outgoing(html)
