"""A notice, or a correction, while it is written: words, form, files, to whom, and beside them how it will read.

It is the draft of the chat (`services/notices/editing.py`): what is begun there goes on here, and the other way round.
Every press is one form, so that what was typed is kept with it. A page of numbers comes before it leaves.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from markupsafe import Markup
from starlette.responses import PlainTextResponse, Response

from services.files.uploads import KINDS, LARGEST
from services.notices import (
    LONGEST_HELP,
    LONGEST_LABEL,
    LONGEST_LETTER,
    LONGEST_TEXT,
    LONGEST_WHY,
    MOST_FIELDS,
    MOST_FILES,
    Field,
    FieldKind,
    FieldWords,
    FileResult,
    Form,
    Notice,
    Part,
    Put,
    SendResult,
    WrongForm,
    WrongPart,
    WrongTyped,
    words,
)
from services.people import Right
from web.notices.filling import shown
from web.notices.table import TABLE, whole
from web.routes import form, page
from web.visit import NotThere, Visit

FIELDS = {Part.TEXT: "text", Part.LETTER: "letter", Part.DUE: "day"}
"""Where what is typed stands in the page."""
TICKS = (Part.ACK, Part.AGAIN, Part.NEW)
MOST_CHOICES = 5
"""Of the settlements of a hromada, beside the draft."""
IN_KIND = {FieldKind.NUMBER: "number", FieldKind.CHOICE: "choice", FieldKind.TABLE: "table"}
"""The kinds of which more is asked, by what the style sheet calls them."""


def path_of(number: int) -> str:
    """Where a draft, or a correction, is written."""
    return f"{TABLE}/{number}/draft"


async def written(visit: Visit) -> Notice:
    """What is being written of the notice of the address. Raises NotThere."""
    found = await visit.services.notices.read.written(visit.number("notice"))
    if found is None:
        raise NotThere
    return found


@page("/desk/notices/{notice:int}/draft", Right.SEND, rail="notices")
async def edit(visit: Visit) -> Response:
    notice = await visit.services.notices.read.written(visit.number("notice"))
    if notice is None:
        return await _where_it_is(visit)
    if notice.leaves_at:
        return visit.go(f"{TABLE}/{notice.id}/check")
    return await _show(visit, notice, chosen=visit.asked("field"))


async def _where_it_is(visit: Visit) -> Response:
    """What left is a notice by now. Raises NotThere."""
    there = await visit.services.notices.read.notice(visit.number("notice"))
    if there is None or there.sent_at is None:
        raise NotThere
    return visit.go(f"{TABLE}/{there.id}")


# What was typed


def _typed(visit: Visit) -> dict[Part, str]:
    """Of the ticks those that stand in the page."""
    found = {Part.TEXT: visit.typed("text"), Part.LETTER: visit.typed("letter")}
    if "day" in visit.form:
        found[Part.DUE] = f"{visit.typed('day')} {visit.typed('hour')}".strip()
    asked = visit.typed("ticks").split()
    return found | {each: "1" if visit.ticked(each.value) else "" for each in TICKS if each.value in asked}


def _field_words(visit: Visit) -> FieldWords:
    """The field that stands in the builder, as it was typed."""
    values = {name: visit.typed(name) for name in _OF_FIELD}
    return FieldWords(**values, optional=not visit.ticked("needed"))


_OF_FIELD = ("kind", "label", "section", "help", "low", "high", "unit", "options", "columns")


async def _put(visit: Visit, number: int) -> Put:
    """Keeps what was typed, and by whom: what she kept before from this page is hers to change."""
    pages, path = visit.services.people.pages, path_of(number)
    seen = dict(each.split(":", 1) for each in visit.typed("seen").split() if ":" in each)
    draft = await pages.draft(visit.person_id, path)
    put = await visit.services.notices.editing.put(
        number, _typed(visit), seen, draft.fields if draft else {}, visit.person_id
    )
    await pages.keep(visit.person_id, path, put.mine)
    return put


@form("/desk/notices/{notice:int}/draft/keep", Right.SEND, rail="notices")
async def keep(visit: Visit) -> Response:
    """By itself, while one types. Where somebody else wrote the same nothing is kept of it: a press shows both."""
    put, texts = await _put(visit, visit.number("notice")), visit.texts
    if put.is_over:
        return PlainTextResponse(texts.plain("draft-over"))
    if put.clash:
        return PlainTextResponse(texts.plain("fill-other"))
    if put.wrong:
        return PlainTextResponse(next(iter(_wrong(visit, put).values())))
    return PlainTextResponse(texts.plain("fill-kept", at=f"{visit.now():%H:%M}"))


@form("/desk/notices/{notice:int}/draft/look", Right.SEND, rail="notices")
async def look(visit: Visit) -> Response:
    """How it will read with what is typed, the field in the builder too; nothing is kept."""
    notice = await written(visit)
    asked, chosen = _field_words(visit).field(visit.texts), whole(visit.typed("chosen"))
    if isinstance(asked, Field):
        notice = replace(notice, form=tuple(Form.of(notice).with_field(asked, chosen).stored()))
    return await visit.show("notices/reads.html", status=200, **await _reads(visit, notice, _typed(visit)))


@form("/desk/notices/{notice:int}/draft", Right.SEND, rail="notices")
async def press(visit: Visit) -> Response:
    """Every button of the page: what was typed is kept first, then it does what it says."""
    number = visit.number("notice")
    put = await _put(visit, number)
    notice = await visit.services.notices.read.written(number)
    if notice is None or put.is_over:
        return await _where_it_is(visit) if notice is None else visit.go(f"{TABLE}/{number}/check")
    if not put.is_kept:
        return await _show(visit, notice, put=put)
    what, _, about = visit.typed("what").partition(" ")
    match what:
        case "file" | "no-files":
            return await _files(visit, notice, what)
        case "field" | "up" | "down" | "drop" | "known" | "words":
            return await _change_form(visit, notice, what, about)
        case "edit":
            return visit.go(f"{path_of(number)}?field={about}#field")
        case "all":
            await visit.services.notices.notices.address(number, visit.services.notices.notices.heads(0))
            return visit.go(path_of(number), said=visit.texts.plain("draft-saved"))
        case "to":
            return visit.go(f"{TABLE}/{number}/to")
        case "check":
            return await _to_check(visit, notice)
        case "template":
            name = await visit.services.notices.templates.save(number)
            return visit.go(path_of(number), said=visit.texts.plain("draft-template-saved", name=name or ""))
        case _:
            return visit.go(path_of(number), said=visit.texts.plain("draft-saved"))


async def _to_check(visit: Visit, notice: Notice) -> Response:
    """The page of numbers, where nothing lacks."""
    if notice.due_on is None:
        return await _show(visit, notice, errors={"day": visit.texts.plain("draft-no-day")})
    if not notice.addressed:
        return await _show(visit, notice, errors={"to": visit.texts.plain("draft-no-posts")})
    return visit.go(f"{TABLE}/{notice.id}/check")


async def _files(visit: Visit, notice: Notice, what: str) -> Response:
    texts, editing, said = visit.texts, visit.services.notices.editing, ""
    if what == "no-files":
        await visit.services.notices.notices.take_files_out(notice.id)
        return visit.go(f"{path_of(notice.id)}#file", said=texts.plain("draft-files-out"))
    wrong = {
        FileResult.WRONG_FILE: texts.plain("pages-wrong-file", most=LARGEST >> 20),
        FileResult.NOT_TAKEN: texts.plain("pages-no-file"),
        FileResult.TOO_MANY: texts.plain("draft-too-many-files", most=MOST_FILES),
    }
    for file in visit.form.getlist("file"):
        if not isinstance(file, str) and file.filename:
            result = await editing.upload(notice.id, file.filename, await file.read())
            if result is not FileResult.KEPT:
                now = await visit.services.notices.read.written(notice.id) or notice
                return await _show(visit, now, errors={"file": wrong[result]})
            said = texts.plain("draft-file-kept")
    if not said:
        return await _show(visit, notice, errors={"file": texts.plain("draft-no-file")})
    return visit.go(f"{path_of(notice.id)}#file", said=said)


# The form


async def _change_form(visit: Visit, notice: Notice, what: str, about: str) -> Response:
    texts, editing, back = visit.texts, visit.services.notices.editing, path_of(notice.id)
    number, anchor, seen = whole(about), "form", visit.typed("form")
    match what:
        case "field":
            asked, chosen = _field_words(visit).field(texts), whole(visit.typed("chosen"))
            if isinstance(asked, WrongPart):
                said = texts.plain("draft-wrong-part", part=asked, most=_MOST.get(asked, 0))
                return await _show(visit, notice, errors={_AT.get(asked, asked.value): said})
            if chosen is None and len(Form.of(notice).fields) >= MOST_FIELDS:
                said = texts.plain("draft-too-many-fields", most=MOST_FIELDS)
                return await _show(visit, notice, errors={"label": said})
            done = await editing.change_form(notice.id, seen, lambda form: form.with_field(asked, chosen))
        case "known":
            known = await editing.asked_before(notice)
            place = whole(visit.typed("known"))
            if place is None or place >= len(known):
                return visit.go(f"{back}#form")
            again = replace(known[place][1], section="")
            done = await editing.change_form(notice.id, seen, lambda form: form.with_field(again))
        case "words":
            try:
                meant = Form.parse(visit.typed("words"), texts)
            except WrongForm as wrong:
                said = texts.plain("replies-wrong-form", number=wrong.number, line=wrong.line)
                return await _show(visit, notice, errors={"words": said})
            done = await editing.change_form(notice.id, seen, lambda _form: meant)
        case _ if number is None:
            raise NotThere
        case "drop":
            done = await editing.change_form(notice.id, seen, lambda form: form.without(number))
        case _:
            anchor = f"field-{number}"
            done = await editing.change_form(notice.id, seen, lambda form: form.moved(number, up=what == "up"))
    if not done:
        now = await visit.services.notices.read.written(notice.id) or notice
        return await _show(visit, now, other_form=True)
    return visit.go(f"{back}#{anchor}", said=texts.plain("draft-form-saved"))


_MOST = {WrongPart.LABEL: LONGEST_LABEL, WrongPart.SECTION: LONGEST_LABEL, WrongPart.HELP: LONGEST_HELP}
_AT = {WrongPart.BOUNDS: "low"}
"""Where a part stands in the page, if not under its own name."""


# What is shown


def _wrong(visit: Visit, put: Put) -> dict[str, str]:
    """What is wrong, by the id of the field."""
    keys = {
        WrongTyped.EMPTY: "notices-no-text",
        WrongTyped.TOO_LONG: "notices-too-long",
        WrongTyped.NO_DAY: "notices-wrong-day",
    }
    return {FIELDS[part]: visit.texts.plain(keys[why], most=LONGEST_TEXT) for part, why in put.wrong.items()}


async def _show(
    visit: Visit,
    notice: Notice,
    *,
    put: Put | None = None,
    errors: Mapping[str, str] | None = None,
    chosen: str = "",
    other_form: bool = False,
) -> Response:
    """The page, with what was typed where something of it is not kept."""
    texts, services = visit.texts, visit.services.notices
    editing, asked = services.editing, Form.of(notice)
    found = {**(errors or {}), **(_wrong(visit, put) if put else {})}
    is_again = bool(found or other_form or (put and not put.is_kept))
    values = {**editing.values(notice), **(_typed(visit) if is_again else {})}
    day, _, hour = values.get(Part.DUE, "").partition(" ")
    number = whole(visit.typed("chosen") if is_again else chosen)
    field = asked.field(number) if number is not None else None
    typed = _field_words(visit) if is_again else FieldWords.of(field, texts) if field else FieldWords(kind="")
    status = 409 if (put and put.clash) or other_form else 422 if found else 200
    view = await services.notices.view(notice)
    known = await editing.asked_before(notice)
    filled = await editing.filled_from(notice)
    looking = await visit.services.people.pages.look(visit.person_id, path_of(notice.id))
    return await visit.show(
        "notices/draft.html",
        status=status,
        errors=found,
        notice=notice,
        path=path_of(notice.id),
        seen=" ".join(f"{part}:{mark}" for part, mark in editing.marks(notice).items()),
        clash={texts.plain("draft-part", part=part): value for part, value in (put.clash if put else {}).items()},
        other_form=other_form,
        looking=[(each.name or texts.plain("casework-by-staff"), each.seen_at) for each in looking],
        text=values[Part.TEXT],
        letter=values[Part.LETTER],
        day=day,
        hour=hour,
        ticks=_ticks(notice, replied=view.lacking > 0),
        ticked={part.value for part in TICKS if values.get(part)},
        most={"text": LONGEST_TEXT, "letter": LONGEST_LETTER, "label": LONGEST_LABEL, "help": LONGEST_HELP},
        raions=[(words.raion(texts, name), count) for name, count in view.raions],
        files=len(notice.files),
        form_mark=editing.form_mark(notice),
        fields=[
            {
                "id": each.id,
                "section": each.section,
                "label": each.label,
                "hint": words.hint(texts, each),
                "filled": filled.get(each.key, 0),
            }
            for each in asked.fields
        ],
        checks=[words.check(texts, asked, each) for each in asked.checks],
        chosen=field,
        field=typed,
        kinds=_kinds(visit),
        known=[(place, f"{each.label} (№ {number})") for place, (number, each) in enumerate(known)],
        words=visit.typed("words") if "words" in found else asked.written(texts),
        may_add=len(asked.fields) < MOST_FIELDS,
        may_drop=len(asked.fields) > 1 or not notice.is_correction,
        **await _reads(visit, notice, values),
    )


def _ticks(notice: Notice, *, replied: bool) -> list[str]:
    """The boxes that say something of this draft."""
    if not notice.is_correction:
        return [Part.ACK.value] if notice.form else []
    again = [Part.AGAIN.value] if notice.wants_ack else []
    return [*again, *([Part.NEW.value] if replied else [])]


def _kinds(visit: Visit) -> list[tuple[str, str]]:
    """The words for kinds, each with what the style sheet calls it."""
    texts = visit.texts
    return [
        (word, IN_KIND.get(kind, ""))
        for kind in (FieldKind.TEXT, *(each for each in FieldKind if each is not FieldKind.TEXT))
        for word in texts.plain("replies-word", kind=kind).split("|")
    ]


async def _reads(visit: Visit, notice: Notice, typed: Mapping[Part, str]) -> dict[str, object]:
    """How it reads by each way, and what should be known: deadline with its working, to whom, what lacks."""
    texts, services = visit.texts, visit.services.notices
    asked = services.editing.deadline(typed[Part.DUE]) if typed.get(Part.DUE) else None
    meant = services.editing.as_typed(notice, typed)
    view = await services.notices.view(replace(meant, addressed=notice.addressed))
    chat, mail = await services.reading.chat(meant), await services.reading.mail(meant)
    sample = await services.notices.sample(meant)
    fields = await shown(visit, sample.obligation, {}, {}, {}) if sample and meant.form else []
    for each in fields:  # enough to see what it is like
        for name, most in (("boxes", MOST_CHOICES), ("rows", 1)):
            many = each.get(name)
            each |= {name: many[:most]} if isinstance(many, list) else {}
        if isinstance(columns := each.get("columns"), list):
            each["columns"] = [(label, "") for label, _hint in columns]
    return {
        "meant": meant,
        "sample": sample,
        "due": words.due_day(texts, meant.due_on, meant.due_time) if meant.due_on else "",
        "due_plain": words.due(texts, meant.due_on, meant.due_time),
        "asked": words.due_day(texts, asked.asked, None) if asked and asked.asked != asked.on else "",
        "working": words.working_days(texts, view.working) if view.working else "",
        "named": ", ".join(words.due(texts, each, None) for each in view.named),
        "changes": words.changes(texts, view.changes) if view.changes else [],
        "is_first_form": view.is_first_form,
        "replied": view.replied,
        "lacking": view.lacking,
        "bubble": Markup(chat.html) if chat else "",  # noqa: S704 - our own words, in which others' are escaped
        "buttons": [button.text for line in chat.keyboard for button in line] if chat else [],
        "mail": mail,
        "page_fields": fields,
        "accept": ",".join(KINDS),
    }


# The last page before it leaves


@page("/desk/notices/{notice:int}/check", Right.SEND, rail="notices")
async def check(visit: Visit) -> Response:
    """To how many, by which ways, with which deadline; who has to look too; and the minute in which it is held."""
    notice = await visit.services.notices.read.written(visit.number("notice"))
    if notice is None:
        return await _where_it_is(visit)
    if not notice.addressed or notice.due_on is None:
        return visit.go(path_of(notice.id))
    return await _show_check(visit, notice)


async def _show_check(visit: Visit, notice: Notice, errors: Mapping[str, str] | None = None) -> Response:
    services, texts = visit.services.notices, visit.texts
    view, reach = await services.notices.view(notice), await services.mails.reach(notice)
    among = await services.read.of_notice(notice.id)
    values = services.editing.values(notice)
    return await visit.show(
        "notices/check.html",
        status=422 if errors else 200,
        errors=errors or {},
        notice=notice,
        path=path_of(notice.id),
        seal=view.seal,
        reach=reach,
        burdened=view.burdened,
        raions=[(words.raion(texts, name), count) for name, count in view.raions],
        told=sum(each.told_at is not None for each in among),
        acknowledged=sum(each.acknowledged_at is not None for each in among),
        needs_second=view.needs_second,
        is_hers=notice.made_by == visit.person_id,
        opens=_opens(visit),
        fields_count=len(Form.of(notice).fields),
        longest=LONGEST_WHY,
        **await _reads(visit, notice, values),
    )


def _opens(visit: Visit) -> str:
    """When those who are meant read it, where that is not at once."""
    now: datetime = visit.now()
    opens = visit.services.notices.hours.opens(now)
    return words.due_day(visit.texts, opens.date(), opens.time()) if opens > now else ""


@form("/desk/notices/{notice:int}/check", Right.SEND, rail="notices", fresh=True)
async def send(visit: Visit) -> Response:
    """Only what was looked at."""
    return await _approve(visit, await written(visit))


@form("/desk/notices/{notice:int}/urgent", Right.SEND, rail="notices", fresh=True)
async def send_at_once(visit: Visit) -> Response:
    """An emergency needs no second member of the staff, but a reason that all of them read."""
    notice, why = await written(visit), visit.typed("why")
    if not why:
        return await _show_check(visit, notice, {"why": visit.texts.plain("draft-no-why")})
    return await _approve(visit, notice, why)


async def _approve(visit: Visit, notice: Notice, emergency: str = "") -> Response:
    notices, seal = visit.services.notices.notices, visit.typed("seal")
    result = await notices.approve(notice.id, seal, visit.person_id, emergency=emergency)
    keys = {
        SendResult.HELD: "notices-sent",
        SendResult.NEEDS_SECOND: "notices-second",
        SendResult.CHANGED: "notices-changed-since",
        SendResult.NOT_AGAIN: "notices-sent-before",
    }
    return visit.go(f"{TABLE}/{notice.id}/check", said=visit.texts.plain(keys[result]))


@form("/desk/notices/{notice:int}/stop", Right.SEND, rail="notices")
async def stop(visit: Visit) -> Response:
    number = visit.number("notice")
    stopped = await visit.services.notices.notices.stop(number, visit.person_id)
    said = visit.texts.plain("notices-stopped" if stopped else "notices-not-stopped")
    return visit.go(path_of(number), said=said)


# Thrown away


@page("/desk/notices/{notice:int}/drop", Right.SEND, rail="notices")
async def ask_to_drop(visit: Visit) -> Response:
    notice = await written(visit)
    return await visit.show("notices/drop.html", notice=notice, path=path_of(notice.id))


@form("/desk/notices/{notice:int}/drop", Right.SEND, rail="notices")
async def drop(visit: Visit) -> Response:
    """A draft is gone; of a notice that went out only its correction is."""
    number = visit.number("notice")
    dropped = await visit.services.notices.editing.drop(number, visit.person_id)
    texts = visit.texts
    if dropped is None:
        return await _where_it_is(visit)
    if dropped.is_correction:
        return visit.go(f"{TABLE}/{number}", said=texts.plain("notice-correct-dropped"))
    return visit.go(f"{TABLE}/new", said=texts.plain("draft-dropped", number=str(number)))


# A correction


@form("/desk/notices/{notice:int}/correct", Right.SEND, rail="notices")
async def correct(visit: Visit) -> Response:
    """Begins one, or goes on with the one that is being written."""
    number = visit.number("notice")
    if not await visit.services.notices.notices.begin_correction(number, visit.person_id):
        raise NotThere
    return visit.go(path_of(number))
