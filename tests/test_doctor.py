"""`bot.py doctor` asks real neighbours: Telegram over HTTP, both databases, PgBouncer, a mail server, folders."""

from __future__ import annotations

import asyncio
import os
import pwd
import shutil
import socket
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Receive, Scope, Send

from cli.check import misspelt
from cli.doctor import examine
from cli.doctor.lines import Lines
from content import FOLDER
from content.messages import load_texts
from simulator.http import bot_api
from simulator.people import Chat
from simulator.telegram import Telegram
from storage.engine.backups import make
from storage.engine.database import open_database
from storage.engine.migrations import migrate
from tests.mail import mail_server
from tests.processes import environment, served, started

GROUP = -1001


@pytest.fixture
def telegram() -> Telegram:
    return Telegram(token="42:a-very-secret-token")


@pytest.fixture
def group(telegram: Telegram) -> Chat:
    return telegram.add_group(GROUP, "Відділ", [telegram.add_person(1, "Олена")], with_topics=True)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    folder = tmp_path / "state"
    folder.mkdir(mode=0o700)
    return folder / "bot.db"


@pytest.fixture
async def settings(telegram: Telegram, group: Chat, database: Path) -> AsyncIterator[dict[str, str]]:
    async with open_database(f"sqlite:///{database}") as opened:
        await migrate(opened)
    backups = database.parent / "backups"
    backups.mkdir(mode=0o700)
    await make(f"sqlite:///{database}", backups / f"bot-{date.today()}.db")  # noqa: DTZ011 - a name
    async with served(bot_api(telegram)) as api:
        yield {
            "BOT_TOKEN": telegram.token,
            "BOT_API_URL": api,
            "STAFF_CHAT_ID": str(group.id),
            "DATABASE_URL": f"sqlite:///{database}",
            "BACKUP_DIR": str(backups),
        }


TEXTS = load_texts(FOLDER / "messages")[0]


async def doctor(settings: dict[str, str], mail_to: str | None = None) -> tuple[int, list[str]]:
    """The status and the lines."""
    lines = Lines(TEXTS)
    await examine(environment(**settings), lines, mail_to)
    said = [line.replace("\xa0", " ") for line in lines.said]
    for secret in ("a-very-secret-token", "hunter2"):
        assert secret not in "\n".join(said)
    return min(lines.wrongs, 1), said


def wrong(lines: list[str]) -> list[str]:
    return [line for line in lines if line.startswith("✗")]


async def test_all_is_right_and_each_fact_is_a_line(settings: dict[str, str]) -> None:
    with started("doctor", **settings) as process:
        out, err = await asyncio.to_thread(process.communicate, timeout=120)
    lines = out.replace("\xa0", " ").splitlines()
    assert (process.returncode, err, wrong(lines), lines[-1]) == (0, "", [], "Усе гаразд.")
    for words in (
        "✓ Налаштування: помилок немає.",
        "✓ Telegram: токен дійсний, бот @simulated_bot",
        "✓ Telegram: відповіді в інших чатах увімкнено.",
        "✓ Telegram: чужих розмов у групах бот не читає.",
        "✓ Годинник: як у Telegram, різниця",
        "✓ Оновлення: бот запитує їх сам, чекають 0.",
        "✓ Група відділу: «Відділ», прав досить, теми є.",
        "✓ База даних: SQLite 3.",
        "✓ База даних: схема сучасна,",
        "✓ Місце на диску: вільно",
        "✓ Тексти:",
        "✓ Резервні копії: остання за",
        "✓ Резервні копії: остання відкривається, у ній",
        "! Пошта: вимкнено, бо не задано SMTP_URL.",
    ):
        assert any(line.startswith(words) for line in lines), words


async def test_what_is_wrong_at_telegram_is_named_with_what_to_do(
    telegram: Telegram, group: Chat, settings: dict[str, str]
) -> None:
    group.members[0].restrict_bot(group, "can_send_photos")
    telegram.me |= {"supports_inline_queries": False, "can_read_all_group_messages": True}
    status, lines = await doctor(settings)
    assert status == 1
    assert any("/setinline" in line for line in wrong(lines))
    assert any(line.startswith("!") and "/setprivacy" in line for line in lines)
    assert any("бракує права надсилати фото" in line for line in wrong(lines))
    assert any("бракує права керувати темами" in line for line in wrong(lines))
    telegram.migrate(group, -1009)
    assert any("STAFF_CHAT_ID=-1009" in line for line in wrong((await doctor(settings))[1]))


async def test_a_token_that_is_refused_and_a_telegram_that_is_away_are_told_apart(settings: dict[str, str]) -> None:
    status, lines = await doctor({**settings, "BOT_TOKEN": "42:hunter2"})
    assert (status, len(wrong(lines))) == (1, 1)
    assert "токен не дійсний. Візьміть чинний у @BotFather" in wrong(lines)[0]
    status, lines = await doctor({**settings, "BOT_API_URL": "http://127.0.0.1:1"})
    assert (status, len(wrong(lines))) == (1, 1)
    assert "http://127.0.0.1:1 не відповідає" in wrong(lines)[0]
    assert any(line.startswith("✓ База даних") for line in lines), "the others are asked all the same"


class Dated:
    """Says another time than the machine's."""

    def __init__(self, app: ASGIApp, by: timedelta) -> None:
        self._app = app
        self._at = (datetime.now(UTC) + by).strftime("%a, %d %b %Y %H:%M:%S GMT").encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def dated(message: object) -> None:
            if isinstance(message, dict) and message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], (b"date", self._at)]
            await send(message)  # type: ignore[arg-type]

        await self._app(scope, receive, dated)


async def test_a_clock_that_goes_wrong_is_told_by_telegrams(telegram: Telegram, settings: dict[str, str]) -> None:
    api = bot_api(telegram)
    api.user_middleware.append(Middleware(Dated, by=-timedelta(minutes=90)))
    async with served(api, dated=False) as url:
        status, lines = await doctor({**settings, "BOT_API_URL": url})
    assert status == 1
    assert "Годинник: поспішає проти Telegram на 90 хв." in wrong(lines)[0]


async def test_a_webhook_that_telegram_cannot_reach_is_named(telegram: Telegram, settings: dict[str, str]) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        address = f"http://127.0.0.1:{taken.getsockname()[1]}/telegram"
    of_webhook = {**settings, "WEBHOOK_URL": address, "WEBHOOK_SECRET": "secret", "PORT": "8080"}
    _, lines = await doctor(of_webhook)
    assert any(line.startswith("! Вебхук: у Telegram записано іншу адресу") for line in lines)
    await telegram.serve("setWebhook", {"url": address, "secret_token": "secret"}, {})
    assert any("✓ Вебхук: Telegram надсилає оновлення сюди" in line for line in (await doctor(of_webhook))[1])
    telegram.people[1].send("слово")
    async with asyncio.timeout(30):
        while not (telegram.webhook and "last_error_message" in telegram.webhook.info):  # noqa: ASYNC110
            await asyncio.sleep(0.05)
    status, lines = await doctor(of_webhook)
    assert status == 1
    assert "не може доставити оновлення (чекає 1)" in wrong(lines)[0]
    assert "Webhook connection closed" in wrong(lines)[0]
    assert any(line.startswith("! Вебхук: у Telegram записано адресу") for line in (await doctor(settings))[1])
    await telegram.serve("deleteWebhook", {}, {})


def test_names_that_look_like_settings_are_told_with_what_was_meant() -> None:
    given = {"BACKUPDIR": "x", "BOT_TOKN": "x", "staff_chat_id": "x", "HEARTBEAT-URL": "x", "WEBHOOK_URI": "x"}
    meant = {"BACKUP_DIR", "BOT_TOKEN", "STAFF_CHAT_ID", "HEARTBEAT_URL", "WEBHOOK_URL"}
    assert {name for _, name in misspelt(given)} == meant
    assert (
        misspelt(dict.fromkeys(["HOME", "HOSTNAME", "PATH", "PWD", "LANG", "USER", "LOGNAME", "TZ", "SITE"], "x")) == []
    )
    assert misspelt({"BOT_TOKEN": "x", "MOVE_TO": "x"}) == []


async def test_settings_that_are_wrong_or_misspelt_are_named_and_the_rest_is_asked(settings: dict[str, str]) -> None:
    given = {**settings, "BACKUPDIR": "/x", "TIMEZONE": "Mars", "SMTP_URL": "smtp://mail.example.org"}
    status, lines = await doctor({**given, "STAFF_CHAT_ID": "1001234567890"})
    assert status == 1
    said = "\n".join(wrong(lines))
    for words in ("BACKUPDIR бот не читає. Мабуть, мали на увазі BACKUP_DIR", "TIMEZONE", "MAIL_FROM",
                  "спробуйте -1001001234567890 або -1001234567890"):  # fmt: skip
        assert words in said, words
    assert any(line.startswith("✓ Telegram: токен дійсний") for line in lines)
    _, lines = await doctor({**settings, "BOT_TOKEN": ""})
    assert any("не задано BOT_TOKEN" in line for line in wrong(lines))


async def test_before_the_first_start_nothing_is_missed_that_it_makes(settings: dict[str, str], tmp_path: Path) -> None:
    state = tmp_path / "not yet"
    fresh = {**settings, "DATABASE_URL": f"sqlite:///{state}/bot.db", "BACKUP_DIR": f"{state}/backups"}
    status, lines = await doctor(fresh)
    assert (status, wrong(lines)) == (0, [])
    assert sum("створить перший запуск" in line for line in lines if line.startswith("!")) == 3, lines
    assert (await doctor({**fresh, "BACKUP_DIR": str(tmp_path / "misspelt")}))[0] == 1


async def test_folders_and_backups_are_looked_at_and_the_newest_is_opened(
    settings: dict[str, str], database: Path
) -> None:
    folder = database.parent / "backups"
    today = next(folder.iterdir())
    folder.chmod(0o755)
    old = today.rename(folder / "bot-2026-01-02.db")
    status, lines = await doctor(settings)
    assert status == 1
    assert any("остання за" in line and "це давно" in line for line in wrong(lines))
    assert any(line.startswith("!") and "chmod 700" in line for line in lines)
    with old.open("r+b") as file:
        file.seek(4096)
        file.write(os.urandom(8192))
    assert any("пошкоджений файл" in line for line in wrong((await doctor(settings))[1]))
    old.unlink()
    assert any("немає жодної" in line for line in wrong((await doctor(settings))[1]))
    missing = {**settings, "BACKUP_DIR": str(folder / "none")}
    assert any("теки" in line and "немає" in line for line in wrong((await doctor(missing))[1]))
    await asyncio.to_thread(database.write_bytes, b"no database" * 1000)
    assert any("База даних: не відкривається" in line for line in wrong((await doctor(settings))[1]))


# PostgreSQL and what may stand before it


async def test_postgresql_is_named_and_when_it_is_away_too(settings: dict[str, str], postgresql_url: str) -> None:
    async with open_database(postgresql_url) as opened:
        await migrate(opened)
    status, lines = await doctor({**settings, "DATABASE_URL": postgresql_url})
    assert status == 0
    assert any(line.startswith("✓ База даних: PostgreSQL ") for line in lines)
    away = {**settings, "DATABASE_URL": "postgresql://bot:hunter2@127.0.0.1:1/bot"}
    status, lines = await doctor(away)
    assert status == 1
    assert any("База даних: не відкривається (ConnectionRefusedError)" in line for line in wrong(lines))


@contextmanager
def free_port() -> Iterator[int]:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
    yield port


@asynccontextmanager
async def pooled(postgresql: str, folder: Path, mode: str) -> AsyncIterator[str]:
    """The address of a PgBouncer before that server."""
    host = parse_qs(urlsplit(postgresql).query)["host"][0]
    with free_port() as port:
        (folder / "users").write_text('"postgres" ""\n')
        (folder / "pgbouncer.ini").write_text(
            f"[databases]\npostgres = host={host} dbname=postgres user=postgres\n"
            f"[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = {port}\nunix_socket_dir =\nauth_type = trust\n"
            f"auth_file = {folder}/users\npool_mode = {mode}\nignore_startup_parameters = extra_float_digits\n"
        )
        account = pwd.getpwnam("pgserver")  # whose the socket of the server is
        for path in (folder, folder / "users", folder / "pgbouncer.ini"):
            os.chown(path, account.pw_uid, account.pw_gid)
        process = await asyncio.create_subprocess_exec(
            "pgbouncer",
            "--quiet",
            f"{folder}/pgbouncer.ini",
            user=account.pw_name,
            stderr=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
        )
        try:
            async with asyncio.timeout(20):
                while True:
                    try:
                        _, writer = await asyncio.open_connection("127.0.0.1", port)
                        writer.close()
                        break
                    except OSError:
                        await asyncio.sleep(0.05)
            yield f"postgresql://postgres@127.0.0.1:{port}/postgres"
        finally:
            process.kill()
            await process.wait()


@pytest.mark.skipif(
    shutil.which("pgbouncer") is None or os.geteuid() != 0,
    reason="pgbouncer is missing (apt-get install pgbouncer), or cannot be given an account of its own",
)
@pytest.mark.parametrize("mode", ["transaction", "session"])
async def test_a_pooler_that_shares_sessions_is_named_and_one_that_does_not_is_none_of_our_business(
    settings: dict[str, str], postgresql: str, mode: str
) -> None:
    folder = Path(tempfile.mkdtemp(prefix="pgbouncer"))
    try:
        async with pooled(postgresql, folder, mode) as url:
            status, lines = await doctor({**settings, "DATABASE_URL": url})
            found = any("стоїть посередник (PgBouncer)" in line for line in wrong(lines))
            assert (status, found) == ((1, True) if mode == "transaction" else (0, False)), lines
            if mode == "transaction":
                with started("run", **{**settings, "DATABASE_URL": url}) as process:
                    _, err = await asyncio.to_thread(process.communicate, timeout=120)
                assert process.returncode == 2
                assert "pool_mode = session" in err
    finally:
        shutil.rmtree(folder)


# Mail


async def test_mail_is_tried_as_far_as_nothing_is_sent_and_on_request_a_letter_leaves(settings: dict[str, str]) -> None:
    async with mail_server() as box:
        mails = {**settings, "SMTP_URL": box.url, "MAIL_FROM": "bot@example.org", "PUBLIC_URL": "https://b.example.org"}
        mails["PORT"] = "8080"
        status, lines = await doctor(mails)
        assert (status, box.mails) == (0, [])
        assert any(line == "✓ Пошта: сервер приймає листи від bot@example.org." for line in lines)
        status, lines = await doctor(mails, "olena@example.org")
        assert status == 0
        assert [letter["To"] for letter in box.mails] == ["olena@example.org"]
        box.says["MAIL"] = "550 not from here"
        status, lines = await doctor(mails)
        assert status == 1
        assert "не приймає листів від адреси MAIL_FROM (550 not from here)" in wrong(lines)[0]
        del box.says["MAIL"]
        box.says["AUTH"] = "535 wrong"
        status, lines = await doctor({**mails, "SMTP_URL": box.url_with_password.replace("secret", "hunter2")})
        assert "не приймає ім’я або пароль" in wrong(lines)[0]
    status, lines = await doctor(mails)
    assert "сервер не відповідає" in wrong(lines)[0]
    status, lines = await doctor(settings, "olena@example.org")
    assert (status, len(wrong(lines))) == (1, 1)
