"""The mail server: reached, spoken to in secret, logged in; on request a mail is sent."""

from __future__ import annotations

import secrets

from channels import Delivered, Later, Refused
from channels.email import EmailChannel, Letter
from cli.doctor.lines import Lines
from settings import Settings


async def examine(settings: Settings, lines: Lines, to: str | None) -> None:
    if settings.smtp_url is None:
        if to:
            lines.wrong("doctor-no-mail")
        else:
            lines.hint("doctor-no-mail")
        return
    channel = EmailChannel(settings.smtp_url, settings.mail_from)
    outcome = await channel.probe()
    if isinstance(outcome, Delivered):
        lines.right("doctor-mail", sender=settings.mail_from)
    else:
        trouble = outcome.trouble if isinstance(outcome, Later) else None
        lines.wrong("doctor-mail-wrong", trouble=trouble or "other", words=_words(outcome))
        return
    if to:
        texts = lines.texts
        text = texts.plain("doctor-letter-text")
        letter = Letter(secrets.token_hex(8), to, texts.plain("doctor-letter-subject"), text, f"<p>{text}</p>")
        sent = await channel.send(letter)
        if isinstance(sent, Delivered):
            lines.right("doctor-mail-sent", to=to)
        else:
            lines.wrong("doctor-mail-not-sent", to=to, words=_words(sent))


def _words(outcome: object) -> str:
    return outcome.words if isinstance(outcome, Refused) else str(getattr(outcome, "why", ""))
