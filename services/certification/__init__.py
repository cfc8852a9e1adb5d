"""Certification: drives, the members whom they ask, their certificates, and the batches of coordinators."""

from __future__ import annotations

from dataclasses import dataclass

import storage.certification.certificates
import storage.certification.drives
import storage.certification.learners
import storage.certification.members
import storage.mailings.sent_once
import storage.people.audit
from services.certification.batches import Batches
from services.certification.certificates import Certificates
from services.certification.drives import Drives
from services.certification.members import Members
from services.certification.portal import Portal
from services.people import PeopleArea
from services.setup import Setup


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificationArea:
    """What handlers and jobs reach as `services.certification`."""

    drives: Drives
    members: Members
    certificates: Certificates
    batches: Batches

    @classmethod
    def over(cls, setup: Setup, people: PeopleArea) -> CertificationArea:
        database, content, clock = setup.database, setup.content, setup.clock
        audit = storage.people.audit.Audit(database)
        members = Members(content, storage.certification.members.Members(database), people.posts, people.people, clock)
        kept = storage.certification.certificates.Certificates(database)
        portal = Portal(clock, setup.portal)
        certificates = Certificates(content, kept, members, people.people, people.staff, portal, audit, clock)
        return cls(
            drives=Drives(
                content,
                storage.certification.drives.Drives(database),
                storage.certification.learners.Learners(database),
                members,
                people.posts,
                people.staff,
                storage.mailings.sent_once.SentOnce(database),
                audit,
                clock,
            ),
            members=members,
            certificates=certificates,
            batches=Batches(content, kept, certificates, members, people.people, setup.channel, clock),
        )
