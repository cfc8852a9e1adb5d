"""`bot.py demo`: the whole bot against a simulated Telegram, with a chat page in the browser."""

from __future__ import annotations

import argparse
import tempfile
import webbrowser
from dataclasses import replace
from typing import TYPE_CHECKING

from cli.process import Stop, loading, run_in_loop
from content.messages import Texts
from settings import Settings

if TYPE_CHECKING:
    from content.demo import Cast
    from content.demo import Player as InCast
    from simulator.page import Player
    from simulator.telegram import Telegram

HELP = "the whole bot against a simulated Telegram, in the browser"
PORT = 8000
GROUP = -1001
"""The id of the staff group."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=PORT, help=f"port on this machine, {PORT} by default")
    parser.add_argument("--no-browser", action="store_true", help="do not open the browser")


def run(options: argparse.Namespace, texts: Texts) -> int:
    with loading():
        run_in_loop(_serve(options, texts), texts)
    return 0


async def _serve(options: argparse.Namespace, texts: Texts) -> None:
    import httpx

    from channels.budget import Budget
    from channels.telegram import make_bot
    from cli.demo_past import play_what_was_before
    from cli.wiring import live
    from content.demo import load_cast
    from gateway.wall import BulkWall, ReplyWall
    from simulator.page import Page, PortTaken
    from simulator.request import SimulatorRequest

    cast = load_cast()
    telegram, players = _people(cast)
    way, budget = SimulatorRequest(telegram), Budget()
    bot = make_bot(telegram.token, "https://simulated", replies=ReplyWall(way, budget), updates=way)
    bulk = make_bot(telegram.token, "https://simulated", replies=BulkWall(way, budget), updates=way)
    with tempfile.TemporaryDirectory() as folder:
        try:
            page = Page(telegram, players)
            async with page.served(options.port) as url:
                print(texts.plain("cli-demo", url=url), flush=True)
                if not options.no_browser:
                    webbrowser.open(url)
                await live(
                    replace(settings_of(cast, folder), public_url=url),
                    bot,
                    bulk,
                    budget,
                    lambda services: play_what_was_before(cast, services, telegram),
                    portal=httpx.MockTransport(lambda _request: httpx.Response(200)),  # it finds every certificate
                    played={each.id: each.first_name for each in cast.players if each.is_staff or each.post},
                    behind=page.stand_before,
                )
        except PortTaken as error:
            raise Stop(texts.plain("cli-port-taken", port=str(options.port))) from error


def _people(cast: Cast) -> tuple[Telegram, list[Player]]:
    """A Telegram with the cast in it, and the people whom one can play."""
    from simulator.page import Player
    from simulator.telegram import Telegram

    telegram = Telegram(username=cast.username, name=cast.title)
    people = [telegram.add_person(each.id, each.first_name, last_name=each.last_name) for each in cast.players]
    staff = [person for person, each in zip(people, cast.players, strict=True) if each.is_staff]
    telegram.add_group(GROUP, cast.staff_group, staff)
    return telegram, [
        Player(person, each.about, each.examples, _doors(cast, each))
        for person, each in zip(people, cast.players, strict=True)
    ]


def _doors(cast: Cast, player: InCast) -> list[tuple[str, str]]:
    """Where the pages of those are who have any, by their words."""
    if player.is_staff:
        return [(cast.desk, f"/desk/as/{player.id}")]
    return [(cast.own, f"/desk/as/{player.id}")] if player.post else [(cast.answers, "/answers")]


def settings_of(cast: Cast, folder: str) -> Settings:
    """The same on every machine: the demo does not read the environment."""
    return Settings.from_environment(
        {
            "DATABASE_URL": f"sqlite:///{folder}/demo.db",
            "STAFF_CHAT_ID": str(GROUP),
            "ADMIN_IDS": " ".join(str(each.id) for each in cast.players if each.is_staff),
        }
    )
