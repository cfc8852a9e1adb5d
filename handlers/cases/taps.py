"""What buttons about law cards, cases and appeals do."""

from __future__ import annotations

from channels.taps import Care, Tap


class CaseTap(Tap):
    case: int


class MakeAppeal(Tap, prefix="appealmake"):
    """The answers of the form become a text and a file, and are forgotten."""

    case: int
    body: int
    """Its place among those that the appeal may go to."""


class AppealSent(CaseTap, prefix="appealsent"):
    """The person sent it just now: the clock runs."""


class SendTerms(Tap, prefix="appealics"):
    case: int
    sent: int
    """Seconds since 1970: pressed tomorrow, the file still says what the message says."""


class ChoosePlace(Tap, prefix="carddoc"):
    document: str


class ShowCard(Tap, prefix="card"):
    document: str
    place: str


class ShowAccepted(Tap, prefix="cardhere"):
    """Which documents are accepted there."""

    place: str


class TellCard(Tap, prefix="cardtext"):
    document: str
    place: str


class WasAccepted(Tap, prefix="accepted"):
    view: int


class WasRefused(Tap, prefix="refused"):
    """Begins a case; its time is that of the view."""

    view: int


class LetGo(CaseTap, prefix="letgo"): ...


class WriteNote(CaseTap, prefix="casenote"): ...


class ShowHistory(CaseTap, prefix="casehistory"): ...


class ChooseOutcome(Tap, prefix="caseend"):
    """`all` is 1 where it is for all open cases of its group."""

    case: int
    all: int


class CloseCase(Tap, prefix="caseclose"):
    case: int
    outcome: str
    all: int


class LinkCase(CaseTap, prefix="caselink"): ...


class LinkWith(Tap, prefix="caselinkwith", care=Care.ASKED):
    case: int
    other: int


class UndoLink(Tap, prefix="caseundolink"):
    """`cases` are those that stood together before, joined by hyphens."""

    cases: str


class UnlinkCase(CaseTap, prefix="caseunlink"): ...


class TakeLinked(CaseTap, prefix="takelinked"):
    """What nobody has taken of its group."""


class WriteToAll(CaseTap, prefix="casewriteall"):
    """To the people of all open cases of its group."""


class CorrectPlace(Tap, prefix="caseplace"):
    """`place` is `ask` to be asked."""

    case: int
    place: str


class CorrectRaion(CaseTap, prefix="caseraion"): ...


class CorrectHromada(Tap, prefix="casehromada"):
    """`choice` is the slug of a hromada, or `r` and the number of a raion whose hromadas are to be shown."""

    case: int
    choice: str


class ForwardCase(Tap, prefix="forward"):
    """`to` is `ask`, `head`, or an addressee of a letter."""

    case: int
    to: str


class ForwardAs(Tap, prefix="forwardas", care=Care.ASKED):
    """`named` is 1 where the name of the place goes along, as the person wrote it."""

    case: int
    to: str
    named: int


class EnterByPhone(Tap, prefix="byphone"): ...


class ShowForwarded(Tap, prefix="forwarded"): ...


class AnswerForwarded(CaseTap, prefix="forwardedanswer"): ...


class BeginNow(Tap, prefix="casenow"):
    """The clock starts with this press."""


class SayClock(Tap, prefix="sayclock"):
    """As `BeginNow`, in a message of its own: the answer with the button is kept."""


class BeginCase(Tap, prefix="casenew"): ...


class Later(Tap, prefix="caselater"): ...


class SubmitCase(Tap, prefix="casesend"):
    """`sure` is 1 where the person has seen cases like hers and says that hers is another."""

    case: int
    sure: int


class SubmitLike(Tap, prefix="caselike"):
    """Sends her case as one about the same as another, which its link names."""

    case: int
    share: str


class MeToo(Tap, prefix="metoo"):
    share: str


class AskForCode(CaseTap, prefix="casecode"): ...


class ReplaceCode(Tap, prefix="newcode"):
    """`replaced`: how many codes of the case were replaced before."""

    case: int
    replaced: int


class Withdraw(CaseTap, prefix="withdraw"): ...


class SurelyWithdraw(CaseTap, prefix="withdrawsurely"): ...


class BeginAppeal(CaseTap, prefix="appeal"): ...


class FollowByCode(Tap, prefix="bycode"): ...


class ExportCases(Tap, prefix="casesexcel"): ...


class ShowCases(Tap, prefix="opencases"): ...


class ShowStatistics(Tap, prefix="statistics"): ...


class ShowCase(CaseTap, prefix="case"): ...


class AddToCase(CaseTap, prefix="caseadd"): ...


class Solved(CaseTap, prefix="solved"): ...


class NotSolved(CaseTap, prefix="notsolved"): ...


class TellDetails(CaseTap, prefix="details"): ...


class DropCase(CaseTap, prefix="drop"): ...


class TakeCase(CaseTap, prefix="takecase"): ...


class WorkOnCase(CaseTap, prefix="workcase"): ...


class AskIfHeld(Tap, prefix="askvisited"):
    visit: int


class HeldVisit(Tap, prefix="visited", care=Care.ASKED):
    visit: int


class LetterTo(Tap, prefix="lettervisit"):
    """A letter to the body of a proposed visit."""

    visit: int


class LetterForWord(Tap, prefix="letterword"):
    """The same letter as a Word file: of a case, or of those that a visit is proposed for; the other is 0."""

    to: str
    case: int
    visit: int
    named: int


class IsEvidence(Tap, prefix="evidence"):
    """What she sent without being asked belongs to a case."""


class AddEvidence(CaseTap, prefix="evidenceto"):
    """To that case; 0: to one that she tells now."""
