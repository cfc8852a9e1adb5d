"""HTTP to Telegram for python-telegram-bot, over aiohttp and orjson.

PTB's own request (httpx) scans its whole pool at each call and sends 134 messages a second where this sends two
thousand (measured on one core at 50 ms round trip; docs/decisions/0005-aiohttp.md).
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any
from urllib.request import getproxies, proxy_bypass

import aiohttp
import orjson
from telegram._utils.defaultvalue import DefaultValue
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

Timeout = DefaultValue[float] | DefaultValue[None] | float | None
"""Seconds, None for no limit, or PTB's sign for «not given»."""

READ_TIMEOUT = 10.0
CONNECT_TIMEOUT = 5.0
POOL_TIMEOUT = 5.0
MEDIA_WRITE_TIMEOUT = 60.0
"""Seconds for a body with files: 50 MB, Telegram's limit, at some 7 Mbit/s."""
POOL = 256
"""Connections at once to Telegram."""


class AiohttpRequest(BaseRequest):
    """One pool of connections. Proxies are taken from the environment (HTTPS_PROXY, NO_PROXY)."""

    def __init__(self, *, pool: int = POOL, read_timeout: float = READ_TIMEOUT) -> None:
        self._pool = pool
        self._read_timeout = read_timeout
        self._session: aiohttp.ClientSession | None = None

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
        read_timeout: Timeout = BaseRequest.DEFAULT_NONE,
        write_timeout: Timeout = BaseRequest.DEFAULT_NONE,
        connect_timeout: Timeout = BaseRequest.DEFAULT_NONE,
        pool_timeout: Timeout = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Status and body. Raises TimedOut or NetworkError, whose words never hold the address with the token."""
        if self._session is None:
            raise RuntimeError("the request is not initialized")
        files = bool(request_data and request_data.contains_files)
        read = _seconds(read_timeout, self._read_timeout)
        write = _seconds(write_timeout, MEDIA_WRITE_TIMEOUT)
        connect = _seconds(connect_timeout, CONNECT_TIMEOUT)
        pool = _seconds(pool_timeout, POOL_TIMEOUT)
        timeout = _timeout(pool, connect, write if files else None, read)
        try:
            proxy = _proxy(url)
            async with self._session.request(
                method, url, timeout=timeout, proxy=proxy, **_body(request_data)
            ) as response:
                return response.status, await response.read()
        except TimeoutError as error:
            raise TimedOut from error
        except (aiohttp.ClientError, OSError, ValueError) as error:
            # aiohttp's words may hold the address, and the token stands in it: neither they nor the cause go on.
            raise NetworkError(f"aiohttp.{type(error).__name__}") from None

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        try:
            data: dict[str, Any] = orjson.loads(payload)
        except orjson.JSONDecodeError:
            try:
                # Telegram cuts texts between bytes at times; PTB replaces the broken sign as well.
                data = orjson.loads(payload.decode("utf-8", "replace"))
            except orjson.JSONDecodeError as error:
                raise TelegramError("Invalid server response") from error
        return data


@lru_cache(maxsize=16)
def _timeout(
    pool: float | None, connect: float | None, write: float | None, read: float | None
) -> aiohttp.ClientTimeout:
    """A limit for the whole only where `write` is given: aiohttp has none for writing alone, and a timer more for each
    call costs half as much as the call. Without files the body is one packet, and `read` runs from the moment it left.
    """
    return aiohttp.ClientTimeout(
        total=None if write is None else _sum(pool, connect, write, read),
        connect=_sum(pool, connect),
        sock_connect=connect,
        sock_read=read,
    )


def _proxy(url: str) -> str | None:
    """What the environment names for this address.

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


def _seconds(given: Timeout, default: float) -> float | None:
    return default if isinstance(given, DefaultValue) else given


def _sum(*seconds: float | None) -> float | None:
    """None, no limit, as soon as one part has none."""
    known = [each for each in seconds if each is not None]
    return sum(known) if len(known) == len(seconds) else None
