"""What buttons about drives, members and certificates do."""

from __future__ import annotations

from channels.taps import Care, Tap


class IsCertificate(Tap, prefix="certis"):
    """What she sent without being asked is a certificate."""


class SendCertificate(Tap, prefix="certsend"): ...


class Withdraw(Tap, prefix="certwithdraw"):
    """Deletes it; `sure` is 0 until it was asked whether she is."""

    certificate: int
    sure: int


class ListMembers(Tap, prefix="memberlist"):
    """`what` is lacking or exempt; `start` is the first in the list."""

    drive: int
    place: str
    what: str
    start: int


class ShowMember(Tap, prefix="member"):
    drive: int
    member: int


class SetMember(Tap, prefix="memberset"):
    """`state` is a word of the members' table."""

    drive: int
    member: int
    state: str


class AskForBatch(Tap, prefix="batch"):
    tenure: int


class ExportBody(Tap, prefix="bodyexcel"):
    place: str


class WriteDrive(Tap, prefix="newdrive"): ...


class OpenDrive(Tap, prefix="drivepage"):
    drive: int


class TurnCourse(Tap, prefix="drivecourse"):
    drive: int
    course: str


class AskForStart(Tap, prefix="drivestart"):
    drive: int


class ChooseLength(Tap, prefix="drivedays"):
    drive: int


class SetLength(Tap, prefix="drivelasts"):
    drive: int
    days: int


class AskForDeadline(Tap, prefix="driveuntil"):
    drive: int


class ListDoubles(Tap, prefix="doubles"):
    """Members of one name at one place, from that one on."""

    start: int


class MergeMembers(Tap, prefix="membermerge", care=Care.ASKED):
    """The other one is the first one; `sure` is 0 until it was asked whether she is."""

    kept: int
    other: int
    sure: int


class ListDoubledBodies(Tap, prefix="bodydoubles"):
    """Bodies that stand twice, from that one on."""

    start: int


class LookAtDoubledBody(Tap, prefix="bodydouble"):
    """`other` is the number of the body that would go."""

    kept: str
    other: int


class MergeBodies(Tap, prefix="bodymerge", care=Care.ASKED):
    kept: str
    other: int


class AskForMembers(Tap, prefix="drivemembers"):
    drive: int


class InviteCouncils(Tap, prefix="drivecouncils"):
    """All councils of hromadas."""

    drive: int


class TurnAnyone(Tap, prefix="driveanyone"):
    drive: int


class Turn(Tap, prefix="driveturn", care=Care.ASKED):
    """`what` is open or close; `sure` is 0 until it was asked."""

    drive: int
    what: str
    sure: int


class DrawDrive(Tap, prefix="drivechart"):
    drive: int


class ExportDrive(Tap, prefix="driveexcel"):
    drive: int


class WriteToThem(Tap, prefix="drivewrite"):
    """A broadcast to those who take part: `certified` 1 who have all certificates, 0 who lack some."""

    drive: int
    certified: int


class JoinAlone(Tap, prefix="joinalone"):
    """Takes part in a drive that is open to anyone."""

    drive: int


class JoinBody(Tap, prefix="joinbody"):
    """Takes part as a member of a body: which, and who is she?"""

    drive: int


class SendJoin(Tap, prefix="joinsend"):
    drive: int


class TakePart(Tap, prefix="takepart"):
    """She is exempt, and takes part again."""

    member: int


class ShowJoining(Tap, prefix="joining"):
    """Somebody who joins, whose name does not tell who she is."""

    joining: int


class IsMember(Tap, prefix="joinas"):
    """She is that member; 0: a new one."""

    joining: int
    member: int


class IsNobody(Tap, prefix="joinno"):
    joining: int


class LeaveDrive(Tap, prefix="leavedrive"):
    """Takes part no more; `sure` is 0 until it was asked whether she is."""

    drive: int
    sure: int


class WantToLearn(Tap, prefix="learn"):
    """Asks on which day she wants to learn at a pace of her own."""


class ChooseLearningDay(Tap, prefix="learnday"):
    """Then at which hour; 0 is Monday."""

    weekday: int


class Learn(Tap, prefix="learnat"):
    """Only now it begins."""

    weekday: int
    hour: int


class PauseLearning(Tap, prefix="learnpause"): ...


class SetDay(Tap, prefix="paceday"):
    """0 is Monday; 7: as drives have it."""

    weekday: int


class SetHour(Tap, prefix="pacehour"):
    hour: int


class ShowWaiting(Tap, prefix="check"):
    certificate: int
    place: str


class ShowFile(Tap, prefix="checkfile"):
    certificate: int
    place: str


class Accept(Tap, prefix="certaccept"):
    """One certificate; 0: all that are whole in the list in which `newest` is the highest number.

    `sure` is 0 until it was asked whether she is; one that was looked at needs no asking: it can be taken back.
    """

    certificate: int
    place: str
    newest: int
    sure: int


class TakeDecisionBack(Tap, prefix="certundo"):
    """Within a minute of deciding on one certificate."""

    certificate: int
    place: str


class ChooseReason(Tap, prefix="certwhy"):
    """Why one certificate, or all (0) in the list with `newest` as highest number, are refused."""

    certificate: int
    place: str
    newest: int


class Refuse(Tap, prefix="certrefuse"):
    """`reason` is the place of a ready reason."""

    certificate: int
    place: str
    newest: int
    reason: int


class AskForReason(Tap, prefix="certownwhy"):
    certificate: int


class Settle(Tap, prefix="certsettle"):
    """Whose a certificate of a batch is (`member`, 0: as it stands), and of which course (AS_IS: as it stands)."""

    certificate: int
    place: str
    member: int
    course: str


class ShowDrives(Tap, prefix="drives"): ...


class ShowCertificate(Tap, prefix="cert"):
    """One certificate, for its owner or for those who decide."""

    certificate: int


class ListWaiting(Tap, prefix="waiting"):
    """Certificates that wait for a look, at a place or (`all`) everywhere."""

    place: str


class ShowDrive(Tap, prefix="drive"):
    """What a person owes to a drive, and the way to it."""

    drive: int


class HandIn(Tap, prefix="handin"): ...


class ShowPace(Tap, prefix="pace"): ...


class ShowBody(Tap, prefix="body"):
    drive: int
    place: str
