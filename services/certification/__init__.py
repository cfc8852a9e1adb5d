"""Certification: drives, the members whom they ask, their certificates, and the batches of coordinators.

What is kept may be read through `read`; everything else is a rule of this area.
"""

from __future__ import annotations

from dataclasses import dataclass

import storage.certification as store
from services.certification.batch_table import BATCH, BatchTable
from services.certification.batches import Batches
from services.certification.certificates import (
    HIGHEST_SCORE,
    LONGEST_CODE,
    OLDEST,
    SHORTEST_CODE,
    Certificates,
    Receipt,
)
from services.certification.drive_progress import DriveProgress, PlaceInDrive, total
from services.certification.drive_reminders import DriveReminders
from services.certification.drives import LONGEST_TITLE, Drives
from services.certification.exports import Exports, PicturePage, course_name, level_name, status_name
from services.certification.learning import USUAL_HOUR, Learning
from services.certification.members import JoinOutcome, Members
from services.certification.members_table import LONGEST_NAME, MEMBERS, MembersImport
from services.certification.messages import (
    BatchReport,
    CertificateDecided,
    CodeHandedInTwice,
    CoordinatorList,
    CourseReminder,
    JoiningDecided,
    JoiningUnsure,
    LeftOutOfBatch,
    OwedToDrive,
    RemindersMissing,
)
from services.certification.naming import name_is_wrong
from services.certification.portal import Portal
from services.certification.review import HOLD, LONGEST_REASON, Review
from services.mailings import MailingsArea
from services.people import PeopleArea
from services.setup import Setup
from storage.certification import (
    Certificate,
    CertificateLevel,
    CertificateReads,
    CertificateStatus,
    CertificationReads,
    Doubt,
    Drive,
    HromadaCount,
    Joining,
    Member,
    MemberState,
    PlaceCount,
    Submission,
)
from storage.mailings import SentOnce
from storage.people import AuditStore


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificationArea:
    """What handlers and jobs reach as `services.certification`."""

    read: CertificationReads
    drives: Drives
    progress: DriveProgress
    learning: Learning
    reminders: DriveReminders
    members: Members
    certificates: Certificates
    review: Review
    batches: Batches
    exports: Exports

    @classmethod
    def over(cls, setup: Setup, people: PeopleArea, mailings: MailingsArea) -> CertificationArea:
        database, content, clock = setup.database, setup.content, setup.clock
        read = CertificationReads(database)
        kept = store.Certificates(database)
        portal = Portal(clock, setup.portal)
        drives = Drives(content, store.Drives(database), people.posts, clock)
        progress = DriveProgress(read, clock)
        learning = Learning(content, store.Learners(database), read, clock)
        members = Members(content, store.Members(database), people.posts, people.people, clock)
        certificates = Certificates(kept, read.members, people.news, portal, clock)
        review = Review(kept, read.members, portal, setup.channel, setup.failures, clock)
        batches = Batches(
            content,
            store.Batches(database),
            certificates,
            read.certificates,
            read.members,
            setup.channel,
            setup.failures,
            setup.tables,
            clock,
        )
        for each in (members, certificates, review, batches):
            people.news.add(each.news)
        return cls(
            read=read,
            drives=drives,
            progress=progress,
            learning=learning,
            reminders=DriveReminders(
                content,
                read,
                drives,
                learning,
                members,
                mailings.reminders,
                people.staff,
                SentOnce(database),
                clock,
            ),
            members=members,
            certificates=certificates,
            review=review,
            batches=batches,
            exports=Exports(content, read, drives, progress, AuditStore(database), clock),
        )
