"""Lines of the log and events for Sentry: which update, which reference, where; never what was said."""

from __future__ import annotations

import asyncio
import errno
import io
import json
import logging
import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
import sentry_sdk
from sentry_sdk.envelope import Envelope
from sentry_sdk.transport import Transport

from services.answers.search import Search
from services.operation import DatabaseAway, sentry
from services.operation.logs import JournalFormatter, JsonFormatter, TextFormatter
from services.operation.outage import Outage
from services.operation.tracking import failed, tracked
from tests.stories.conftest import stopped_world, world
from tests.stories.overhearing import Overhearing, leaks
from tests.stories.world import World

__all__ = ["stopped_world", "world"]

SAID = "мій номер 3012345678"


def raised() -> BaseException:
    """An exception that quotes a person, as one that came of another that does."""
    try:
        try:
            int(SAID)
        except ValueError as error:
            raise KeyError(SAID) from error
    except KeyError as error:
        it = error
    return it


def record(message: str, *values: object, error: BaseException | None = None, name: str = "gateway") -> Any:
    info = (type(error), error, error.__traceback__) if error else None
    return logging.LogRecord(name, logging.ERROR, "", 1, message, values, info)


@pytest.mark.parametrize("kind", [TextFormatter, JsonFormatter])
def test_the_same_traceback_is_written_once_a_minute_and_another_one_at_once(
    kind: type[TextFormatter | JsonFormatter], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 1_000_000.0
    monkeypatch.setattr("time.time", lambda: now)
    formatter = kind()

    def written(error: BaseException) -> bool:
        line = record("update failed", error=error)
        line.created = now
        text = formatter.format(line)
        assert type(error).__name__ in text
        return "test_logs.py" in text

    error = raised()
    assert [written(error) for _time in range(3)] == [True, False, False]
    assert written(OSError()) is False, "it has no traceback"
    with pytest.raises(LookupError) as other:
        raise LookupError
    assert written(other.value)
    now += 61
    assert written(error)


def test_a_line_of_json_knows_its_update_and_its_reference() -> None:
    with tracked(17, 1001):
        reference = failed()
        line = json.loads(JsonFormatter().format(record("update %d failed", 17)))
    assert datetime.fromisoformat(line.pop("time")).tzinfo
    assert line == {
        "level": "ERROR",
        "logger": "gateway",
        "message": "update 17 failed",
        "update_id": 17,
        "person_id": 1001,
        "reference": reference,
    }


def test_the_journal_is_told_how_grave_each_line_is_and_no_second_time() -> None:
    try:
        raise ValueError(SAID)
    except ValueError as error:
        lines = JournalFormatter().format(record("update %d failed", 17, error=error)).splitlines()
    assert lines[0] == "<3>ERROR gateway: update 17 failed"
    assert len(lines) > 2
    assert all(line.startswith("<3>") for line in lines)


def test_outside_of_updates_a_line_is_about_none() -> None:
    line = json.loads(JsonFormatter().format(record("рядок\nдругий")))
    assert set(line) == {"time", "level", "logger", "message"}


async def test_each_task_has_its_own_update() -> None:
    async def line(number: int) -> Any:
        with tracked(number, None):
            await asyncio.sleep(0)
            return json.loads(JsonFormatter().format(record("x")))["update_id"]

    assert await asyncio.gather(*map(line, range(5))) == list(range(5))


@pytest.mark.parametrize("formatter", [TextFormatter(), JsonFormatter()])
def test_of_an_exception_the_kind_and_the_places_are_logged_but_not_its_words(formatter: logging.Formatter) -> None:
    line = formatter.format(record("it failed", error=raised()))
    for words in ("builtins.ValueError", "builtins.KeyError", "in raised", "test_logs.py"):
        assert words in line
    assert line.index("ValueError") < line.index("KeyError")
    assert SAID not in line


@pytest.mark.parametrize("formatter", [TextFormatter(), JsonFormatter()])
def test_what_asyncio_says_of_a_lost_task_is_cut(formatter: logging.Formatter) -> None:
    words = f"Task exception was never retrieved\nfuture: <Task exception=ValueError({SAID!r})>"
    line = formatter.format(record(words, name="asyncio"))
    assert "never retrieved" in line
    assert SAID not in line


class Captured(Transport):
    """Keeps what would leave."""

    sent: list[Envelope] = []  # noqa: RUF012 - Sentry makes the only instance

    def capture_envelope(self, envelope: Envelope) -> None:
        self.sent.append(envelope)


@pytest.fixture
def clock() -> list[float]:
    return [1000.0]


@pytest.fixture
def captured(clock: list[float]) -> Iterator[list[Envelope]]:
    Captured.sent.clear()
    sentry.start("https://key@sentry.invalid/1", Captured, lambda: clock[0])
    yield Captured.sent
    sentry_sdk.get_client().close()
    sentry_sdk.get_global_scope().set_client(None)
    sentry_sdk.get_isolation_scope().clear()
    sentry_sdk.get_current_scope().clear()


async def test_an_error_reaches_sentry_with_its_reference_and_without_people_or_the_token(
    world: World, captured: list[Envelope], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_search: object, text: str, _before: str, _read: str) -> None:
        secret = world.telegram.token
        logging.getLogger("handlers.answers.answers").error("refused %s with %s", text, secret)
        raise RuntimeError(f"{text} {secret}")

    await world.start(world.olena)
    monkeypatch.setattr(Search, "find", broken)
    apology = await world.say(world.olena, SAID)
    assert "сталася помилка" in apology.text
    logged, error = [json.loads(each.items[0].payload.get_bytes()) for each in captured]
    assert logged["logentry"] == {"message": "refused %s with %s"}
    assert error["tags"]["reference"] in apology.text
    assert error["logger"] == "handlers.chat.errors"
    [caught] = error["exception"]["values"]
    assert caught["type"] == "RuntimeError"
    assert caught["stacktrace"]["frames"][-1]["function"] == "broken"
    everything = b"".join(each.serialize() for each in captured).decode()
    everything += json.dumps([json.loads(each.items[0].payload.get_bytes()) for each in captured], ensure_ascii=False)
    for word in (SAID, "3012345678", world.telegram.token, "Олена", "Коваль", str(world.olena.id), "vars"):
        assert word not in everything


def test_of_other_loggers_not_even_the_message_leaves(captured: list[Envelope]) -> None:
    logging.getLogger("asyncio").error("never retrieved: %s" % SAID)  # noqa: UP031, G002 - as others do
    sentry_sdk.set_user({"id": "1", "username": "Олена"})
    sentry_sdk.set_extra("text", SAID)
    sentry_sdk.capture_exception(raised())
    assert len(captured) == 2
    for each in captured:
        event = json.loads(each.items[0].payload.get_bytes())
        assert set(event) <= {*sentry.EVENT, "exception"}
        assert SAID not in json.dumps(event, ensure_ascii=False)


def test_an_outage_is_no_flood_of_events_and_hides_no_fault_of_ours(
    clock: list[float], captured: list[Envelope]
) -> None:
    ours, drivers = logging.getLogger("handlers.chat.errors"), logging.getLogger("asyncpg.pool")
    handler = logging.StreamHandler(io.StringIO())
    handler.addFilter(Outage(lambda: clock[0]))  # the log shortens the line before Sentry sees it
    ours.addHandler(handler)
    try:
        for number in range(300):  # an hour
            clock[0] += 12
            ours.error("update %d failed: %s", number, SAID, exc_info=DatabaseAway("anything"))
            drivers.error("no connection for %s" % SAID)  # noqa: UP031 - as others do
            ours.error("update %d failed, reference %s: Telegram is away", number, "3FA2C1")
            ours.error("job %s failed", "send_mails", exc_info=ConnectionError(SAID))
        ours.error("a fault", exc_info=raised())
    finally:
        ours.removeHandler(handler)
    events = [json.loads(each.items[0].payload.get_bytes()) for each in captured]
    assert SAID not in json.dumps(events, ensure_ascii=False)
    said = Counter(event["logentry"]["message"] for event in events)
    assert said == {
        "update %d failed: %s; DatabaseAway": 6,
        "update %d failed, reference %s: Telegram is away": 6,
        "job %s failed": 6,
        "a fault": 1,
    }
    assert all(event["tags"]["reference"] for event in events if "DatabaseAway" in event["logentry"]["message"])


@pytest.mark.parametrize("formatter", [TextFormatter(), JsonFormatter()])
@pytest.mark.parametrize("sign", ["\n", "\r", "\x1b[2K", "\x00", "\x85", "\u2028"])
def test_no_value_makes_a_line_of_its_own(formatter: logging.Formatter, sign: str) -> None:
    line = formatter.format(record("no apology: %s", f"x{sign}2026-11-26 INFO bot: all is well"))
    assert len(line.splitlines()) == 1
    assert not re.search("[\x00-\x1f\x7f-\x9f\u2028]", line)


async def test_what_the_stories_would_find_in_the_log_is_found(world: World) -> None:
    await world.say(world.olena, "passport number in plain words")
    lines = {
        "update 17 failed, reference 3FA2C1": False,
        "update of Олена failed": True,
        "refused: passport number in plain words": True,
        f"POST https://api.telegram.org/bot{world.telegram.token}/sendMessage": True,
    }
    assert leaks(lines, [world]) == [line for line, is_leak in lines.items() if is_leak]


def test_the_stories_overhear_a_line_as_the_bot_would_write_it() -> None:
    overhearing = Overhearing()
    error = raised()
    overhearing.handle(record("it failed", error=error))
    overhearing.handle(logging.LogRecord("httpx", logging.INFO, "", 1, "GET https://bot42:secret", (), None))
    assert len(overhearing.lines) == 2
    assert all("it failed" in line and SAID not in line for line in overhearing.lines)


def test_of_an_outage_there_is_a_line_a_minute_with_the_reference_that_people_were_told(clock: list[float]) -> None:
    outage = Outage(lambda: clock[0])
    away = DatabaseAway("anything")
    full = OSError(errno.ENOSPC, f"no room for {SAID}")

    def passed(message: str, error: BaseException | None = None, **extra: object) -> str | None:
        line = record(message, error=error) if error else record(message)
        vars(line).update(extra)
        return TextFormatter().format(line) if outage.filter(line) else None

    told = outage.reference()
    first = passed("job back_up failed", away)
    assert first
    assert first.endswith(f"job back_up failed; DatabaseAway; reference {told}")
    for error in (away, full, ExceptionGroup("all", [away, full])):
        assert passed("job send_mails failed", error) is None
    assert passed("no answer about outbox", about_database=True) is None
    assert passed("nothing of the database") is not None
    assert passed("a fault", ExceptionGroup("two", [away, LookupError()])) is not None, "one of both is a fault of ours"
    assert outage.reference() == told
    clock[0] += 60
    again = passed("job back_up failed", full)
    assert again
    assert "(ENOSPC)" in again
    assert "4 lines left out before" in again
    assert told not in again
    assert outage.reference() in again
    assert SAID not in again
    assert len(again.splitlines()) == 1
