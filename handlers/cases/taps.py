"""What buttons about law cards, cases and appeals do."""

from __future__ import annotations

from channels.taps import Tap


class MakeAppeal(Tap, prefix="appealmake"):
    """The answers of the form become a text and a file, and are forgotten."""

    report: int


class AppealSent(Tap, prefix="appealsent"):
    """The person sent it just now: the clock runs."""

    report: int


class SendTerms(Tap, prefix="appealics"):
    """The terms as a calendar file."""

    report: int
    sent: int
    """Seconds since 1970: pressed tomorrow, the file still says what the message says."""


class ChoosePlace(Tap, prefix="carddoc"):
    document: str


class ShowCard(Tap, prefix="card"):
    document: str
    place: str


class TellCard(Tap, prefix="cardtext"):
    """The same in words."""

    document: str
    place: str


class WasAccepted(Tap, prefix="accepted"):
    view: int


class WasRefused(Tap, prefix="refused"):
    """Leads to a report; the time of the view is the time of the case."""

    view: int


class LetGo(Tap, prefix="letgo"):
    report: int


class WriteNote(Tap, prefix="casenote"):
    report: int


class ChooseOutcome(Tap, prefix="caseend"):
    report: int


class CloseCase(Tap, prefix="caseclose"):
    report: int
    outcome: str


class MergeCase(Tap, prefix="casemerge"):
    report: int


class CorrectPlace(Tap, prefix="caseplace"):
    """`place` is `ask` to be asked."""

    report: int
    place: str


class CorrectRaion(Tap, prefix="caseraion"):
    report: int


class CorrectHromada(Tap, prefix="casehromada"):
    """`mark` is that of a hromada, or `r` and the number of a raion whose hromadas are to be shown."""

    report: int
    mark: str


class PassOn(Tap, prefix="passon"):
    """`to` is `ask`, `head`, or an addressee of a letter."""

    report: int
    to: str


class EnterByPhone(Tap, prefix="byphone"): ...


class ShowPassed(Tap, prefix="passed"): ...


class AnswerPassed(Tap, prefix="passedanswer"):
    report: int


class BeginNow(Tap, prefix="reportnow"):
    """The clock starts with this press."""


class BeginReport(Tap, prefix="reportnew"): ...


class Later(Tap, prefix="reportlater"): ...


class Submit(Tap, prefix="reportsend"):
    """`sure` is 1 where the person has seen cases like hers and says that hers is another."""

    report: int
    sure: int


class JoinCase(Tap, prefix="metoo"):
    """«Me too»; `instead` is what she had begun herself, 0 for nothing."""

    share: str
    instead: int


class Withdraw(Tap, prefix="withdraw"):
    report: int


class BeginAppeal(Tap, prefix="appeal"):
    """From the signal to an appeal under the law."""

    report: int


class FollowByCode(Tap, prefix="bycode"): ...


class ExportCases(Tap, prefix="casesexcel"): ...


class ShowCases(Tap, prefix="opencases"):
    """Open cases."""


class ShowStatistics(Tap, prefix="statistics"):
    """The figures of the cases."""


class ShowCase(Tap, prefix="case"):
    """A case as its person sees it."""

    report: int


class AddToCase(Tap, prefix="caseadd"):
    report: int


class Solved(Tap, prefix="solved"):
    report: int


class NotSolved(Tap, prefix="notsolved"):
    report: int


class TellDetails(Tap, prefix="details"):
    """Goes on with what the clock began."""

    report: int


class DropReport(Tap, prefix="drop"):
    report: int


class TakeCase(Tap, prefix="takecase"):
    report: int


class WorkOnCase(Tap, prefix="workcase"):
    """What staff can do with a case."""

    report: int


class HeldVisit(Tap, prefix="visited"):
    """The visit took place."""

    training: int


class LetterTo(Tap, prefix="lettervisit"):
    """A letter to the body of a proposed visit."""

    training: int
