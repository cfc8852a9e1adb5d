"""What buttons about notices, obligations and replies do."""

from __future__ import annotations

from channels.taps import Care, Tap
from handlers.chat.taps import ShowMyPosts as ShowMyPosts


class OfNotice(Tap, prefix="of-notice"):
    """What taps about a notice have in common; no button bears this one."""

    notice: int


class OfObligation(Tap, prefix="of-obligation"):
    obligation: int


class OfField(OfObligation, prefix="of-field"):
    """About a field of the reply, by its id."""

    field: int


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


class SendNotice(OfNotice, prefix="sendnotice", care=Care.HELD):
    """`seal` is of what was looked at: nothing else leaves."""

    seal: str


class StopNotice(OfNotice, prefix="stopnotice"):
    """What was approved and has not left is being written again."""


class AskForEmergency(OfNotice, prefix="noticeurgent"): ...


class ReviewNotice(OfNotice, prefix="reviewnotice"):
    """Somebody looked at a notice that left in an emergency."""


class ShowNoticeDrafts(Tap, prefix="noticedrafts"): ...


class AskForText(OfNotice, prefix="noticetext"): ...


class TakeFilesOut(OfNotice, prefix="noticenofiles", care=Care.ASKED):
    """`sure` is 0 until it was asked whether she is."""

    sure: int


class ShowAddressees(OfNotice, prefix="noticeposts"):
    """The names of those who are meant."""


class ReadAs(OfNotice, prefix="noticeread"):
    """The notice as it is read; `way` is a `Via`, or `page`."""

    way: str


class ChooseReading(OfNotice, prefix="noticelook"): ...


class ChangeNotice(OfNotice, prefix="changenotice"):
    """What can be done with a notice that went out."""


class CopyNotice(OfNotice, prefix="copynotice"): ...


class CorrectNotice(OfNotice, prefix="correctnotice"): ...


class DropCorrection(OfNotice, prefix="dropcorrection", care=Care.ASKED):
    """`sure` is 0 until it was asked whether she is."""

    sure: int


class AskAgain(OfNotice, prefix="askagain"):
    """Whether whoever acknowledged the version before is to do it anew."""

    wanted: int


class AskForNew(OfNotice, prefix="asknew"):
    """Whether those who replied are asked for what a correction made new in the form."""

    wanted: int


class ChooseNewDeadline(OfNotice, prefix="movenotice"): ...


class AskForNewDeadline(OfNotice, prefix="movewhen"): ...


class ToDeadline(OfNotice, prefix="of-move"):
    """What taps have in common that move a deadline: the day by its number, the minute of it, 1440 for no hour."""

    day: int
    minute: int


class ChooseMoved(ToDeadline, prefix="movewhom"): ...


class ListMoved(ToDeadline, prefix="movelist"):
    """The posts of a raion, of which one gets another deadline."""

    raion: int


class MoveDeadline(ToDeadline, prefix="move", care=Care.ASKED):
    """`who` is 0 for all, the number of a raion, or that of an obligation; `sure` is 0 until it was asked."""

    who: int
    sure: int


class EndNotice(OfNotice, prefix="endnotice", care=Care.ASKED):
    """`ending` is an `Ending`; `sure` is 0 until it was asked."""

    ending: str
    sure: int


class AskWhyWithdrawn(OfNotice, prefix="withdrawwhy"): ...


class AskForForm(OfNotice, prefix="noticeform"): ...


class ShowTemplates(Tap, prefix="templates"): ...


class SaveTemplate(OfNotice, prefix="savetemplate", care=Care.ASKED):
    """`sure` is 0 until it was asked whether one of the same name is to be replaced."""

    sure: int


class UseTemplate(Tap, prefix="template"):
    """A new notice like the template."""

    template: int


class UseForm(OfNotice, prefix="useform"):
    """The fields of a template for a notice that is being written."""

    template: int


class DeleteTemplate(Tap, prefix="untemplate", care=Care.ASKED):
    """`sure` is 0 until it was asked whether she is."""

    template: int
    sure: int


class WantDays(OfObligation, prefix="moredays"):
    days: int


class ShowDone(Tap, prefix="obligationsdone"): ...


class FillField(OfField, prefix="field"): ...


class EmptyField(OfField, prefix="fieldempty"):
    """Takes the answer to an optional field away."""


class PutOption(OfField, prefix="option"):
    """An answer by button: the place of the option, for yes and no 1 and 0."""

    option: int


class PutNumber(OfField, prefix="number"):
    """Which number was meant, in thousandths."""

    scaled: int


class DropRow(OfField, prefix="droprow"):
    """Takes a row of a table away; `row` is a number made of its words."""

    row: int


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


class SameAsBefore(OfField, prefix="same"):
    """One field as in the last reply."""


class SendReply(OfObligation, prefix="sendreply"):
    """`sure` is 0 until she was asked about numbers that jumped."""

    sure: int


class AskForSettlements(Tap, prefix="setload"): ...


class CallPosts(OfNotice, prefix="calls"):
    """Those of a notice who are to be called, from the `start`th on; `raion` and `state` are 0 for all."""

    start: int
    raion: int
    state: int


class RecordCall(OfObligation, prefix="called"):
    """What came of a call, and the page on which it was pressed."""

    outcome: str
    start: int
    raion: int
    state: int


class OfCall(Tap, prefix="of-call"):
    """About a call of today, from a page of the list."""

    call: int
    start: int
    raion: int
    state: int


class OpenCall(OfCall, prefix="call"): ...


class ChangeCall(Tap, prefix="callnow"):
    call: int
    outcome: str
    start: int
    raion: int
    state: int


class NoteAgreed(OfCall, prefix="agreed"): ...


class TakeCallBack(OfCall, prefix="uncall"): ...


class DrawReplies(OfNotice, prefix="replies"): ...


class TakeReplyFiles(OfNotice, prefix="replyfiles"):
    """The files of replies, from the `start`th on."""

    start: int


class ExportReplies(OfNotice, prefix="repliesexcel"): ...


class DrawBoard(OfNotice, prefix="board"): ...


class ExportBoard(OfNotice, prefix="boardexcel"): ...


class Urge(OfNotice, prefix="urge", care=Care.ASKED):
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


class Decide(OfObligation, prefix="decide", care=Care.ASKED):
    """Staff decide on a `Question` of the services; `sure` is 0 until it was asked, where it is final."""

    question: str
    agreed: int
    sure: int


class ShowNotices(Tap, prefix="notices"):
    """What was asked of posts, and how far it has come."""


class ShowNotice(OfNotice, prefix="notice"): ...
