"""What buttons about broadcasts do."""

from __future__ import annotations

from channels.taps import Tap


class Address(Tap, prefix="bcto"):
    """`kind` is theme, title or staff."""

    mailing: int
    kind: str
    id: str


class ChooseRaion(Tap, prefix="bcraion"):
    """By its number from 1 on; 0: everywhere."""

    mailing: int
    raion: int


class ByNotice(Tap, prefix="bcnotice"):
    mailing: int
    notice: int
    acknowledged: int


class ShowCalendar(Tap, prefix="bccalendar"): ...


class AskForEmergency(Tap, prefix="bcemergency"):
    mailing: int


class Unsubscribe(Tap, prefix="bcoff"):
    mailing: int


class WriteBroadcast(Tap, prefix="bcnew"): ...


class RewriteBroadcast(Tap, prefix="bcagain"):
    mailing: int


class ShowDraft(Tap, prefix="bcdraft"):
    mailing: int


class ChooseWhom(Tap, prefix="bcwhom"):
    mailing: int


class AskForHromadas(Tap, prefix="bcplaces"):
    """`what` is only or except."""

    mailing: int
    what: str


class OnlyActive(Tap, prefix="bcactive"):
    mailing: int
    only: int


class ChooseNotice(Tap, prefix="bcnotices"):
    mailing: int


class TryBroadcast(Tap, prefix="bctry"):
    """Shows it as it will be read, to oneself or to the staff chat."""

    mailing: int
    to_staff: int


class AskForButtons(Tap, prefix="bcbuttons"):
    mailing: int


class ChooseTime(Tap, prefix="bcwhen"):
    mailing: int


class ShowPrice(Tap, prefix="bcprice"):
    mailing: int


class Pay(Tap, prefix="bcpay"):
    mailing: int
    paid: int


class LeaveAt(Tap, prefix="bcat"):
    """Minutes since 1970; 0: at once."""

    mailing: int
    minutes: int


class RepeatIt(Tap, prefix="bcrepeat"):
    """`how` is once, week, month or quarter."""

    mailing: int
    minutes: int
    how: str


class AskForTime(Tap, prefix="bctime"):
    mailing: int


class WhyThis(Tap, prefix="why"):
    """«Why did I get this?»"""

    mailing: int


class ApproveBroadcast(Tap, prefix="bcapprove"):
    """`seal` is of what the one who presses has read: it must still be that."""

    mailing: int
    seal: str


class ShowBroadcast(Tap, prefix="bc"):
    mailing: int


class ShowBroadcasts(Tap, prefix="broadcasts"):
    """News to those who want them."""


class Turn(Tap, prefix="bcturn"):
    """`what` is pause, resume, stop, failed, unknown, recall, or review."""

    mailing: int
    what: str


class AskForCorrection(Tap, prefix="bccorrect"):
    """`operation` is edit or reply."""

    mailing: int
    operation: str


class DrawReport(Tap, prefix="bcchart"):
    mailing: int


class ExportReport(Tap, prefix="bcexcel"):
    mailing: int
