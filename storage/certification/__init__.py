"""Certification: members of bodies, drives and how far they are, certificates, batches, and what learners chose.

Other areas use what this package offers, not its modules.
"""

from storage.certification.certificates import (
    Batch,
    Batches,
    Certificate,
    CertificateLevel,
    CertificateReads,
    Certificates,
    CertificateStatus,
    CodeTaken,
    Doubt,
    HromadaCount,
    Submission,
)
from storage.certification.drive_figures import DriveFigures, PlaceCount
from storage.certification.drives import Drive, DriveReads, Drives
from storage.certification.learners import Learner, LearnerReads, Learners
from storage.certification.members import Joining, Member, MemberEntry, MemberReads, Members, MemberState
from storage.certification.reads import CertificationReads
