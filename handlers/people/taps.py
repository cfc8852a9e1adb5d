"""What buttons about people, posts, invites, bans and privacy do."""

from __future__ import annotations

from channels.taps import Care, Tap


class TenureTap(Tap):
    tenure: int


class OfAudit(Tap):
    """Which lines: of whom (0: all of the staff, 1: the bot, else a person), about the same as the line `like` (0:
    about anything), on the day with that ordinal (0: on any)."""

    whose: int = 0
    like: int = 0
    day: int = 0


class ExportAudit(OfAudit, prefix="auditexcel"): ...


class SearchAudit(Tap, prefix="auditfind"): ...


class LiftBan(Tap, prefix="unban"):
    ban: int


class HandOver(TenureTap, prefix="handover"): ...


class LeavePhone(TenureTap, prefix="phone"):
    """Asks a holder for the numbers at which the staff may call her."""


class ForgetPhone(TenureTap, prefix="nophone"): ...


class ChooseDelegation(TenureTap, prefix="delegation"): ...


class Delegate(Tap, prefix="delegate"):
    tenure: int
    days: int


class EndDelegation(TenureTap, prefix="enddelegate"):
    """`sure` is 0 until it was asked whether she is."""

    sure: int


class AskToLeave(TenureTap, prefix="askleave"): ...


class Leave(TenureTap, prefix="leave"): ...


class TakeInvite(Tap, prefix="accept"):
    token: str


class DisownInvite(Tap, prefix="notme"):
    token: str


class RevokeInvite(Tap, prefix="revoke", care=Care.ASKED):
    invite: str


class InviteIntoRole(Tap, prefix="inviterole"):
    role: str


class TypeHromada(Tap, prefix="typehromada"): ...


class ListRaions(Tap, prefix="raions"): ...


class ListHromadas(Tap, prefix="raion"):
    """The hromadas of a raion, by its place in the list of raions."""

    raion: int


class ChooseHromada(Tap, prefix="hromada"):
    slug: str


class ForgetHromada(Tap, prefix="nohromada"): ...


class ShowNews(Tap, prefix="news"): ...


class ShowQuiet(Tap, prefix="quiet"):
    """When the person does not want to be written to."""


class ListVacant(Tap, prefix="gaps"):
    """`why` is `vacant`, `unreachable` or `silent`."""

    why: str
    page: int


class ListPostRaions(Tap, prefix="postraions"): ...


class TypePostHromada(Tap, prefix="posttype"): ...


class ListPostHromadas(Tap, prefix="postraion"):
    raion: int


class ListBodies(Tap, prefix="bodies"): ...


class AddBody(Tap, prefix="addbody"): ...


class ShowPlace(Tap, prefix="place"):
    place: str


class ShowPost(Tap, prefix="post"):
    post: str


class InviteIntoPost(Tap, prefix="invitepost"):
    """Asks first where a link is open: the new one revokes it."""

    post: str


class InviteAnew(Tap, prefix="inviteanew", care=Care.ASKED):
    post: str


class InviteAllHeads(Tap, prefix="inviteheads"): ...


class AskForInvites(Tap, prefix="invitetable"):
    """Invites into the posts of a table."""


class AskForNewHeadInvites(Tap, prefix="askheadsfile"):
    """New links instead of the open ones."""


class RenewHeadInvites(Tap, prefix="headsfile", care=Care.ASKED): ...


class AskToRevoke(Tap, prefix="askrevoke"):
    invite: str


class AskToRemove(Tap, prefix="askremove"):
    person: int


class AskToEnd(TenureTap, prefix="askend"): ...


class ListInvites(Tap, prefix="invites"): ...


class EndTenure(TenureTap, prefix="endtenure", care=Care.ASKED): ...


class AskForAddresses(Tap, prefix="addresses"):
    """Where notices to heads go by mail."""


class SendMyData(Tap, prefix="mydata"): ...


class AskToForget(Tap, prefix="askforget"):
    """Says what goes and what stays, before anything is deleted."""


class Forget(Tap, prefix="forget", care=Care.ASKED): ...


class SendMyFiles(Tap, prefix="myfiles"): ...


class ShowPrivacy(Tap, prefix="privacy"): ...


class Agree(Tap, prefix="agreenews"): ...


class SwitchTheme(Tap, prefix="newsof"):
    theme: str


class StopEverything(Tap, prefix="stopall"): ...


class KeepQuiet(Tap, prefix="quiethours"):
    """Quiet hours, in full hours; the same twice: none."""

    start: int
    end: int


class KeepSilent(Tap, prefix="silent"):
    """Not to be disturbed for so many days, until the morning; 0 ends it."""

    days: int


class ShowPosts(Tap, prefix="posts"):
    """Which posts have nobody behind them, and the way to each post."""


class ShowTeam(Tap, prefix="team"): ...


class ShowBans(Tap, prefix="bans"): ...


class ShowAudit(OfAudit, prefix="audit"):
    """Who did what; `before` is the line from which on to go back, 0 for the newest."""

    before: int = 0


class RemoveMember(Tap, prefix="unstaff", care=Care.ASKED):
    """Takes a role away, also from the wrong person who used a link."""

    person: int


class StillHolds(TenureTap, prefix="still"): ...


class ShowTenure(TenureTap, prefix="tenure"):
    """What a holder can do with her post: hand it over, delegate it, leave it."""


class ReportTaking(TenureTap, prefix="mistaken"):
    """The one who held the post before says that this is a mistake."""


class AskToUndo(TenureTap, prefix="askundo"): ...


class UndoTaking(TenureTap, prefix="undotaking", care=Care.ASKED):
    """Staff take a post back from the wrong person."""


class ReplyTap(Tap):
    """About a reply of the staff that is held, or was sent."""

    reply: int


class StopReply(ReplyTap, prefix="replystop"): ...


class NoteReply(ReplyTap, prefix="replynote"):
    """It was a note among colleagues."""


class ReleaseReply(Tap, prefix="replysend", care=Care.ASKED):
    """`to_all` is 1 where all who told of the same get it."""

    reply: int
    to_all: int


class KeepReply(ReplyTap, prefix="replykeep"):
    """Makes a ready answer of it."""


class ListReady(Tap, prefix="ready"):
    """Ready answers, to reply with one to the matter of that `kind` and number."""

    kind: str
    subject: int


class ManageReady(Tap, prefix="readyall"): ...


class UseReady(Tap, prefix="readyuse", care=Care.HELD):
    ready: int
    kind: str
    subject: int


class AskToDrop(Tap, prefix="readyaskdrop"):
    ready: int


class DropReady(Tap, prefix="readydrop", care=Care.ASKED):
    ready: int


class OpenPages(Tap, prefix="pages"):
    """Makes a link that opens the pages in a browser, once."""


class SayItIsMe(Tap, prefix="pagesprove"):
    session: int


class ClosePages(Tap, prefix="pagesclose"):
    """Somebody is in the pages who is not the person: all are put out."""
