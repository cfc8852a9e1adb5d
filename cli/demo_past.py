"""What happened before the demo begins, so that each of the three kinds of people finds something to do."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import Any

from content.demo import Cast
from content.hromadas import load_hromadas
from services.cases import CaseDetails
from services.certification import MEMBERS, Doubt, Submission
from services.events import EventKind
from services.files.excel import make_excel
from services.notices import SETTLEMENTS
from services.people import Post, Title
from services.services import Services
from simulator.telegram import Telegram
from storage.certification import HromadaCount
from storage.mailings import Audience

STRANGER = 2000
"""Numbers from here on belong to people who cannot be played."""


async def play_what_was_before(cast: Cast, services: Services, telegram: Telegram) -> None:
    """Questions, posts, cases, a notice, and a broadcast that leaves while one looks on."""
    admin, second, *_ = (each.id for each in cast.players if each.is_staff)
    await _ask(cast, services)
    await _join(cast, services, telegram, admin)
    await _tell_cases(cast, services)
    await _give_notice(cast, services, admin, second)
    await _certify(cast, services, admin)
    await _rate(cast, services, telegram, admin)
    await _teach(cast, services, admin, second)
    await _broadcast(cast, services, telegram, admin, second)


async def _ask(cast: Cast, services: Services) -> None:
    for number, text in enumerate(cast.asked, start=1):
        await services.answers.answers.ask(STRANGER + number, number, text)


async def _join(cast: Cast, services: Services, telegram: Telegram, admin: int) -> None:
    """Heads come into their posts; like all here they are written to at any hour, for the demo may be seen at night."""
    for each in cast.players:
        if post := Post.parse(each.post):
            telegram.people[each.id].has_started = True
            await services.people.people.keep_quiet_hours(each.id, 0, 0)
            made = await services.people.invites.into_post(post, admin)
            await services.people.invites.take(made.token, each.id, f"{each.first_name} {each.last_name}")


async def _tell_cases(cast: Cast, services: Services) -> None:
    for number, case in enumerate(cast.cases, start=1):
        person = STRANGER + 100 + number
        begun = await services.cases.own.begin(person, case["document"], case["place"])
        hromada = services.people.people.look_up(case["hromada"]).hromadas[0].katottg
        told: dict[str, Any] = {**case, "hromada": hromada, "happened_on": services.people.people.now().date()}
        await services.cases.own.submit(begun, person, CaseDetails(**told), [])


async def _give_notice(cast: Cast, services: Services, admin: int, second: int) -> None:
    """One that went out, a template like it, and the draft of another."""
    texts, notices = services.content.library.texts, services.notices.notices
    headings = [texts.plain("notice-board-column-place"), texts.plain("places-column-name")]
    headings.append(texts.plain("places-column-note"))
    table = await services.tables.open(SETTLEMENTS, make_excel(headings, cast.settlements))
    await services.notices.settlements.take(table, admin)
    notice = await notices.write(cast.notice, admin)
    await notices.set_deadline(notice, 7)
    await notices.set_letter(notice, _by_the_clock(cast.letter, services))
    await services.notices.replies.ask(notice, cast.form)
    await notices.address(notice, notices.heads(0))
    await notices.send(notice, second)
    await services.notices.templates.save(notice)
    draft = await notices.write(cast.draft, admin)
    await notices.set_deadline(draft, 14)
    await services.notices.replies.ask(draft, cast.draft_form)
    await notices.address(draft, notices.heads(1))


def _by_the_clock(words: str, services: Services) -> str:
    """The words with a day of the last week and the quarter that runs, so that they do not age."""
    today = services.people.people.now().date()
    quarter = ("I", "II", "III", "IV")[(today.month - 1) // 3]
    return words.format(day=f"{today - timedelta(days=7):%d.%m.%Y}", quarter=quarter)


async def _certify(cast: Cast, services: Services, admin: int) -> None:
    """A drive of the council, with certificates that came in and one that waits for its coordinator."""
    texts = services.content.library.texts
    headings = [
        texts.plain("members-column-name"),
        texts.plain("members-column-body"),
        texts.plain("members-column-unit"),
    ]
    file = make_excel(headings, [[name, cast.council, unit] for name, unit in cast.members])
    taken = await services.certification.members.take(await services.tables.open(MEMBERS, file), admin)
    drive = await services.certification.drives.write(_by_the_clock(cast.drive, services), admin)
    for course in [*services.content.library.courses][1:]:
        await services.certification.drives.turn_course(drive, course)
    if taken is None:
        return
    [place] = taken[1]
    await services.certification.drives.invite(drive, [place])
    await services.certification.drives.turn_anyone(drive)
    await services.certification.drives.open(drive, admin)
    coordinator = next(f"{each.first_name} {each.last_name}" for each in cast.players if each.id == cast.coordinator)
    made = await services.people.invites.into_post(Post(place, Title.COORDINATOR), admin)
    await services.people.invites.take(made.token, cast.coordinator, coordinator)
    [course, *_] = services.content.library.courses
    for number, member in enumerate((await services.certification.read.members.at(place))[1:4]):
        submission = Submission(
            course=course,
            code=f"KG-2026-{number:06}",
            name=member.name,
            issued_on=services.people.people.now().date(),
            address=f"https://osvita.diia.gov.ua/{number}" if number else "",
            doubts=() if number else (Doubt.UNREAD,),
        )
        await services.certification.certificates.hand_in_for(place, member, f"demo {number}", submission)


async def _teach(cast: Cast, services: Services, admin: int, second: int) -> None:
    """Events that are open: the head is invited to one, whoever has the link may come to the other."""
    events = services.events.events
    for each in cast.events:
        number = await events.write(EventKind(each["kind"]), each["title"], admin)
        day = services.people.people.now().date() + timedelta(days=int(each["in_days"]))
        await events.set_sessions(number, f"{day:%d.%m.%Y} {each['hours']}")
        await events.set_where(number, each["where"], admin)
        await events.set_about(number, each["about"])
        await events.set_bring(number, each["bring"])
        await events.set_places(number, each["places"])
        if each["guests"] == "heads":
            await events.address(number, events.heads(0))
        else:
            await events.let_anyone(number, wanted=True)
        await events.open_now(number, second)


async def _rate(cast: Cast, services: Services, telegram: Telegram, admin: int) -> None:
    """A quarter that is published, and the one after it, which heads look at now; one of them objects."""
    rating, yesterday = services.rating, services.people.people.now().date() - timedelta(days=1)
    head = telegram.add_person(STRANGER, cast.objector_name)
    head.has_started = True
    made = await services.people.invites.into_post(Post(cast.objector, Title.HEAD), admin)
    await services.people.invites.take(made.token, head.id, cast.objector_name)
    _, newer, older = rating.intake.quarters()
    for quarter, until in ((older, yesterday), (newer, None)):
        number = await rating.intake.begin_sample(quarter, _sample(cast, quarter), admin)
        league = await rating.read.league(number) if number else None
        if league:
            await rating.window.open(league, admin, until)
    for league in await rating.read.leagues():
        await rating.publishing.publish(league, admin)  # the one whose window is over
        for row, count in (await rating.read.counts(league.id)).items():
            if count.slug == cast.objector:
                await rating.window.object_to(row, cast.objection, head.id)  # of the other one


def _sample(cast: Cast, quarter: int) -> list[HromadaCount]:
    """Figures as they may be, the same each time: more people in towns than in villages, and more learn every quarter.

    Some hromadas have so few certificates that they are not shown.
    """
    counts = []
    for number, each in enumerate(load_hromadas()):
        chance = random.Random(each.slug)  # noqa: S311 - invented figures, no secret
        staff = chance.randint(*cast.staffs[each.kind])
        learned = chance.uniform(0.08, 0.5) + chance.uniform(0.03, 0.1) * (quarter % 10)
        certified = 3 if number % 13 == 12 else min(round(staff * learned), staff)
        high = round(certified * chance.uniform(0.15, 0.45))
        low = round((certified - high) * chance.uniform(0.2, 0.6))
        counts.append(HromadaCount(each.slug, staff, low, certified - low - high, high))
    return counts


async def _broadcast(cast: Cast, services: Services, telegram: Telegram, admin: int, second: int) -> None:
    """To strangers and to the citizen."""
    strangers = [telegram.add_person(STRANGER + 200 + number, cast.title) for number in range(cast.subscribers)]
    citizens = [each.id for each in cast.players if not each.is_staff and not each.post]
    for person_id in [*citizens, *(person.id for person in strangers)]:
        telegram.people[person_id].has_started = True
        await services.people.subscriptions.agree(person_id)
        await services.people.subscriptions.switch(person_id, cast.theme)
        await services.people.people.keep_quiet_hours(person_id, 0, 0)
    number = await services.mailings.broadcasts.write(cast.broadcast, admin)
    await services.mailings.broadcasts.address(number, Audience(theme=cast.theme))
    mailing = await services.mailings.broadcasts.draft(number)
    if mailing is not None:
        await services.mailings.broadcasts.approve(number, services.mailings.broadcasts.seal(mailing), second)
