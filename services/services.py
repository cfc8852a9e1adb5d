"""All services together: what a handler and a job are given."""

from __future__ import annotations

from dataclasses import dataclass

import storage.doubled_bodies
import storage.late_replies
from channels import Outgoing
from content import FOLDER
from services.answers import AnswersArea
from services.audit_names import AuditNames
from services.cases import CasesArea
from services.certification import CertificationArea
from services.clock_leaps import ClockLeaps
from services.contacts import Contacts
from services.content import Content
from services.daily_summary import DailySummary
from services.dashboards import Dashboards
from services.department import Department
from services.doubled_bodies import DoubledBodies
from services.events import EventsArea
from services.holder_reminders import HolderReminders
from services.late_replies import LateReplies
from services.mailings import MailingsArea
from services.matters import Matters
from services.notices import NoticesArea
from services.operation.backups import Backups
from services.operation.failures import Failures
from services.operation.health import Health
from services.operation.heartbeat import Heartbeat
from services.operation.inbox import Inbox
from services.operation.webhook_watch import WebhookWatch
from services.people import PeopleArea
from services.rating import RatingArea
from services.setup import Setup
from services.staff_chat_lacks import StaffChatReminders
from services.tables import Tables
from services.taking import Taking
from services.waiting import Waiting
from storage.answers import EditStore, QuestionStore
from storage.engine.backups import Backups as KeptBackups
from storage.engine.columns import read_in
from storage.engine.database import ping
from storage.mailings import Claimed, Mailing, Mailings, Purpose, SentOnce
from storage.notices.mails import MailStore
from storage.operation.clock import ClockStore
from storage.operation.updates import UpdateStore


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """All services of one running bot, area by area; beside them what is about several areas."""

    content: Content
    people: PeopleArea
    answers: AnswersArea
    cases: CasesArea
    mailings: MailingsArea
    notices: NoticesArea
    certification: CertificationArea
    rating: RatingArea
    events: EventsArea
    inbox: Inbox
    health: Health
    heartbeat: Heartbeat
    webhook: WebhookWatch
    failures: Failures
    backups: Backups
    clock_leaps: ClockLeaps
    contacts: Contacts
    daily_summary: DailySummary
    doubled_bodies: DoubledBodies
    waiting: Waiting
    matters: Matters
    taking: Taking
    late_replies: LateReplies
    tables: Tables
    department: Department
    dashboards: Dashboards

    async def deliver_to_staff(self) -> None:
        """Sends the staff chat what waits for it."""
        await self.people.news.tell_staff(at_once=True)
        await self.answers.questions.deliver()
        await self.cases.delivery.deliver()
        await self.people.staff.deliver()

    @classmethod
    def over(cls, setup: Setup) -> Services:
        read_in(setup.timezone)
        content, database, clock = setup.content, setup.database, setup.clock
        kept = KeptBackups(database, setup.database_url, FOLDER, setup.backup_recipient)
        people = PeopleArea.over(setup)
        clock_leaps = ClockLeaps(ClockStore(database), SentOnce(database), people.staff, setup.server_clock, clock)
        backups = Backups(kept, setup.backup_folder, bool(setup.backup_recipient), clock_leaps.is_believed, clock)
        failures = setup.failures
        webhook = WebhookWatch(setup.channel.webhook, setup.webhook_url, clock)
        health = Health(
            content,
            lambda: ping(database),
            clock,
            setup.monotonic,
            backups.late,
            failures.failing_jobs,
            webhook.state,
            lambda: len(answers.unwritten),
        )

        async def words(mailing: Mailing, row: Claimed) -> Outgoing | None:
            if mailing.purpose is Purpose.BROADCAST:
                return await mailings.broadcasts.render(mailing, row)
            return await mailings.reminders.render(mailing, row)

        mailings = MailingsArea.over(setup, people, words, health.dispatcher)
        mailings.reminders.add(HolderReminders(people.posts, people.people, setup.failures))
        mailings.reminders.add(StaffChatReminders(people.staff, mailings.reminders))
        answers = AnswersArea.over(setup, people)
        cases = CasesArea.over(setup, people, mailings)
        notices = NoticesArea.over(setup, people, mailings)
        certification = CertificationArea.over(setup, people, mailings)
        rating = RatingArea.over(setup, people, certification)
        events = EventsArea.over(setup, people, mailings, certification, notices)
        names = AuditNames(
            content, cases.read, Mailings(database), certification.read, rating.read, events.events, answers.lessons
        )
        people.audit.names.update(names.all())
        contacts = Contacts(
            content,
            MailStore(database),
            cases.read,
            certification.read,
            people.posts,
            notices.read,
            certification.drives,
            people.audit,
            clock,
        )
        waiting = Waiting(
            content,
            cases.read,
            QuestionStore(database),
            EditStore(database),
            notices.read,
            certification.read,
            Mailings(database),
            rating.read,
            people.posts,
            clock,
        )
        daily_summary = DailySummary(
            content,
            notices.read,
            events.events,
            waiting,
            SentOnce(database),
            people.staff,
            backups,
            failures,
            webhook,
            clock,
        )
        kept_bodies = storage.doubled_bodies.DoubledBodies(database)
        doubled_bodies = DoubledBodies(content, people.posts, people.people, kept_bodies, clock)
        matters = Matters(content, cases.read, QuestionStore(database), clock)
        return cls(
            content=content,
            people=people,
            answers=answers,
            cases=cases,
            mailings=mailings,
            notices=notices,
            certification=certification,
            rating=rating,
            events=events,
            inbox=Inbox(UpdateStore(database), clock),
            health=health,
            heartbeat=Heartbeat(setup.heartbeat_url, health),
            webhook=webhook,
            failures=failures,
            backups=backups,
            clock_leaps=clock_leaps,
            contacts=contacts,
            daily_summary=daily_summary,
            doubled_bodies=doubled_bodies,
            waiting=waiting,
            matters=matters,
            taking=Taking(matters, cases.desk, answers.questions, people.pages, clock),
            late_replies=LateReplies(storage.late_replies.LateReplies(database), setup.channel, failures, clock),
            tables=setup.tables,
            department=Department(setup.department_address, setup.department_site, setup.department_mail),
            dashboards=Dashboards(
                content,
                QuestionStore(database),
                cases.statistics,
                certification.read,
                notices.read,
                Mailings(database),
                mailings.progress,
                people.posts,
                people.audit,
                clock,
            ),
        )
