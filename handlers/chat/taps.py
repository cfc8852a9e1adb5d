"""The ways that every area may offer: the menu, the desk, an answer, the cards."""

from __future__ import annotations

from channels.taps import Care, Tap
from services.taps import SayCards as SayCards
from services.taps import ShowAnswer as ShowAnswer


class EndPrompt(Tap, prefix="promptend"):
    prompt: int


class WasQuestion(Tap, prefix="wasquestion"):
    """The words to which the message with the button replies were no answer to that prompt."""

    prompt: int


class Choose(Tap, prefix="form"):
    form: str
    step: str
    option: str


class Skip(Tap, prefix="formskip"):
    form: str
    step: str


class Empty(Tap, prefix="formempty"):
    """Takes the answer to an optional question away."""

    form: str
    step: str


class NoAnswer(Tap, prefix="formquestion"):
    """The words to which the message with the button replies were no answer to that step."""

    form: str
    step: str


class Back(Tap, prefix="formback"):
    form: str
    step: str


class Review(Tap, prefix="formreview"):
    form: str


class Change(Tap, prefix="formchange"):
    form: str
    step: str


class Cancel(Tap, prefix="formcancel"):
    form: str


class LookThrough(Tap, prefix="table"):
    """What the table comes to that somebody sent; `table` is the update of her message."""

    table: int


class ShowColumns(Tap, prefix="tablecolumns"):
    """How the columns of a sheet are understood."""

    table: int
    sheet: int


class ChooseColumn(Tap, prefix="tablecolumn"):
    """`what` is the place of the meaning among those of its kind."""

    table: int
    sheet: int
    what: int


class SetColumn(Tap, prefix="tableset"):
    """Where a meaning stands; a `column` behind the last one says that there is none."""

    table: int
    sheet: int
    what: int
    column: int


class SetFirstRow(Tap, prefix="tablefirst"):
    """The first row with data, from 0 on."""

    table: int
    sheet: int
    row: int


class TurnSheet(Tap, prefix="tablesheet"):
    """Whether the sheet is read at all."""

    table: int
    sheet: int
    is_read: int


class TakeTable(Tap, prefix="tabletake", care=Care.ASKED):
    """Keeps the table that was looked through."""

    table: int


class ShowMenu(Tap, prefix="menu"):
    """Back to the themes, in place of the list or answer opened from them."""


class OpenMenu(Tap, prefix="themes"):
    """The themes below; the answer above stays to be read."""


class ShowTheme(Tap, prefix="theme"):
    theme: str
    page: int


class ShowCards(Tap, prefix="cards"):
    """The law cards: first the document, then the place."""


class ReportCase(Tap, prefix="report"):
    """The ways to report that a document was not accepted."""


class ShowMyCases(Tap, prefix="my"):
    """What the person reported, and what is kept of her."""


class ShowSettings(Tap, prefix="settings"): ...


class WriteToStaff(Tap, prefix="staff"):
    """A new question, to a person of the department."""


class ShowMyCertificates(Tap, prefix="courses"):
    """What a person owes, has handed in, and learns."""


class ShowDesk(Tap, prefix="desk"): ...


class ShowDeskGroup(Tap, prefix="deskgroup"):
    """Entries of the desk that belong together: answers, people or figures."""

    group: str


class ListUnansweredByStaff(Tap, prefix="unansweredbystaff"):
    """Questions and cases that want an answer of the staff."""


class ShowMyPosts(Tap, prefix="myposts"): ...
