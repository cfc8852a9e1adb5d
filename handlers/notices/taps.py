"""What buttons about notices, obligations and replies do."""

from __future__ import annotations

from channels.taps import Tap
from handlers.chat.taps import ShowMyPosts as ShowMyPosts


class WriteNotice(Tap, prefix="newnotice"): ...


class ShowSettlements(Tap, prefix="settlements"):
    """The lists of settlements from which heads choose in their replies."""


class ShowNoticeDraft(Tap, prefix="noticedraft"):
    """The notice as it will be sent, and what can be changed of it."""

    notice: int


class ChooseDeadline(Tap, prefix="deadlines"):
    notice: int


class SetDeadline(Tap, prefix="deadline"):
    notice: int
    days: int


class ChooseAddressees(Tap, prefix="addressees"):
    notice: int


class Address(Tap, prefix="addressee"):
    """`raion` is its number from 1 on; 0: all heads."""

    notice: int
    raion: int


class ChooseBehind(Tap, prefix="behinds"):
    """Those who still owe something on another notice: on which?"""

    notice: int


class AddressBehind(Tap, prefix="behind"):
    notice: int
    other: int


class AskForHromadas(Tap, prefix="noticehromadas"):
    notice: int


class AskForLetter(Tap, prefix="noticeletter"):
    notice: int


class AskForFile(Tap, prefix="noticefile"):
    notice: int


class WantAck(Tap, prefix="wantack"):
    """Whether it is to be acknowledged besides the reply."""

    notice: int
    wanted: int


class SendNotice(Tap, prefix="sendnotice"):
    notice: int


class Called(Tap, prefix="called"):
    """What came of a call: 0 – ask, 1 – told, 2 – acknowledged."""

    obligation: int
    notice: int
    what: int


class AskForForm(Tap, prefix="noticeform"):
    """What is asked of those who reply."""

    notice: int


class WantDays(Tap, prefix="moredays"):
    obligation: int
    days: int


class ShowDone(Tap, prefix="obligationsdone"):
    """What one's posts have done."""


class FillField(Tap, prefix="field"):
    obligation: int
    place: int


class PutOption(Tap, prefix="option"):
    """An answer by button: the place of the option, for yes and no 1 and 0."""

    obligation: int
    place: int
    option: int


class ShowPlaces(Tap, prefix="places"):
    """The settlements of a field, from the `start`th on."""

    obligation: int
    place: int
    start: int


class TurnPlace(Tap, prefix="placeturn"):
    """Marks a settlement or takes that back; `settlement` is the number of its name."""

    obligation: int
    place: int
    start: int
    settlement: int


class SwapPlace(Tap, prefix="placeswap"):
    """What stands in the list takes the place of a name that does not."""

    obligation: int
    place: int
    start: int
    settlement: int


class AddPlaces(Tap, prefix="placeadd"):
    obligation: int
    place: int


class NoPlaces(Tap, prefix="placenone"):
    """There are none."""

    obligation: int
    place: int


class Unchanged(Tap, prefix="unchanged"):
    """All as in the last reply."""

    obligation: int


class SendReply(Tap, prefix="sendreply"):
    """`sure` is 0 until she was asked about numbers that jumped."""

    obligation: int
    sure: int


class AskForSettlements(Tap, prefix="setload"): ...


class TakeSettlements(Tap, prefix="settake"):
    """Keeps the table that was looked through."""


class CallPosts(Tap, prefix="calls"):
    """Whom of those behind somebody called; `start` is the first in the list."""

    notice: int
    start: int


class DrawReplies(Tap, prefix="replies"):
    notice: int


class TakeReplyFiles(Tap, prefix="replyfiles"):
    """The files of replies, from the `start`th on."""

    notice: int
    start: int


class ExportReplies(Tap, prefix="repliesexcel"):
    notice: int


class DrawBoard(Tap, prefix="board"):
    notice: int


class ExportBoard(Tap, prefix="boardexcel"):
    notice: int


class Urge(Tap, prefix="urge"):
    """`sure` is 0 until it was asked whether she is."""

    notice: int
    sure: int


class OpenObligation(Tap, prefix="obligation"):
    obligation: int


class Acknowledge(Tap, prefix="ack"):
    obligation: int


class TakeBack(Tap, prefix="unack"):
    obligation: int


class AskAboutObligation(Tap, prefix="obligationask"):
    obligation: int


class Decline(Tap, prefix="decline"):
    obligation: int


class AskForTime(Tap, prefix="moretime"):
    obligation: int


class OpenReply(Tap, prefix="reply"):
    """The form of the reply."""

    obligation: int


class ShowFiles(Tap, prefix="obligationfiles"):
    obligation: int


class TakePdf(Tap, prefix="obligationpdf"):
    """What was sent, acknowledged and replied, as a PDF for the file."""

    obligation: int


class TakeCalendar(Tap, prefix="obligationics"):
    """All deadlines as a file for a calendar."""


class Decide(Tap, prefix="decide"):
    """Staff decide on a `Question` of `services.notices.messages`."""

    obligation: int
    question: str
    agreed: int


class ShowNotices(Tap, prefix="notices"):
    """What was asked of posts, and how far it has come."""


class ShowNotice(Tap, prefix="notice"):
    """How far it has come."""

    notice: int
