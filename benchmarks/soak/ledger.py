"""What must be true at the end: what the bot said it has taken is there, once, and nobody got anything too often."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from benchmarks.soak.staff import COMPOSED
from benchmarks.soak.world import HEADS, MARK, PETRO, STAFF_CHAT, Seen, Told, World
from content.hromadas import load_hromadas
from storage.engine.database import Database, Row

LATE = 15.0
"""Seconds after an acknowledgement in which a reminder that was on its way may still come."""
ENDS = {"sent", "failed", "skipped", "unknown"}
TROUBLES = re.compile(
    r"^(telegram\.error\.(NetworkError|TimedOut|RetryAfter|TelegramError)|sqlite3\.OperationalError)$", re.MULTILINE
)
"""The errors that come of what was made to go wrong."""
WAITING = {
    "mailings have not ended": "SELECT COUNT(*) AS n FROM mailings WHERE state IN ('held', 'running')",
    "questions are not in the staff chat": """
        SELECT COUNT(*) AS n FROM questions WHERE passed_at IS NOT NULL AND staff_message_id IS NULL
    """,
    "cases are not in the staff chat": """
        SELECT COUNT(*) AS n FROM cases WHERE submitted_at IS NOT NULL AND staff_message_id IS NULL
    """,
    "words about a case are untold": "SELECT COUNT(*) AS n FROM case_events WHERE untold = 1",
    "news are untold": "SELECT COUNT(*) AS n FROM news WHERE told_at IS NULL",
    "updates are not handled": "SELECT COUNT(*) AS n FROM updates WHERE handled_at IS NULL",
}


async def unsettled(database: Database) -> str:
    """What still waits to be done; empty where nothing does."""
    for words, sql in WAITING.items():
        [row] = await database.fetch(sql)
        if row["n"]:
            return f"{row['n']} {words}"
    return ""


async def inconsistencies(world: World, database: Database, kills: int) -> list[str]:
    """Every one in words, with numbers only; none when all is as it should be."""
    telegram, promises = world.telegram, world.promises
    found = [f"{telegram.pending} updates were never taken"] if telegram.pending else []
    found += [f"somebody gave up: {what}" for what in world.gave_up]
    found += _cases(world, await database.fetch("SELECT * FROM cases"), await _files(database))
    found += _questions(world, await database.fetch("SELECT * FROM questions"), kills)
    replies = await database.fetch("SELECT obligation, answers FROM replies WHERE sent_at IS NOT NULL ORDER BY sent_at")
    found += _obligations(world, await database.fetch("SELECT * FROM obligations"), replies)
    lives_in = {row["person_id"]: row["hromada"] for row in await database.fetch("SELECT * FROM people")}
    codes = {each.slug: each.katottg for each in load_hromadas()}
    for person, mark in promises.hromadas.items():
        if lives_in.get(person) != codes[mark]:
            found.append(f"the hromada of {person} is lost")
    mailings = await database.fetch("SELECT * FROM mailings WHERE state <> 'draft'")
    rows = await database.fetch(
        "SELECT o.*, m.purpose, m.content FROM outbox o JOIN mailings m ON m.id = o.mailing WHERE m.state <> 'draft'"
    )
    found += _mailings(mailings, rows)
    found += _broadcasts(world, rows)
    found += _notices(world, rows, kills)
    return found


def _cases(world: World, rows: list[Row], files: dict[int, set[str]]) -> Iterator[str]:
    by_number: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row["number"]:
            by_number[row["number"]].append(row)
    submitted = Counter(row["place_name"] for row in rows if row["number"])
    for place, count in submitted.items():
        if count > 1:
            yield f"{count} cases where one was told, {place.rpartition(' ')[2]}"
    told_of = [seen.text for seen in world.telegram.came[STAFF_CHAT]]
    for told in world.promises.cases:
        of = by_number.get(told.number or "", [])
        if len(of) != 1:
            yield f"{told.number} is there {len(of)} times"
            continue
        yield from _case(told, of[0], files.get(of[0]["id"], set()))
        if not any(told.number in text for text in told_of if told.number):
            yield f"{told.number} never came to the staff chat"
    for number in world.promises.taken:
        if not any(row["id"] == number and row["assignee_id"] == PETRO for row in rows):
            yield f"the taking of case {number} is lost"


def _case(told: Told, row: Row, files: Collection[str]) -> Iterator[str]:
    answers = {"document": told.document, "place": told.place, "place_name": told.where, "said": told.said}
    for name, value in answers.items():
        if row[name] != value:
            yield f"{told.number}: {name} is not as it was told"
    if row["person_id"] != told.person_id:
        yield f"{told.number} belongs to another person"
    if not set(files) <= set(told.sent) or len(files) < told.kept:
        yield f"{told.number}: {len(files)} photos of {told.kept} kept, {len(told.sent)} sent"


async def _files(database: Database) -> dict[int, set[str]]:
    files: defaultdict[int, set[str]] = defaultdict(set)
    for row in await database.fetch("SELECT case_id, unique_id FROM case_files"):
        files[row["case_id"]].add(row["unique_id"])
    return files


def _questions(world: World, rows: list[Row], kills: int) -> Iterator[str]:
    telegram, by_id = world.telegram, {row["id"]: row for row in rows}
    in_chat = Counter(word for seen in telegram.came[STAFF_CHAT] for word in re.findall(rf"{MARK} \d+\?", seen.text))
    for number, (person, text) in world.promises.passed.items():
        row = by_id.get(number)
        if row is None or row["passed_at"] is None or row["person_id"] != person or row["text"] != text:
            yield f"question {number}, passed on, is lost"
        came = in_chat[text[text.index(MARK) :]]
        if not 1 <= came <= 1 + kills + telegram.lost[STAFF_CHAT]:
            yield f"question {number} came to the staff chat {came} times"
    for number, words in world.promises.answered.items():
        person = by_id[number]["person_id"]
        if not any(words in seen.text for seen in telegram.came[person]):
            yield f"the answer to question {number} never came"
        if by_id[number]["replied_at"] is None:
            yield f"the answer to question {number} is not kept"


def _obligations(world: World, rows: list[Row], replies: list[Row]) -> Iterator[str]:
    promises, by_number = world.promises, {row["number"]: row for row in rows}
    for number in promises.acknowledged:
        if by_number[number]["acknowledged_at"] is None:
            yield f"the acknowledgement of obligation {number} is lost"
    for number, row in by_number.items():
        if row["acknowledged_at"] is not None and number not in promises.pressed:
            yield f"obligation {number} was acknowledged by nobody"
    figures = {row["obligation"]: json.loads(row["answers"]) for row in replies}
    for number, figure in promises.replied.items():
        if figures.get(number) != {"0": figure} or by_number[number]["replied_at"] is None:
            yield f"the reply to obligation {number} is lost"


def _mailings(mailings: list[Row], rows: list[Row]) -> Iterator[str]:
    states: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for row in rows:
        states[row["mailing"]][row["state"]] += 1
    for mailing in mailings:
        counts = states[mailing["id"]]
        ended = sum(counts[state] for state in ENDS)
        if mailing["state"] != "finished" or not ended == counts.total() == mailing["planned"]:
            yield f"mailing {mailing['id']} is {mailing['state']}: {ended} ended of {mailing['planned']}"


def _broadcasts(world: World, rows: list[Row]) -> Iterator[str]:
    """At most once; whoever is missing is known to be."""
    for text in (f"Новини {MARK} 1", COMPOSED):
        got = {person.id: sum(text in seen.text for seen in world.telegram.came[person.id]) for person in world.readers}
        mine = {row["person_id"]: row["state"] for row in rows if f'"{text}"' in row["content"]}
        if twice := sum(count > 1 for count in got.values()):
            yield f"{twice} readers got a broadcast twice"
        if lost := sum(state == "sent" and not got[person] for person, state in mine.items()):
            yield f"{lost} readers never got what is marked as sent"
        if wrong := sum(state in {"failed", "skipped"} and got[person] > 0 for person, state in mine.items()):
            yield f"{wrong} readers got what is marked as not sent"
        if not mine and (text != COMPOSED or world.promises.composed):
            yield "a broadcast is lost"


def _notices(world: World, rows: list[Row], kills: int) -> Iterator[str]:
    """Each message at least once, and at most once more for a crash or a call without an answer."""
    telegram = world.telegram
    planned: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for row in rows:
        if row["purpose"] != "broadcast":
            planned[row["person_id"]][row["state"]] += 1
            if row["state"] == "sent" and row["message_id"] not in telegram.chats[row["person_id"]].messages:
                yield f"message {row['id']} of the outbox is marked as sent and is not there"
            if row["state"] in {"failed", "unknown"}:
                yield f"message {row['id']} of the outbox is {row['state']}"
    for person in [*(head for head in world.heads if (head.id - HEADS) % 2 == 0), *world.members]:
        came, counts = _from_outbox(telegram.came[person.id]), planned[person.id]
        most = counts["sent"] + counts["skipped"] + kills + telegram.lost[person.id]
        if not counts["sent"] <= len(came) <= most:
            yield f"{person.id} got {len(came)} messages where {counts['sent']} are marked as sent, {most} at most"
    for number, (person_id, at) in world.promises.acknowledged.items():
        words = re.compile(rf"{MARK} {number // 10_000}\b")
        for seen in telegram.came[person_id] if number // 10_000 < 3 else ():  # the third asks for a reply as well
            if seen.at > at + LATE and words.search(seen.text):
                yield f"obligation {number} was acknowledged, and told again {seen.at - at:.0f} s later"


def _from_outbox(seen: Iterable[Seen]) -> list[Seen]:
    """Apologies are none of its messages."""
    return [each for each in seen if each.taps]


def log_mistakes(log: Path, world: World) -> list[str]:
    """Lines that nothing made to go wrong explains, and whatever must never stand in a log."""
    found = []
    secret = world.telegram.token.partition(":")[2]
    for number, line in enumerate(log.read_text(encoding="utf-8").splitlines(), start=1):
        if MARK in line.lower() or secret in line or "Людина" in line:
            found.append(f"line {number} of the log holds words of a person, a name, or the token")
        try:
            entry = json.loads(line)
        except ValueError:
            found.append(f"line {number} of the log is none: {line[:200]}")
            continue
        error = str(entry.get("error", ""))
        if error and not TROUBLES.search(error):
            found.append(f"line {number} of the log: {entry['message'][:100]}: {error.splitlines()[-1]}")
    return found
