"""One case on one page: what happened and was said, what is known of it, and all that the staff may do with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from starlette.responses import Response

from content.hromadas import by_katottg
from services.cases import (
    CASE,
    EMPTY,
    LONGEST,
    PICTURES,
    RESULTS,
    TITLES,
    Addressee,
    Case,
    CaseDetails,
    CaseFile,
    CaseOutcome,
    CaseStatus,
    words,
)
from services.content import Content
from services.people import Note, Right
from web.cases.inbox import after_closing
from web.replying import Line, Talk, drafts, note, note_lines, ready, reply, talk
from web.routes import form, page
from web.visit import NotThere, Visit

OUTCOMES = [each for each in CaseOutcome if not each.is_of_person]
KINDS = {"pdf": "application/pdf", "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document"}
HEAD = "head"
"""To whom a case is forwarded by the bot itself; to others it goes by letter."""
_FACTS: Mapping[str, Callable[[Content, Case], str]] = {
    "document": words.document,
    "place": words.kind_of_place,
    "hromada": lambda _content, case: words.hromada(case),
    "happened_on": lambda content, case: words.when(content, case.details, case.started_at.date()),
    "result": lambda content, case: content.library.texts.plain(RESULTS[case.details.result]),
    "ground": words.ground,
}
"""How an answer is said; one that is not here stands as it is."""


@page("/desk/cases/{case:int}", Right.CASES, rail="inbox")
async def one_case(visit: Visit) -> Response:
    return await _show(visit, await _case(visit))


async def _show(
    visit: Visit, case: Case, errors: Mapping[str, str] | None = None, typed: Mapping[str, str] | None = None
) -> Response:
    services, content = visit.services, visit.services.content
    the_talk = await _talk(visit, case)
    files = await services.cases.read.files(case.id) if case.status is not CaseStatus.NEW else []
    is_forwarded = await services.cases.desk.is_forwarded(case)
    details = case.details
    point = words.point(details) if case.status is not CaseStatus.NEW else ""
    return await visit.show(
        "cases/case.html",
        status=422 if errors else 200,
        errors=errors or {},
        case=case,
        talk=the_talk,
        scene=words.scene(content, case),
        state=words.status(content, case),
        facts=_facts(content, case),
        card=_card(visit, case),
        map=f"https://www.openstreetmap.org/?mlat={details.latitude:.5f}&mlon={details.longitude:.5f}" if point else "",
        files=[(number, each.kind in PICTURES) for number, each in enumerate(files)],
        linked=await services.cases.read.linked_with(case),
        free=[each for each in await services.cases.desk.group(case) if each.status is CaseStatus.NEW and each != case],
        group=len(await services.cases.desk.group(case)),
        is_mine=case.assignee_id == visit.person_id,
        answers=await ready(visit, CASE, case.id, _about(content, case)) if case.status is not CaseStatus.NEW else [],
        typed={**await drafts(visit, the_talk.path), **_inserted(visit), **(typed or {})},
        outcomes=[(each.value, words.outcome(content, each)) for each in OUTCOMES],
        likely=(CaseOutcome.PASSED_ON if is_forwarded else CaseOutcome.EXPLAINED).value,
        addressees=[(each, visit.texts.plain("case-addressee", to=each)) for each in (HEAD, *Addressee)],
        letters=[each.value for each in Addressee],
    )


def _card(visit: Visit, case: Case) -> dict[str, str] | None:
    """What the bot says today of that document there, as the person is shown it; None where there is no such card."""
    document, place = case.details.document, case.details.place
    made = visit.services.cases.cards.card(document, place) if document and place else None
    return {"title": made.title, "href": f"/c/{document}/{place}"} if made else None


def _inserted(visit: Visit) -> dict[str, str]:
    """Without the script the words of an answer are put into the field by a new page."""
    chosen = visit.services.content.library.answers.get(visit.asked("insert"))
    return {"reply": chosen.html.striptags()} if chosen else {}


def _about(content: Content, case: Case) -> str:
    """What the case is about, as somebody would ask."""
    said = case.details.said if case.status is not CaseStatus.NEW else ""
    return f"{words.document(content, case)} {words.kind_of_place(content, case)} {said}"


def _facts(content: Content, case: Case) -> list[tuple[str, str]]:
    """Title and answer of what the person told; what is private, once somebody has taken the case."""
    found = []
    for name in CaseDetails.names():
        is_hidden = name in EMPTY and case.status is CaseStatus.NEW
        value = getattr(case.details, name)
        if value and TITLES[name] and not is_hidden:
            told = _FACTS[name](content, case) if name in _FACTS else str(value)
            found.append((content.library.texts.plain(TITLES[name]), told))
    return found


async def _talk(visit: Visit, case: Case) -> Talk:
    history = await visit.services.cases.desk.history(case)
    notes = note_lines(visit, [each for each in history if isinstance(each, Note)])
    texts, events = visit.texts, list[Line]()
    for each in history:
        key = None if isinstance(each, Note) else words.event_key(each, for_staff=True)
        if key and not isinstance(each, Note):
            who = each.by_name or texts.plain("casework-by-staff" if each.by_staff else "casework-by-person")
            said = texts.plain(key, text=each.text)
            events.append(
                Line(at=each.at, who=who, words=said, kind="ours" if each.by_staff else "", mark=("e", each.id))
            )
    return await talk(visit, CASE, case.id, f"/desk/cases/{case.id}", [*events, *notes])


async def _case(visit: Visit) -> Case:
    """Raises NotThere."""
    case = await visit.services.cases.read.find(visit.number("case"))
    if case is None or case.number is None:
        raise NotThere
    return case


def _back(visit: Visit, case: Case, key: str, **values: object) -> Response:
    return visit.go(f"/desk/cases/{case.id}", said=visit.texts.plain(key, **values))


# Whose it is


@form("/desk/cases/{case:int}/take", Right.CASES)
async def take(visit: Visit) -> Response:
    case = await _case(visit)
    if await visit.services.cases.desk.take(case.id, visit.person_id, visit.name):
        return _back(visit, case, "case-taken")
    now = await _case(visit)
    return _back(visit, case, "casework-taken-by", name=now.assignee_name or "–")


@form("/desk/cases/{case:int}/take-linked", Right.CASES)
async def take_linked(visit: Visit) -> Response:
    case = await _case(visit)
    taken = await visit.services.cases.desk.take_linked(case, visit.person_id, visit.name)
    return _back(visit, case, "casework-taken-linked", count=len(taken))


@form("/desk/cases/{case:int}/let-go", Right.CASES)
async def let_go(visit: Visit) -> Response:
    case = await _case(visit)
    await visit.services.cases.desk.let_go(case.id, visit.person_id, visit.name)
    return _back(visit, case, "case-let-go")


# What is said


@form("/desk/cases/{case:int}/reply", Right.CASES, rail="inbox")
async def send_reply(visit: Visit) -> Response:
    case = await _case(visit)
    if case.status is CaseStatus.NEW:
        return _back(visit, case, "case-take-first")
    done = await reply(visit, await _talk(visit, case))
    return done if isinstance(done, Response) else await _show(visit, case, done, visit.all_typed)


@form("/desk/cases/{case:int}/note", Right.CASES, rail="inbox")
async def write_note(visit: Visit) -> Response:
    case = await _case(visit)
    done = await note(visit, await _talk(visit, case), visit.typed("note"))
    return done if isinstance(done, Response) else await _show(visit, case, done, visit.all_typed)


# How it ends


@form("/desk/cases/{case:int}/close", Right.CASES, rail="inbox")
async def close(visit: Visit) -> Response:
    """Outcome and reason together. What happened meanwhile is shown first, for the person reads the reason."""
    case, desk, texts = await _case(visit), visit.services.cases.desk, visit.texts
    outcome, reason, wrong = visit.typed("outcome"), visit.typed("reason"), dict[str, str]()
    if case.status is not CaseStatus.TAKEN:
        return _back(visit, case, "case-gone")
    if not reason:
        wrong["reason"] = texts.plain("case-reason-empty")
    elif len(reason) > LONGEST:
        wrong["reason"] = texts.plain("talk-too-long", most=LONGEST, length=len(reason))
    if outcome not in {each.value for each in OUTCOMES}:
        wrong["outcome"] = texts.plain("case-outcome-unknown")
    newer = (await _talk(visit, case)).newer(visit.typed("seen"))
    if not wrong and newer and not visit.typed("sure"):
        wrong["reason"] = texts.plain("case-moved", count=len(newer))
    if wrong:
        return await _show(visit, case, wrong, visit.all_typed)
    to_all = bool(visit.typed("all"))
    group: Sequence[Case] = await desk.group(case) if to_all else [case]
    closed = await desk.close(case.id, CaseOutcome(outcome), reason, visit.person_id, visit.name, to_all=to_all)
    if not closed:
        return _back(visit, case, "case-gone")
    read = await desk.reached(group)
    said = texts.plain("case-closed", number=case.number or "", count=closed, read=read)
    return visit.go(await after_closing(visit, CASE, case.id), said=said)


# To whom it is passed on


@form("/desk/cases/{case:int}/forward", Right.CASES)
async def forward(visit: Visit) -> Response:
    """To the head by the bot; to others by a letter, which somebody signs and sends: the page gives it."""
    case, desk, texts = await _case(visit), visit.services.cases.desk, visit.texts
    to, named = visit.typed("to"), bool(visit.typed("named"))
    if case.status is not CaseStatus.TAKEN or to not in {HEAD, *Addressee}:
        return _back(visit, case, "case-gone")
    if to == HEAD:
        hromada = by_katottg(case.details.hromada)
        if hromada is None:
            return _back(visit, case, "casework-no-hromada")
        told = await desk.forward_to_head(case, hromada.slug, visit.person_id, visit.name, named=named)
        return _back(visit, case, "casework-forwarded" if told else "casework-no-head")
    body = case.details.place_name or words.kind_of_place(visit.services.content, case)
    name = texts.plain("casework-ministry") if to == Addressee.MINISTRY else body
    await desk.forwarded(case.id, name, visit.person_id, visit.name)
    return _back(visit, case, "case-forwarded-by-letter")


@page("/desk/cases/{case:int}/letter.{kind}", Right.CASES)
async def letter(visit: Visit) -> Response:
    case, letters = await _case(visit), visit.services.cases.letters
    kind, to = visit.request.path_params["kind"], visit.asked("to")
    if kind not in KINDS or to not in set(Addressee) or case.status is CaseStatus.NEW:
        raise NotThere
    place = case.details.place_name if visit.asked("named") else ""
    make = letters.make_pdf_of if kind == "pdf" else letters.make_docx_of
    content = await make(Addressee(to), [case], place)
    return await visit.file(content, f"{case.number}.{kind}", KINDS[kind], f"/desk/cases/{case.id}")


# What belongs to it


async def _file(visit: Visit) -> CaseFile:
    """Raises NotThere; before somebody has taken the case nobody sees it."""
    case = await _case(visit)
    files = await visit.services.cases.read.files(case.id) if case.status is not CaseStatus.NEW else []
    number = visit.number("file")
    if number >= len(files):
        raise NotThere
    return files[number]


@page("/desk/cases/{case:int}/files/{file:int}", Right.CASES)
async def picture(visit: Visit) -> Response:
    """A picture, decoded in the bounded child: neither what the camera wrote nor the file itself reaches a browser."""
    content = await visit.services.cases.delivery.picture(await _file(visit))
    if content is None:
        raise NotThere
    return Response(content, media_type="image/jpeg", headers={"Content-Disposition": "inline"})


@form("/desk/cases/{case:int}/files/{file:int}", Right.CASES)
async def send_file(visit: Visit) -> Response:
    """Into her own chat: what a page cannot show, or Telegram plays better."""
    given = await visit.services.cases.delivery.give(await _file(visit), visit.person_id)
    return _back(visit, await _case(visit), "desk-file-sent" if given else "casework-evidence-gone")


# Cases of one thing


@form("/desk/cases/{case:int}/link", Right.CASES, rail="inbox")
async def link(visit: Visit) -> Response:
    case, desk = await _case(visit), visit.services.cases.desk
    if case.status is not CaseStatus.TAKEN:
        return _back(visit, case, "case-gone")
    other = await desk.find_by_number(visit.typed("other"))
    if other is None or not await desk.link(case.id, other.id, visit.person_id, visit.name):
        return await _show(visit, case, {"other": visit.texts.plain("casework-not-linked")}, visit.all_typed)
    return _back(visit, case, "case-linked", number=other.number or "")


@form("/desk/cases/{case:int}/unlink", Right.CASES)
async def unlink(visit: Visit) -> Response:
    case = await _case(visit)
    done = await visit.services.cases.desk.unlink(case.id, visit.person_id, visit.name)
    return _back(visit, case, "case-unlinked" if done else "case-gone")
