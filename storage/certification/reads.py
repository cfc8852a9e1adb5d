"""The read side of the tables of certification: for screens, other areas and the services of this one."""

from __future__ import annotations

from storage.certification.certificates import CertificateReads
from storage.certification.drive_figures import DriveFigures
from storage.certification.drives import DriveReads
from storage.certification.learners import LearnerReads
from storage.certification.members import MemberReads
from storage.engine.database import Database


class CertificationReads:
    """What is kept, as it is kept."""

    def __init__(self, database: Database) -> None:
        self.drives = DriveReads(database)
        self.figures = DriveFigures(database)
        self.members = MemberReads(database)
        self.certificates = CertificateReads(database)
        self.learners = LearnerReads(database)
