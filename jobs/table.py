"""The jobs of the clock: their names, how often they run, and what they call.

A job finds out by itself what is due, so a job that runs too often or once too late does no harm. To add one, write a
line here; its name appears in `/healthz` and `/metrics`, and its words (`daily-summary-name`) in the daily summary.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from content.check import describe
from content.mistakes import BrokenContent
from services.operation.failures import run_all
from services.people import STAFF, NewsKind
from services.services import Services

log = logging.getLogger(__name__)

MINUTE, HOUR = 60.0, 3600.0


@dataclass(frozen=True, slots=True)
class Job:
    """One line of the table."""

    name: str
    every: float
    """Seconds from one run to the next."""
    run: Callable[[Services], Awaitable[object]]
    everywhere: bool = False
    """Whether every process runs it; otherwise only the one that leads (`services/operation/leadership.py`)."""


async def _reload_content(services: Services) -> None:
    """Takes edited content into use. A broken edit changes nothing for citizens; its mistakes are told once."""
    try:
        # Reading and indexing take half a second; in a thread, the bot goes on answering meanwhile.
        if await asyncio.to_thread(services.content.reload_if_changed):
            log.info("content reloaded")
    except BrokenContent as error:
        log.error("content not reloaded, %d mistakes: %s", len(error.mistakes), error)
        if services.health.leads:  # every process reads the same files; the leading one tells the staff
            mistakes = describe(error.mistakes, services.content.texts)
            await services.people.news.tell(STAFF, NewsKind.CONTENT_BROKEN, mistakes=mistakes)


async def _follow_desk(services: Services) -> None:
    """Takes into use what was changed on the desk; where a file says the same by now, the file counts again."""
    edits = services.answers.edits
    await edits.follow()
    if not services.health.leads:
        return
    await edits.absorb()
    if refused := edits.refused():
        mistakes = describe(refused, services.content.texts)
        await services.people.news.tell(STAFF, NewsKind.CONTENT_BROKEN, mistakes=mistakes)


async def _deliver_cases(services: Services) -> None:
    await run_all(
        services.cases.delivery.deliver,
        services.cases.delivery.redraw_changed,
        lambda: services.mailings.reminders.plan("unfinished case"),
        services.cases.desk.remind_staff,
        lambda: _forget_evidence(services),
    )


async def _deliver_questions(services: Services) -> None:
    await run_all(services.answers.questions.deliver, services.answers.questions.redraw_changed)


async def _forget_evidence(services: Services) -> None:
    if await services.clock_leaps.is_believed():
        await services.cases.desk.forget_evidence()


async def _send_mails(services: Services) -> None:
    mails, of_events = services.notices.mails, services.events.mails
    await run_all(mails.plan, mails.deliver, of_events.plan, of_events.deliver)


async def _plan_reminders(services: Services) -> None:
    await run_all(services.mailings.reminders.plan_all, services.certification.reminders.watch)


async def _read_certificates(services: Services) -> None:
    await run_all(services.certification.batches.read_all, services.certification.review.check_again)


async def _show_progress(services: Services) -> None:
    await run_all(services.mailings.progress.show, services.notices.notice_board.show, services.events.attendance.show)


async def _forget_old(services: Services) -> None:
    if not await services.clock_leaps.may_delete():
        return
    people = services.people
    await run_all(
        people.privacy.forget_old,
        people.audit.forget_old,
        people.drafts.forget_old,
        people.prompts.forget_old,
        people.held_replies.forget_old,
        people.people.forget_old,
        people.doors.forget_old,
        people.pages.forget_old,
        services.inbox.forget_old,
        services.failures.forget_old,
        lambda: services.events.registrations.forget_old(people.privacy.kept_for),
    )


JOBS = (
    Job("reload_content", 5, _reload_content, everywhere=True),  # an editor sees her change at the next question
    Job("follow_desk", 5, _follow_desk, everywhere=True),  # what the staff changed of the content
    Job("write_questions", 1, lambda services: services.answers.unwritten.write(), everywhere=True),  # after an outage
    Job("watch_webhook", MINUTE, lambda services: services.webhook.look(), everywhere=True),
    Job("heartbeat", MINUTE, lambda services: services.heartbeat.beat()),
    Job("tell_staff", 1, lambda services: services.people.news.tell_staff()),  # of decisions and events
    Job("send_held_replies", 1, lambda services: services.people.held_replies.send_due()),  # of the staff
    Job("send_late_replies", 3, lambda services: services.late_replies.send_due()),  # somebody waits for them
    Job("deliver_questions", MINUTE, _deliver_questions),
    Job("send_to_staff", MINUTE, lambda services: services.people.staff.deliver()),  # what their chat did not take
    Job("follow_staff_chat", MINUTE, lambda services: services.people.staff.follow(), everywhere=True),
    Job("tell_answered", MINUTE, lambda services: services.answers.unanswered.tell()),
    Job("deliver_cases", MINUTE, _deliver_cases),
    Job("notice_repeats", HOUR, lambda services: services.cases.statistics.notice_repeats()),
    Job("send_notices", 3, lambda services: services.notices.notices.send_due()),  # whose minute is over
    Job("open_events", 3, lambda services: services.events.events.open_due()),  # whose minute is over
    Job("move_waiting_lists", MINUTE, lambda services: services.events.registrations.move_all_up()),
    Job("send_mails", MINUTE, _send_mails),
    Job("plan_reminders", MINUTE, _plan_reminders),
    Job("read_certificates", 5, _read_certificates),
    Job("ask_holders", HOUR, lambda services: services.mailings.reminders.plan("tenure")),  # the quiet later
    Job("show_progress", 3, _show_progress),  # no edit of a message comes too soon for Telegram
    Job("send_weekly_digest", 5 * MINUTE, lambda services: services.answers.weekly_digest.send_due()),
    Job("send_daily_summary", MINUTE, lambda services: services.daily_summary.send_due()),
    Job("forget_old", HOUR, _forget_old),  # nothing stays an hour longer than was promised
    Job("back_up", 10 * MINUTE, lambda services: services.backups.make_due()),  # a failed copy is tried again soon
)
