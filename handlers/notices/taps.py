"""What buttons about notices, obligations and replies do."""

from __future__ import annotations

from channels.taps import Tap
from handlers.chat.taps import ShowMyPosts as ShowMyPosts


class OfNotice(Tap, prefix="of-notice"):
    """What taps about a notice have in common; no button bears this one."""

    notice: int


class OfObligation(Tap, prefix="of-obligation"):
    obligation: int


class OfField(OfObligation, prefix="of-field"):
    """About a field of the reply."""

    place: int


class WriteNotice(Tap, prefix="newnotice"): ...


class ShowSettlements(Tap, prefix="settlements"):
    """The lists of settlements from which heads choose in their replies."""


class ShowNoticeDraft(OfNotice, prefix="noticedraft"):
    """The notice as it will be sent, and what can be changed of it."""


class ChooseDeadline(OfNotice, prefix="deadlines"): ...


class SetDeadline(OfNotice, prefix="deadline"):
    days: int


class ChooseAddressees(OfNotice, prefix="addressees"): ...


class Address(OfNotice, prefix="addressee"):
    """`raion` is its number from 1 on; 0: all heads."""

    raion: int


class ChooseBehind(OfNotice, prefix="behinds"):
    """Those who still owe something on another notice: on which?"""


class AddressBehind(OfNotice, prefix="behind"):
    other: int


class AskForHromadas(OfNotice, prefix="noticehromadas"): ...


class AskForDeadline(OfNotice, prefix="noticedue"): ...


class AskForLetter(OfNotice, prefix="noticeletter"): ...


class AskForFile(OfNotice, prefix="noticefile"): ...


class WantAck(OfNotice, prefix="wantack"):
    """Whether it is to be acknowledged besides the reply."""

    wanted: int


class SendNotice(OfNotice, prefix="sendnotice"): ...


class Called(OfObligation, prefix="called"):
    """What came of a call: 0 – ask, 1 – told, 2 – acknowledged."""

    notice: int
    what: int


class AskForForm(OfNotice, prefix="noticeform"): ...


class WantDays(OfObligation, prefix="moredays"):
    days: int


class ShowDone(Tap, prefix="obligationsdone"): ...


class FillField(OfField, prefix="field"): ...


class EmptyField(OfField, prefix="fieldempty"):
    """Takes the answer to an optional field away."""


class PutOption(OfField, prefix="option"):
    """An answer by button: the place of the option, for yes and no 1 and 0."""

    option: int


class ShowPlaces(OfField, prefix="places"):
    """The settlements of a field, from the `start`th on."""

    start: int


class TurnPlace(OfField, prefix="placeturn"):
    """Marks a settlement or takes that back; `settlement` is the number of its name."""

    start: int
    settlement: int


class SwapPlace(OfField, prefix="placeswap"):
    """What stands in the list takes the place of a name that does not."""

    start: int
    settlement: int


class AddPlaces(OfField, prefix="placeadd"): ...


class NoPlaces(OfField, prefix="placenone"): ...


class Unchanged(OfObligation, prefix="unchanged"):
    """All as in the last reply."""


class SendReply(OfObligation, prefix="sendreply"):
    """`sure` is 0 until she was asked about numbers that jumped."""

    sure: int


class AskForSettlements(Tap, prefix="setload"): ...


class CallPosts(OfNotice, prefix="calls"):
    """Whom of those behind somebody called; `start` is the first in the list."""

    start: int


class DrawReplies(OfNotice, prefix="replies"): ...


class TakeReplyFiles(OfNotice, prefix="replyfiles"):
    """The files of replies, from the `start`th on."""

    start: int


class ExportReplies(OfNotice, prefix="repliesexcel"): ...


class DrawBoard(OfNotice, prefix="board"): ...


class ExportBoard(OfNotice, prefix="boardexcel"): ...


class Urge(OfNotice, prefix="urge"):
    """`sure` is 0 until it was asked whether she is."""

    sure: int


class OpenObligation(OfObligation, prefix="obligation"): ...


class Acknowledge(OfObligation, prefix="ack"): ...


class TakeBack(OfObligation, prefix="unack"): ...


class AskAboutObligation(OfObligation, prefix="obligationask"): ...


class Decline(OfObligation, prefix="decline"): ...


class AskForTime(OfObligation, prefix="moretime"): ...


class OpenReply(OfObligation, prefix="reply"): ...


class ShowFiles(OfObligation, prefix="obligationfiles"): ...


class TakePdf(OfObligation, prefix="obligationpdf"):
    """What was sent, acknowledged and replied, as a PDF for the file."""


class TakeCalendar(Tap, prefix="obligationics"):
    """All deadlines as a file for a calendar."""


class Decide(OfObligation, prefix="decide"):
    """Staff decide on a `Question` of `services.notices.messages`."""

    question: str
    agreed: int


class ShowNotices(Tap, prefix="notices"):
    """What was asked of posts, and how far it has come."""


class ShowNotice(OfNotice, prefix="notice"): ...
