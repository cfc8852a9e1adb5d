"""Puts the parts together: database, content, services, handlers, jobs, gateway."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import fields
from datetime import datetime
from typing import TYPE_CHECKING, Any

import httpx

from channels.budget import Budget
from channels.email import EmailChannel
from channels.server_clock import ServerClock
from channels.telegram import TelegramBot, TelegramBulk, TelegramChannel, make_bot
from cli.process import AWAY, Stop, settle_memory, stop_signal
from gateway.gateway import Gateway
from gateway.polling import Polling
from gateway.request import AiohttpRequest
from gateway.web import PortTaken
from handlers.application import UPDATES, build_application
from handlers.chat.context import BotApplication
from handlers.chat.messages import render_with
from handlers.people.commands import announce
from jobs.clock import ticking
from jobs.table import JOBS
from services.choices import Choices
from services.content import Content
from services.operation import systemd
from services.operation.leadership import Leadership
from services.services import Services
from services.setup import Setup
from settings import Settings
from storage.engine.database import Database, open_database
from storage.engine.leadership import seated
from storage.engine.migrations import migrate

if TYPE_CHECKING:  # a bot without pages starts without it
    from starlette.types import ASGIApp

log = logging.getLogger(__name__)


def set_up(
    settings: Settings,
    database: Database,
    content: Content,
    bot: TelegramBot,
    bulk: TelegramBot,
    budget: Budget,
    portal: httpx.AsyncBaseTransport | None = None,
    clock: ServerClock | None = None,
) -> Setup:
    """What the services are built over, as the settings want it."""
    choices: dict[str, Any] = {field.name: getattr(settings, field.name) for field in fields(Choices)}
    return Setup(
        **choices,
        database=database,
        content=content,
        channel=TelegramChannel(bot),
        bulk=TelegramBulk(bulk),
        budget=budget,
        render=render_with(content),
        clock=lambda: datetime.now(settings.timezone),
        email=EmailChannel(settings.smtp_url, settings.mail_from) if settings.smtp_url else None,
        secret=settings.bot_token or "",
        portal=portal,
        server_clock=clock or ServerClock(),
    )


def make_one_bot(token: str, settings: Settings) -> TelegramBot:
    """The bot for a command that does one thing."""
    return make_bot(token, settings.bot_api_url, replies=AiohttpRequest(), updates=AiohttpRequest(pool=1))


@asynccontextmanager
async def services_beside(settings: Settings, bot: TelegramBot) -> AsyncIterator[Services]:
    """The services for a command that does one thing, whether the bot runs or not."""
    async with open_database(settings.database_url) as database:
        await migrate(database)
        yield Services.over(set_up(settings, database, Content(), bot, bot, Budget(settings.send_rate)))


async def live(
    settings: Settings,
    bot: TelegramBot,
    bulk: TelegramBot,
    budget: Budget,
    running: Callable[[Services], Awaitable[None]],
    portal: httpx.AsyncBaseTransport | None = None,
    played: Mapping[int, str] | None = None,
    behind: Callable[[ASGIApp], None] | None = None,
    clock: ServerClock | None = None,
) -> None:
    """Wires all parts and handles updates until the process is told to stop.

    `budget` is that of the walls before both bots. `running` is called once, when Telegram has answered. `portal`
    stands for the network where certificates are looked up. In the demo `played` are those whom one may play, and the
    pages are given to `behind`, which serves them. `clock` is Telegram's, as the bots hear it.
    """
    stop = stop_signal()
    content = Content()
    url = settings.database_url
    async with open_database(url, exclusive=True) as database, seated(url) as seat:
        await migrate(database)
        services = Services.over(set_up(settings, database, content, bot, bulk, budget, portal, clock))
        await services.answers.edits.follow()  # nobody reads an old text because of a restart
        application = build_application(bot, services)

        async def lead(over: asyncio.Event) -> None:
            await services.failures.begin()
            dispatching = asyncio.create_task(services.mailings.dispatcher.run(over))
            with ticking([job for job in JOBS if not job.everywhere], services, settings.timezone):
                await over.wait()
            await dispatching

        leadership = Leadership(seat, services.health, lead)
        leading: list[asyncio.Task[None]] = []

        async def started() -> None:
            services.webhook.begin()
            await announce(bot, services)
            settle_memory()
            leading.append(asyncio.create_task(leadership.run(stop)))
            await leadership.decided.wait()
            await running(services)

        try:
            with ticking([job for job in JOBS if job.everywhere], services, settings.timezone):
                if behind:
                    from web.app import pages

                    behind(pages(services, played))
                async with _way_in(settings, application, services, started, stop, is_served=not behind) as gateway:
                    services.health.longest_update = gateway.longest
                    # Not when Telegram has answered: that may take as long as Telegram is away.
                    systemd.notify("READY=1")
                    feeding = asyncio.create_task(systemd.feed(services.health))
                    try:
                        await gateway.run(stop)
                    finally:
                        feeding.cancel()
        except PortTaken as error:
            words = content.library.texts.plain("cli-web-port-taken", port=str(settings.port))
            raise Stop(words, AWAY) from error
        finally:
            stop.set()  # polling may have ended without a signal
            systemd.notify("STOPPING=1")
            await asyncio.gather(*leading)
            await application.shutdown()


@asynccontextmanager
async def _way_in(
    settings: Settings,
    application: BotApplication,
    services: Services,
    started: Callable[[], Awaitable[None]],
    stop: asyncio.Event,
    *,
    is_served: bool,
) -> AsyncIterator[Gateway]:
    """The way in for updates, beside the web server if there is anything to serve. Raises PortTaken."""
    webhook = settings.webhook
    if not is_served or not settings.port:
        yield Polling(application, services.inbox, allowed_updates=UPDATES, started=started)
        return

    from starlette.applications import Starlette
    from starlette.routing import BaseRoute, Mount

    from gateway.monitoring import Metrics, monitoring
    from gateway.web import served
    from gateway.webhook import Webhook
    from web.app import pages
    from web.notices.by_mail import pages as pages_of_mails

    metrics = Metrics(services)
    routes: list[BaseRoute] = [*monitoring(services, metrics, stop)]
    if settings.mails:
        routes += pages_of_mails(services).routes
    if services.people.doors.url:
        routes.append(Mount("/", pages(services)))
    app: ASGIApp = Starlette(routes=routes)
    gateway: Gateway = Polling(
        application, services.inbox, allowed_updates=UPDATES, started=started, ended=metrics.ended
    )
    if webhook:
        url, secret = webhook
        gateway = Webhook(
            application,
            services.inbox,
            url=url,
            secret=secret,
            allowed_updates=UPDATES,
            started=started,
            ended=metrics.ended,
            refused=metrics.refused,
        )
        app = gateway.before(app)
    async with AsyncExitStack() as stack:
        try:
            await stack.enter_async_context(served(app, settings.host, settings.port))
        except PortTaken:
            if webhook or settings.public_url:
                raise
            log.warning("port %d is taken: /healthz and /metrics are not served", settings.port)
        yield gateway
