"""Certification: members of bodies, drives and how far they are, certificates, batches, and what learners chose.

Other areas use what this package offers, not its modules.
"""

from storage.certification.batches import Batch, Batches
from storage.certification.certificates import (
    Certificate,
    CertificateLevel,
    CertificateReads,
    Certificates,
    CertificateStatus,
    CodeTaken,
    Doubt,
    Submission,
)
from storage.certification.drive_figures import LACKS, DriveFigures, PlaceCount
from storage.certification.drives import Drive, DriveReads, Drives
from storage.certification.hromada_counts import HromadaCount
from storage.certification.learners import Learner, LearnerReads, Learners
from storage.certification.members import Member, MemberEntry, MemberReads, Members, MemberState
from storage.certification.reads import CertificationReads
