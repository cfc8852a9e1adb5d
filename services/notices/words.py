"""Plain words that the chat, the mail page, letters, Excel and PDF have in common. No HTML, no buttons."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from decimal import Decimal

from content.messages import Texts
from services.figures import NO_BREAK, show_number
from services.notices.changes import Changes
from services.notices.forms import MOST, NONE, Check, Field, FieldKind, Form, given, rows_of
from services.notices.messages import Extension, Kept, ObligationStage
from services.notices.replies import Doubt, Understood
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


def due_day(texts: Texts, on: date, at: time | None) -> str:
    """A deadline with its weekday."""
    return texts.plain("notices-due-weekday", due=due(texts, on, at), weekday=on.weekday())


def working_days(texts: Texts, extension: Extension) -> str:
    """How a later deadline was counted."""
    return texts.plain(
        "notices-working",
        start=extension.start,
        days=extension.days,
        off=extension.days_off,
        end=extension.end,
    )


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
    lines += [texts.plain("notices-changed-field", how=how, label=label) for how, label in between.fields]
    if between.form is not None:
        lines.append(texts.plain("notices-changed-form", count=between.form))
    return lines


def kept(texts: Texts, of: Kept) -> str:
    """What a correction of the form means for whoever replied."""
    return texts.plain("notices-reply-kept", asked="yes" if of.is_asked else "no", count=of.lacking)


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
            return number(texts, field, Decimal(value))
        case FieldKind.YES_NO:
            is_yes = value == "yes"
            return texts.plain("replies-yes" if is_yes else "replies-no")
        case FieldKind.DATE:
            return f"{date.fromisoformat(value):%d.%m.%Y}"
        case FieldKind.FILE:
            return texts.plain("replies-file")
        case FieldKind.PLACES | FieldKind.TABLE if value == NONE:
            return texts.plain("places-none").split("|")[0]
        case FieldKind.PLACES:
            return value.replace("\n", ", ")
        case FieldKind.TABLE:
            return "; ".join(row(texts, field, each) for each in rows_of(value))
        case _:
            return value


def row(texts: Texts, field: Field, cells: Sequence[str]) -> str:
    """A row of a table as people read it, without the cells that are empty."""
    named = zip(field.columns, cells, strict=True)
    return ", ".join(answer(texts, column, cell) for column, cell in named if cell)


def number(texts: Texts, field: Field, value: Decimal) -> str:
    """«1 200 000 грн», «3,5 км»; kopecks are two digits."""
    shown = show_number(value, digits=2 if field.unit == texts.plain("numbers-money-unit") else 0)
    return f"{shown}{NO_BREAK}{field.unit}" if field.unit else shown


def total(texts: Texts, field: Field, values: Sequence[str]) -> tuple[Decimal, str]:
    """What the numbers of all come to, and how that is called: a sum; of percents, whose sum says nothing, the mean."""
    numbers = [Decimal(each) for each in values]
    if field.unit == texts.plain("numbers-percent-unit") and numbers:
        mean = round(sum(numbers, Decimal()) / len(numbers), 1)
        return mean, texts.plain("replies-mean", value=number(texts, field, mean))
    found = sum(numbers, Decimal())
    return found, number(texts, field, found)


def short_answer(texts: Texts, field: Field, value: str) -> str:
    """The same where twenty of them stand in one message: of a long list the number and how it begins."""
    words = answer(texts, field, value)
    if entries := given(value) if field.kind is FieldKind.PLACES else rows_of(value) if _is_table(field) else []:
        words = f"{len(entries)}: {words}"
    return words if len(words) <= LONGEST_SHOWN else f"{words[: LONGEST_SHOWN - 1]}…"


def _is_table(field: Field) -> bool:
    return field.kind is FieldKind.TABLE


def hint(texts: Texts, field: Field) -> str:
    """What may stand in a field: what staff say of it, and how it is written."""
    bounded = field.low != 0 or field.high != MOST
    words = texts.plain(
        "replies-hint",
        kind=field.kind,
        bounds="yes" if bounded else "no",
        whole="yes" if field.is_whole else "no",
        low=show_number(field.low),
        high=show_number(field.high),
        unit=field.unit or 0,
        columns="; ".join(each.label for each in field.columns),
    )
    ends = texts.plain("replies-hint-optional") if field.optional else ""
    return " ".join(filter(None, (field.help, words, ends)))


def not_understood(texts: Texts, field: Field, read: Understood) -> str:
    """What is asked back of a message that is no answer, or may be more than one."""
    if read.values:
        shown = [number(texts, field, Decimal(each)) for each in read.values]
        return texts.plain("replies-meant", label=field.label, values=texts.plain("replies-or").join(shown))
    if read.row:
        columns = "; ".join(each.label for each in field.columns)
        return texts.plain("replies-wrong-row", row=read.row, column=read.column or 0, columns=columns)
    return texts.plain("replies-wrong", label=field.label, hint=hint(texts, field))


def broken(texts: Texts, form: Form, check: Check) -> str:
    """What a check says that does not hold."""
    parts = " + ".join(form.fields[each].label for each in check.parts)
    return texts.plain("replies-broken", parts=parts, whole=form.fields[check.whole].label)


def check(texts: Texts, form: Form, of: Check) -> str:
    """What must hold between fields."""
    parts = " + ".join(form.fields[each].label for each in of.parts)
    return texts.plain("draft-check", parts=parts, whole=form.fields[of.whole].label)


def doubt(texts: Texts, about: Doubt) -> str:
    """What somebody is asked about before her reply leaves."""
    said, before = about.said, about.before
    if about.field:
        said, before = (number(texts, about.field, Decimal(each)) for each in (said, before))
    return texts.plain("replies-doubt", kind=about.kind, name=about.name, said=said or 0, before=before)
