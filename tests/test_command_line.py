"""The commands as a person types them, in processes of their own."""

from __future__ import annotations

import json
import re
import signal
import stat
import subprocess
import sys
import tomllib
from pathlib import Path

import httpx
import pytest

from tests.processes import ROOT, environment, started


def run(*arguments: str, stdin: str = "", **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "bot.py", *arguments],
        input=stdin,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=environment(**settings),
        timeout=60,
        check=False,
    )


def test_ask_prints_what_is_found() -> None:
    done = run("ask", "касирка", "каже", "що", "дія", "це", "не", "документ")
    assert done.returncode == 0
    assert done.stdout.startswith("answer\n  ")


def test_ask_prints_an_object_per_line_of_standard_input() -> None:
    done = run("ask", "--json", stdin="касирка каже що дія це не документ\nпривіт\n\n")
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [each["question"] for each in found] == ["касирка каже що дія це не документ", "привіт", ""]
    assert [each["decision"] for each in found] == ["answer", "unknown", "unknown"]
    best = found[0]["answers"][0]
    assert best["id"] == "diia-refused"
    assert 0 < best["score"] <= 1
    assert set(found[0]) == {"question", "decision", "answers"}


def test_ask_names_small_talk_an_emergency_and_a_second_question() -> None:
    both = "Як перевірити паспорт у Дії? І ще: куди здати сертифікат?"
    asked = f"привіт\nхочу померти\nДе зробити закордонний паспорт?\n{both}"
    talk, emergency, outside, two = map(json.loads, run("ask", "--json", stdin=asked).stdout.splitlines())
    assert (talk["decision"], talk["answers"], talk["topic"]) == ("unknown", [], "greeting")
    assert (emergency["decision"], emergency["answers"], emergency["topic"]) == ("unknown", [], "suicide")
    assert (outside["decision"], outside["topic"]) == ("unknown", "foreign-passport")
    assert {two["answers"][0]["id"], *two["also"]} == {"diia-verify", "osvita-submit"}


def test_ask_says_why() -> None:
    lines = run("ask", "--why", "не", "беруть", "паспорт", "у", "банку").stdout.splitlines()
    assert "diia-refused  letters 0." in lines[2]
    assert lines[3].strip().startswith("tipped by ")
    assert lines[4].strip().startswith("· ")


def test_the_search_has_learnt_all_that_there_is() -> None:
    done = run("learn", "--check")
    assert (done.returncode, done.stderr) == (0, "")


def test_check_passes_on_the_content_as_it_is() -> None:
    done = run("check")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Помилок немає" in done.stdout


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({}, "Не задано змінну BOT_TOKEN"),
        ({"BOT_TOKEN": "secret"}, "Змінна BOT_TOKEN має хибне значення"),
        ({"BOT_TOKEN": "42:A", "STAFF_CHAT_ID": "@staff"}, "«@staff»"),
        ({"BOT_TOKEN": "42:A", "DATABASE_URL": "mysql://bot:secret@host"}, "DATABASE_URL"),
        ({"BOT_TOKEN": "42:A", "DATABASE_URL": "postgresql://bot:secret@127.0.0.1:1/bot"}, "База даних"),
    ],
)
def test_what_keeps_it_from_running_is_said_in_words(environment: dict[str, str], words: str) -> None:
    done = run("run", **environment)
    assert done.returncode == (75 if words == "База даних" else 2), "a database that is away may come back"
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert "secret" not in done.stdout + done.stderr


def test_check_names_all_that_is_wrong_with_settings_and_database(tmp_path: Path) -> None:
    (tmp_path / "bot.db").write_bytes(b"no database" * 100)
    wrong = {"TIMEZONE": "Mars", "SMTP_URL": "smtp://mail.example.org", "BACKUPDIR": "/x", "STAFF_CHAT_ID": "1001234"}
    done = run("check", **wrong, DATABASE_URL=f"sqlite:///{tmp_path}/bot.db")
    assert (done.returncode, done.stderr) == (1, "")
    for words in ("TIMEZONE", "MAIL_FROM", "PUBLIC_URL", "База даних не відкривається", "BACKUP_DIR: виправте назву",
                  "-1001001234", "Знайдено 6 помилок"):  # fmt: skip
        assert words in done.stdout, words


def test_the_version_is_the_one_of_the_package() -> None:
    built = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["version"]
    found = re.search(built["pattern"], (ROOT / built["path"]).read_text(encoding="utf-8"))
    done = run("--version")
    assert found
    assert (done.returncode, done.stdout.strip()) == (0, found["version"])


def test_the_demo_starts_serves_its_page_and_ends_on_a_signal() -> None:
    with started("demo", "--port", "0", "--no-browser") as process:
        assert process.stdout
        line = process.stdout.readline()
        url = next(word for word in line.split() if word.startswith("http://"))
        assert "Демонстрацію запущено" in line
        assert httpx.get(url, trust_env=False, timeout=30).status_code == 200
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=20) == 0
        assert process.stderr
        assert "Traceback" not in process.stderr.read()


def test_contacts_are_exported_without_telegram_for_their_owner_only(tmp_path: Path) -> None:
    database, folder = tmp_path / "bot.db", tmp_path / "lists"
    settings = {"DATABASE_URL": f"sqlite:///{database}", "BOT_API_URL": "http://127.0.0.1:1"}
    missing = run("export-contacts", str(folder), **settings)
    assert (missing.returncode, folder.exists()) == (2, False)
    assert "bot.db немає" in missing.stderr
    database.touch()
    done = run("export-contacts", str(folder), **settings)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Записано 10 файлів" in done.stdout
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    again = run("export-contacts", str(folder), **settings)
    assert again.returncode == 2
    assert "уже існує" in again.stderr


def test_what_was_learnt_is_exported_without_telegram(tmp_path: Path) -> None:
    database = tmp_path / "bot.db"
    settings = {"DATABASE_URL": f"sqlite:///{database}", "BOT_API_URL": "http://127.0.0.1:1"}
    missing = run("content", "export", **settings)
    assert missing.returncode == 2
    assert "bot.db немає" in missing.stderr
    database.touch()
    done = run("content", "export", **settings)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Файли вже знають усе" in done.stdout
