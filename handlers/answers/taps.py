"""What buttons about answers, questions, guides and posters do."""

from __future__ import annotations

from channels.taps import Care, Tap


class ChooseAnswer(Tap, prefix="choose"):
    question: int
    answer: str


class NoneOfThese(Tap, prefix="none"):
    question: int


class RateAnswer(Tap, prefix="rate"):
    """`helpful` is 1 or 0; `question` is 0 where the answer was opened without asking."""

    answer: str
    revision: str
    helpful: int
    question: int


class ChoosePoster(Tap, prefix="postertheme"):
    theme: str
    page: int


class PlacePoster(Tap, prefix="posterof"):
    """One poster or one for each hromada; `kind` is `a` for an answer, `p` for its page, `g` for a guide."""

    kind: str
    subject: str


class MakePoster(Tap, prefix="poster"):
    kind: str
    subject: str
    everywhere: int


class PassQuestion(Tap, prefix="pass"):
    """Gives a question that was asked already to the staff."""

    question: int


class WantAnswer(Tap, prefix="want"):
    question: int


class ShowCluster(Tap, prefix="cluster"):
    cluster: int


class ReplyToCluster(Tap, prefix="clusterreply"):
    """The answer goes to all who asked that."""

    cluster: int


class DraftAnswer(Tap, prefix="clusterdraft"):
    cluster: int


class OpenAnswer(Tap, prefix="open"):
    """Opens an answer in place of the list it stands in; «back» leads to that list."""

    answer: str


class WalkGuide(Tap, prefix="guide"):
    """`way` holds the steps from the start on, joined by hyphens: whoever goes back comes where she was."""

    guide: str
    way: str


class ListUnanswered(Tap, prefix="unanswered"): ...


class ChoosePosterBody(Tap, prefix="posterbodies"):
    """Of which body the poster names the place."""

    kind: str
    subject: str


class MakeBodyPoster(Tap, prefix="bodyposter"):
    """`place` is of a body, or «all» of them: a sheet for each."""

    kind: str
    subject: str
    place: str


class ShowPosters(Tap, prefix="posters"): ...


class ShowVisits(Tap, prefix="visits"): ...


class AskMore(Tap, prefix="askmore"):
    question: int


class BanAuthor(Tap, prefix="ban"):
    question: int


class CloseQuestion(Tap, prefix="closequestion"):
    """Without a reply."""

    question: int


class SendAnswer(Tap, prefix="likely", care=Care.HELD):
    """Sends one of the likeliest answers to who asked."""

    question: int
    answer: str


class SendAnswerToAll(Tap, prefix="likelytoall", care=Care.HELD):
    """The same to all who asked alike."""

    cluster: int
    answer: str


class ListLessons(Tap, prefix="lessons"):
    page: int


class TakeLesson(Tap, prefix="lesson"):
    lesson: int
    page: int


class TakeLessonBack(Tap, prefix="lessonback"):
    lesson: int
    page: int


class WorkOnQuestion(Tap, prefix="workquestion"):
    question: int


class TakeQuestion(Tap, prefix="takequestion"):
    question: int


class LetQuestionGo(Tap, prefix="questionfree"):
    question: int


class ShowAuthor(Tap, prefix="author"):
    question: int


class AskForHelp(Tap, prefix="sos"):
    """Says what the staff would be told of the danger."""

    kind: str


class TellStaff(Tap, prefix="sostell"):
    kind: str


class GoOn(Tap, prefix="goon"):
    """Back to the form that was interrupted."""
