"""A broadcast that is being written: its fields with what they come to beside them, the last page before it leaves, and
whoever else has to approve it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace

from markupsafe import Markup
from starlette.responses import Response

from content.hromadas import raions
from services.files.tables import BadTable, TableFileFault
from services.files.uploads import KINDS, LARGEST
from services.mailings import (
    ALBUM,
    ALONE,
    AUDIENCE,
    KEPT,
    LONGEST,
    LONGEST_CAPTION,
    NOW,
    OF_BODY,
    OF_NONE,
    SOME,
    Approval,
    Fields,
    Mailing,
    Repeat,
    Upload,
    Written,
    has_more,
    with_ids,
    words,
)
from services.people import Right, Title
from services.tables.words import bad_words, looked_through, meaning_of
from services.text import shorten
from web.mailings.broadcasts import LIST
from web.mailings.bubble import bubble
from web.routes import form, page
from web.visit import NotThere, Visit

CLASH = 409
LONGEST_NAMES = 120
"""Characters of headings that are named in one line."""
LARGEST_TABLE = 20 << 20
"""Bytes, as in the chat."""
ONLY, EXCEPT = "only", "except"
NOTICES = 4
"""Notices by which posts may be chosen, the newest."""


@page("/desk/broadcasts/new", Right.SEND, rail="broadcasts")
async def new(visit: Visit) -> Response:
    draft = visit.services.mailings.broadcasts.blank(visit.person_id)
    return await _edit(visit, draft, await _unsent(visit, draft))


@page("/desk/broadcasts/{mailing:int}/edit", Right.SEND, rail="broadcasts")
async def edit(visit: Visit) -> Response:
    draft = await _draft(visit)
    return await _edit(visit, draft, await _unsent(visit, draft))


async def _draft(visit: Visit) -> Mailing:
    """The draft of the address. Raises NotThere."""
    found = await visit.services.mailings.broadcasts.draft(visit.number("mailing"))
    if found is None:
        raise NotThere
    return found


def _path(draft: Mailing) -> str:
    return f"{LIST}/{draft.id}/edit" if draft.id else f"{LIST}/new"


async def _unsent(visit: Visit, draft: Mailing) -> Mapping[str, str]:
    """What she typed and did not send; else the draft as it is kept."""
    kept = await visit.services.people.pages.draft(visit.person_id, _path(draft))
    return kept.fields if kept else asdict(visit.services.mailings.drafting.fields(draft))


def _seal(visit: Visit, draft: Mailing) -> str:
    return visit.services.mailings.broadcasts.seal(draft) if draft.id else ""


async def _edit(
    visit: Visit,
    draft: Mailing,
    typed: Mapping[str, str],
    errors: Mapping[str, str] | None = None,
    status: int = 0,
    table: Markup | None = None,
) -> Response:
    """The editor with what is typed; `table`: what a table that was sent comes to."""
    drafting, texts = visit.services.mailings.drafting, visit.texts
    fields = Fields.typed(typed)
    written = drafting.read(draft, fields)
    return await visit.show(
        "mailings/editor.html",
        status=status or (422 if errors else 200),
        errors=errors or {},
        draft=draft,
        path=_path(draft),
        seen=_seal(visit, draft) if status == CLASH else typed.get("seen", _seal(visit, draft)),
        fields=asdict(fields),
        title=texts.plain("broadcasts-page-draft", number=str(draft.number or "none"), what=draft.operation),
        what=words.operation(draft, texts) if draft.about else "",
        is_new_text=draft.about is None,
        files=words.kinds(draft, texts),
        accept=",".join(KINDS),
        file_help=texts.plain("broadcasts-page-files-help", most=LARGEST >> 20, files=ALBUM, caption=LONGEST_CAPTION),
        table=table,
        table_for=typed.get("table_for", ONLY),
        has_more=has_more(draft.content["html"]),
        most=LONGEST_CAPTION if draft.content["media"] else LONGEST,
        merge_fields=visit.services.mailings.broadcasts.merge_fields(),
        choices=await _choices(visit, draft, written),
        look=await _looked(visit, written, fields),
    )


async def _choices(visit: Visit, draft: Mailing, written: Written) -> dict[str, list[tuple[str, str]]]:
    """What may be chosen in each field, with its words."""
    texts, services = visit.texts, visit.services
    to = [("", texts.plain("broadcasts-page-choose"))]
    if draft.audience.drive:
        to.append((KEPT, words.audience(draft.audience, services.content.library)))
    to += [(f"theme:{each.id}", each.title) for each in services.people.subscriptions.offered()]
    to += [(f"title:{each.value}", texts.plain("audiences-title", title=each)) for each in Title]
    to.append(("staff:all", texts.plain("audiences-staff")))
    notices = [("", texts.plain("broadcasts-button-any-notice"))]
    for found in await services.notices.read.newest(NOTICES):
        number = str(found.notice.id)
        notices.append((f"{number} no", texts.plain("audiences-not-acknowledged", number=number)))
        notices.append((f"{number} yes", texts.plain("audiences-acknowledged", number=number)))
    times = services.mailings.drafting.times(written.draft.audience)
    return {
        "to": to,
        "where": [
            ("0", texts.plain("broadcasts-button-everywhere")),
            *((str(number), texts.plain("fields-raion-of", name=name)) for number, name in enumerate(raions(), 1)),
            (SOME, texts.plain("broadcasts-page-some")),
        ],
        "notice": notices,
        "when": [(NOW, texts.plain("broadcasts-page-now")), *((code, words.moment(at)) for code, at in times)],
        "repeats": [(each.value, texts.plain("broadcasts-page-repeat", how=each.value or "never")) for each in Repeat],
    }


async def _looked(visit: Visit, written: Written, fields: Fields) -> dict[str, object]:
    """What the fields come to: the bubble, whom it reaches, and what is wrong."""
    draft, texts = written.draft, visit.texts
    view = await visit.services.mailings.broadcasts.view(draft)
    return {
        "bubble": bubble(words.whole(draft, texts)) if draft.content["html"] or draft.content["media"] else "",
        "buttons": [text for text, _url, _data in draft.content["buttons"]],
        "notes": [each.striptags() for each in words.note_lines(view, visit.services.content.library)],
        "excluded": (await visit.services.mailings.broadcasts.reach(draft)).excluded if draft.audience.excluded else 0,
        "wrong": list(_said(visit, written).items()) if asdict(fields) != asdict(Fields()) else [],
    }


def _said(visit: Visit, written: Written) -> dict[str, str]:
    return {name: visit.texts.plain(key, **values) for name, (key, values) in written.wrong.items()}


@form("/desk/broadcasts/look", Right.SEND, rail="broadcasts")
async def look(visit: Visit) -> Response:
    """What the server makes of it while it is typed; nothing is kept."""
    broadcasts, number = visit.services.mailings.broadcasts, visit.typed("mailing")
    is_number = number.isascii() and number.isdecimal() and len(number) < 16
    draft = await broadcasts.draft(int(number)) if is_number and int(number) else None
    fields = Fields.typed(visit.all_typed)
    written = visit.services.mailings.drafting.read(draft or broadcasts.blank(visit.person_id), fields)
    return await visit.show("mailings/look.html", look=await _looked(visit, written, fields))


@form("/desk/broadcasts/new", Right.SEND, rail="broadcasts")
async def begin(visit: Visit) -> Response:
    return await _keep(visit, visit.services.mailings.broadcasts.blank(visit.person_id))


@form("/desk/broadcasts/{mailing:int}/edit", Right.SEND, rail="broadcasts")
async def keep(visit: Visit) -> Response:
    return await _keep(visit, await _draft(visit))


async def _keep(visit: Visit, draft: Mailing) -> Response:
    """Keeps the draft as it is typed, unless somebody changed it meanwhile: then she sees both."""
    broadcasts, texts, typed = visit.services.mailings.broadcasts, visit.texts, visit.all_typed
    if visit.typed("do") == "table" and draft.about is None:
        return await _read_table(visit, draft, typed)
    attachments, uploads, as_files = visit.services.mailings.attachments, await _uploads(visit), "as_files" in typed
    with_files, fault = draft, ""
    if draft.about is None:
        dropped = [int(each) for each in visit.ticked("drop") if each.isascii() and each.isdecimal() and len(each) < 3]
        with_files, fault = attachments.looked_at(draft, uploads, dropped, as_files=as_files)
    written = visit.services.mailings.drafting.read(with_files, Fields.typed(typed))
    wrong = _said(visit, written)
    if fault:
        wrong["files"] = texts.plain(fault, most=LARGEST >> 20, files=ALBUM)
    if wrong:
        return await _edit(visit, draft, typed, wrong)
    is_same = visit.typed("seen") == _seal(visit, draft)
    number, after = draft.id, written.draft
    if uploads and is_same:
        given = await attachments.give(visit.person_id, uploads, as_files=as_files)
        if given is None:
            return await _edit(visit, draft, typed, {"files": texts.plain("broadcasts-file-not-taken")})
        after = with_ids(after, given)
    if is_same and not number:
        number = await broadcasts.begin(after, visit.person_id)
    elif not is_same or not await broadcasts.change(draft, after):
        now = await broadcasts.draft(draft.id)
        if now is None:
            raise NotThere
        text = words.subject(now, texts)
        clash = texts.plain("broadcasts-page-clash", text=text, audience=_whom(visit, now))
        return await _edit(visit, now, typed, {"text": clash}, CLASH)
    await visit.services.people.pages.drop(visit.person_id, _path(draft))
    if visit.typed("do") == "check":
        return visit.go(f"{LIST}/{number}/check")
    return visit.go(f"{LIST}/{number}/edit", said=texts.plain("broadcasts-page-kept"))


async def _uploads(visit: Visit) -> list[Upload]:
    found = [each for each in visit.form.getlist("files") if not isinstance(each, str) and each.filename]
    return [Upload(name=each.filename or "", content=await each.read()) for each in found]


async def _read_table(visit: Visit, draft: Mailing, typed: Mapping[str, str]) -> Response:
    """Puts the hromadas of a table into the field they are for, and says what it comes to; nothing is kept by that."""
    texts, file, mailings = visit.texts, visit.form.get("table"), visit.services.mailings
    if file is None or isinstance(file, str) or not file.filename:
        return await _edit(visit, draft, typed, {"table": texts.plain("tables-no-file")})
    is_only = typed.get("table_for") != EXCEPT
    kind = AUDIENCE if is_only else replace(AUDIENCE, name="exceptions")
    try:
        if (file.size or 0) > LARGEST_TABLE:
            raise BadTable(TableFileFault.TOO_BIG)
        table = await visit.services.tables.open(kind, await file.read(), visit.person_id)
    except BadTable as error:
        return await _edit(visit, draft, typed, {"table": bad_words(texts, kind, error).striptags()})
    if not table.is_complete:
        lacking = {meaning for at in range(len(table.sheets)) for meaning in table.lacking(at)}
        names = ", ".join(meaning_of(texts, each) for each in sorted(lacking))
        return await _edit(visit, draft, typed, {"table": texts.plain("broadcasts-table-lacking", names=names)})
    if not table.is_sure:  # in chat the columns are asked about
        names = "; ".join(dict.fromkeys(each for at in range(len(table.sheets)) for each in table.headings(at) if each))
        unsure = texts.plain("broadcasts-table-unsure", names=shorten(names, LONGEST_NAMES))
        return await _edit(visit, draft, typed, {"table": unsure})
    meant = mailings.drafting.read(draft, Fields.typed(typed)).draft.audience
    found = await mailings.audiences.look_through(table, meant.places if is_only else meant.excluded)
    said = bubble(looked_through(texts, table, found))
    if not found.is_takeable:
        return await _edit(visit, draft, typed, {"table": texts.plain("broadcasts-table-wrong")}, table=said)
    names = ", ".join(each.name for each in found.hromadas)
    taken = {"places": names, "where": SOME} if is_only else {"excluded": names}
    return await _edit(visit, draft, {**typed, **taken}, table=said)


def _whom(visit: Visit, draft: Mailing) -> str:
    return words.audience(draft.audience, visit.services.content.library)


# Before it leaves


@page("/desk/broadcasts/{mailing:int}/check", Right.SEND, rail="broadcasts")
async def check(visit: Visit) -> Response:
    """The last page: how many, who they are, and what the first of them read."""
    draft, broadcasts, texts = await _draft(visit), visit.services.mailings.broadcasts, visit.texts
    view, reach = await broadcasts.view(draft), await broadcasts.reach(draft)
    names = {OF_NONE: texts.plain("broadcasts-page-no-place"), OF_BODY: texts.plain("broadcasts-page-bodies")}
    return await visit.show(
        "mailings/check.html",
        draft=draft,
        path=f"{LIST}/{draft.id}",
        what=words.operation(draft, texts),
        audience=_whom(visit, draft),
        reach=reach,
        raions=[(names.get(name) or texts.plain("fields-raion-of", name=name), count) for name, count in reach.raions],
        missing=view.missing,
        notes=[each.striptags() for each in words.note_lines(view, visit.services.content.library)[1:]],
        samples=[(place, bubble(html)) for place, html in reach.words],
        files=words.kinds(draft, texts),
        buttons=[text for text, _url, _data in draft.content["buttons"]],
        seal=view.seal,
        needs_another=view.count > ALONE and draft.made_by == visit.person_id and not view.training,
        is_others=draft.made_by != visit.person_id,
    )


@form("/desk/broadcasts/{mailing:int}/approve", Right.SEND, rail="broadcasts", fresh=True)
async def approve(visit: Visit) -> Response:
    """It is held for a minute, or until its time; or a second one of the staff is asked."""
    draft, broadcasts, texts = await _draft(visit), visit.services.mailings.broadcasts, visit.texts
    emergency = visit.typed("emergency")[:LONGEST] if visit.typed("do") == "emergency" else ""
    if visit.typed("do") == "emergency" and not emergency:
        return visit.go(f"{LIST}/{draft.id}/check", said=texts.plain("broadcasts-page-no-reason"))
    outcome = await broadcasts.approve(draft.id, visit.typed("seal"), visit.person_id, emergency=emergency)
    if outcome is Approval.HELD:
        return visit.go(f"{LIST}/{draft.id}", said=texts.plain("broadcasts-page-held"))
    if outcome is Approval.GONE:
        raise NotThere
    if outcome is Approval.NEEDS_ANOTHER:
        asked = await broadcasts.ask_another(draft.id)
        said = texts.plain("broadcasts-needs-another" if asked else "broadcasts-no-staff-chat")
    else:
        said = texts.plain("broadcasts-refused", why=outcome)
    return visit.go(f"{LIST}/{draft.id}/check", said=said)


@form("/desk/broadcasts/{mailing:int}/try", Right.SEND, rail="broadcasts")
async def try_it(visit: Visit) -> Response:
    """Shows it in the chat as it will be read: to oneself, or to the staff."""
    draft, to_staff = await _draft(visit), visit.typed("to") == "staff"
    chat_id = visit.services.people.staff.chat_id if to_staff else visit.person_id
    shown = chat_id is not None and await visit.services.mailings.broadcasts.preview(draft, chat_id)
    if to_staff:
        key = "broadcasts-tried-staff" if shown else "broadcasts-not-tried-staff"
    else:
        key = "broadcasts-tried" if shown else "broadcasts-not-tried"
    return visit.go(f"{LIST}/{draft.id}/check", said=visit.texts.plain(key))


@form("/desk/broadcasts/{mailing:int}/drop", Right.SEND, rail="broadcasts")
async def drop(visit: Visit) -> Response:
    """Asked first: its text is not kept."""
    draft, texts = await _draft(visit), visit.texts
    if not visit.typed("sure"):
        return await visit.show(
            "mailings/ask.html",
            mailing=draft,
            path=f"{LIST}/{draft.id}",
            what="drop",
            why=texts("broadcasts-ask-drop", number=str(draft.number)),
            sure=texts.plain("broadcasts-button-sure-drop"),
        )
    await visit.services.mailings.broadcasts.turn(draft.id, "stop", visit.person_id)
    await visit.services.people.pages.drop(visit.person_id, _path(draft))
    return visit.go(LIST, said=texts.plain("broadcasts-page-dropped", number=str(draft.number)))
