"""E-mail by SMTP, for posts that Telegram does not reach."""

from __future__ import annotations

from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from urllib.parse import unquote, urlsplit

import aiosmtplib

TIMEOUT = 30.0
PERMANENT = 500
"""SMTP's replies from here on say that trying again is no use (RFC 5321, 4.2.1)."""


class Unreachable(Exception):
    """The server refuses the letter for good."""


class SendFailed(Exception):
    """The letter did not leave this time; it may later."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail, in plain words and as HTML that says the same."""

    to: str
    subject: str
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class EmailChannel:
    """Sends mails by one server."""

    _url: str
    """smtp:// (STARTTLS where the server has it) or smtps://, with user and password where needed."""
    _sender: str

    async def send(self, letter: Letter) -> None:
        """Raises Unreachable where the server refuses for good, SendFailed where it may take it later."""
        message = EmailMessage()
        message["From"] = self._sender
        message["To"] = letter.to
        message["Subject"] = letter.subject
        message["Date"] = formatdate()
        message["Message-ID"] = make_msgid(domain=self._sender.rpartition("@")[2].rstrip(">"))
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(letter.text)
        message.add_alternative(letter.html, subtype="html")
        url = urlsplit(self._url)
        try:
            await aiosmtplib.send(
                message,
                hostname=url.hostname,
                port=url.port,
                username=unquote(url.username) if url.username else None,
                password=unquote(url.password) if url.password else None,
                use_tls=url.scheme == "smtps",
                timeout=TIMEOUT,
            )
        except aiosmtplib.SMTPRecipientsRefused as error:
            codes = [each.code for each in error.recipients]
            raise _failure(min(codes), str(error.recipients[0].message)) from error
        except aiosmtplib.SMTPResponseException as error:
            raise _failure(error.code, error.message) from error
        except (aiosmtplib.SMTPException, OSError) as error:
            raise SendFailed(type(error).__name__) from error


def _failure(code: int, words: str) -> Unreachable | SendFailed:
    said = f"{code} {words}"
    return Unreachable(said) if code >= PERMANENT else SendFailed(said)
