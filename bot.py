"""The only door: the command line, and the wiring of the parts."""

from __future__ import annotations

import argparse
import json
import logging
import os
import sys
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from content import FOLDER
from content.check import check_messages, describe
from content.messages import Texts, load_texts
from content.mistakes import BrokenContent
from settings import Settings, WrongSetting

if TYPE_CHECKING:  # heavy parts are imported by the command that needs them: `ask` and `check` start quickly
    from channels.telegram import TelegramBot

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
    token = settings.require_token()

    async def run() -> None:
        from gateway.request import AiohttpRequest

        from channels.telegram import make_bot

        bot = make_bot(token, settings.bot_api_url, replies=AiohttpRequest(), updates=AiohttpRequest())
        async with _live(settings, bot, texts) as polling:
            print(texts.plain("cli-running", username=bot.username), flush=True)
            await polling.run(_stop_signal())

    return _in_loop(run(), texts)


def _demo(options: argparse.Namespace, texts: Texts) -> int:
    async def demo() -> None:
        from simulator.request import SimulatorRequest
        from simulator.stage import set_stage

        from channels.telegram import make_bot
        from content.demo import load_cast

        stage = set_stage(load_cast())
        telegram = stage.telegram
        bot = make_bot(
            telegram.token,
            "https://simulated",
            replies=SimulatorRequest(telegram),
            updates=SimulatorRequest(telegram),
        )
        with tempfile.TemporaryDirectory() as folder:
            # The demo is the same everywhere, whatever is set in this environment.
            settings = Settings.from_environment(
                {"DATABASE_URL": f"sqlite:///{folder}/demo.db", "STAFF_CHAT_ID": str(stage.staff_chat_id)}
            )
            async with _live(settings, bot, texts) as polling:
                await polling.run(_stop_signal())

    return _in_loop(demo(), texts)


@asynccontextmanager
async def _live(settings: Settings, bot: TelegramBot, texts: Texts) -> AsyncIterator[Polling]:
    """All parts wired and started; on leaving they end in the opposite order."""
    from apscheduler.schedulers.asyncio import AsyncIOScheduler
    from gateway.polling import Polling

    from channels.telegram import TelegramChannel
    from handlers.application import UPDATES, announce, build_application
    from jobs import deliver_questions, reload_content
    from services.answers import Answers
    from services.content import Content
    from services.questions import Questions
    from services.services import Services
    from services.staff import Staff
    from storage.database import Database
    from storage.migrations import migrate
    from storage.questions import Questions as StoredQuestions
    from storage.ratings import Ratings

    def now() -> datetime:
        return datetime.now(settings.timezone)

    content = Content()
    async with Database.open(settings.database_url, exclusive=True) as database:
        await migrate(database)
        channel = TelegramChannel(bot)
        staff = Staff(channel, settings.staff_chat_id)
        questions = StoredQuestions(database)
        services = Services(
            content=content,
            answers=Answers(content, questions, Ratings(database), now),
            questions=Questions(content, questions, channel, staff, now),
            staff=staff,
        )
        application = build_application(bot, services)
        scheduler = AsyncIOScheduler(timezone=settings.timezone)
        for job in (reload_content, deliver_questions):
            scheduler.add_job(job.run, "interval", seconds=job.EVERY, args=[services], coalesce=True)
        async with application:
            await announce(bot, content.library.texts)
            scheduler.start()
            try:
                yield Polling(application, allowed_updates=UPDATES)
            finally:
                scheduler.shutdown(wait=False)
