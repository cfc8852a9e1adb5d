"""`bot.py check`: every mistake in content, settings, database and the rights in the staff chat, all in one run."""

from __future__ import annotations

import argparse
import asyncio
import os
from collections.abc import Iterator, Mapping
from datetime import datetime
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from cli.process import Stop, missing_file, run_in_loop
from content import FOLDER
from content.check import check_examples, check_features, check_lengths, describe
from content.messages import Texts
from content.mistakes import BrokenContent, Mistake
from content.phrasings import check_phrasings, thin
from settings import Settings, WrongSetting, WrongSettings

if TYPE_CHECKING:
    from channels import Lack
    from content.library import Library
    from services.content import Content

TESTS = Path(__file__).parents[1] / "tests" / "data"
TEST_QUESTIONS = TESTS / "questions.tsv"

OTHERS = frozenset({"SITE", "POSTGRES_PASSWORD", "WORKERS", "MOVE_FROM", "MOVE_TO"})
"""Of the compose file, the proxy and one command."""
ALIKE = 0.8
"""From here on a name is a setting's, misspelt."""
HELP = "every mistake in content, settings, database and rights in the staff chat; status 1 if any"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--links", action="store_true", help="also ask every source address whether it still opens")


def run(options: argparse.Namespace, texts: Texts) -> int:
    """Status 1 where there is a mistake."""
    content, mistakes = _check_content()
    lines = [describe([mistake], texts) for mistake in mistakes]
    lines += [setting_in_words(each, texts) for each in _wrong_settings()]
    lines += suspicious(os.environ, texts)
    lines += _check_database(texts)
    lines += _check_staff_chat(texts)
    if content is None or lines:
        print(*lines, texts.plain("cli-check-failed", count=len(lines)), sep="\n")
        return 1
    _print_late(content, texts)
    _print_missing(texts)
    if options.links:
        _print_links(content, texts)
    print(texts.plain("cli-check-passed", answers=len(content.library.answers)))
    return 0


def setting_in_words(setting: WrongSetting, texts: Texts) -> str:
    """Which variable is wrong, and what it should hold."""
    return texts.plain(setting.key, name=setting.name, value=setting.value, hint=texts.plain(setting.hint))


def suspicious(environment: Mapping[str, str], texts: Texts) -> list[str]:
    """Names that look like settings and are none, and a group with the number of a person, in words."""
    lines = [texts.plain("check-misspelt", name=name, meant=meant) for name, meant in misspelt(environment)]
    group = environment.get("STAFF_CHAT_ID", "").strip()
    if group.isdigit() and int(group) > 0:
        lines.append(texts.plain("check-group-positive", number=group))
    return lines


def misspelt(environment: Mapping[str, str]) -> list[tuple[str, str]]:
    """Names that no setting has, each with the setting that was meant: what is misspelt is silently not set."""
    known = Settings.names() | OTHERS
    bare = {_bare(name): name for name in sorted(known)}
    found = []
    for name in sorted(environment.keys() - known):
        near = get_close_matches(_bare(name), bare, n=1, cutoff=ALIKE)
        if near and bare[near[0]] not in OTHERS:
            found.append((name, bare[near[0]]))
    return found


def _bare(name: str) -> str:
    return name.upper().replace("_", "").replace("-", "")


def _check_content() -> tuple[Content | None, list[Mistake]]:
    """The content, None where it cannot be loaded, and its mistakes."""
    from content.texts_in_code import check_messages
    from services.answers import Editions, check_search
    from services.content import Content

    mistakes = [*check_messages(), *check_examples()]
    try:
        content = Content()
    except BrokenContent as error:
        return None, error.mistakes + mistakes
    mistakes += check_lengths(content.library)
    mistakes += check_features(content.library)
    mistakes += _check_phrasings(content.library)
    mistakes += check_search(content.library, Editions(content)().search)
    return content, mistakes


def _check_phrasings(library: Library) -> Iterator[Mistake]:
    """Phrasings that stand twice, or among the questions of a test; on a server there are no tests."""
    tests = [row.split("\t")[-1] for path in TESTS.rglob("*.tsv") for row in path.read_text("utf-8").splitlines()]
    for name, text, other in check_phrasings(library.phrasings, tests):
        path = FOLDER / "phrasings" / f"{name}.txt"
        key = "check-phrasing-twice" if other else "check-phrasing-tested"
        yield Mistake(path, 0, key, {"text": text, "id": other} if other else {"text": text})


def _wrong_settings() -> tuple[WrongSetting, ...]:
    try:
        Settings.from_environment(os.environ)
    except WrongSettings as error:
        return error.mistakes
    return ()


def _print_missing(texts: Texts) -> None:
    """What the bot does without, and citizens had better not: no mistakes."""
    for name in ("DEPARTMENT_ADDRESS", "DEPARTMENT_SITE", "DEPARTMENT_MAIL"):
        if not os.environ.get(name):
            print(texts.plain("cli-no-department", name=name))
    if not os.environ.get("DEPARTMENT_SIGNER"):
        print(texts.plain("cli-no-signer", name="DEPARTMENT_SIGNER"))


def _check_database(texts: Texts) -> list[str]:
    """What keeps the database from being used, in words. Other settings may be wrong."""
    name = "DATABASE_URL"
    try:
        url = Settings.from_environment({name: os.environ.get(name, "")}).database_url
    except WrongSettings:
        return []  # told with the other settings
    if missing_file(url):
        return []  # the first start makes the file
    try:
        run_in_loop(_verify_database(url), texts)
    except Stop as stop:
        return [str(stop)]
    return []


async def _verify_database(url: str) -> None:
    from storage.engine.database import open_database
    from storage.engine.migrations import verify

    async with open_database(url) as database:
        await verify(database)


def _check_staff_chat(texts: Texts) -> list[str]:
    """What the bot lacks in the staff chat, in words. Where Telegram cannot be asked, that is no mistake."""
    try:
        settings = Settings.from_environment(os.environ)
    except WrongSettings:
        return []  # told already
    if settings.bot_token is None or settings.staff_chat_id is None:
        return []
    found = asyncio.run(_ask_telegram(settings, settings.bot_token, settings.staff_chat_id))
    if isinstance(found, int):
        return [texts.plain("cli-group-moved", number=str(found))]
    if found is None:
        print(texts.plain("cli-group-unknown"))
    return [_lack_in_words(each, texts) for each in sorted(found or ())]


async def _ask_telegram(settings: Settings, token: str, group: int) -> frozenset[Lack] | int | None:
    """What the bot lacks there, or the group's new number; None where Telegram does not say."""
    from channels import Lack, Refused
    from channels.telegram import NoTelegram, TelegramChannel, introduced
    from cli.wiring import make_one_bot

    bot = make_one_bot(token, settings)
    try:
        async with introduced(bot):
            found = await TelegramChannel(bot).lacks(group)
    except NoTelegram:
        return None
    if isinstance(found, Refused):
        return found.to
    return found - {Lack.PROTECTED} if isinstance(found, frozenset) else None


def _lack_in_words(lack: Lack, texts: Texts) -> str:
    from channels import Lack
    from handlers.chat.lacks import right

    if lack is Lack.AWAY:
        return texts.plain("cli-group-away")
    return texts.plain("cli-group-lacks", right=right(texts, lack))


def _print_late(content: Content, texts: Texts) -> None:
    """Answers and norms that somebody should look at again: no mistakes."""
    if TEST_QUESTIONS.exists():  # on a server there are no tests
        rows = TEST_QUESTIONS.read_text(encoding="utf-8").splitlines()[1:]
        asked = {id for row in rows for id in row.split("\t")[1].split("|")}
        for id in content.library.answers.keys() - asked:
            print(texts.plain("cli-untested", id=id))
    for id, count, style in thin(content.library.phrasings, content.library.answers):
        print(texts.plain("cli-thin", id=id, count=count, style=style or "any"))
    today = datetime.now(Settings.from_environment(os.environ).timezone).date()
    for answer in content.library.answers.values():
        if answer.review_by < today:
            print(texts.plain("cli-late", file=answer.path.name, date=answer.review_by))
    for norm in content.library.cards.norms:
        if not norm.holds(today):
            print(texts.plain("cli-late-norm", title=norm.title))


def _print_links(content: Content, texts: Texts) -> None:
    """Dead links are warnings: a site may be down today."""
    from services.answers.links import check_links

    for link in asyncio.run(check_links(content.library.answers.values())):
        ids = ", ".join(link.answers)
        if link.problem:
            print(texts.plain("cli-link-dead", url=link.url, problem=link.problem, answers=ids))
        elif link.moved_to:
            print(texts.plain("cli-link-moved", url=link.url, to=link.moved_to, answers=ids))
