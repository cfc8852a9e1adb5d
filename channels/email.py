"""E-mail by SMTP, for posts that Telegram does not reach."""

from __future__ import annotations

import ssl
from contextlib import suppress
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate, parseaddr
from urllib.parse import unquote, urlsplit

import aiosmtplib

from channels.outcomes import Delivered, Later, Outcome, RefusalReason, Refused, Unknown, WayTrouble

TIMEOUT = 30.0
"""Seconds for each answer of the server."""
PERMANENT, CLOSING = 500, 421
"""SMTP's replies from 500 on say that trying again is no use (RFC 5321, 4.2.1); 421 ends every conversation."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail, in plain words and as HTML that says the same."""

    id: str
    """The same each time it is sent: by it mail servers and readers know a mail that comes twice."""
    to: str
    subject: str
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class EmailChannel:
    """Sends mails by one server, and repeats nothing. It raises nothing for a refusal."""

    _url: str
    """smtp:// (STARTTLS where the server has it) or smtps://, with user and password where needed."""
    _sender: str

    async def send(self, letter: Letter) -> Outcome:
        """Refused only where the server refuses the recipient, or the mail to that recipient; Unknown where no answer
        came to the mail itself."""
        return await self._converse(letter)

    async def probe(self) -> Outcome:
        """As far as the server's word that it takes mails of ours; nothing is sent."""
        return await self._converse(None)

    async def _converse(self, letter: Letter | None) -> Outcome:
        url = urlsplit(self._url)
        client = aiosmtplib.SMTP(
            hostname=url.hostname, port=url.port, use_tls=url.scheme == "smtps", start_tls=False, timeout=TIMEOUT
        )
        # Before the server hears of the recipient, whatever it refuses is our own trouble.
        trouble: WayTrouble | None = WayTrouble.SERVER
        may_be_there = False
        try:
            await client.connect()
            await client.ehlo()
            trouble = WayTrouble.ENCRYPTION
            if url.scheme != "smtps" and client.supports_extension("starttls"):
                await client.starttls()
            trouble = WayTrouble.LOGIN
            if url.username:
                await client.login(unquote(url.username), unquote(url.password or ""))
            trouble = WayTrouble.SENDER
            await client.mail(parseaddr(self._sender)[1])
            trouble = None
            if letter:
                await client.rcpt(letter.to)
                may_be_there = True
                await client.data(self._message(letter))
        except aiosmtplib.SMTPResponseException as error:
            said = f"{error.code} {error.message}"
            if error.code == CLOSING:
                return Later(said, trouble=WayTrouble.SERVER)
            if trouble is None and error.code >= PERMANENT:
                return Refused(RefusalReason.ADDRESS, said)
            return Later(said, trouble=trouble)
        except (aiosmtplib.SMTPException, OSError, UnicodeError) as error:
            if may_be_there:
                return Unknown(type(error).__name__)
            if isinstance(error, ssl.SSLError) or isinstance(error.__cause__, ssl.SSLError):
                trouble = WayTrouble.ENCRYPTION
            elif isinstance(error, OSError):
                trouble = WayTrouble.SERVER
            return Later(type(error).__name__, trouble=trouble)
        else:
            with suppress(aiosmtplib.SMTPException, OSError):
                await client.quit()
            return Delivered()
        finally:
            client.close()

    def _message(self, letter: Letter) -> bytes:
        message = EmailMessage(SMTP.clone(cte_type="7bit"))
        message["From"] = self._sender
        message["To"] = letter.to
        message["Subject"] = letter.subject
        message["Date"] = formatdate()
        message["Message-ID"] = f"<{letter.id}@{parseaddr(self._sender)[1].rpartition('@')[2]}>"
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(letter.text)
        message.add_alternative(letter.html, subtype="html")
        return message.as_bytes()
