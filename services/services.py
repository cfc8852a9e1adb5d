"""All services together: what a handler and a job are given."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from pathlib import Path

import httpx

import storage.audit
import storage.backups
import storage.bars
import storage.case_news
import storage.certificates
import storage.digests
import storage.drafts
import storage.drives
import storage.files
import storage.invites
import storage.leagues
import storage.learners
import storage.live
import storage.mailings
import storage.mails
import storage.members
import storage.notices
import storage.outbox
import storage.people
import storage.posts
import storage.privacy
import storage.questions
import storage.ratings
import storage.replies
import storage.reports
import storage.roles
import storage.settlements
import storage.shows
import storage.subscriptions
import storage.tellings
import storage.trainings
import storage.visits
from channels import BulkChannel, Channel, Outgoing
from channels.email import EmailChannel
from services.answers import Answers
from services.appeals import Appeals
from services.audiences import Audiences
from services.audit import Audit
from services.backups import Backups
from services.bars import Bars
from services.batches import Batches
from services.board import Board
from services.broadcasts import Broadcasts
from services.bundles import Bundles
from services.cards import Cards
from services.certificates import Certificates
from services.contacts import Contacts
from services.content import Content
from services.digests import Digests
from services.drafts import Drafts
from services.drives import Drives
from services.fields import Fields
from services.health import Health
from services.invites import Invites
from services.leagues import Counting, Leagues, Weights
from services.letters import Letters
from services.limits import Limits
from services.live import Live
from services.mails import Mails
from services.members import Members
from services.misses import Misses
from services.notices import Notices
from services.outbox import Courier
from services.pacer import Pacer
from services.people import People
from services.portal import Portal
from services.posters import Posters
from services.posts import Posts
from services.privacy import Privacy
from services.progress import Progress
from services.questions import Questions
from services.replies import Replies
from services.reports import Reports
from services.schedules import following
from services.settlements import Settlements
from services.sheets import Sheets
from services.staff import Staff
from services.statistics import Statistics
from services.subscriptions import Subscriptions
from storage.database import Database, ping
from storage.mailings import Mailing, Purpose
from storage.outbox import Claimed


@dataclass(frozen=True, slots=True)
class Services:
    """All services of one running bot."""

    content: Content
    courier: Courier
    answers: Answers
    appeals: Appeals
    audiences: Audiences
    audit: Audit
    backups: Backups
    bars: Bars
    batches: Batches
    board: Board
    broadcasts: Broadcasts
    bundles: Bundles
    cards: Cards
    certificates: Certificates
    contacts: Contacts
    digests: Digests
    drafts: Drafts
    drives: Drives
    health: Health
    invites: Invites
    leagues: Leagues
    letters: Letters
    limits: Limits
    live: Live
    mails: Mails
    members: Members
    misses: Misses
    notices: Notices
    people: People
    posters: Posters
    posts: Posts
    privacy: Privacy
    progress: Progress
    questions: Questions
    replies: Replies
    reports: Reports
    settlements: Settlements
    sheets: Sheets
    staff: Staff
    statistics: Statistics
    subscriptions: Subscriptions

    @classmethod
    def over(
        cls,
        database: Database,
        content: Content,
        channel: Channel,
        clock: Callable[[], datetime],
        timezone: tzinfo,
        *,
        bulk: BulkChannel,
        send_rate: float = 29.5,
        monotonic: Callable[[], float] = time.monotonic,
        email: EmailChannel | None = None,
        public_url: str = "",
        secret: str = "",
        portal: httpx.AsyncBaseTransport | None = None,
        staff_chat_id: int | None,
        training: bool = False,
        level_weights: Weights = (1, 2, 3),
        counting: Counting | None = None,
        admin_ids: Collection[int] = (),
        kept_for: timedelta = timedelta(days=365),
        audit_kept_for: timedelta = timedelta(days=3 * 365),
        evidence_kept_for: timedelta = timedelta(days=90),
        database_url: str = "",
        backup_folder: Path | None = None,
    ) -> Services:
        """The services over a migrated database; `clock` gives the time in the department's zone.

        `backup_folder` is where nightly copies of the database at `database_url` go; None: there are none.
        """
        backups = Backups(content, storage.backups.Backups(database, database_url), backup_folder, clock)
        asked = storage.questions.Questions(database)
        rated = storage.ratings.Ratings(database)
        audit = storage.audit.Audit(database)
        answers = Answers(content, asked, rated, clock)
        staff = Staff(channel, storage.roles.Roles(database), clock, staff_chat_id, frozenset(admin_ids))
        people = People(content, storage.people.People(database), channel, clock)
        holders = storage.posts.Posts(database)
        posts = Posts(content, holders, people, channel, staff, clock)
        cases = storage.reports.Reports(database)
        shows = storage.shows.Shows(database)
        trainings = storage.trainings.Trainings(database)
        journal = Audit(content, audit, clock, timezone, audit_kept_for)
        outbox, mailings = storage.outbox.Outbox(database), storage.mailings.Mailings(database)
        audiences = Audiences(content, outbox, people, posts, clock)
        fields = Fields(lambda: content.library.texts, posts.place_name)
        broadcasts = Broadcasts(content, mailings, outbox, audiences, fields, bulk, clock, training=training)
        live = Live(storage.live.Live(database), channel)
        notices = Notices(
            content,
            storage.notices.Notices(database),
            storage.tellings.Tellings(database),
            posts,
            people,
            staff,
            clock,
            training=training,
        )

        async def words(mailing: Mailing, row: Claimed) -> Outgoing | None:
            if mailing.purpose is Purpose.BROADCAST:
                return await broadcasts.words(mailing, row)
            if mailing.purpose is Purpose.CASE:
                return await reports.words(mailing, row)
            if mailing.content == storage.drives.CONTENT:
                return await drives.words(mailing, row)
            return await notices.words(mailing, row)

        members = Members(content, storage.members.Members(database), posts, people, clock)
        digests = storage.digests.Digests(database)
        mails, campaigns = storage.mails.Mails(database), storage.drives.Drives(database)
        drives = Drives(
            content,
            campaigns,
            storage.learners.Learners(database),
            members,
            posts,
            staff,
            digests,
            audit,
            clock,
        )
        handed_in = storage.certificates.Certificates(database)
        certificates = Certificates(content, handed_in, members, people, staff, Portal(clock, portal), audit, clock)
        settlements = Settlements(content, storage.settlements.Settlements(database), people, clock)
        replies = Replies(
            content, storage.replies.Replies(database), notices, posts, settlements, staff, journal, clock
        )
        pacer = Pacer(send_rate, monotonic)
        health = Health(content, lambda: ping(database), clock, monotonic, backups.late)
        reports = Reports(
            content, cases, storage.case_news.CaseNews(database), channel, staff, people, clock, evidence_kept_for
        )
        return cls(
            content=content,
            courier=Courier(mailings, outbox, bulk, people, pacer, clock, words, following(clock), health.courier),
            answers=answers,
            appeals=Appeals(content, reports, clock),
            audiences=audiences,
            audit=journal,
            backups=backups,
            batches=Batches(content, handed_in, certificates, members, people, channel, clock),
            bars=Bars(content, storage.bars.Bars(database), asked, people, audit, clock),
            board=Board(content, notices, posts, journal, live, clock),
            broadcasts=broadcasts,
            bundles=Bundles(content, replies, posts, clock),
            certificates=certificates,
            contacts=Contacts(
                content, holders, mails, cases, campaigns, posts, notices, reports, drives, journal, clock
            ),
            cards=Cards(content, storage.files.Files(database), shows, clock),
            digests=Digests(content, asked, rated, digests, channel, staff, clock),
            drives=drives,
            drafts=Drafts(storage.drafts.Drafts(database), clock),
            health=health,
            invites=Invites(content, storage.invites.Invites(database), audit, posts, staff, clock),
            leagues=Leagues(
                content,
                storage.leagues.Leagues(database),
                posts,
                people,
                staff,
                journal,
                clock,
                level_weights,
                counting or certificates,
            ),
            letters=Letters(content, reports, clock),
            limits=Limits(clock),
            live=live,
            members=members,
            mails=Mails(
                content,
                mails,
                notices,
                posts,
                people,
                staff,
                clock,
                channel=email,
                public_url=public_url,
                secret=secret,
            ),
            misses=Misses(content, asked, answers, channel, people, clock),
            notices=notices,
            people=people,
            posters=Posters(storage.visits.Visits(database), clock),
            posts=posts,
            privacy=Privacy(content, storage.privacy.Privacy(database), posts, clock, timezone, kept_for),
            progress=Progress(content, mailings, outbox, audiences, journal, live, clock, monotonic),
            questions=Questions(content, asked, channel, staff, people, clock),
            replies=replies,
            reports=reports,
            settlements=settlements,
            sheets=Sheets(content, notices, certificates, mailings, digests, staff, backups, clock),
            staff=staff,
            statistics=Statistics(content, cases, shows, trainings, reports, staff, journal, clock),
            subscriptions=Subscriptions(content, storage.subscriptions.Subscriptions(database), clock),
        )
