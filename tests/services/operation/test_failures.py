"""A row that fails stops no other, comes again a few times and ends with a report; a job that fails is told of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from jobs.table import JOBS
from services.content import Content
from services.operation import DatabaseAway
from services.operation.failures import TRIES, Failures, run_all
from services.operation.logs import wordless
from storage.engine.database import Database
from storage.operation.failures import FailureStore
from tests.processes import ROOT

SAID = "words of a person"


class Clock:
    now = datetime(2026, 11, 24, 8, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        self.now += timedelta(**by)


@dataclass(frozen=True)
class Row:
    id: int


class Work:
    """Notes what was done; rows in `poison` raise."""

    def __init__(self, failures: Failures) -> None:
        self.failures = failures
        self.poison = {2}
        self.tried: list[int] = []
        self.ended: list[int] = []

    async def do(self, row: Row) -> None:
        self.tried.append(row.id)
        if row.id in self.poison:
            raise LookupError(SAID)

    async def end(self, row: Row) -> None:
        self.ended.append(row.id)

    async def run(self, count: int = 3) -> list[int]:
        """One run of the job; which rows were tried."""
        self.tried = []
        await self.failures.each_on_its_own("mails", [Row(each + 1) for each in range(count)], self.do, end=self.end)
        return self.tried


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def work(database: Database, clock: Clock) -> Work:
    return Work(Failures(FailureStore(database), clock))


async def test_the_next_rows_go_on_and_the_log_names_the_row_and_no_words(
    work: Work, caplog: pytest.LogCaptureFixture
) -> None:
    assert await work.run() == [1, 2, 3]
    [record] = caplog.records
    [failure] = await work.failures.untold()
    assert re.fullmatch(f"mails 2 failed, reference {failure.reference}, again in 0:01:00", record.getMessage())
    assert record.exc_info
    assert record.exc_info[1]
    assert SAID not in wordless(record.exc_info[1])
    assert work.failures.rows == {"mails": 1}


async def test_it_comes_again_a_few_times_and_ends_with_a_report(work: Work, clock: Clock) -> None:
    assert await work.run() == [1, 2, 3]
    assert await work.run() == [1, 3], "not at once"
    times = 1
    for _day in range(100):
        clock.move(hours=1)
        times += 2 in await work.run()
    assert times == TRIES
    assert work.ended == [2]
    [failure] = await work.failures.untold()
    assert (failure.item, failure.times, failure.due_at) == ("2", TRIES, None)


async def test_what_succeeds_later_is_no_failure_any_more(work: Work, clock: Clock) -> None:
    await work.run()
    work.poison.clear()
    clock.move(minutes=1)
    assert await work.run() == [1, 2, 3]
    assert await work.failures.untold() == []


async def test_a_new_start_tries_once_more(work: Work, clock: Clock) -> None:
    for _try in range(TRIES):
        await work.run()
        clock.move(hours=1)
    assert 2 not in await work.run()
    await work.failures.begin()
    assert 2 in await work.run()
    assert 2 not in await work.run()


async def test_an_end_that_fails_stops_nobody_either_and_is_tried_again(work: Work, clock: Clock) -> None:
    async def no_end(row: Row) -> None:
        raise OSError

    work.poison = {1}
    rows = [Row(1), Row(2)]
    await work.failures.each_on_its_own("mails", rows, work.do, tries=1, end=no_end)
    assert work.tried == [1, 2]
    clock.move(hours=1)
    await work.failures.each_on_its_own("mails", rows, work.do, tries=1, end=work.end)
    assert work.ended == [1]


async def test_a_row_may_say_that_the_next_would_meet_the_same(work: Work) -> None:
    async def away(row: Row) -> bool:
        work.tried.append(row.id)
        return False

    await work.failures.each_on_its_own("mails", [Row(1), Row(2)], away)
    assert work.tried == [1]


async def test_a_database_that_is_away_is_no_rows_fault(work: Work) -> None:
    async def away(row: Row) -> None:
        raise DatabaseAway

    with pytest.raises(DatabaseAway):
        await work.failures.each_on_its_own("mails", [Row(1), Row(2)], away)
    assert await work.failures.untold() == []


async def test_an_end_that_meets_a_database_that_is_away_is_made_up_for(work: Work) -> None:
    async def away(row: Row) -> None:
        raise DatabaseAway

    work.poison = {1}
    with pytest.raises(DatabaseAway):
        await work.failures.each_on_its_own("mails", [Row(1)], work.do, tries=1, end=away)
    await work.failures.each_on_its_own("mails", [Row(1)], work.do, tries=1, end=work.end)
    assert work.ended == [1]


async def test_of_several_steps_each_is_done_and_all_errors_are_raised() -> None:
    done: list[str] = []

    async def step(name: str) -> None:
        done.append(name)
        if name != "fine":
            raise {"one": LookupError, "two": OSError}[name]

    with pytest.raises(LookupError):
        await run_all(lambda: step("one"), lambda: step("fine"))
    with pytest.raises(ExceptionGroup) as raised:
        await run_all(lambda: step("one"), lambda: step("fine"), lambda: step("two"))
    assert done == ["one", "fine", "one", "fine", "two"]
    assert {"LookupError", "OSError"} <= set(re.findall(r"builtins\.(\w+)", wordless(raised.value)))


async def test_a_job_that_fails_is_failing_in_every_process_until_it_succeeds(
    work: Work, database: Database, clock: Clock
) -> None:
    since = clock.now
    other = Failures(FailureStore(database), clock)
    for _run in range(3):
        await work.failures.job_failed("send_mails", LookupError())
        clock.move(minutes=1)
    assert await other.failing_jobs() == {"send_mails": since}
    await other.begin()
    await other.job_succeeded("send_mails")
    assert await work.failures.failing_jobs() == {}
    [failure] = await work.failures.untold()
    assert (failure.times, failure.ended_at) == (3, clock.now), "the summary tells of it all the same"
    await work.failures.told(clock.now)
    assert await work.failures.untold() == []


async def test_what_fails_while_the_database_is_away_is_written_down_later(
    work: Work, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_arguments: object) -> None:
        raise DatabaseAway

    with monkeypatch.context() as patch:
        patch.setattr(FailureStore, "failed", away)
        patch.setattr(FailureStore, "job_succeeded", away)
        await work.failures.job_failed("send_mails", LookupError())
        clock.move(minutes=1)
        await work.failures.job_failed("send_mails", LookupError())
        await work.failures.job_succeeded("back_up")
    await work.failures.job_succeeded("back_up")
    [failure] = await work.failures.untold()
    assert (failure.name, failure.times, failure.since_at) == ("send_mails", 2, clock.now - timedelta(minutes=1))


def test_whatever_may_fail_has_a_name_that_the_staff_understand(content: Content) -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "services").rglob("*.py"))
    rows = set(re.findall(r'(?:each_on_its_own|put_aside)\(\s*"(\w+)"', code))
    assert {"mails", "cases", "batches", "messages"} <= rows
    for name in {job.name for job in JOBS} | rows | {"mail_server"}:
        assert content.texts.plain("daily-summary-name", name=name) != name
