"""How an obligation is told in the chat: in full, in a line, and its buttons."""

from __future__ import annotations

from itertools import groupby

from channels.taps import Button, Keyboard
from content.messages import Texts
from handlers.notices import taps
from services.notices import Extension, Form, NoticeDraft, Obligation, ObligationView, lacking
from services.text import shorten

SHORT = 40
"""Characters of a notice that is named among others."""
ROOM, LONGEST_NAME = 3400, 25
"""Characters for the text and for the names of those who owe something already, and of one such name: all 66 stand
below a text of up to 1,750."""


def describe(texts: Texts, view: ObligationView) -> str:
    """The notice as its addressee reads it."""
    obligation, notice = view.obligation, view.obligation.notice
    lines = [
        texts("notices-notice", number=str(notice.id), post=view.post, text=notice.text, due=obligation.due_on),
    ]
    if notice.letter:
        lines.append(texts("notices-letter", letter=notice.letter))
    if view.acknowledged_on:
        lines.append(texts("notices-state-acknowledged", at=view.acknowledged_on))
    if view.replied_on:
        lines.append(texts("notices-state-replied", at=view.replied_on))
    if obligation.released_at:
        lines.append(texts("notices-state-released"))
    elif obligation.declined:
        lines.append(texts("notices-state-declined"))
    if obligation.wanted_on:
        lines.append(texts("notices-state-wanted", on=obligation.wanted_on))
    return texts.lines(lines)


def draft(texts: Texts, view: NoticeDraft) -> str:
    """What goes out, to how many, and how much they owe already."""
    notice, load = view.notice, view.load
    due, count = notice.due_on or "", len(notice.addressed)
    lines = [texts("notices-preview", text=notice.text, due=due, count=count, reached=view.reached)]
    if not notice.wants_ack:
        lines.append(texts("notices-no-ack"))
    if notice.letter:
        lines.append(texts("notices-letter", letter=notice.letter))
    if notice.form:
        lines.append(texts("notices-fields", count=len(Form.of(notice).fields)))
    if notice.files:
        lines.append(texts("notices-files", count=len(notice.files)))
    if load:
        lines.append(texts("notices-load", count=len(load)))
    left = max((ROOM - len(notice.text)) // LONGEST_NAME, 0)
    for owed, group in groupby(load, key=lambda each: each[1]):
        names = [name for name, _owed in group]
        shown, left = names[:left], max(left - len(names), 0)
        if shown:
            more = len(names) - len(shown)
            lines.append(texts("notices-load-line", count=owed, names=", ".join(shown), more=more))
    return texts.lines(lines)


def line(texts: Texts, view: ObligationView) -> str:
    """One obligation among others: number, deadline, what it is about, and which post owes it."""
    obligation = view.obligation
    left = (obligation.due_on - view.today).days
    when = texts.plain("notices-late", days=-left) if left < 0 else texts.plain("notices-left", days=left)
    return texts(
        "notices-line",
        number=str(obligation.notice.id),
        due=obligation.due_on,
        when=when,
        text=shorten(obligation.notice.text, SHORT),
        post=view.post,
        lacking=lacking(texts, obligation),
    )


def working_days(texts: Texts, extension: Extension) -> str:
    """How a later deadline was counted."""
    return texts.plain(
        "notices-working",
        start=extension.start,
        days=extension.days,
        off=extension.days_off,
        end=extension.end,
    )


def open_button(texts: Texts, obligation: Obligation) -> Button:
    number, text = str(obligation.notice.id), shorten(obligation.notice.text, SHORT)
    words = texts.plain("notices-button-obligation", number=number, text=text)
    return taps.OpenObligation(obligation.number).button(words)


def keyboard(texts: Texts, view: ObligationView) -> Keyboard:
    """What a head can do with an obligation now."""
    obligation, notice = view.obligation, view.obligation.notice
    number = obligation.number
    rows: list[list[Button]] = []
    if not obligation.is_done and obligation.lacks_ack:
        rows.append([taps.Acknowledge(number).button(texts.plain("notices-button-acknowledge"))])
    if notice.form and not obligation.released_at:
        words = texts.plain("notices-button-correct" if obligation.replied_at else "notices-button-reply")
        rows.append([taps.OpenReply(number).button(words)])
    if not obligation.is_done:
        rows.append(
            [
                taps.AskAboutObligation(number).button(texts.plain("notices-button-question")),
                taps.Decline(number).button(texts.plain("notices-button-decline")),
            ]
        )
        rows.append([taps.AskForTime(number).button(texts.plain("notices-button-time"))])
    if notice.files:
        rows.append([taps.ShowFiles(number).button(texts.plain("notices-button-files", count=len(notice.files)))])
    if obligation.is_done:
        rows.append([taps.TakePdf(number).button(texts.plain("obligation-pdf-button"))])
    if view.may_take_back:
        rows.append([taps.TakeBack(number).button(texts.plain("notices-button-take-back"))])
    return rows
