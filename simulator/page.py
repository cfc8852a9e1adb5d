"""A chat page in the browser, to play the people of a simulated Telegram."""

from __future__ import annotations

import asyncio
import base64
import json
import socket
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from simulator.parameters import Upload
from simulator.people import CannotDo, Chat, Json, Person
from simulator.refusals import Refusal
from simulator.telegram import Event, Telegram

FILES = Path(__file__).parent / "page"
HOST = "127.0.0.1"
LARGEST_ACT = 30 * 1024 * 1024
"""Bytes of one request: a file of Telegram's 20 MB in base64."""
INLINE_PATIENCE = 5.0
"""Seconds for the bot to offer inline results."""
_SAFE = {"Content-Security-Policy": "default-src 'self'; frame-ancestors 'none'", "X-Content-Type-Options": "nosniff"}


class PortTaken(Exception):
    """Something else listens on the port already."""


@dataclass(frozen=True, slots=True)
class Player:
    """A person to play: who she is in a line, what she might type, and where else she may go."""

    person: Person
    about: str
    examples: Sequence[str]
    links: Sequence[tuple[str, str]] = ()
    """Words and addresses."""


class Page:
    """Serves the page on loopback and does what its visitor does as one of the players."""

    def __init__(self, telegram: Telegram, players: Sequence[Player]) -> None:
        self._telegram = telegram
        self._players = players
        self._offered: dict[int, list[Json]] = {}
        """The inline results that each person was offered last."""
        self._closing = asyncio.Event()
        self._behind: ASGIApp | None = None
        self.app = Starlette(
            routes=[
                Route("/", self._index),
                Route("/events", self._events),
                Route("/act", self._act, methods=["POST"]),
                Route("/file/{id}", self._file),
                Mount("/static", StaticFiles(directory=FILES)),
                Mount("/", self._other),
            ],
            # A page elsewhere must not drive this one through a name that leads to this machine.
            middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=[HOST, "localhost"])],
        )

    def stand_before(self, app: ASGIApp) -> None:
        """From now on `app` answers what is not the page's own."""
        self._behind = app

    async def _other(self, scope: Scope, receive: Receive, send: Send) -> None:
        await (self._behind or Response(status_code=404))(scope, receive, send)

    @asynccontextmanager
    async def served(self, port: int) -> AsyncIterator[str]:
        """The address of the page while it is served; port 0 takes any. Raises PortTaken."""
        server = _Server(uvicorn.Config(self.app, log_level="warning", lifespan="off"))
        try:
            # It listens from now on: who opens the page at once waits for the server instead of being refused.
            listener = socket.create_server((HOST, port))
        except OSError as error:
            raise PortTaken from error
        task = asyncio.create_task(server.serve([listener]))
        try:
            yield f"http://{HOST}:{listener.getsockname()[1]}"
        finally:
            self._closing.set()
            server.should_exit = True
            await task
            listener.close()

    async def _index(self, _request: Request) -> Response:
        return FileResponse(FILES / "index.html", headers=_SAFE)

    async def _file(self, request: Request) -> Response:
        try:
            upload = self._telegram.file(request.path_params["id"])
        except Refusal:
            return Response(status_code=404)
        # Only pictures open in the page; anything else is a download, whatever its name promises.
        kind = upload.mime if upload.mime in {"image/png", "image/jpeg"} else "application/octet-stream"
        return Response(upload.content, media_type=kind, headers=_SAFE)

    async def _events(self, _request: Request) -> Response:
        async def stream() -> AsyncIterator[str]:
            with self._telegram.watched() as events:
                # The state and the watching begin at one moment: a page that comes back misses and doubles nothing.
                yield _event("state", self._state())
                closing = asyncio.create_task(self._closing.wait())
                coming = asyncio.create_task(events.get())
                try:
                    while not self._closing.is_set():
                        await asyncio.wait({coming, closing}, return_when=asyncio.FIRST_COMPLETED)
                        if coming.done():
                            event: Event = coming.result()
                            coming = asyncio.create_task(events.get())
                            yield _event(event.kind, {"chat": event.chat_id, "data": event.data})
                finally:
                    closing.cancel()
                    coming.cancel()

        headers = {"Cache-Control": "no-store", **_SAFE}
        return StreamingResponse(stream(), media_type="text/event-stream", headers=headers)

    def _state(self) -> Json:
        return {
            "bot": self._telegram.me,
            "people": [
                {
                    "id": player.person.id,
                    "name": " ".join(
                        filter(None, (player.person.data["first_name"], player.person.data.get("last_name")))
                    ),
                    "about": player.about,
                    "examples": list(player.examples),
                    "links": [{"words": words, "address": address} for words, address in player.links],
                    "blocked": player.person.has_blocked,
                    "chats": [chat.id for chat in self._chats(player.person)],
                }
                for player in self._players
            ],
            "chats": {
                chat.id: {
                    "id": chat.id,
                    "title": chat.data.get("title", self._telegram.me["first_name"]),
                    "private": chat.is_private,
                    "commands": self._telegram.commands_in(chat),
                    "messages": list(chat.messages.values()),
                }
                for chat in self._telegram.chats.values()
            },
        }

    def _chats(self, person: Person) -> list[Chat]:
        return [chat for chat in self._telegram.chats.values() if person in chat.members]

    def _chat(self, person: Person, chat_id: int) -> Chat:
        """A chat that she is in. Raises CannotDo."""
        chat = self._telegram.chats.get(chat_id)
        if chat is None or person not in chat.members:
            raise CannotDo("no such person in this chat")
        return chat

    async def _act(self, request: Request) -> Response:
        origin = request.headers.get("origin")
        if origin and origin != str(request.base_url).rstrip("/"):
            return Response(status_code=403)
        if int(request.headers.get("content-length", 0)) > LARGEST_ACT:
            return Response(status_code=413)
        try:
            act = json.loads(await request.body())
            done = await self._do(act)
        except (CannotDo, KeyError, TypeError, ValueError) as error:
            return JSONResponse({"error": str(error)}, 400)
        return JSONResponse(done)

    async def _do(self, act: Json) -> Any:
        """Does one thing as a person. Raises CannotDo, KeyError, TypeError, ValueError for what makes no sense."""
        person = next((player.person for player in self._players if player.person.id == act["person"]), None)
        if person is None:
            raise CannotDo("nobody plays this person")
        chat = self._chat(person, act["chat"])
        deeds: dict[str, Callable[[], Any]] = {
            "start": lambda: person.start(act.get("payload", "")),
            "send": lambda: person.send(act["text"], chat=chat, reply_to=act.get("reply_to")),
            "edit": lambda: person.edit(chat.message(act["message"]), act["text"]),
            "press": lambda: person.press(chat.message(act["message"]), data=act["data"]),
            "forward": lambda: person.forward(self._chat(person, act["from"]).message(act["message"])),
            "files": lambda: _send_files(person, chat, act),
            "location": lambda: person.send_location(50.2547, 28.6587, chat=chat),  # Zhytomyr
            "contact": lambda: person.send_contact("+380000000000"),
            "choose": lambda: person.choose(self._offered[person.id][act["number"]], chat),
            "block": person.block,
            "unblock": person.unblock,
        }
        if act["do"] == "inline":
            return await self._offer(person, act["query"])
        if act["do"] not in deeds:
            raise CannotDo(f"nobody can {act['do']}")
        deeds[act["do"]]()
        return {}

    async def _offer(self, person: Person, query: str) -> list[Json]:
        with suppress(TimeoutError):
            self._offered[person.id] = await person.inline(query, timeout=INLINE_PATIENCE)
        return [
            {name: result[name] for name in ("title", "description")} for result in self._offered.get(person.id, [])
        ]


def _send_files(person: Person, chat: Chat, act: Json) -> None:
    """Several files leave as one album."""
    uploads = [Upload(file["name"], base64.b64decode(file["content"]), file["mime"]) for file in act["files"]]
    if len(uploads) == 1:
        person.send_file(act["kind"], uploads[0], chat=chat, reply_to=act.get("reply_to"))
    else:
        person.send_album(act["kind"], uploads, chat=chat, reply_to=act.get("reply_to"))


class _Server(uvicorn.Server):
    """Signals are the program's business, not the page's."""

    def capture_signals(self) -> Any:
        return nullcontext()


def _event(kind: str, data: Json) -> str:
    return f"event: {kind}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
