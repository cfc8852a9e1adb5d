"""A real mail server on loopback that keeps what it takes."""

from __future__ import annotations

import asyncio
import email
import email.policy
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import AnyStr

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

SILENCE = "silence"


class Server(SMTP):
    """Says what its box wants it to say."""

    def __init__(self, box: Mailbox) -> None:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH) if "STARTTLS" in box.says else None
        super().__init__(box, tls_context=context, auth_require_tls=False, authenticator=self._lets_in)
        self._box = box
        self._has_greeted = False
        box.connections += 1

    def _lets_in(self, *_login: object) -> AuthResult:
        return AuthResult(success=True)

    async def push(self, status: AnyStr) -> None:
        greeting, self._has_greeted = not self._has_greeted and self._box.says.get("greeting"), True
        await (super().push(greeting) if greeting else super().push(status))

    async def _says(self, step: str, otherwise: Callable[[str], Awaitable[None]], argument: str) -> None:
        if step in self._box.says:
            await self.push(self._box.says[step])
        else:
            await otherwise(argument)

    async def smtp_STARTTLS(self, arg: str) -> None:
        await self._says("STARTTLS", super().smtp_STARTTLS, arg)

    async def smtp_AUTH(self, arg: str) -> None:
        await self._says("AUTH", super().smtp_AUTH, arg)

    async def smtp_MAIL(self, arg: str) -> None:
        await self._says("MAIL", super().smtp_MAIL, arg)

    async def smtp_RCPT(self, arg: str) -> None:
        await self._says("RCPT", super().smtp_RCPT, arg)

    async def smtp_DATA(self, arg: str) -> None:
        await self._says("DATA", super().smtp_DATA, arg)


@dataclass
class Mailbox:
    """What arrived, and what the server says to the next ones."""

    url: str = ""
    mails: list[EmailMessage] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)
    """Used up by the next recipients: «450 later», «550 no such user»."""
    says: dict[str, str] = field(default_factory=dict)
    """What it says to everybody instead of consent: at `greeting`, STARTTLS, AUTH, MAIL, RCPT, DATA, or `content`;
    there SILENCE is nothing at all, after it took the mail."""
    connections: int = 0

    @property
    def url_with_password(self) -> str:
        return self.url.replace("smtp://", "smtp://bot:secret@")

    async def handle_RCPT(
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if self.refusals:
            return self.refusals.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        assert isinstance(envelope.content, bytes)
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        said = self.says.get("content", "250 OK")
        if said == SILENCE or said.startswith("250"):
            self.mails.append(message)
        if said == SILENCE:
            await asyncio.Event().wait()
        return said

    def text(self, number: int = -1) -> str:
        """The plain words of a mail."""
        body = self.mails[number].get_body(("plain",))
        assert body
        return str(body.get_content())


@asynccontextmanager
async def mail_server() -> AsyncIterator[Mailbox]:
    """Takes mail while this lasts."""
    box = Mailbox()
    server = await asyncio.get_running_loop().create_server(lambda: Server(box), "127.0.0.1", 0)
    try:
        box.url = f"smtp://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        yield box
    finally:
        server.close()
        await server.wait_closed()
