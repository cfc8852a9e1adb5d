"""`bot.py doctor`: asks Telegram, database, mail, clock and folders; a line each: right, or what to do."""

from __future__ import annotations

import argparse
import asyncio
import os
from collections.abc import Mapping

from cli.check import setting_in_words, suspicious
from cli.doctor.lines import Lines
from content.messages import Texts
from settings import Settings, WrongSettings

PAIRED = frozenset({"WEBHOOK_URL", "WEBHOOK_SECRET", "SMTP_URL", "MAIL_FROM", "PUBLIC_URL", "PORT"})
"""Settings that need each other."""
HELP = "asks Telegram, database, mail, clock and folders: right, or what to do; status 1 if anything is wrong"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--mail", metavar="ADDRESS", help="also send a mail there")


def run(options: argparse.Namespace, texts: Texts) -> int:
    """Status 1 where anything is wrong. Each part is asked, whatever is wrong with the others."""
    lines = Lines(texts)
    asyncio.run(examine(os.environ, lines, options.mail))
    count = lines.wrongs
    print(texts.plain("doctor-wrong", count=count) if count else texts.plain("doctor-right"))
    return 1 if count else 0


async def examine(given: Mapping[str, str], lines: Lines, mail_to: str | None) -> None:
    """Asks everything that these settings name; with `mail_to` a mail is sent there."""
    from cli.doctor import database, folders, mail, telegram

    for words in suspicious(given, lines.texts):
        lines.wrong_as_said(words)
    settings = _read(given, lines)
    await telegram.examine(settings, lines)
    await database.examine(settings, lines)
    await folders.examine(settings, lines)
    await mail.examine(settings, lines, mail_to)


def _read(given: Mapping[str, str], lines: Lines) -> Settings:
    """The settings; those that are wrong are named, and count as not set."""
    try:
        settings = Settings.from_environment(given)
    except WrongSettings as error:
        for each in error.mistakes:
            lines.wrong_as_said(setting_in_words(each, lines.texts))
        wrong = {each.name for each in error.mistakes}
    else:
        lines.right("doctor-settings")
        return settings
    rest = {name: value for name, value in given.items() if name not in wrong}
    try:
        return Settings.from_environment(rest)
    except WrongSettings:  # of those that need each other one is gone
        return Settings.from_environment({name: value for name, value in rest.items() if name not in PAIRED})
