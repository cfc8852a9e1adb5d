"""What the buttons about events do."""

from __future__ import annotations

from channels.taps import Care, Tap


class EventTap(Tap):
    event: int


# For everybody


class ShowMyEvents(Tap, prefix="myevents"):
    """What is open to her, and where she takes part."""


class LookAtEvent(EventTap, prefix="event"):
    """Its page below: the invitation with the button stays."""


class OpenMyEvent(EventTap, prefix="eventopen"):
    """Its page in place of the list."""


class JoinEvent(EventTap, prefix="eventgo"): ...


class LeaveEvent(EventTap, prefix="eventno"): ...


class AcceptPlace(EventTap, prefix="eventtake"): ...


class SendDeputy(EventTap, prefix="deputy"): ...


class SendDeputyPost(EventTap, prefix="deputypost"): ...


class NameDeputy(EventTap, prefix="deputyname"): ...


class TakeEventCalendar(EventTap, prefix="eventics"): ...


class ShowTicket(EventTap, prefix="eventticket"): ...


class TypeScreenCode(EventTap, prefix="eventhere"): ...


class RateEvent(EventTap, prefix="eventrate"):
    rating: int


class SayOfEvent(EventTap, prefix="eventsay"): ...


class TakeEventFiles(EventTap, prefix="eventdocs"):
    """What is there before it takes place: a programme, a letter."""


class AnswerEvent(EventTap, prefix="eventasked"):
    """The next question that she has not answered."""


class ChooseEventAnswer(EventTap, prefix="eventanswer"):
    field: int
    choice: int
    """From 0 on; of yes and no, 0 is yes; PASSED: the question is passed over."""


class TakeMaterials(EventTap, prefix="eventmaterials"): ...


class AskForParticipation(EventTap, prefix="eventcertificate"):
    """The name is shown first: what is given bears it for good."""


class TakeParticipation(EventTap, prefix="eventcertify"): ...


class NameForParticipation(EventTap, prefix="eventname"): ...


# For staff: the list, writing


class ShowEvents(Tap, prefix="events"): ...


class ChooseEventKind(Tap, prefix="eventkinds"): ...


class WriteEvent(Tap, prefix="eventnew"):
    kind: int


class ShowEvent(EventTap, prefix="staffevent"): ...


class AskEventTitle(EventTap, prefix="eventtitle"): ...


class AskEventAbout(EventTap, prefix="eventabout"): ...


class AskEventBring(EventTap, prefix="eventbring"): ...


class AskEventSessions(EventTap, prefix="eventwhen"): ...


class AskEventWhere(EventTap, prefix="eventwhere"): ...


class AskEventUntil(EventTap, prefix="eventuntil"): ...


class AskEventPlaces(EventTap, prefix="eventplaces"): ...


class ChooseEventGuests(EventTap, prefix="eventwhom"): ...


class InviteHeads(EventTap, prefix="eventheads"):
    raion: int
    """0: all."""


class InviteTitle(EventTap, prefix="eventposts"):
    title: str


class AskEventHromadas(EventTap, prefix="eventhromadas"): ...


class ShowInvited(EventTap, prefix="eventinvited"):
    """Who is invited; a press leaves somebody out."""

    page: int


class LeaveOut(EventTap, prefix="eventleaveout"):
    page: int
    post: str


class InviteNobody(EventTap, prefix="eventnobody"): ...


class LetAnyone(EventTap, prefix="eventanyone"):
    wanted: int


class AskEventQuestions(EventTap, prefix="eventform"): ...


class AskEventFile(EventTap, prefix="eventfile"): ...


class ChooseSeries(EventTap, prefix="eventseries"):
    """How far apart, and how many."""


class RepeatEvent(EventTap, prefix="eventrepeat"):
    days: int
    times: int


class PreviewEvent(EventTap, prefix="eventlook"): ...


class ApproveEvent(EventTap, prefix="eventapprove", care=Care.HELD):
    seal: str


class StopEvent(EventTap, prefix="eventstop"): ...


# For staff: once it is open


class ChooseSession(EventTap, prefix="eventsessions"):
    """Which session is to be moved or cancelled."""


class MoveSession(Tap, prefix="eventmove"):
    """`session` holds the event and the session: a prompt is about one number."""

    session: int


class AskToSkip(EventTap, prefix="eventaskskip"):
    session: int


class CancelSession(EventTap, prefix="eventskip", care=Care.ASKED):
    session: int


class CloseRegistration(EventTap, prefix="eventclose"): ...


class ReopenRegistration(EventTap, prefix="eventreopen"): ...


class CancelEvent(EventTap, prefix="eventcancel"): ...


class AskIfEventHeld(EventTap, prefix="eventaskheld"): ...


class HoldEvent(EventTap, prefix="eventheld", care=Care.ASKED): ...


class PrintEvent(EventTap, prefix="eventposter"): ...


class ShowGuests(EventTap, prefix="eventguests"):
    session: int
    page: int


class NoteGuest(EventTap, prefix="eventguest"):
    """What the list is to say of her, so that a press says the same however often it comes."""

    session: int
    page: int
    registration: int
    part: str


class ShowScreenCode(EventTap, prefix="eventscreen"): ...


class AskMaterials(EventTap, prefix="eventfiles"): ...


class ShowEventReport(EventTap, prefix="eventreport"): ...


class DrawEventReport(EventTap, prefix="eventpicture"): ...


class ExportEvent(EventTap, prefix="eventexcel"): ...


class ShowLoad(Tap, prefix="eventload"):
    """How much each hromada has before it."""

    page: int


class ShowAgenda(Tap, prefix="agenda"):
    page: int
