"""The bots that are compared, each a process of its own on core 0."""

from __future__ import annotations

import asyncio
import gc
import os
import socket
import subprocess
import sys
import time
from collections.abc import Collection

import uvloop

from benchmarks.updates.telegram import HOOK, ROOT, SECRET, TOKEN

BOTS = ("ours", "aiogram tuned", "aiogram", "PTB")


def run_aiogram(port: int, api: str, *, tuned: bool) -> None:
    """An echo bot as aiogram's own examples have it: by webhook, or by polling where there is no port."""
    from aiogram import Bot, Dispatcher
    from aiogram.client.session.aiohttp import AiohttpSession
    from aiogram.client.telegram import TelegramAPIServer
    from aiogram.types import CallbackQuery, Message
    from aiogram.webhook.aiohttp_server import SimpleRequestHandler
    from aiohttp import web

    async def serve() -> None:
        session = AiohttpSession(api=TelegramAPIServer.from_base(api))
        bot, dispatcher = Bot(TOKEN, session=session), Dispatcher()

        @dispatcher.message()
        async def echo(message: Message) -> None:
            await message.answer(message.text or "")

        @dispatcher.callback_query()
        async def tap(query: CallbackQuery) -> None:
            if isinstance(query.message, Message):
                await query.message.edit_text("menu")
            await query.answer()

        if tuned:
            gc.collect()
            gc.freeze()
        if not port:
            await dispatcher.start_polling(bot)
            return
        application = web.Application()
        handler = SimpleRequestHandler(dispatcher, bot, handle_in_background=False, secret_token=SECRET)
        handler.register(application, path=HOOK)
        runner = web.AppRunner(application, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        await asyncio.Event().wait()

    with asyncio.Runner(loop_factory=uvloop.new_event_loop if tuned else None) as loop:
        loop.run(serve())


def run_ptb(port: int, api: str) -> None:
    """An echo bot on PTB's own request class: behind Starlette, where each update is handled before its 200, or by
    PTB's polling where there is no port."""
    import uvicorn
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Route
    from telegram import Message, Update
    from telegram.ext import Application, CallbackQueryHandler, ContextTypes, MessageHandler, filters

    async def echo(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.message
        await update.message.reply_text(update.message.text or "")

    async def tap(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        query = update.callback_query
        assert query
        if isinstance(query.message, Message):
            await query.edit_message_text("menu")
        await query.answer()

    async def serve() -> None:
        application = (
            Application.builder().token(TOKEN).base_url(f"{api}/bot").connection_pool_size(256).pool_timeout(60).build()
        )
        application.add_handler(CallbackQueryHandler(tap))
        application.add_handler(MessageHandler(filters.TEXT, echo))

        if not port:
            async with application:
                await application.start()
                assert application.updater
                await application.updater.start_polling()
                await asyncio.Event().wait()

        async def hook(request: Request) -> Response:
            await application.process_update(Update.de_json(await request.json(), application.bot))
            return Response()

        config = uvicorn.Config(
            Starlette(routes=[Route(HOOK, hook, methods=["POST"])]), port=port, log_level="warning", access_log=False
        )
        async with application:
            await uvicorn.Server(config).serve()

    asyncio.run(serve())


def start(name: str, port: int, api: str, database: str, cores: Collection[int] = (0,)) -> subprocess.Popen[bytes]:
    """The bot as a process on core 0; it asks for updates where `port` is 0."""
    command = ["bot.py", "run"] if name == "ours" else ["-m", "benchmarks.updates", "--bot", name, str(port), api]
    settings = {"BOT_TOKEN": TOKEN, "BOT_API_URL": api, "DATABASE_URL": database}
    if port:
        settings |= {
            "WEBHOOK_URL": f"http://127.0.0.1:{port}{HOOK}",
            "WEBHOOK_SECRET": SECRET,
            "PORT": str(port),
        }
    return subprocess.Popen(
        [sys.executable, *command],
        cwd=ROOT,
        env=os.environ | settings,
        stdout=subprocess.DEVNULL,
        preexec_fn=lambda: os.sched_setaffinity(0, cores),
    )


def wait_for(port: int) -> None:
    """Until it takes updates. Whoever asks for them has time enough in the warm-up."""
    for _ in range(200 if port else 0):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            break
    time.sleep(1.5 if port else 4.0)
