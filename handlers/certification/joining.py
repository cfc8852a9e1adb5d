"""Taking part in a drive: by its link, as a member of a body or alone, and leaving it."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz, process, utils

from channels.taps import Button
from handlers.certification.my_certificates import back_button, drive_page, show_my_certificates
from handlers.certification.taps import JoinAlone, JoinBody, LeaveDrive, SendJoin, ShowDrive
from handlers.chat.context import BotContext
from handlers.chat.forms import FORMS, Answers, Form, Option, Step, Wrong, take_words
from handlers.chat.menu import menu_button
from handlers.chat.routes import on_tap
from handlers.chat.taps import ShowMyCertificates
from services.certification import Drive, name_is_wrong
from services.certification.members_table import LONGEST_NAME

LINK = "d_"
"""Deep-link payload of a drive: `d_<token>`."""
JOIN = "join"
OFFERED = 10
"""Bodies that are offered as buttons; of more one is asked to type the name."""
FOUND, LIKE = 6, 60.0
"""Bodies that a typed name may mean: so many, and so like (of 100)."""


async def offer_drive(context: BotContext, token: str) -> None:
    """What the drive is, and how one takes part; who does already sees where she stands."""
    texts, services = context.texts, context.services
    drive = await services.certification.read.drives.by_token(token.upper())
    if drive is None or not drive.is_open:
        await context.say(texts("my_certificates-drive-closed"), [[menu_button(context)]])
        return
    html, rows = await drive_page(context, drive)
    if any(
        each.place in drive.places for each in await services.certification.read.members.of_person(context.person_id)
    ):
        await context.say(html, rows)
        return
    ways: list[list[Button]] = []
    if any(place != drive.own_place for place in drive.places):
        ways.append([JoinBody(drive.id).button(texts.plain("my_certificates-button-join-body"))])
    if drive.own_place in drive.places:
        ways.append([JoinAlone(drive.id).button(texts.plain("my_certificates-button-join-alone"))])
    await context.say(texts.lines([html, texts("my_certificates-how-to-join")]), [*ways, *rows])


@on_tap()
async def join_alone(context: BotContext, tap: JoinAlone) -> None:
    drive = await context.services.certification.read.drives.find(tap.drive)
    if drive is None or not drive.is_open or drive.own_place not in drive.places:
        await context.show(context.texts("my_certificates-drive-closed"), [[back_button(context)]])
        return
    await context.services.certification.members.join_alone(drive.own_place, context.person_id)
    await _welcome(context, drive)


@on_tap()
async def join_body(context: BotContext, tap: JoinBody) -> None:
    drive = await context.services.certification.read.drives.find(tap.drive)
    if drive is None or not drive.is_open:
        await context.show(context.texts("my_certificates-drive-closed"), [[back_button(context)]])
        return
    answers = {"drive": str(drive.id)}
    names = await _bodies(context, drive)
    answers["_found"] = " ".join(names) if len(names) <= OFFERED else ""
    answers["_names"] = "\n".join(f"{place} {name}" for place, name in names.items())
    if len(names) == 1:
        answers["place"] = next(iter(names))
    await FORMS.begin(context, JOIN, answers)


async def _bodies(context: BotContext, drive: Drive) -> dict[str, str]:
    """The bodies of a drive by their places."""
    return {
        place: await context.services.certification.drives.place_name(place)
        for place in drive.places
        if place != drive.own_place
    }


def _named(answers: Answers) -> dict[str, str]:
    return dict(line.split(" ", 1) for line in answers.get("_names", "").splitlines())


def _options(_context: BotContext, answers: Answers) -> Sequence[Option]:
    names = _named(answers)
    return [Option(place, names[place]) for place in answers.get("_found", "").split() if place in names]


async def _take_body(context: BotContext, answers: Answers) -> Answers | None:
    """What was typed may be one body; where it may be several they are offered."""
    typed, names = await take_words(context, LONGEST_NAME), _named(answers)
    found = process.extract(
        typed, names, scorer=fuzz.WRatio, processor=utils.default_process, limit=FOUND, score_cutoff=LIKE
    )
    if not found:
        raise Wrong(context.texts("my_certificates-no-body"))
    places = " ".join(place for _name, _score, place in found)
    draft = await context.services.people.drafts.of(context.person_id)
    assert draft  # noqa: S101 - the form is being filled in
    kept = {**draft.answers, "_found": places}
    await context.services.people.drafts.change(draft, "place", kept, context.received.update_id, by_message=True)
    await FORMS.go_on(context)
    return None


async def _take_name(context: BotContext, _answers: Answers) -> Answers:
    name = await take_words(context, LONGEST_NAME)
    if name_is_wrong(name):
        raise Wrong(context.texts("my_certificates-wrong-name"))
    return {"name": name}


def _endings(context: BotContext, answers: Answers) -> Sequence[Sequence[Button]]:
    return [[SendJoin(int(answers["drive"])).button(context.texts.plain("my_certificates-button-join"))]]


async def _cancelled(context: BotContext, _answers: Answers) -> None:
    await show_my_certificates(context, ShowMyCertificates())


FORMS.add(
    Form(
        JOIN,
        steps=(
            Step(
                "place",
                prompt=lambda context, _: context.texts("my_certificates-ask-body"),
                title=lambda context: context.texts.plain("members-column-body"),
                options=_options,
                take=_take_body,
                shown=lambda _context, answers: _named(answers).get(answers.get("place", ""), ""),
            ),
            Step(
                "name",
                prompt=lambda context, _: context.texts("my_certificates-ask-name"),
                title=lambda context: context.texts.plain("members-column-name"),
                take=_take_name,
                shown=lambda _context, answers: answers.get("name", ""),
            ),
        ),
        heading=lambda context, _: context.texts("my_certificates-review"),
        endings=_endings,
        cancelled=_cancelled,
    )
)


@on_tap()
async def send_join(context: BotContext, tap: SendJoin) -> None:
    services = context.services
    draft = await services.people.drafts.of(context.person_id)
    drive = await services.certification.read.drives.find(tap.drive)
    if draft is None or draft.form != JOIN or not draft.answers.get("name") or not draft.answers.get("place"):
        await show_my_certificates(context, ShowMyCertificates())
        return
    await services.people.drafts.end(context.person_id)
    place = draft.answers["place"]
    if drive is None or not drive.is_open or place not in drive.places:
        await context.show(context.texts("my_certificates-drive-closed"), [[back_button(context)]])
        return
    await services.certification.members.join(place, draft.answers["name"], context.person_id)
    await _welcome(context, drive)


async def _welcome(context: BotContext, drive: Drive) -> None:
    """She takes part: what comes next."""
    html, rows = await drive_page(context, drive)
    await context.show(context.texts.lines([context.texts("my_certificates-joined"), html]), rows)


@on_tap()
async def leave_drive(context: BotContext, tap: LeaveDrive) -> None:
    texts, services = context.texts, context.services
    drive = await services.certification.read.drives.find(tap.drive)
    if drive is None:
        await show_my_certificates(context, ShowMyCertificates())
        return
    if not tap.sure:
        rows = [
            [LeaveDrive(drive.id, 1).button(texts.plain("my_certificates-button-leave-sure"))],
            [ShowDrive(drive.id).button(texts.plain("menu-button-back"))],
        ]
        await context.show(texts("my_certificates-leave", title=drive.title), rows)
        return
    await services.certification.members.leave(drive.places, context.person_id)
    await context.show(texts("my_certificates-left", title=drive.title), [[back_button(context)]])
