"""The read side of the tables of certification: for screens, other areas and the services of this one."""

from __future__ import annotations

from dataclasses import dataclass

from storage.certification.certificates import CertificateReads
from storage.certification.drive_figures import DriveFigures
from storage.certification.drives import DriveReads
from storage.certification.learners import LearnerReads
from storage.certification.members import MemberReads
from storage.engine.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificationReads:
    """What is kept, as it is kept."""

    drives: DriveReads
    figures: DriveFigures
    members: MemberReads
    certificates: CertificateReads
    learners: LearnerReads

    @classmethod
    def over(cls, database: Database) -> CertificationReads:
        return cls(
            drives=DriveReads(database),
            figures=DriveFigures(database),
            members=MemberReads(database),
            certificates=CertificateReads(database),
            learners=LearnerReads(database),
        )
