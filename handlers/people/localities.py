"""A hromada is asked: by her village, its own name or a point on the map, the person says which one she means."""

from __future__ import annotations

from collections.abc import Callable

from channels.taps import Button, Tap
from content.hromadas import Hromada
from content.messages import Texts
from handlers.chat.context import BotContext, Wrong
from services.people import FoundLocalities, Locality


def label(texts: Texts, locality: Locality) -> str:
    """A locality on a button: the hromada, or the settlement with its hromada."""
    hromada = locality.hromada
    if locality.settlement:
        return texts.plain("people-settlement", name=locality.settlement.name, hromada=hromada.name)
    return texts.plain("people-hromada", name=hromada.name, raion=hromada.raion)


def meant(context: BotContext) -> FoundLocalities:
    """What the message may mean, by its words or its location, which is not kept."""
    people, location = context.services.people.people, context.message.location
    if location:
        return people.localities_around(location.latitude, location.longitude)
    return people.find_localities(context.words)


async def hromada_of(context: BotContext, choose: Callable[[str], Tap], otherwise: Button) -> Hromada | None:
    """The hromada that the message means for sure. Otherwise None: those that it may mean are offered.

    `choose` makes what the button of a hromada does, out of its slug; `otherwise` stands below them. Raises Wrong
    where it may mean none.
    """
    found = meant(context)
    if found.sure:
        return found.localities[0].hromada
    rows = [[choose(each.hromada.slug).button(label(context.texts, each))] for each in found.localities]
    if context.message.location:
        html = context.texts("people-nearest" if rows else "people-far")
    else:
        html = context.texts("people-which" if rows else "people-not-found")
    if not rows:
        raise Wrong(html, [[otherwise]])
    await context.say(html, [*rows, [otherwise]])
    return None
