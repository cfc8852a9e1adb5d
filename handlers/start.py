"""/start, alone or with the payload of a deep link (`https://t.me/<bot>?start=<payload>`)."""

from __future__ import annotations

from handlers import menu
from handlers.answers import answers, guides
from handlers.answers.taps import WalkGuide
from handlers.cases import cards, clock, me_too, my_cases
from handlers.certification import joining
from handlers.chat.context import BotContext
from handlers.chat.routes import on_command
from handlers.chat.taps import ReportCase, ShowCards
from handlers.events import afterwards, door, events
from handlers.people import invites
from handlers.people.commands import announce_to
from services.answers import Link
from services.events import LINK as CERTIFICATE
from services.people import LINK


@on_command("start")
async def start(context: BotContext) -> None:
    """A payload the bot does not know (an old poster, a typo, a forgery) leads to the first screen."""
    link = Link.parse(context.args[0] if context.args else "")
    payload = link.target
    if payload.startswith(answers.LINK) and (
        answer := context.services.answers.answers.get(payload[len(answers.LINK) :])
    ):
        await context.services.answers.posters.count(link)
        await answers.say_answer(context, answer)
    elif payload.startswith(guides.LINK) and (guide := guides.find_guide(context, payload[len(guides.LINK) :])):
        await context.services.answers.posters.count(link)
        await guides.walk_guide(context, WalkGuide(guide.id, guide.start))
    elif payload == cards.LINK:
        await cards.show_documents(context, ShowCards())
    elif payload == clock.LINK:
        await clock.show_ways(context, ReportCase())
    elif payload.startswith(my_cases.TOO):
        await me_too.offer(context, payload[len(my_cases.TOO) :])
    elif payload.startswith(joining.LINK):
        await joining.offer_drive(context, payload[len(joining.LINK) :])
    elif payload.startswith(events.LINK):
        await context.services.answers.posters.count(link)
        await events.open_link(context, payload[len(events.LINK) :])
    elif payload.startswith(events.TICKET):
        await door.scan(context, payload[len(events.TICKET) :])
    elif payload.startswith(CERTIFICATE):
        await afterwards.verify_link(context, payload[len(CERTIFICATE) :])
    elif payload.startswith(LINK):
        await invites.offer(context, payload[len(LINK) :])
    else:
        await announce_to(context.bot, context.services, context.person_id)
        await menu.welcome(context)
