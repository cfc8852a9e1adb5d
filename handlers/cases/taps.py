"""What buttons about law cards, cases and appeals do."""

from __future__ import annotations

from channels.taps import Tap


class MakeAppeal(Tap, prefix="appealmake"):
    """The answers of the form become a text and a file, and are forgotten."""

    case: int


class AppealSent(Tap, prefix="appealsent"):
    """The person sent it just now: the clock runs."""

    case: int


class SendTerms(Tap, prefix="appealics"):
    """The terms as a calendar file."""

    case: int
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
    """Begins a case; its time is that of the view."""

    view: int


class LetGo(Tap, prefix="letgo"):
    case: int


class WriteNote(Tap, prefix="casenote"):
    case: int


class ChooseOutcome(Tap, prefix="caseend"):
    case: int


class CloseCase(Tap, prefix="caseclose"):
    case: int
    outcome: str


class MergeCase(Tap, prefix="casemerge"):
    case: int


class CorrectPlace(Tap, prefix="caseplace"):
    """`place` is `ask` to be asked."""

    case: int
    place: str


class CorrectRaion(Tap, prefix="caseraion"):
    case: int


class CorrectHromada(Tap, prefix="casehromada"):
    """`choice` is the slug of a hromada, or `r` and the number of a raion whose hromadas are to be shown."""

    case: int
    choice: str


class ForwardCase(Tap, prefix="forward"):
    """`to` is `ask`, `head`, or an addressee of a letter."""

    case: int
    to: str


class EnterByPhone(Tap, prefix="byphone"): ...


class ShowForwarded(Tap, prefix="forwarded"):
    """The cases that were forwarded to the person's posts."""


class AnswerForwarded(Tap, prefix="forwardedanswer"):
    case: int


class BeginNow(Tap, prefix="casenow"):
    """The clock starts with this press."""


class BeginCase(Tap, prefix="casenew"): ...


class Later(Tap, prefix="caselater"): ...


class SubmitCase(Tap, prefix="casesend"):
    """`sure` is 1 where the person has seen cases like hers and says that hers is another."""

    case: int
    sure: int


class JoinCase(Tap, prefix="metoo"):
    """«Me too»; `instead` is what she had begun herself, 0 for nothing."""

    share: str
    instead: int


class Withdraw(Tap, prefix="withdraw"):
    case: int


class BeginAppeal(Tap, prefix="appeal"):
    """From the signal to an appeal under the law."""

    case: int


class FollowByCode(Tap, prefix="bycode"): ...


class ExportCases(Tap, prefix="casesexcel"): ...


class ShowCases(Tap, prefix="opencases"):
    """Open cases."""


class ShowStatistics(Tap, prefix="statistics"):
    """The figures of the cases."""


class ShowCase(Tap, prefix="case"):
    """A case as its person sees it."""

    case: int


class AddToCase(Tap, prefix="caseadd"):
    case: int


class Solved(Tap, prefix="solved"):
    case: int


class NotSolved(Tap, prefix="notsolved"):
    case: int


class TellDetails(Tap, prefix="details"):
    """Goes on with a case that was begun."""

    case: int


class DropCase(Tap, prefix="drop"):
    case: int


class TakeCase(Tap, prefix="takecase"):
    case: int


class WorkOnCase(Tap, prefix="workcase"):
    """What staff can do with a case."""

    case: int


class HeldVisit(Tap, prefix="visited"):
    """The visit took place."""

    training: int


class LetterTo(Tap, prefix="lettervisit"):
    """A letter to the body of a proposed visit."""

    training: int
