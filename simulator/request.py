"""python-telegram-bot's seam to Telegram: calls go to the simulator in this process, without a socket."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import unquote

from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from simulator.faults import NoAnswer
from simulator.parameters import Upload
from simulator.refusals import Refusal
from simulator.telegram import Telegram


class SimulatorRequest(BaseRequest):
    """A request for `telegram.Bot` that reaches the simulator only."""

    def __init__(self, telegram: Telegram) -> None:
        self._telegram = telegram

    @property
    def read_timeout(self) -> float:
        return 5.0

    async def initialize(self) -> None:
        """There is nothing to open."""

    async def shutdown(self) -> None:
        """There is nothing to close."""

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_timeouts: Any, **_named: Any
    ) -> tuple[int, bytes]:
        _, _, address = unquote(url).partition("/bot")
        token, _, name = address.partition("/")
        if token != self._telegram.token:
            return 401, b'{"ok":false,"error_code":401,"description":"Unauthorized"}'
        if method == "GET":
            return self._file(name)
        values = request_data.parameters if request_data else {}
        files: dict[str, Upload] = {}
        if request_data and request_data.contains_files:
            for field, (filename, content, mime) in request_data.multipart_data.items():
                files[field] = Upload(filename, content if isinstance(content, bytes) else content.read(), mime)
        try:
            status, body = await self._telegram.serve(name, values, files)
        except NoAnswer as fault:
            raise _failure(fault) from None
        # Through JSON and back, so that nothing in the simulator is shared with the bot.
        return status, body if isinstance(body, bytes) else json.dumps(body).encode()

    def _file(self, file_id: str) -> tuple[int, bytes]:
        try:
            return 200, self._telegram.file(file_id).content
        except Refusal:
            return 404, b'{"ok":false,"error_code":404,"description":"Not Found"}'


def _failure(fault: NoAnswer) -> NetworkError:
    """What python-telegram-bot's own request raises."""
    if not fault.broken:
        return TimedOut() if fault.sent else NetworkError("httpx.ConnectError: All connection attempts failed")
    if fault.sent:
        return NetworkError("httpx.RemoteProtocolError: peer closed connection without sending complete message body")
    return NetworkError("httpx.ReadError: Connection reset by peer")
