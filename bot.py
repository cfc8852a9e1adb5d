"""The only door: the command line, and the wiring of the parts."""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import os
import signal
import sys
import tempfile
import webbrowser
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from content.check import check_messages, describe
from content.library import FOLDER
from content.messages import Texts, load_texts
from content.mistakes import BrokenContent
from settings import Settings, WrongSetting

if TYPE_CHECKING:  # heavy parts are imported by the command that needs them: `ask` and `check` start quickly
    from channels.telegram import TelegramBot
    from handlers.context import BotApplication
    from services.content import Content

log = logging.getLogger("bot")

DEMO_PORT = 8000


class Stop(Exception):
    """Ends the program with a sentence for the person who started it."""

    def __init__(self, sentence: str, status: int = 2) -> None:
        super().__init__(sentence)
        self.status = status


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns the exit status (0 done, 1 mistakes found, 2 cannot run as it is set up)."""
    options = _parser().parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    texts, _ = load_texts(FOLDER / "messages")
    try:
        status: int = options.command(options, texts)
    except WrongSetting as error:
        hint = texts.plain(error.hint)
        print(texts.plain(error.key, name=error.name, value=error.value, hint=hint), file=sys.stderr)
        return 2
    except BrokenContent as error:
        print(texts.plain("cli-broken-content"), describe(error.mistakes, texts), sep="\n", file=sys.stderr)
        return 2
    except Stop as error:
        print(error, file=sys.stderr)
        return error.status
    except KeyboardInterrupt:
        return 130
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bot.py", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")

    run = commands.add_parser("run", help="the bot against Telegram (BOT_TOKEN)")
    run.set_defaults(command=_run)

    demo = commands.add_parser("demo", help="the whole bot against a simulated Telegram, in the browser")
    demo.add_argument("--port", type=int, default=DEMO_PORT, help=f"port on this machine, {DEMO_PORT} by default")
    demo.add_argument("--no-browser", action="store_true", help="do not open the browser")
    demo.set_defaults(command=_demo)

    check = commands.add_parser("check", help="every mistake in content and settings; status 1 if any")
    check.set_defaults(command=_check)

    ask = commands.add_parser("ask", help="what the search finds; without TEXT one question a line from stdin")
    ask.add_argument("--json", action="store_true", help="a JSON object per question")
    ask.add_argument("text", nargs="*", metavar="TEXT")
    ask.set_defaults(command=_ask)
    return parser


def _check(options: argparse.Namespace, texts: Texts) -> int:
    from services.content import Content

    Settings.from_environment(os.environ)
    mistakes = check_messages()
    try:
        library = Content().library
    except BrokenContent as error:
        mistakes += error.mistakes
    if mistakes:
        print(describe(mistakes, texts), texts.plain("cli-check-failed", count=len(mistakes)), sep="\n")
        return 1
    today = datetime.now().astimezone().date()
    for answer in library.answers.values():
        if answer.review_by < today:
            print(texts.plain("cli-late", file=answer.path.name, date=answer.review_by))
    print(texts.plain("cli-check-passed", answers=len(library.answers)))
    return 0


def _ask(options: argparse.Namespace, texts: Texts) -> int:
    from services.content import Content

    content = Content()
    questions = [" ".join(options.text)] if options.text else (line.rstrip("\n") for line in sys.stdin)
    for question in questions:
        finding = content.search.find(question)
        if options.json:
            hits = [{"id": hit.id, "score": round(hit.score, 4)} for hit in finding.hits]
            found = {"question": question, "decision": finding.decision, "answers": hits}
            print(json.dumps(found, ensure_ascii=False), flush=True)
        else:
            titles = [content.library.answers[hit.id].title for hit in finding.hits]
            print(finding.decision, *titles, sep="\n  ", flush=True)
    return 0


def _run(options: argparse.Namespace, texts: Texts) -> int:
    settings = Settings.from_environment(os.environ)
    settings.require_token()
    _in_loop(_serve(settings, texts))
    return 0


async def _serve(settings: Settings, texts: Texts) -> None:
    from channels.telegram import make_bot
    from gateway.polling import AnotherInstance, WrongToken
    from gateway.request import AiohttpRequest
    from services.content import Content

    content = Content()
    bot = make_bot(
        settings.require_token(), settings.bot_api_url, replies=AiohttpRequest(), updates=AiohttpRequest()
    )
    try:
        async with _database(settings.database_url, texts) as database:
            await _live(settings, bot, content, database, lambda: log.info("running as @%s", bot.username))
    except AnotherInstance as error:
        raise Stop(texts.plain("cli-another-instance")) from error
    except WrongToken as error:
        raise Stop(texts.plain("cli-wrong-token")) from error


def _demo(options: argparse.Namespace, texts: Texts) -> int:
    settings = Settings.from_environment({})  # the demo is the same everywhere, whatever is set here
    _in_loop(_play(settings, options, texts))
    return 0


async def _play(settings: Settings, options: argparse.Namespace, texts: Texts) -> None:
    ...


async def _live(
    settings: Settings,
    bot: TelegramBot,
    content: Content,
    database: Database,
    ready: Callable[[], None],
) -> None:
    """Wires the parts, then handles updates until the process is told to stop."""
    from apscheduler.schedulers.asyncio import AsyncIOScheduler

    from channels.telegram import TelegramChannel
    from gateway.polling import Polling
    from handlers.application import UPDATES, announce, build_application
    from jobs.deliver_questions import deliver_questions
