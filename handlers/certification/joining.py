"""Taking part in a drive: by its link, as a member of a body or alone, and leaving it."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz, process

from channels.taps import Button
from handlers.certification.certificate_form import OWN_NAME
from handlers.certification.my_certificates import (
    back_button,
    drive_page,
    open_drive,
    show_closed,
    show_my_certificates,
)
from handlers.certification.taps import JoinAlone, JoinBody, LeaveDrive, SendJoin, ShowDrive, TakePart
from handlers.chat.context import BotContext, Wrong
from handlers.chat.forms import FORMS, Answers, Form, Option, Step, take_words
from handlers.chat.menu import ask_first, menu_button
from handlers.chat.routes import on_tap
from handlers.chat.taps import ShowMyCertificates
from services.certification import LONGEST_NAME, Drive, JoinOutcome
from services.text import words_key

LINK = "d_"
"""Deep-link payload of a drive: `d_<token>`."""
JOIN = "join"
OFFERED = 10
"""Bodies that are offered as buttons; of more one is asked to type the name."""
FOUND, LIKE = 6, 60.0
"""Bodies that a typed name may mean: so many, and so like (of 100)."""


async def offer_drive(context: BotContext, token: str) -> None:
    """What the drive is, and how one takes part; who does already sees where she stands."""
    texts, read = context.texts, context.services.certification.read
    drive = await read.drives.by_token(token.upper())
    if drive is None or not drive.is_open:
        await context.say(texts("my_certificates-drive-closed"), [[menu_button(context)]])
        return
    html, rows = await drive_page(context, drive)
    person = context.person_id
    known = {each.place for each in await read.members.of_person(person)}
    known |= {each.place for each in await read.members.joinings_of(person)}
    if known.intersection(drive.places):
        await context.say(html, rows)
        return
    ways: list[list[Button]] = []
    if any(place != drive.own_place for place in drive.places):
        ways.append([context.button(JoinBody(drive.id), "my_certificates-button-join-body")])
    if drive.own_place in drive.places:
        ways.append([context.button(JoinAlone(drive.id), "my_certificates-button-join-alone")])
    await context.say(texts.lines([html, texts("my_certificates-how-to-join")]), [*ways, *rows])


@on_tap()
async def join_alone(context: BotContext, tap: JoinAlone) -> None:
    drive = await open_drive(context, tap.drive)
    if drive and drive.own_place in drive.places:
        await context.services.certification.members.join_alone(drive.own_place, context.person_id)
        await _welcome(context, drive, JoinOutcome.JOINED)
    elif drive:
        await show_closed(context)


@on_tap()
async def join_body(context: BotContext, tap: JoinBody) -> None:
    drive = await open_drive(context, tap.drive)
    if drive is None:
        return
    drives = context.services.certification.drives
    names = {place: await drives.place_name(place) for place in drive.places if place != drive.own_place}
    answers = {"drive": str(drive.id)}
    answers["_found"] = " ".join(names) if len(names) <= OFFERED else ""
    answers["_names"] = "\n".join(f"{place} {name}" for place, name in names.items())
    if len(names) == 1:
        answers["place"] = next(iter(names))
    await FORMS.begin(context, JOIN, answers)


def _named(answers: Answers) -> dict[str, str]:
    """The bodies of the drive by their places."""
    return dict(line.split(" ", 1) for line in answers.get("_names", "").splitlines())


def _options(_context: BotContext, answers: Answers) -> Sequence[Option]:
    names = _named(answers)
    return [Option(place, names[place]) for place in answers.get("_found", "").split() if place in names]


async def _take_body(context: BotContext, answers: Answers) -> Answers:
    """What was typed may be several bodies: those that are like it are offered."""
    found = process.extract(
        await take_words(context, LONGEST_NAME),
        _named(answers),
        scorer=fuzz.WRatio,
        processor=words_key,
        limit=FOUND,
        score_cutoff=LIKE,
    )
    if not found:
        raise Wrong(context.texts("my_certificates-no-body"))
    return {"_found": " ".join(place for _name, _score, place in found)}


def _shown_body(_context: BotContext, answers: Answers) -> str:
    return _named(answers).get(answers.get("place", ""), "")


def _endings(context: BotContext, answers: Answers) -> Sequence[Sequence[Button]]:
    return [[context.button(SendJoin(int(answers["drive"])), "my_certificates-button-join")]]


async def _cancelled(context: BotContext, _answers: Answers) -> None:
    await show_my_certificates(context, ShowMyCertificates())


FORMS.add(
    Form(
        JOIN,
        name="my_certificates-form",
        steps=(
            Step(
                "place",
                title="members-column-body",
                prompt="my_certificates-ask-body",
                options=_options,
                take=_take_body,
                shown=_shown_body,
            ),
            Step("name", title="members-column-name", prompt="my_certificates-ask-name", take=OWN_NAME),
        ),
        heading="my_certificates-review",
        endings=_endings,
        cancelled=_cancelled,
    )
)


@on_tap()
async def send_join(context: BotContext, tap: SendJoin) -> None:
    services = context.services
    draft = await services.people.drafts.of(context.person_id, JOIN)
    if draft is None or not draft.answers.get("name") or not draft.answers.get("place"):
        await show_my_certificates(context, ShowMyCertificates())
        return
    await services.people.drafts.end(context.person_id, JOIN)
    place = draft.answers["place"]
    if drive := await open_drive(context, tap.drive, place):
        outcome = await services.certification.members.join(place, draft.answers["name"], context.person_id)
        await _welcome(context, drive, outcome)


async def _welcome(context: BotContext, drive: Drive, outcome: JoinOutcome) -> None:
    """What came of it, and what comes next."""
    html, rows = await drive_page(context, drive)
    said = [context.texts("my_certificates-join", outcome=outcome.value)]
    if outcome is JoinOutcome.EXEMPT:  # the page says it, with the way back
        said = []
    await context.show(context.texts.lines([*said, html]), rows)


@on_tap()
async def take_part(context: BotContext, tap: TakePart) -> None:
    """Of all drives of that body: her courses say what she owes now."""
    if await context.services.certification.members.take_part(tap.member, context.person_id):
        await context.toast(context.texts.plain("my_certificates-takes-part"))
    await show_my_certificates(context, ShowMyCertificates())


@on_tap()
async def leave_drive(context: BotContext, tap: LeaveDrive) -> None:
    texts, certification = context.texts, context.services.certification
    drive = await certification.read.drives.find(tap.drive)
    if drive is None:
        await show_my_certificates(context, ShowMyCertificates())
    elif not tap.sure:
        sure = context.button(LeaveDrive(drive.id, 1), "my_certificates-button-leave-sure")
        await ask_first(context, texts("my_certificates-leave", title=drive.title), sure, ShowDrive(drive.id))
    else:
        await certification.members.leave(drive.places, context.person_id)
        await context.show(texts("my_certificates-left", title=drive.title), [[back_button(context)]])
