"""How an obligation is told in the chat: in full, in a line, and its buttons."""

from __future__ import annotations

from channels.taps import Button, Keyboard
from content.messages import Texts
from handlers.notices import taps
from services.notices import (
    Changes,
    Deadline,
    Form,
    Notice,
    NoticeDraft,
    Obligation,
    ObligationView,
    changes,
    due,
    due_day,
    ended,
    hint,
    lacking,
    raion,
    working_days,
)
from services.text import shorten

SHORT = 40
"""Characters of a notice that is named among others."""


def describe(texts: Texts, view: ObligationView) -> str:
    """The notice as its addressee reads it."""
    obligation, notice = view.obligation, view.obligation.notice
    values = {"number": str(notice.id), "post": view.post, "text": notice.text}
    lines = [texts("notices-notice", **values, due=due(texts, obligation.due_on, obligation.due_time))]
    if notice.ending:
        lines.insert(0, texts("notices-state-ended", what=ended(texts, notice)))
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
    """What goes out, to how many, and what should be known before it does."""
    notice = view.notice
    lines = [_heading(texts, view), "", notice.text, ""]
    if notice.due_on and view.working:
        counted = working_days(texts, view.working)
        lines.append(texts("notices-draft-due", due=due_day(texts, notice.due_on, notice.due_time), working=counted))
    if view.named and notice.due_on:
        named = ", ".join(due(texts, each, None) for each in view.named)
        lines.append(texts("notices-draft-named", named=named, due=due(texts, notice.due_on, None)))
    if notice.addressed:
        shares = [texts.plain("notices-draft-raion", raion=raion(texts, name), count=n) for name, n in view.raions]
        count, reached = len(notice.addressed), view.reached
        lines.append(texts("notices-draft-posts", count=count, reached=reached, shares=", ".join(shares)))
    if view.burdened:
        lines.append(texts("notices-load", count=view.burdened))
    if notice.letter:
        lines.append(texts("notices-letter", letter=notice.letter))
    if notice.files:
        lines.append(texts("notices-files", count=len(notice.files)))
    lines += form_lines(texts, notice)
    if not notice.wants_ack:
        lines.append(texts("notices-no-ack"))
    if view.changes:
        lines += ["", *change_lines(texts, view.changes)]
        if notice.wants_ack:
            lines.append(texts("notices-asks-again", again="yes" if notice.asks_again else "no"))
        if view.is_first_form:
            lines.append(texts("notices-first-form"))
        elif view.replied:
            asks = "none" if not view.lacking else "yes" if notice.asks_reply else "no"
            lines.append(texts("notices-asks-reply", replied=view.replied, lacking=view.lacking, asks=asks))
    if view.needs_second and notice.leaves_at is None:
        lines.append(texts("notices-needs-second"))
    return texts.lines(lines)


def _heading(texts: Texts, view: NoticeDraft) -> str:
    notice = view.notice
    values = {"number": str(notice.id), "correction": "yes" if notice.is_correction else "no"}
    if notice.leaves_at:
        return texts("notices-held", **values, at=f"{notice.leaves_at:%H:%M:%S}")
    if notice.due_on is None or not notice.addressed:
        lacks = "due" if notice.due_on is None else "posts"
        return texts("notices-lacks", **values, lacks=lacks)
    return texts("notices-preview", **values)


def form_lines(texts: Texts, notice: Notice) -> list[str]:
    """The fields of the form, a line each; none where none is asked."""
    fields = Form.of(notice).fields
    lines = [
        texts("notices-field", place=str(place), label=each.label, hint=hint(texts, each))
        for place, each in enumerate(fields, start=1)
    ]
    return [texts("notices-form", count=len(fields)), *lines] if fields else []


def change_lines(texts: Texts, between: Changes) -> list[str]:
    """What a correction changes, a line each."""
    if between.are_none:
        return [texts("notices-changed-nothing")]
    return [texts("notices-changed-title"), *changes(texts, between)]


def until_words(texts: Texts, days: int, deadline: Deadline) -> str:
    """The words of a button: so many days, and the working day that is due then."""
    day = f"{deadline.on:%d.%m}"
    return texts.plain("notices-button-until", count=days, weekday=deadline.on.weekday(), day=day)


def moved_note(texts: Texts, deadline: Deadline) -> str:
    """That the day that was asked for is a day off; empty where it is none."""
    if deadline.asked == deadline.on:
        return ""
    day = due_day(texts, deadline.on, deadline.time)
    return texts("notices-day-off", asked=due_day(texts, deadline.asked, None), due=day)


def line(texts: Texts, view: ObligationView) -> str:
    """One obligation among others: number, deadline, what it is about, and which post owes it."""
    obligation = view.obligation
    left = (obligation.due_on - view.today).days
    when = texts.plain("notices-late", days=-left) if left < 0 else texts.plain("notices-left", days=left)
    return texts(
        "notices-line",
        number=str(obligation.notice.id),
        due=due(texts, obligation.due_on, obligation.due_time),
        when=when,
        text=shorten(obligation.notice.text, SHORT),
        post=view.post,
        lacking=lacking(texts, obligation),
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
    if notice.form and not obligation.released_at and not notice.ending:
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
    if view.page:
        rows.append([Button(texts.plain("doors-button-notice"), app=view.page)])
    if notice.files:
        rows.append([taps.ShowFiles(number).button(texts.plain("notices-button-files", count=len(notice.files)))])
    if obligation.is_done:
        rows.append([taps.TakePdf(number).button(texts.plain("obligation-pdf-button"))])
    if view.may_take_back and not notice.ending:
        rows.append([taps.TakeBack(number).button(texts.plain("notices-button-take-back"))])
    return rows
