"""The only door: the command line, and the wiring of the parts."""

from __future__ import annotations

import argparse
import asyncio
import ctypes
import gc
import json
import os
import signal
import sys
import tempfile
import webbrowser
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from content import FOLDER
from content.check import check_lengths, check_messages, describe
from content.messages import Texts, load_texts
from content.mistakes import BrokenContent
from services.operation import logs
from settings import Settings, WrongSetting

if TYPE_CHECKING:  # each command imports the heavy parts it needs: `ask` and `check` start quickly
    import httpx

    from channels.telegram import TelegramBot
    from gateway.polling import Polling
    from gateway.webhook import Webhook
    from handlers.chat.context import BotApplication
    from services.content import Content
    from services.services import Services
    from simulator.people import Person

DEMO_PORT = 8000
DEMO_GROUP = -1001


class Stop(Exception):
    """Ends the program with a sentence for the person who started it."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns the exit status (0 done, 1 mistakes found, 2 cannot run as it is set up)."""
    options = _parser().parse_args(arguments)
    logs.configure()
    texts, _ = load_texts(FOLDER / "messages", "cli", "settings", "check")  # what a command says; the bot reads all
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
        return 2
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

    check = commands.add_parser("check", help="every mistake in content, settings and database; status 1 if any")
    check.add_argument("--links", action="store_true", help="also ask every source address whether it still opens")
    check.set_defaults(command=_check)

    ask = commands.add_parser("ask", help="what the search finds; without TEXT one question a line from stdin")
    ask.add_argument("--json", action="store_true", help="a JSON object per question")
    ask.add_argument("text", nargs="*", metavar="TEXT")
    ask.set_defaults(command=_ask)

    export = commands.add_parser("export-contacts", help="contacts and open obligations, to go on by e-mail")
    export.add_argument("folder", type=Path, metavar="DIR", help="is made; only its owner can read what is in it")
    export.set_defaults(command=_export_contacts)

    invite = commands.add_parser("invite", help="a one-time link that makes the first administrator")
    invite.add_argument("role", choices=["admin"])
    invite.set_defaults(command=_invite)

    backup = commands.add_parser("backup", help="a copy of the database as one file, also while the bot runs")
    backup.add_argument("file", type=Path, metavar="FILE")
    backup.set_defaults(command=_backup)

    restore = commands.add_parser("restore", help="puts such a copy in place of the database, while the bot rests")
    restore.add_argument("file", type=Path, metavar="FILE")
    restore.add_argument("--force", action="store_true", help="also where the database has content")
    restore.set_defaults(command=_restore)

    move = commands.add_parser("move", help="copies a database into an empty one of the other engine, and checks it")
    move.add_argument("--from", dest="source", required=True, metavar="URL")
    move.add_argument("--to", dest="target", required=True, metavar="URL")
    move.set_defaults(command=_move)
    return parser


def _check(options: argparse.Namespace, texts: Texts) -> int:
    from services.answers.examples import check_golden
    from services.content import Content

    settings = Settings.from_environment(os.environ)
    file = settings.database_url.removeprefix("sqlite:///")
    if file == settings.database_url or Path(file).exists():  # the first start makes the file
        _in_loop(_check_database(settings.database_url), texts)
    mistakes = check_messages()
    try:
        content = Content()
    except BrokenContent as error:
        mistakes += error.mistakes
    else:
        mistakes += check_lengths(content.library)
        mistakes += check_golden(content.library, content.search)
    if mistakes:
        print(describe(mistakes, texts), texts.plain("cli-check-failed", count=len(mistakes)), sep="\n")
        return 1
    today = datetime.now().astimezone().date()
    for answer in content.library.answers.values():
        if answer.review_by < today:
            print(texts.plain("cli-late", file=answer.path.name, date=answer.review_by))
    for norm in content.library.cards.norms:
        if not norm.holds(today):
            print(texts.plain("cli-late-norm", title=norm.title))
    if options.links:
        _print_links(content, texts)
    print(texts.plain("cli-check-passed", answers=len(content.library.answers)))
    return 0


def _print_links(content: Content, texts: Texts) -> None:
    """Dead links are warnings: a site may be down today."""
    from services.answers.links import check_links

    for link in asyncio.run(check_links(content.library.answers.values())):
        ids = ", ".join(link.answers)
        if link.problem:
            print(texts.plain("cli-link-dead", url=link.url, problem=link.problem, answers=ids))
        elif link.moved_to:
            print(texts.plain("cli-link-moved", url=link.url, to=link.moved_to, answers=ids))


async def _check_database(url: str) -> None:
    from storage.engine.database import open_database
    from storage.engine.migrations import verify

    async with open_database(url) as database:
        await verify(database)


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
    logs.configure(settings.log_format)
    if settings.sentry_dsn:
        from services.operation import sentry

        sentry.start(settings.sentry_dsn)

    async def run() -> None:
        from channels.telegram import make_bot
        from gateway.request import AiohttpRequest

        # The long poll and bulk have connections of their own: replies never wait behind them.
        async with AiohttpRequest() as replies, AiohttpRequest(pool=1) as updates, AiohttpRequest() as in_bulk:
            bot = make_bot(token, settings.bot_api_url, replies=replies, updates=updates)
            bulk = make_bot(token, settings.bot_api_url, replies=in_bulk, updates=updates)

            async def running(_services: Services) -> None:
                print(texts.plain("cli-running", username=bot.username), flush=True)

            await _live(settings, bot, bulk, running)

    with _loading():
        return _in_loop(run(), texts)


def _export_contacts(options: argparse.Namespace, texts: Texts) -> int:
    """Without Telegram, for it is for the day on which that is lost; also while the bot runs."""
    settings = Settings.from_environment(os.environ)
    folder: Path = options.folder
    file = settings.database_url.removeprefix("sqlite:///")
    if file != settings.database_url and not Path(file).exists():
        raise Stop(texts.plain("cli-no-database", file=file))

    async def export() -> None:
        from channels.telegram import make_bot
        from gateway.request import AiohttpRequest

        # Nothing is asked of it.
        bot = make_bot("0:nobody", settings.bot_api_url, replies=AiohttpRequest(), updates=AiohttpRequest(pool=1))
        async with _services_beside(settings, bot) as services:
            files = await services.contacts.files()
        try:
            _write_privately(folder, files)
        except FileExistsError as error:
            raise Stop(texts.plain("cli-folder-exists", folder=str(folder))) from error
        except OSError as error:
            raise Stop(texts.plain("cli-folder", folder=str(folder), reason=error.strerror or "")) from error
        print(texts.plain("cli-contacts", folder=str(folder), count=len(files)), flush=True)

    return _in_loop(export(), texts)


def _write_privately(folder: Path, files: Mapping[str, bytes]) -> None:
    """A new folder with these files, for its owner only. Raises OSError."""
    folder.mkdir(mode=0o700)
    for name, content in files.items():
        with os.fdopen(os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)


def _invite(options: argparse.Namespace, texts: Texts) -> int:
    """Also while the bot runs: the link is one more row."""
    settings = Settings.from_environment(os.environ)
    token = settings.require_token()

    async def invite() -> None:
        from channels.telegram import NoTelegram, introduced, make_bot
        from gateway.request import AiohttpRequest
        from services.people.staff import Role
        from storage.people.audit import BOT

        bot = make_bot(token, settings.bot_api_url, replies=AiohttpRequest(), updates=AiohttpRequest(pool=1))
        try:
            async with introduced(bot) as username, _services_beside(settings, bot) as services:
                made = await services.people.invites.into_role(Role(options.role), BOT)
                print(texts.plain("cli-invite", url=made.url(username)), flush=True)
        except NoTelegram as error:
            raise Stop(texts.plain("cli-telegram-unreachable", reason=str(error))) from error

    return _in_loop(invite(), texts)


@asynccontextmanager
async def _services_beside(settings: Settings, bot: TelegramBot) -> AsyncIterator[Services]:
    """The services for a command that does one thing, whether the bot runs or not."""
    from channels.telegram import TelegramBulk, TelegramChannel
    from handlers.chat.messages import render_with
    from services.content import Content
    from services.services import Services
    from services.setup import Setup
    from storage.engine.database import open_database
    from storage.engine.migrations import migrate

    async with open_database(settings.database_url) as database:
        await migrate(database)
        content = Content()
        yield Services.over(
            Setup(
                database=database,
                channel=TelegramChannel(bot),
                clock=lambda: datetime.now(settings.timezone),
                timezone=settings.timezone,
                bulk=TelegramBulk(bot),
                staff_chat_id=settings.staff_chat_id,
                content=content,
                render=render_with(content),
            )
        )


def _backup(options: argparse.Namespace, texts: Texts) -> int:
    from storage.engine.backups import BackupFailed, FileThere, make

    settings, file = Settings.from_environment(os.environ), str(options.file)

    async def backup() -> None:
        try:
            rows = await make(settings.database_url, options.file)
        except FileThere as error:
            raise Stop(texts.plain("cli-backup-there", file=file)) from error
        except BackupFailed as error:
            raise Stop(texts.plain("cli-backup-failed", file=file, problem=error.problem.value)) from error
        print(texts.plain("cli-backup-made", file=file, rows=rows))

    return _in_loop(backup(), texts)


def _restore(options: argparse.Namespace, texts: Texts) -> int:
    from storage.engine.backups import BackupFailed, restore
    from storage.engine.move import NotEmpty

    settings, file = Settings.from_environment(os.environ), str(options.file)

    async def put_back() -> None:
        try:
            rows = await restore(settings.database_url, options.file, force=options.force)
        except NotEmpty as error:
            raise Stop(texts.plain("cli-restore-not-empty")) from error
        except BackupFailed as error:
            raise Stop(texts.plain("cli-backup-failed", file=file, problem=error.problem.value)) from error
        print(texts.plain("cli-restored", file=file, rows=rows))

    return _in_loop(put_back(), texts)


def _move(options: argparse.Namespace, texts: Texts) -> int:
    """Status 1 where both sides are not the same; then nothing was moved."""
    from storage.engine.move import Differs, NotEmpty, move

    source, target = options.source, options.target
    if sorted(url.partition(":///")[0].partition("://")[0] for url in (source, target)) != ["postgresql", "sqlite"]:
        raise Stop(texts.plain("cli-move-same"))
    for url in (source, target):
        Settings.from_environment({"DATABASE_URL": url})  # names a wrong one
    if source.startswith("sqlite:///") and not Path(source.removeprefix("sqlite:///")).exists():
        raise Stop(texts.plain("cli-move-nothing", file=source.removeprefix("sqlite:///")))
    differing: list[str] = []

    async def copy() -> None:
        try:
            moved = await move(source, target)
        except NotEmpty as error:
            raise Stop(texts.plain("cli-move-not-empty", table=str(error))) from error
        except Differs as error:
            differing.append(error.table)
            return
        lines = [texts.plain("cli-moved-table", table=table, rows=rows) for table, rows in moved.items() if rows]
        print(texts.plain("cli-moved", tables="\n".join(lines), rows=sum(moved.values())))

    _in_loop(copy(), texts)
    for table in differing:
        print(texts.plain("cli-move-differs", table=table), file=sys.stderr)
    return 1 if differing else 0


def _demo(options: argparse.Namespace, texts: Texts) -> int:
    async def demo() -> None:
        import httpx

        from channels.telegram import make_bot
        from content.demo import load_cast
        from demo import play_what_was_before
        from simulator.page import Page, Player, PortTaken
        from simulator.request import SimulatorRequest
        from simulator.telegram import Telegram

        cast = load_cast()
        telegram = Telegram(username=cast.username, name=cast.title)
        players: list[Player] = []
        staff: list[Person] = []
        for each in cast.players:
            person = telegram.add_person(each.id, each.first_name, last_name=each.last_name)
            players.append(Player(person, each.about, each.examples))
            if each.is_staff:
                staff.append(person)
        group = telegram.add_group(DEMO_GROUP, cast.staff_group, staff)
        bot = make_bot(
            telegram.token,
            "https://simulated",
            replies=SimulatorRequest(telegram),
            updates=SimulatorRequest(telegram),
        )

        with tempfile.TemporaryDirectory() as folder:
            # The demo is the same everywhere, whatever is set in this environment.
            settings = Settings.from_environment(
                {
                    "DATABASE_URL": f"sqlite:///{folder}/demo.db",
                    "STAFF_CHAT_ID": str(group.id),
                    "ADMIN_IDS": " ".join(str(person.id) for person in staff),
                    "TRAINING": "1",
                }
            )
            try:
                async with Page(telegram, players).served(options.port) as url:
                    print(texts.plain("cli-demo", url=url), flush=True)
                    if not options.no_browser:
                        webbrowser.open(url)
                    await _live(
                        settings,
                        bot,
                        bot,
                        lambda services: play_what_was_before(cast, services, telegram),
                        portal=httpx.MockTransport(lambda _request: httpx.Response(200)),  # certificates are found
                    )
            except PortTaken as error:
                raise Stop(texts.plain("cli-port-taken", port=str(options.port))) from error

    with _loading():
        return _in_loop(demo(), texts)


async def _live(
    settings: Settings,
    bot: TelegramBot,
    bulk: TelegramBot,
    running: Callable[[Services], Awaitable[None]],
    portal: httpx.AsyncBaseTransport | None = None,
) -> None:
    """Wires all parts and handles updates until the process is told to stop.

    `portal` stands for the network where certificates are checked.
    """
    from channels.email import EmailChannel
    from channels.telegram import TelegramBulk, TelegramChannel
    from gateway.web import PortTaken
    from handlers.application import build_application
    from handlers.chat.messages import render_with
    from handlers.people.commands import announce
    from jobs import EVERYWHERE, LEADING
    from jobs.clock import ticking
    from services.content import Content
    from services.operation.leadership import Leadership
    from services.services import Services
    from services.setup import Setup
    from storage.engine.database import open_database
    from storage.engine.leadership import seated
    from storage.engine.migrations import migrate

    def now() -> datetime:
        return datetime.now(settings.timezone)

    stop = _stop_signal()
    content = Content()
    url = settings.database_url
    async with open_database(url, exclusive=True) as database, seated(url) as seat:
        await migrate(database)
        services = Services.over(
            Setup(
                database=database,
                content=content,
                channel=TelegramChannel(bot),
                clock=now,
                timezone=settings.timezone,
                staff_chat_id=settings.staff_chat_id,
                admin_ids=settings.admin_ids,
                kept_for=timedelta(days=settings.keep_days),
                bulk=TelegramBulk(bulk),
                send_rate=settings.send_rate,
                training=settings.training,
                level_weights=settings.level_weights,
                audit_kept_for=timedelta(days=settings.keep_audit_days),
                evidence_kept_for=timedelta(days=settings.keep_evidence_days),
                email=EmailChannel(settings.smtp_url or "", settings.mail_from or "") if settings.mails else None,
                public_url=settings.public_url or "",
                secret=settings.bot_token or "",
                portal=portal,
                database_url=url,
                backup_folder=settings.backup_dir,
                render=render_with(content),
            )
        )
        application = build_application(bot, services)

        async def lead(over: asyncio.Event) -> None:
            carrying = asyncio.create_task(services.mailings.dispatcher.run(over))
            with ticking(LEADING, services, settings.timezone):
                await over.wait()
            await carrying

        leadership = Leadership(seat, services.health, lead)
        leading: list[asyncio.Task[None]] = []

        async def started() -> None:
            await announce(bot, services)
            _settle_memory()
            leading.append(asyncio.create_task(leadership.run(stop)))
            await leadership.decided.wait()
            await running(services)

        try:
            with ticking(EVERYWHERE, services, settings.timezone):
                async with _gateway(settings, application, services, started, stop) as gateway:
                    await gateway.run(stop)
        except PortTaken as error:
            raise Stop(content.library.texts.plain("cli-web-port-taken", port=str(settings.port))) from error
        finally:
            stop.set()  # also where the poll ended by itself
            await asyncio.gather(*leading)
            await application.shutdown()


@contextmanager
def _loading() -> Iterator[None]:
    """The collector pauses until `_settle_memory`: walking through what is loaded took a fifth of the start."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _settle_memory() -> None:
    """What is loaded stays: the collector need not walk through it again and again. What loading took goes back."""
    gc.collect()
    gc.freeze()
    gc.enable()
    try:
        ctypes.CDLL(None).malloc_trim(0)  # glibc's: some ten megabytes of what was parsed and thrown away
    except (OSError, AttributeError):
        return  # another C library keeps or returns it as it sees fit


@asynccontextmanager
async def _gateway(
    settings: Settings,
    application: BotApplication,
    services: Services,
    started: Callable[[], Awaitable[None]],
    stop: asyncio.Event,
) -> AsyncIterator[Polling | Webhook]:
    """The way in for updates, beside the web server if there is anything to serve. Raises PortTaken."""
    from gateway.polling import Polling
    from handlers.application import UPDATES

    webhook = settings.webhook
    if not webhook and not settings.mails:
        yield Polling(application, allowed_updates=UPDATES, started=started)
        return

    from starlette.applications import Starlette
    from starlette.routing import BaseRoute

    from gateway.metrics import Metrics
    from gateway.monitoring import monitoring
    from gateway.pages import pages
    from gateway.web import served
    from gateway.webhook import Webhook

    metrics = Metrics(services)
    routes: list[BaseRoute] = [*monitoring(services, metrics, stop)]
    gateway: Polling | Webhook
    if webhook:
        url, secret = webhook
        gateway = Webhook(
            application,
            url=url,
            secret=secret,
            allowed_updates=UPDATES,
            started=started,
            ended=metrics.ended,
            refused=metrics.refused,
        )
    else:
        gateway = Polling(application, allowed_updates=UPDATES, started=started, ended=metrics.ended)
    if settings.mails:
        routes += pages(services).routes
    app = Starlette(routes=routes)
    async with served(gateway.before(app) if isinstance(gateway, Webhook) else app, settings.host, settings.port):
        yield gateway


def _stop_signal() -> asyncio.Event:
    """Set when the process is told to end: what is under way is finished first."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    return stop


def _in_loop(work: Coroutine[None, None, None], texts: Texts) -> int:
    import uvloop

    from gateway.retry import AnotherInstance, WrongToken
    from storage.engine.database import DatabaseInUse, DatabaseUnavailable
    from storage.engine.migrations import MigrationsDisagree

    try:
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(work)
    except AnotherInstance as error:
        raise Stop(texts.plain("cli-another-instance")) from error
    except WrongToken as error:
        raise Stop(texts.plain("cli-wrong-token")) from error
    except DatabaseInUse as error:
        raise Stop(texts.plain("cli-database-in-use", file=str(error))) from error
    except (DatabaseUnavailable, MigrationsDisagree) as error:
        raise Stop(texts.plain("cli-database", reason=str(error))) from error
    return 0


if __name__ == "__main__":
    sys.exit(main())
