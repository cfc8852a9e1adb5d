"""What buttons about broadcasts do."""

from __future__ import annotations

from channels.taps import Care, Tap


class OfMailing(Tap, prefix="of-mailing"):
    """What taps about a mailing have in common; no button bears this one."""

    mailing: int


class Address(OfMailing, prefix="bcto"):
    """`kind` is theme, title or staff."""

    kind: str
    id: str


class ChooseRaion(OfMailing, prefix="bcraion"):
    """By its number from 1 on; 0: everywhere."""

    raion: int


class ByNotice(OfMailing, prefix="bcnotice"):
    notice: int
    acknowledged: int


class ShowCalendar(Tap, prefix="bccalendar"): ...


class AskForEmergency(OfMailing, prefix="bcemergency"): ...


class Unsubscribe(OfMailing, prefix="bcoff"): ...


class WriteBroadcast(Tap, prefix="bcnew"): ...


class RewriteBroadcast(OfMailing, prefix="bcagain"): ...


class ShowDraft(OfMailing, prefix="bcdraft"): ...


class ChooseWhom(OfMailing, prefix="bcwhom"): ...


class AskForHromadas(OfMailing, prefix="bcplaces"):
    """`what` is only or except."""

    what: str


class OnlyActive(OfMailing, prefix="bcactive"):
    only: int


class ChooseNotice(OfMailing, prefix="bcnotices"): ...


class TryBroadcast(OfMailing, prefix="bctry"):
    """Shows it as it will be read, to oneself or to the staff chat."""

    to_staff: int


class AskForButtons(OfMailing, prefix="bcbuttons"): ...


class ChooseTime(OfMailing, prefix="bcwhen"): ...


class ShowPrice(OfMailing, prefix="bcprice"): ...


class Pay(OfMailing, prefix="bcpay", care=Care.ASKED):
    paid: int


class LeaveAt(OfMailing, prefix="bcat"):
    """Minutes since 1970; 0: at once."""

    minutes: int


class RepeatIt(OfMailing, prefix="bcrepeat"):
    """`how` is once, week, month or quarter."""

    minutes: int
    how: str


class AskForTime(OfMailing, prefix="bctime"): ...


class WhyThis(OfMailing, prefix="why"):
    """«Why did I get this?»"""


class ApproveBroadcast(OfMailing, prefix="bcapprove", care=Care.HELD):
    """`seal` is of what the one who presses has read: it must still be that."""

    seal: str


class ShowBroadcast(OfMailing, prefix="bc"): ...


class ShowBroadcasts(Tap, prefix="broadcasts"):
    """News to those who want them."""


class Turn(OfMailing, prefix="bcturn", care=Care.ASKED):
    """`what` is pause, resume or review, which need no question; stop, recall, failed or unknown, which do."""

    what: str


class AskToTurn(OfMailing, prefix="bcask"):
    """Asks before what cannot be undone; `what` is stop, recall, failed or unknown."""

    what: str


class AskForCorrection(OfMailing, prefix="bccorrect"):
    """`operation` is edit or reply."""

    operation: str


class DrawReport(OfMailing, prefix="bcchart"): ...


class ExportReport(OfMailing, prefix="bcexcel"): ...
