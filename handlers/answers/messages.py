"""The words of what the bot says of its own accord about questions."""

from __future__ import annotations

from markupsafe import Markup

from channels import Outgoing
from content.messages import Texts
from handlers.answers.taps import AskMore, CloseQuestion, LetQuestionGo, SendAnswer, ShowAuthor, TakeQuestion
from handlers.answers.words import answer_words
from handlers.chat.messages import renders
from handlers.people.taps import ListReady
from services.answers import QUESTION, AnswerThere, Digest, Drift, QuestionClosed, QuestionForStaff, StaffReply
from services.content import Content
from services.text import shorten

SHOWN = 300
"""Characters of a reply below its question."""
TITLE = 48
"""Characters of an answer's title on a button."""


@renders
def question_for_staff(content: Content, message: QuestionForStaff) -> Outgoing:
    """What was said of it stands below the question; its buttons are those that still do something."""
    texts = content.library.texts
    number, author = str(message.number), ShowAuthor(message.number).button(texts.plain("bans-button-author"))
    notes = [texts("questions-note", name=each.by_name, text=each.text) for each in message.notes]
    if message.closed:
        html = texts("questions-closed-in-chat", number=number, text=message.text, reason=message.closed)
        return Outgoing(texts.lines([html, *notes]), [[author]])
    lines = [texts("questions-to-staff", number=number, text=message.text, how=texts("questions-reply-here"))]
    if message.assignee:
        lines.append(texts("questions-assignee", name=message.assignee))
    lines += notes
    ready = ListReady(QUESTION, message.number).button(texts.plain("ready-button"))
    if message.replied_by:
        lines.append(texts("questions-replied", name=message.replied_by, reply=shorten(message.reply, SHOWN)))
        return Outgoing(texts.lines(lines), [[ready], [author]])
    if message.assignee:
        owner = LetQuestionGo(message.number).button(texts.plain("casework-button-let-go"))
    else:
        owner = TakeQuestion(message.number).button(texts.plain("casework-button-take"))
    close = CloseQuestion(message.number).button(texts.plain("questions-button-close"))
    known = [(id, content.library.answers[id].title) for id in message.likely if id in content.library.answers]
    likely = [
        [SendAnswer(message.number, id).button(texts.plain("lessons-button-send", title=shorten(title, TITLE)))]
        for id, title in known
    ]
    return Outgoing(texts.lines(lines), [*likely, [owner, ready], [close], [author]])


@renders
def question_closed(content: Content, message: QuestionClosed) -> Outgoing:
    texts = content.library.texts
    more = [[AskMore(message.question).button(texts.plain("questions-button-more"))]]
    return Outgoing(texts("questions-closed", number=str(message.question), reason=message.reason), more)


@renders
def staff_reply(content: Content, message: StaffReply) -> Outgoing:
    texts = content.library.texts
    more = [[AskMore(message.question).button(texts.plain("questions-button-more"))]]
    said = Markup(message.html)  # noqa: S704 - Telegram's own marks around escaped words
    if message.corrected:
        return Outgoing(texts("questions-correction", reply=said), more)
    return Outgoing(texts("questions-reply", reply=said), more)


@renders
def answer_there(content: Content, message: AnswerThere) -> Outgoing:
    texts = content.library.texts
    return Outgoing(texts("unanswered-there", answer=answer_words(texts, message.answer, late=message.late)))


def _drift_words(texts: Texts, drift: Drift) -> str:
    before = "–" if drift.before is None else f"{drift.before:.0%}"
    return texts.plain("digest-drift", theme=drift.theme, share=f"{drift.share:.0%}", before=before)


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
        learnt=message.learnt,
        missing=message.missing,
        themes=", ".join(f"{name} – {count}" for name, count in message.themes),
        drift="; ".join(_drift_words(texts, each) for each in message.drift) or "–",
    )
    return Outgoing(html)
