"""Cases that the department forwards: to the head of the hromada, who answers, or by letter to a body."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from telegram import InputFile

from channels.telegram import markup
from content.hromadas import by_katottg
from handlers.cases import taps
from handlers.cases.desk import ask_to_close, find_case
from handlers.cases.taps import AnswerForwarded, ForwardAs, ForwardCase, ShowForwarded
from handlers.chat.context import BotContext
from handlers.chat.menu import back_to
from handlers.chat.prompts import Prompt, left, on_reply
from handlers.chat.rights import Right
from handlers.chat.routes import on_tap
from handlers.chat.taps import ShowMyPosts
from services.cases import Addressee, Case, CaseOutcome, CaseStatus, words

SHOWN = 8
ANSWER = Prompt("forwarded-prompt")


# The staff forward


@on_tap(Right.CASES)
async def forward_case(context: BotContext, tap: ForwardCase) -> None:
    """First to whom, then whether the name of the place goes along: it stands in the person's own words."""
    texts = context.texts
    case = await find_case(context, tap.case)
    if case.status is not CaseStatus.TAKEN:
        await context.toast(texts.plain("casework-gone"))
    elif tap.to == "ask":
        rows = [
            [context.button(ForwardCase(case.id, "head"), "casework-button-to-head")],
            [context.button(ForwardCase(case.id, Addressee.BODY.value), "casework-button-to-body")],
            [context.button(ForwardCase(case.id, Addressee.MINISTRY.value), "casework-button-to-ministry")],
            [back_to(context, taps.WorkOnCase(case.id))],
        ]
        await context.say(texts("casework-forward", number=case.number or ""), rows)
    elif name := case.details.place_name:
        at = words.at_place(context.services.content, case)
        rows = [
            [context.button(ForwardAs(case.id, tap.to, 0), "casework-button-unnamed")],
            [context.button(ForwardAs(case.id, tap.to, 1), "casework-button-named")],
            [back_to(context, taps.WorkOnCase(case.id))],
        ]
        html = texts("casework-forward-name", number=case.number or "", at=at, name=name)
        await context.say(html, rows)
    else:
        await forward_as(context, ForwardAs(case.id, tap.to, 0))


@on_tap(Right.CASES)
async def forward_as(context: BotContext, tap: ForwardAs) -> None:
    """To the head of the hromada at once; to a body or the Ministry as a letter that somebody signs and sends."""
    case = await find_case(context, tap.case)
    if case.status is not CaseStatus.TAKEN:
        await context.toast(context.texts.plain("casework-gone"))
    elif tap.to == "head":
        await _forward_to_head(context, case, named=bool(tap.named))
    elif tap.to in set(Addressee):
        await _forward_by_letter(context, case, Addressee(tap.to), named=bool(tap.named))


async def _forward_to_head(context: BotContext, case: Case, *, named: bool) -> None:
    texts, hromada = context.texts, by_katottg(case.details.hromada)
    if hromada is None:
        await context.toast(texts.plain("casework-no-hromada"))
        return
    desk, by = context.services.cases.desk, context.person_id
    told = await desk.forward_to_head(case, hromada.slug, by, context.first_name, named=named)
    await context.toast(texts.plain("casework-forwarded" if told else "casework-no-head"))


async def send_letter(
    context: BotContext, tap: taps.LetterForWord, cases: Sequence[Case], place: str, name: str
) -> None:
    """As it is printed; a button gives the same to be changed before. `place` as in `Letters.about_cases`."""
    pdf = await context.services.cases.letters.make_pdf_of(Addressee(tap.to), cases, place)
    sending = context.chat.send_document(
        InputFile(pdf, f"{name}.pdf"),
        caption=context.texts("statistics-letter"),
        reply_markup=markup([[context.button(tap, "casework-button-word")]]),
        message_thread_id=context.topic,
    )
    await context.give(sending)


@on_tap(Right.CASES)
async def send_for_word(context: BotContext, tap: taps.LetterForWord) -> None:
    read, statistics = context.services.cases.read, context.services.cases.statistics
    case = await read.find(tap.case) if tap.case else None
    visit = await statistics.proposed.find(tap.visit) if tap.visit else None
    cases = [case] if case else await statistics.cases_of(visit, context.now()) if visit else []
    if not cases or tap.to not in set(Addressee):
        await context.toast(context.texts.plain("casework-gone"))
        return
    place = visit.place_name if visit else cases[0].details.place_name if tap.named else ""
    file = await context.services.cases.letters.make_docx_of(Addressee(tap.to), cases, place)
    name = case.number if case and case.number else context.texts.plain("letters-name")
    await context.send_file(file, f"{name}.docx")


async def _forward_by_letter(context: BotContext, case: Case, addressee: Addressee, *, named: bool) -> None:
    texts, cases = context.texts, context.services.cases
    tap = taps.LetterForWord(addressee.value, case.id, 0, int(named))
    place = case.details.place_name if named else ""
    await cases.desk.give_letter(case.id, partial(send_letter, context, tap, [case], place, case.number or ""))
    body = case.details.place_name or words.kind_of_place(context.services.content, case)
    to = texts.plain("casework-ministry") if addressee is Addressee.MINISTRY else body
    await cases.desk.forwarded(case.id, to, context.person_id, context.first_name)
    await ask_to_close(context, case, CaseOutcome.PASSED_ON, by_reply=True)


# The head answers


async def forwarded_cases(context: BotContext) -> dict[int, tuple[Case, str]]:
    """Open cases that were forwarded to the person's posts, with the post's name."""
    posts, read = context.services.people.posts, context.services.cases.read
    found: dict[int, tuple[Case, str]] = {}
    for tenure in await posts.of_person(context.person_id):
        name = await posts.name(tenure.post)
        found |= {case.id: (case, name) for case in await read.forwarded_to(tenure.post.id)}
    return found


@on_tap()
async def show_forwarded(context: BotContext, _tap: ShowForwarded) -> None:
    texts, content = context.texts, context.services.content
    cases = [case for case, _name in (await forwarded_cases(context)).values()][:SHOWN]
    lines = [
        texts(
            "forwarded-line",
            number=case.number or "",
            place=words.at_place(content, case),
            document=words.document(content, case),
        )
        for case in cases
    ]
    rows = [
        [context.button(AnswerForwarded(case.id), "forwarded-button-answer", number=case.number or "")]
        for case in cases
    ]
    html = texts.lines([texts("forwarded-title", count=len(cases)), "", *lines])
    await context.show(html, [*rows, [back_to(context, ShowMyPosts())]])


@on_tap()
async def ask_for_answer(context: BotContext, tap: AnswerForwarded) -> None:
    case, _post = (await forwarded_cases(context)).get(tap.case, (None, ""))
    if case is None:
        await context.toast(context.texts.plain("forwarded-gone"))
        return
    await ANSWER.ask(context, case.id, number=case.number or "")


@on_reply(ANSWER, undo=left)
async def take_answer(context: BotContext, number: int) -> None:
    """The answer stands in the case, and the staff are told; the person of the case hears from the staff."""
    found = (await forwarded_cases(context)).get(number)
    if found is None:
        await context.say(context.texts("forwarded-gone"))
        return
    case, post = found
    await context.services.cases.desk.head_answers(case, post, context.words)
    await context.say(context.texts("forwarded-answered", number=case.number or ""))
