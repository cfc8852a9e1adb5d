"""The same Telegram over HTTP, so that any client library can talk to it."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.applications import Starlette
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from simulator.faults import NoAnswer
from simulator.parameters import Upload
from simulator.refusals import Refusal
from simulator.telegram import Telegram


def bot_api(telegram: Telegram) -> Starlette:
    """An ASGI application with `/bot<token>/<method>` and `/file/bot<token>/<path>`."""

    async def call(request: Request) -> Response:
        if request.path_params["token"] != telegram.token:
            return _refused(401, "Unauthorized")
        values, files = await _parameters(request)
        try:
            status, body = await telegram.serve(request.path_params["method"], values, files)
        except NoAnswer as fault:
            if fault.broken:
                return _BrokenOff() if fault.sent else _Reset()
            return _NoResponse()
        if isinstance(body, bytes):
            return Response(body, status, media_type="text/html")
        return JSONResponse(body, status)

    async def download(request: Request) -> Response:
        if request.path_params["token"] != telegram.token:
            return _refused(404, "Not Found")
        try:
            upload = telegram.file(request.path_params["path"])
        except Refusal:
            return _refused(404, "Not Found")
        return Response(upload.content, media_type=upload.mime)

    return _BotApi(
        routes=[
            Route("/bot{token}/{method}", call, methods=["GET", "POST"]),
            Route("/file/bot{token}/{path:path}", download),
        ]
    )


async def _parameters(request: Request) -> tuple[Mapping[str, object], dict[str, Upload]]:
    values: dict[str, object] = dict(request.query_params)
    files: dict[str, Upload] = {}
    kind = request.headers.get("content-type", "")
    if kind.startswith("application/json"):
        values |= await request.json()
    elif kind.startswith(("multipart/form-data", "application/x-www-form-urlencoded")):
        async with request.form(max_files=10) as form:
            for name, value in form.items():
                if isinstance(value, UploadFile):
                    mime = value.content_type or "application/octet-stream"
                    files[name] = Upload(value.filename or name, await value.read(), mime)
                else:
                    values[name] = value
    return values, files


def _refused(status: int, description: str) -> JSONResponse:
    return JSONResponse({"ok": False, "error_code": status, "description": description}, status)


class _BotApi(Starlette):
    """Leaves a way to the connection for whoever wants to break it."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        scope["simulator.server"] = getattr(send, "__self__", None)
        await super().__call__(scope, receive, send)


class _NoResponse(Response):
    """The call may have been done, but no answer comes: the client waits until it gives up or goes away."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        while True:
            if (await receive())["type"] == "http.disconnect":
                return


class _BrokenOff(Response):
    """The server closes the connection before the answer is whole."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"1000")]})


class _Reset(Response):
    """The server closes the connection at once, without a word."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        scope["simulator.server"].transport.abort()  # uvicorn's
        while (await receive())["type"] != "http.disconnect":
            pass
