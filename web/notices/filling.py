"""A notice with its form as one page: for whoever acts for the post, and for who comes by the link of a mail.

One template and one way for both. To open the page changes nothing. What is right is kept, whatever else is wrong. Each
mistake stands beside its field, and what was typed is still in the field. Two may fill in the same draft: what somebody
did not touch here stays as the other wrote it, and before it is sent both are shown.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from starlette.responses import PlainTextResponse, Response

from content.messages import Texts
from services.figures import show_number
from services.files.uploads import KINDS, LARGEST
from services.notices import (
    MOST_ROWS,
    NONE,
    Doubt,
    Field,
    FieldKind,
    Form,
    Obligation,
    UploadResult,
    Via,
    key,
    rows_of,
    words,
)
from web.visit import Visit

MORE_DAYS = (3, 5, 10)
"""Working days that can be asked for."""
EMPTY_ROWS = 3
"""Below the rows of a table; to keep it gives more."""
TEMPLATE, LOOK = "notices/obligation.html", "notices/look.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filler:
    """Who fills in, and where."""

    by: int
    via: Via
    path: str
    """Of the page; its form is sent there too."""
    is_staff: bool = False
    """She only looks how it is for others: nothing is taken."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What stood in the fields when the page was made: what was kept, and what was shown, by the field."""

    replied: str
    stored: Mapping[str, str]
    shown: Mapping[str, str]

    @classmethod
    def of(cls, obligation: Obligation, stored: Mapping[str, str], shown: Mapping[str, str]) -> Seen:
        names = [number for number, _field in keyed(Form.of(obligation.notice))]
        return cls(
            _replied(obligation),
            {name: _mark(stored.get(name, "")) for name in names},
            {name: _mark(shown.get(name, "")) for name in names},
        )

    @classmethod
    def read(cls, text: str, obligation: Obligation) -> Seen | None:
        """None where the page said nothing, or was about another version of the notice."""
        form, (replied, _, rest) = Form.of(obligation.notice), text.partition(" ")
        if replied.partition(".")[0] != str(obligation.notice.version):
            return None
        marks, names = rest.split(" ") if rest else [], [number for number, _field in keyed(form)]
        if len(marks) != len(names) or any(each.count(".") != 1 for each in marks):
            return None
        pairs = [each.split(".") for each in marks]
        return cls(
            replied,
            {name: stored for name, (stored, _shown) in zip(names, pairs, strict=True)},
            {name: shown for name, (_stored, shown) in zip(names, pairs, strict=True)},
        )

    def __str__(self) -> str:
        return " ".join([self.replied, *(f"{self.stored[name]}.{self.shown[name]}" for name in self.stored)])


def _replied(obligation: Obligation) -> str:
    """By which version of the notice, and when."""
    at = int(obligation.replied_at.timestamp()) if obligation.replied_at else 0
    return f"{obligation.notice.version}.{at}"


def _mark(value: str) -> str:
    return hashlib.sha256(value.encode()).hexdigest()[:6] if value else "0"


def keyed(form: Form) -> list[tuple[str, Field]]:
    """The fields, each with the name under which its answer is kept."""
    return [(field.key, field) for field in form.fields]


# What is sent


async def take(visit: Visit, obligation: Obligation, filler: Filler) -> Response:
    """The answer to a form of the page: acknowledged, kept, looked through or sent."""
    given, files = await _given(visit)
    what, texts = visit.asked("do") or given.get("what", ""), visit.texts
    if obligation.notice.ending or obligation.released_at:
        if what in {"keep", "look"}:  # of the script, which puts the answer into the page
            return PlainTextResponse(texts.plain("fill-over"))
        return await show(visit, obligation, filler)
    if what == "acknowledge":
        await _acknowledge(visit, obligation, filler)
        return await _said(visit, obligation, filler, "pages-acknowledged")
    if not obligation.notice.form or (obligation.replied_at and filler.via is Via.EMAIL):
        return await show(visit, obligation, filler)
    match what:
        case "look":
            return await _look(visit, obligation, given)
        case "keep":
            return await _keep(visit, obligation, filler, given)
        case "reply" | "more" | "save":
            return await _reply(visit, obligation, filler, given, files)
        case _:
            return await show(visit, obligation, filler, texts.plain("pages-not-yet") if given else "")


async def _given(visit: Visit) -> tuple[dict[str, str], dict[str, tuple[str, bytes]]]:
    given, files = dict[str, str](), dict[str, tuple[str, bytes]]()
    for name, value in visit.form.multi_items():
        if isinstance(value, str):  # a list of settlements comes as boxes and as lines
            words = value.replace("\r\n", "\n")
            given[name] = f"{given[name]}\n{words}" if name in given else words
        elif value.filename:
            files[name] = (value.filename, await value.read())
    return given, files


async def _acknowledge(visit: Visit, obligation: Obligation, filler: Filler) -> None:
    obligations = visit.services.notices.obligations
    if filler.via is Via.EMAIL:
        await obligations.acknowledge_by(obligation.number, Via.EMAIL, filler.by)
    else:
        await obligations.acknowledge(obligation.number, filler.by)


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What somebody typed over what is kept."""

    changed: Mapping[str, str]
    """What is to be kept of it."""
    wrong: Mapping[str, str]
    others: Sequence[str]
    """The fields that somebody else changed meanwhile."""
    clash: Sequence[str]
    """Those among them that were changed here, too."""
    is_sent: bool
    """Somebody sent the reply meanwhile."""


async def _merge(visit: Visit, obligation: Obligation, filler: Filler, given: Mapping[str, str]) -> Merged:
    replies, form = visit.services.notices.replies, Form.of(obligation.notice)
    stored, draft = await replies.answers(obligation), await replies.draft(obligation)
    answers, wrong = _read(visit, obligation, given, stored)
    for number, field in keyed(form):
        if answers.get(number):
            answers[number] = await replies.spelled(obligation, field, answers[number])
    seen = Seen.read(given.get("seen", ""), obligation)
    if seen is None:
        return Merged(changed=answers, wrong=wrong, others=(), clash=(), is_sent=False)
    now = Seen.of(obligation, stored, stored)
    is_others = draft is None or (draft.person_id, draft.via) != (filler.by, filler.via)
    others = [name for name in now.stored if is_others and now.stored[name] != seen.stored[name]]
    changed, clash = dict[str, str](), list[str]()
    for name, value in answers.items():
        if name in others and _mark(value) == seen.shown[name]:
            continue
        if name in others and value != stored.get(name, ""):
            clash.append(name)
        changed[name] = value
    return Merged(changed=changed, wrong=wrong, others=others, clash=clash, is_sent=now.replied != seen.replied)


async def _look(visit: Visit, obligation: Obligation, given: Mapping[str, str]) -> Response:
    """What the server makes of it while it is typed; nothing is kept."""
    stored = await visit.services.notices.replies.answers(obligation)
    answers, wrong = _read(visit, obligation, given, stored)
    return await visit.show(LOOK, look=_looked(visit.texts, obligation, {**stored, **answers}, wrong))


async def _keep(visit: Visit, obligation: Obligation, filler: Filler, given: Mapping[str, str]) -> Response:
    """The draft, by itself. Where somebody else writes the same field nothing is kept: the button shows both."""
    merged, texts = await _merge(visit, obligation, filler, given), visit.texts
    if merged.clash or merged.is_sent:
        return PlainTextResponse(texts.plain("fill-other"))
    await visit.services.notices.replies.put_all(obligation, merged.changed, filler.by, filler.via)
    return PlainTextResponse(texts.plain("fill-kept", at=f"{visit.now():%H:%M}"))


async def _reply(
    visit: Visit,
    obligation: Obligation,
    filler: Filler,
    given: Mapping[str, str],
    files: Mapping[str, tuple[str, bytes]],
) -> Response:
    """Keeps the right answers even where others are wrong: the person may close the page and go on another day."""
    texts, replies = visit.texts, visit.services.notices.replies
    form, merged = Form.of(obligation.notice), await _merge(visit, obligation, filler, given)
    stored, wrong = await replies.answers(obligation), dict(merged.wrong)
    if merged.others or merged.is_sent:
        return await _show_both(visit, obligation, filler, given, merged, stored)
    await replies.put_all(obligation, merged.changed, filler.by, filler.via)
    for number, field in keyed(form):
        file = files.get(f"f{number}") if field.kind is FieldKind.FILE else None
        if file:
            uploaded = await replies.upload(obligation, field, *file, filler.by)
            if uploaded is UploadResult.WRONG_FILE:
                wrong[number] = texts.plain("pages-wrong-file", most=LARGEST >> 20)
            elif uploaded is UploadResult.NOT_TAKEN:
                wrong[number] = texts.plain("pages-no-file")
    if files:
        await replies.put_all(obligation, {}, filler.by, filler.via)
    if given["what"] == "more":
        return await show(visit, obligation, filler, given=given, wrong=wrong)
    if given["what"] == "save":
        said = "" if wrong else texts.plain("fill-saved")
        return await show(visit, obligation, filler, said, given=given, wrong=wrong)
    kept = await replies.answers(obligation)
    for number, field in keyed(form):
        if field in form.missing(kept):
            wrong.setdefault(number, texts.plain("pages-missing"))
    for check in form.broken(kept):
        wrong.setdefault(keyed(form)[check.whole][0], words.broken(texts, form, check))
    if wrong:
        return await show(visit, obligation, filler, given=given, wrong=wrong)
    doubts = [] if "sure" in given else await replies.doubts(obligation)
    if doubts:
        return await show(visit, obligation, filler, given=given, doubts=doubts)
    if not await replies.send(obligation, filler.by):
        now = await visit.services.notices.read.obligation(obligation.number) or obligation
        is_same = now.notice.version == obligation.notice.version and not now.notice.ending
        return await show(visit, now, filler, texts.plain("fill-nothing-new" if is_same else "replies-not-sent"))
    return await _said(visit, obligation, filler, "pages-sent")


async def _show_both(
    visit: Visit,
    obligation: Obligation,
    filler: Filler,
    given: Mapping[str, str],
    merged: Merged,
    stored: Mapping[str, str],
) -> Response:
    """Somebody else acted meanwhile: the page again, with what was typed here and what was written there."""
    texts, fields = visit.texts, dict(keyed(Form.of(obligation.notice)))
    lines = [texts.plain("fill-sent-meanwhile")] if merged.is_sent else []
    for name in merged.others:
        field = fields[name]
        lines.append(
            texts.plain(
                "fill-changed-meanwhile",
                label=field.label,
                value=words.short_answer(texts, field, stored.get(name, "")),
                clash="yes" if name in merged.clash else "no",
            )
        )
    untouched = {name for name in merged.others if name not in merged.clash}
    mine = {
        name: value
        for name, value in given.items()
        if not any(name == f"f{each}" or name.startswith(f"f{each}r") or name == f"f{each}none" for each in untouched)
    }
    return await show(visit, obligation, filler, given=mine, meanwhile=lines)


def _read(
    visit: Visit, obligation: Obligation, given: Mapping[str, str], known: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
    """Answers by field, empty where the person emptied it, and by field what is wrong. Files are read elsewhere."""
    texts, replies = visit.texts, visit.services.notices.replies
    answers, wrong = dict[str, str](), dict[str, str]()
    for number, field in keyed(Form.of(obligation.notice)):
        name = f"f{number}"
        if field.kind is FieldKind.TABLE and f"{name}r0c0" in given:
            rows = [row for row in _rows(field, name, given) if any(row)]
            if not rows:
                answers[number] = NONE if f"{name}none" in given else ""
                continue
            read = replies.read_rows(field, rows)
        elif field.kind is FieldKind.FILE or name not in given:
            continue
        elif not (text := given[name].strip()) or text == _typed(field, known.get(number, "")):
            answers[number] = known.get(number, "") if text else ""  # the page's own words are no riddle
            continue
        else:
            read = replies.read(field, text)
        if read.value is not None:
            answers[number] = read.value
        elif read.values or read.row:
            wrong[number] = words.not_understood(texts, field, read)
        else:
            wrong[number] = texts.plain("pages-wrong", hint=words.hint(texts, field))
    return answers, wrong


def _rows(field: Field, name: str, given: Mapping[str, str]) -> list[list[str]]:
    """The cells of a table as they were typed, the empty rows among them."""
    rows: list[list[str]] = []
    while len(rows) < MOST_ROWS and f"{name}r{len(rows)}c0" in given:
        row = [given.get(f"{name}r{len(rows)}c{column}", "").strip() for column in range(len(field.columns))]
        rows.append(row)
    return rows


def _typed(field: Field, value: str) -> str:
    """An answer as it stands in the field, where a person would type it so."""
    return show_number(Decimal(value)) if value and field.kind is FieldKind.NUMBER else value


# What is shown


async def _said(visit: Visit, obligation: Obligation, filler: Filler, said: str) -> Response:
    """Says what was recorded just now, and what is left to do."""
    words = visit.texts.plain(said)
    if visit.session:
        return visit.go(filler.path, said=words)
    now = await visit.services.notices.read.obligation(obligation.number)
    return await show(visit, now or replace(obligation, replied_at=visit.now()), filler, words)


async def show(
    visit: Visit,
    obligation: Obligation,
    filler: Filler,
    said: str = "",
    *,
    given: Mapping[str, str] | None = None,
    wrong: Mapping[str, str] | None = None,
    doubts: Sequence[Doubt] = (),
    meanwhile: Sequence[str] = (),
    lacks: Mapping[str, str] | None = None,
) -> Response:
    """The page; what was typed before, and what is wrong with it, stand in it. `lacks`: what is wrong beside the form,
    by the id of the field."""
    texts, notice, replies = visit.texts, obligation.notice, visit.services.notices.replies
    given, wrong = given or {}, wrong or {}
    is_over = obligation.is_done and visit.session is None and not filler.is_staff
    has_form = bool(notice.form) and not (notice.ending or obligation.released_at or is_over)
    fields: list[dict[str, object]] = []
    stored = await replies.answers(obligation) if has_form else {}
    known, as_before = stored, False
    if has_form and not known and not given:
        known = await replies.previous(obligation)
        as_before = bool(known)
    if has_form:
        fields = await shown(visit, obligation, known, given, wrong)
    labels = {number: field.label for number, field in keyed(Form.of(notice))}
    errors = {
        str(each["id"]): f"{labels[name]}: {wrong[name]}" for each in fields if (name := str(each["key"])) in wrong
    }
    errors |= lacks or {}
    status = 409 if meanwhile else 422 if errors or doubts else 200
    return await visit.show(
        TEMPLATE,
        status=status,
        errors=errors,
        obligation=obligation,
        notice=notice,
        is_over=is_over,
        ended=words.ended(texts, notice) if notice.ending else "",
        due=words.due(texts, obligation.due_on, obligation.due_time),
        days=(obligation.due_on - visit.now().date()).days,
        is_late=obligation.is_overdue(visit.now()),
        post=await visit.services.people.posts.name(obligation.post),
        told_now=said,
        doubts=[words.doubt(texts, each) for each in doubts],
        meanwhile=meanwhile,
        fields=fields,
        as_before=as_before,
        accept=",".join(KINDS),
        filler=filler,
        seen=str(Seen.of(obligation, stored, known)) if has_form else "",
        look=_looked(texts, obligation, known, {}),
        may_ask=not (obligation.is_done or notice.ending or obligation.released_at),
        days_more=_days_more(visit, obligation),
        typed=visit.all_typed,
    )


def _days_more(visit: Visit, obligation: Obligation) -> list[tuple[int, str]]:
    """By how many working days the deadline may be asked to be later, and which day that is."""
    obligations = visit.services.notices.obligations
    return [
        (each, visit.texts.plain("notices-button-days", days=each, on=obligations.extension(obligation, each).end))
        for each in MORE_DAYS
    ]


async def shown(
    visit: Visit,
    obligation: Obligation,
    known: Mapping[str, str],
    given: Mapping[str, str],
    wrong: Mapping[str, str],
) -> list[dict[str, object]]:
    """What the page shows of each field: what is known, what was typed over it, what is wrong with that."""
    texts, choices = visit.texts, await visit.services.notices.replies.choices(obligation)
    fields = list[dict[str, object]]()
    for number, field in keyed(Form.of(obligation.notice)):
        value = given.get(f"f{number}", _typed(field, known.get(number, "")))
        each = _field(texts, number, field, value, wrong.get(number, ""), choices)
        if field.kind is FieldKind.TABLE:
            each |= _table(texts, field, f"f{number}", known.get(number, ""), given)
        fields.append(each)
    return fields


def _looked(
    texts: Texts, obligation: Obligation, answers: Mapping[str, str], wrong: Mapping[str, str]
) -> dict[str, object]:
    """What stands below the form while it is filled in: how far it is, what is wrong, and the sums."""
    form = Form.of(obligation.notice)
    names, needed = keyed(form), [field for field in form.fields if not field.optional]
    sums: list[tuple[str, str]] = []
    for check in form.checks:
        whole, of = form.fields[check.whole], answers.get(names[check.whole][0])
        parts = [Decimal(answers.get(names[each][0]) or 0) for each in check.parts]
        total = words.number(texts, whole, sum(parts, Decimal()))
        if of:
            most = words.number(texts, whole, Decimal(of))
            total = texts.plain("fill-sum-of", sum=total, of=most, label=whole.label)
        if any(answers.get(names[each][0]) for each in check.parts):
            sums.append((" + ".join(form.fields[each].label for each in check.parts), total))
    for number, field in names:
        if field.kind is FieldKind.TABLE:
            rows = rows_of(answers.get(number, ""))
            for place, column in enumerate(field.columns):
                if column.kind is FieldKind.NUMBER and rows:
                    total = words.number(texts, column, sum((Decimal(row[place] or 0) for row in rows), Decimal()))
                    sums.append((f"{field.label}, {column.label}", total))
    mistakes = [(f"f{number}", f"{field.label}: {wrong[number]}") for number, field in names if number in wrong]
    mistakes += [(f"f{names[check.whole][0]}", words.broken(texts, form, check)) for check in form.broken(answers)]
    return {
        "sums": sums,
        "mistakes": mistakes,
        "filled": len(needed) - len(form.missing(answers)),
        "fields": len(needed),
    }


def _field(
    texts: Texts, number: str, field: Field, value: str, wrong: str, choices: Sequence[str]
) -> dict[str, object]:
    """What the page shows of a field."""
    is_file, name = field.kind is FieldKind.FILE, f"f{number}"
    asked = replace(field, optional=False)  # that it is optional stands in its label
    shown: dict[str, object] = {
        "key": number,
        "name": name,
        "id": f"{name}r0c0" if field.kind is FieldKind.TABLE else name,
        "kind": field.kind.name,
        "label": f"{field.label} {texts.plain('pages-optional')}" if field.optional else field.label,
        "hint": texts.plain("pages-file-hint", most=LARGEST >> 20) if is_file else words.hint(texts, asked),
        "wrong": wrong,
        "value": value,
        "section": field.section,
        "options": {},
        "boxes": [],
        "others": value,
    }
    if field.kind is FieldKind.YES_NO:
        shown["options"] = {"yes": texts.plain("replies-yes"), "no": texts.plain("replies-no")}
    if field.kind is FieldKind.CHOICE:
        shown["options"] = {each: each for each in field.options}
    if field.kind is FieldKind.PLACES:  # a box for each known settlement, and lines for others, make one answer
        typed = {key(each): each for each in value.splitlines() if each.strip()}
        known = {key(each) for each in choices}
        shown["boxes"] = [(each, key(each) in typed) for each in choices]
        shown["others"] = "\n".join(each for name, each in typed.items() if name not in known)
    return shown


def _table(texts: Texts, field: Field, name: str, value: str, given: Mapping[str, str]) -> dict[str, object]:
    """The rows of a table, what was typed into them, and some empty ones below."""
    kept = [
        [
            _typed(column, cell)
            if column.kind is not FieldKind.YES_NO
            else words.answer(texts, column, cell)
            if cell
            else ""
            for column, cell in zip(field.columns, row, strict=True)
        ]
        for row in rows_of(value)
    ]
    rows = [row for row in _rows(field, name, given) if any(row)] or kept
    return {
        "hint": field.help,
        "columns": [(each.label, words.hint(texts, each)) for each in field.columns],
        "rows": [*rows, *[[""] * len(field.columns)] * EMPTY_ROWS],
        "is_none": value == NONE or f"{name}none" in given,
    }
