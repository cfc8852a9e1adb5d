"""Plain words that the chat, the mail page, letters, Excel and PDF have in common. No HTML, no buttons."""

from __future__ import annotations

from datetime import date, time

from content.messages import Texts
from services.notices.changes import Changes
from services.notices.forms import NONE, Check, Field, FieldKind, Form, given
from services.notices.messages import ObligationStage
from services.notices.replies import Doubt
from storage.notices import Notice, Obligation, Via

LONGEST_SHOWN = 160
"""Characters of one answer on a page of twenty fields."""
SIGNS = {
    ObligationStage.LATE: "!",
    ObligationStage.UNTOLD: "?",
    ObligationStage.TOLD: "→",
    ObligationStage.ACKNOWLEDGED: "+",
    ObligationStage.DONE: "✓",
    ObligationStage.RELEASED: "–",
    ObligationStage.ENDED: "×",
}


def way(texts: Texts, via: Via) -> str:
    """By which way somebody was told, or acknowledged."""
    return texts.plain("notice-board-via", via=via)


def stage(texts: Texts, where: ObligationStage) -> str:
    """Where an obligation stands."""
    return texts.plain("notice-board-stage", stage=where)


def board_title(texts: Texts, notice: Notice) -> str:
    """The title of the board of a notice."""
    due_on = due(texts, notice.due_on, notice.due_time)
    return texts.plain("notice-board-title", number=str(notice.id), due=due_on, ending=notice.ending or "none")


def due(texts: Texts, on: date | None, at: time | None) -> str:
    """A deadline: the day, and the hour where there is one; empty where no day was chosen."""
    if on is None:
        return ""
    return texts.plain("notices-due-hour", day=on, hour=f"{at:%H:%M}") if at else texts.plain("notices-due", day=on)


def ended(texts: Texts, notice: Notice) -> str:
    """That a notice was closed or withdrawn, and why, in one line."""
    return texts.plain(
        "notices-ended", number=str(notice.id), ending=notice.ending or "", why=notice.ended_why or "none"
    )


def changes(texts: Texts, between: Changes) -> list[str]:
    """What a correction changed, a line each."""
    lines = [
        texts.plain("notices-changed-part", before=said or "none", after=says or "none") for said, says in between.parts
    ]
    if between.is_rewritten:
        lines.append(texts.plain("notices-changed-text"))
    if between.letter is not None:
        lines.append(texts.plain("notices-changed-letter", letter=between.letter or "none"))
    if between.files is not None:
        lines.append(texts.plain("notices-changed-files", count=between.files))
    return lines


def raion(texts: Texts, name: str) -> str:
    """The heading of a raion; bodies stand in none."""
    return texts.plain("fields-raion-of", name=name) if name else texts.plain("notice-board-bodies")


def lacking(texts: Texts, obligation: Obligation) -> str:
    """What is waited for."""
    ack = [texts.plain("notices-lacks-ack")] if obligation.lacks_ack else []
    reply = [texts.plain("notices-lacks-reply")] if obligation.lacks_reply else []
    return texts.plain("notices-lacks-both").join([*ack, *reply])


def answer(texts: Texts, field: Field, value: str) -> str:
    """An answer as people read it."""
    if not value:
        return texts.plain("replies-empty")
    match field.kind:
        case FieldKind.NUMBER:
            return f"{value} {field.unit}".strip()
        case FieldKind.YES_NO:
            is_yes = value == "yes"
            return texts.plain("replies-yes" if is_yes else "replies-no")
        case FieldKind.DATE:
            return f"{date.fromisoformat(value):%d.%m.%Y}"
        case FieldKind.FILE:
            return texts.plain("replies-file")
        case FieldKind.PLACES if value == NONE:
            return texts.plain("places-none").split("|")[0]
        case FieldKind.PLACES:
            return value.replace("\n", ", ")
        case _:
            return value


def short_answer(texts: Texts, field: Field, value: str) -> str:
    """The same where twenty of them stand in one message: of a long list the number and how it begins."""
    words = answer(texts, field, value)
    if field.kind is FieldKind.PLACES and (names := given(value)):
        words = f"{len(names)}: {words}"
    return words if len(words) <= LONGEST_SHOWN else f"{words[: LONGEST_SHOWN - 1]}…"


def hint(texts: Texts, field: Field) -> str:
    """What may stand in a field."""
    return texts.plain("replies-hint", kind=field.kind, low=str(field.low), high=str(field.high))


def broken(texts: Texts, form: Form, check: Check) -> str:
    """What a check says that does not hold."""
    parts = " + ".join(form.fields[each].label for each in check.parts)
    return texts.plain("replies-broken", parts=parts, whole=form.fields[check.whole].label)


def doubt(texts: Texts, about: Doubt) -> str:
    """What somebody is asked about before her reply leaves."""
    return texts.plain("replies-doubt", kind=about.kind, name=about.name, said=about.said or 0, before=about.before)
