"""HTTP to Telegram for python-telegram-bot, over aiohttp and orjson.

PTB's own request (httpx) scans its whole pool at each call and sends 134 messages a second where this sends two
thousand (measured on one core at 50 ms round trip; docs/decisions/0005-aiohttp.md).

A call without files and proxy, which nearly all are, takes aiohttp's connection and goes past its session: cookies,
redirects, and an object for each side cost twice what the call itself does.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from urllib.request import getproxies, proxy_bypass

import aiohttp
import orjson
from aiohttp.client_reqrep import ClientRequest
from aiohttp.http_exceptions import HttpProcessingError
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData
from yarl import URL

from channels.server_clock import ServerClock

READ_TIMEOUT = 10.0
CONNECT_TIMEOUT = 5.0
POOL_TIMEOUT = 5.0
MEDIA_WRITE_TIMEOUT = 60.0
"""Seconds for a body with files: 50 MB, Telegram's limit, at some 7 Mbit/s."""
POOL = 256
"""Connections at once to Telegram."""
NO_CONNECTION = "aiohttp.ConnectionTimeoutError"
"""The text of the error when no connection could be opened in time. It means that nothing was sent."""
OK = 200


class AiohttpRequest(BaseRequest):
    """One pool of connections. Proxies are taken from the environment (HTTPS_PROXY, NO_PROXY)."""

    def __init__(
        self, *, pool: int = POOL, read_timeout: float = READ_TIMEOUT, clock: ServerClock | None = None
    ) -> None:
        """`clock` is told the time of each answer."""
        self._clock = clock
        self._pool = pool
        self._read_timeout = read_timeout
        self._session: aiohttp.ClientSession | None = None
        self._origins: dict[str, ClientRequest] = {}
        """What aiohttp's connector needs to open a connection, by address."""

    @property
    def read_timeout(self) -> float:
        return self._read_timeout

    async def initialize(self) -> None:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._pool),
                headers={"User-Agent": self.USER_AGENT},
            )

    async def shutdown(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = BaseRequest.DEFAULT_NONE,
        write_timeout: object = BaseRequest.DEFAULT_NONE,
        connect_timeout: object = BaseRequest.DEFAULT_NONE,
        pool_timeout: object = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Returns status and body. Raises TimedOut or NetworkError; their text never holds the address with the token.

        A time-out is a number of seconds, None for no limit, or PTB's sign for «not given».
        """
        if self._session is None:
            raise RuntimeError("the request is not initialized")
        read = _seconds(read_timeout, self._read_timeout)
        connect = _seconds(connect_timeout, CONNECT_TIMEOUT)
        pool = _seconds(pool_timeout, POOL_TIMEOUT)
        files = bool(request_data and request_data.contains_files)
        write = _seconds(write_timeout, MEDIA_WRITE_TIMEOUT) if files else None
        timeout = _timeout(pool, connect, write, read)
        proxy = _proxy(url)
        try:
            if request_data and method == "POST" and not files and not proxy:
                return await self._post(url, orjson.dumps(request_data.parameters), timeout)
            async with self._session.request(
                method, url, timeout=timeout, proxy=proxy, **_body(request_data)
            ) as response:
                self._hear(response.headers)
                return response.status, await response.read()
        except aiohttp.ConnectionTimeoutError:
            raise NetworkError(NO_CONNECTION) from None
        except TimeoutError as error:
            raise TimedOut from error
        except (aiohttp.ClientError, HttpProcessingError, OSError, ValueError) as error:
            # The text of aiohttp's error may hold the address, and so the token: only the name of its class goes on.
            raise NetworkError(f"aiohttp.{type(error).__name__}") from None

    async def _post(self, url: str, body: bytes, timeout: aiohttp.ClientTimeout) -> tuple[int, bytes]:
        """Sends the call as one packet on a connection of the pool."""
        assert self._session is not None  # noqa: S101 - do_request has checked it
        assert self._session.connector is not None  # noqa: S101 - do_request has checked it
        origin, head = _head(url)
        to = self._origins.get(origin)
        if to is None:
            to = self._origins[origin] = ClientRequest("POST", URL(origin), loop=asyncio.get_running_loop())
        try:
            connection = await self._session.connector.connect(to, [], timeout)
        except TimeoutError as error:
            raise aiohttp.ConnectionTimeoutError from error
        try:
            protocol, transport = connection.protocol, connection.transport
            if protocol is None or transport is None:
                raise aiohttp.ClientConnectionResetError
            protocol.set_response_params(read_timeout=timeout.sock_read)
            transport.write(b"%b%d\r\n\r\n%b" % (head, len(body), body))
            protocol.start_timeout()
            message, payload = await protocol.read()
            while message.code < OK:  # «100 Continue» and others like it come before the answer
                message, payload = await protocol.read()
            answer = await payload.read()
        except BaseException:
            connection.close()
            raise
        connection.release()
        self._hear(message.headers)
        return message.code, answer

    def _hear(self, headers: Mapping[str, str]) -> None:
        if self._clock:
            self._clock.heard(headers.get("Date"))

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        try:
            data: dict[str, Any] = orjson.loads(payload)
        except orjson.JSONDecodeError:
            try:
                # Telegram sometimes cuts a text in the middle of a letter; PTB replaces the broken letter as well.
                data = orjson.loads(payload.decode("utf-8", "replace"))
            except orjson.JSONDecodeError as error:
                raise TelegramError("Invalid server response") from error
        return data


@lru_cache(maxsize=256)
def _head(url: str) -> tuple[str, bytes]:
    """The server that a call goes to, and the head of the request up to the length of the body."""
    to = URL(url)
    lines = [
        f"POST {to.raw_path_qs} HTTP/1.1",
        f"Host: {to.host_port_subcomponent}",
        f"User-Agent: {BaseRequest.USER_AGENT}",
        "Accept: */*",
        "Content-Type: application/json",
        "Content-Length: ",
    ]
    return str(to.origin()), "\r\n".join(lines).encode()


@lru_cache(maxsize=16)
def _timeout(
    pool: float | None, connect: float | None, write: float | None, read: float | None
) -> aiohttp.ClientTimeout:
    """aiohttp's limits for one call.

    The whole call has a limit only where `write` is given, for aiohttp has no limit for writing alone. Without files
    it needs none: the body is one packet, and `read` counts from the moment when it left. Another timer would add half
    of what the call costs.
    """
    return aiohttp.ClientTimeout(
        total=None if write is None else _sum(pool, connect, write, read),
        connect=_sum(pool, connect),
        sock_connect=connect,
        sock_read=read,
    )


def _proxy(url: str) -> str | None:
    """The proxy that the environment names for this address.

    aiohttp's own `trust_env` asks a thread for ~/.netrc at each call, which doubles what a call costs.
    """
    scheme, _, rest = url.partition("://")
    return _proxy_for(scheme, rest.partition("/")[0])


@lru_cache(maxsize=16)
def _proxy_for(scheme: str, host: str) -> str | None:
    return None if proxy_bypass(host) else getproxies().get(scheme)


def _body(request_data: RequestData | None) -> dict[str, Any]:
    if request_data is None:
        return {}
    if not request_data.contains_files:
        return {"data": orjson.dumps(request_data.parameters), "headers": {"Content-Type": "application/json"}}
    form = aiohttp.FormData(request_data.json_parameters)
    for name, (filename, content, mime) in request_data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=mime)
    return {"data": form}


def _seconds(given: object, default: float) -> float | None:
    if given is None or isinstance(given, float | int):
        return given
    return default


def _sum(*seconds: float | None) -> float | None:
    """The sum; None, which is no limit, where one of the parts has no limit."""
    known = [each for each in seconds if each is not None]
    return sum(known) if len(known) == len(seconds) else None
