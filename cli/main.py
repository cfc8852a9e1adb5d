"""Reads the command line and runs one command."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from typing import Protocol

from cli import (
    ask,
    backup,
    check,
    content,
    demo,
    doctor,
    export_contacts,
    invite,
    learn,
    move,
    restore,
    run,
)
from cli.process import Stop
from content import FOLDER
from content.check import describe
from content.messages import Texts, load_texts
from content.mistakes import BrokenContent
from services.operation import logs
from services.operation.version import VERSION
from settings import WrongSettings


class Command(Protocol):
    """What each module of a command has."""

    HELP: str

    def add_arguments(self, parser: argparse.ArgumentParser) -> None: ...

    def run(self, options: argparse.Namespace, texts: Texts) -> int:
        """Runs the command; returns the exit status."""
        ...


COMMANDS: Mapping[str, Command] = {
    "run": run,
    "demo": demo,
    "check": check,
    "doctor": doctor,
    "ask": ask,
    "learn": learn,
    "content": content,
    "export-contacts": export_contacts,
    "invite": invite,
    "backup": backup,
    "restore": restore,
    "move": move,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns the exit status: 0 done, 1 mistakes found, 2 cannot run as it is set up, 75 not now."""
    options = parser().parse_args(arguments)
    logs.configure()
    # What a command says; the bot reads all.
    texts, _ = load_texts(FOLDER / "messages", "cli", "settings", "check", "doctor", "staffchat")
    command: Command = options.command
    try:
        return command.run(options, texts)
    except WrongSettings as error:
        print(*(check.setting_in_words(each, texts) for each in error.mistakes), sep="\n", file=sys.stderr)
        return 2
    except BrokenContent as error:
        print(texts.plain("cli-broken-content"), describe(error.mistakes, texts), sep="\n", file=sys.stderr)
        return 2
    except Stop as error:
        print(error, file=sys.stderr)
        return error.status
    except KeyboardInterrupt:
        return 130


def parser() -> argparse.ArgumentParser:
    """The parser of all commands."""
    parser = argparse.ArgumentParser(prog="bot.py", description="The bot of the digital-development department.")
    parser.add_argument("--version", action="version", version=VERSION)
    commands = parser.add_subparsers(required=True, metavar="command")
    for name, command in COMMANDS.items():
        of_command = commands.add_parser(name, help=command.HELP)
        command.add_arguments(of_command)
        of_command.set_defaults(command=command)
    return parser
