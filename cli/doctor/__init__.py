"""`bot.py doctor`: asks Telegram, database, mail, clock and folders; a line each: right, or what to do."""

from __future__ import annotations

import argparse
import asyncio
import os

from cli.check import setting_in_words
from cli.doctor import database, folders, mail, names, telegram
from cli.doctor.lines import Lines
from content.messages import Texts
from settings import Settings, WrongSettings

HELP = "asks Telegram, database, mail, clock and folders: right, or what to do; status 1 if anything is wrong"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--mail", metavar="ADDRESS", help="also send a mail there")


def run(options: argparse.Namespace, texts: Texts) -> int:
    """Status 1 where anything is wrong. Each part is asked, whatever is wrong with the others."""
    lines = Lines(texts)
    names.examine(os.environ, lines)
    settings = _settings(lines)
    asyncio.run(_examine(settings, lines, options.mail))
    count = lines.wrongs
    print(texts.plain("doctor-wrong", count=count) if count else texts.plain("doctor-right"))
    return 1 if count else 0


def _settings(lines: Lines) -> Settings:
    """The settings that can be read; those that are wrong are named, and count as not set."""
    environment = dict(os.environ)
    try:
        settings = Settings.from_environment(environment)
    except WrongSettings as error:
        for each in error.mistakes:
            lines.wrong_as_said(setting_in_words(each, lines.texts))
    else:
        lines.right("doctor-settings")
        return settings
    while True:
        try:
            return Settings.from_environment(environment)
        except WrongSettings as error:
            for each in error.mistakes:
                # Of two that belong together the other one goes.
                gone = environment.pop(each.name, None)
                if gone is None:
                    for other in ("WEBHOOK_URL", "SMTP_URL", "MAIL_FROM"):
                        environment.pop(other, None)


async def _examine(settings: Settings, lines: Lines, mail_to: str | None) -> None:
    await telegram.examine(settings, lines)
    await database.examine(settings, lines)
    await folders.examine(settings, lines)
    await mail.examine(settings, lines, mail_to)
