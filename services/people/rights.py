"""Who of the staff may do what: the one table, for chat and pages.

What the bot offers to staff names its right above the function (`on_tap`, `on_reply`, `on_command`; `page`, `form`);
what names none is open to everybody. In the staff chat everybody counts as an operator: the department decides who is
in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from storage.people import Role


class Right(StrEnum):
    ANSWER = "answer questions and draft answers"
    CASES = "work on cases: take, answer, correct, join, close"
    POSTERS = "print posters and see whom they brought"
    POSTS = "invite people into posts, take posts back, keep the list of bodies"
    SEND = "prepare and send what goes to many"
    PUBLISH = "publish a rating, and correct one that was published"
    EVENTS = "prepare and open events, see who comes with what they answered and said afterwards, note who came"
    LEAGUES = "keep the quarterly rating: take tables in, open the window, decide on objections"
    PAY = "let a mailing cost Stars"
    DRIVES = "run certification drives, decide on certificates, import members"
    SEE_PERSON = "see what the bot knows of the one who asked; each look is logged"
    BAN = "keep somebody from writing to the bot, and let her again"
    EXPORT = "take figures and lists along as Excel; each export is logged"
    TEAM = "invite staff, and remove them"
    AUDIT = "read who did what"


_OPERATOR = frozenset({Role.OPERATOR, Role.ADMIN})
_ADMIN = frozenset({Role.ADMIN})

RIGHTS: Mapping[Right, frozenset[Role]] = {
    Right.ANSWER: _OPERATOR,
    Right.CASES: _OPERATOR,
    Right.POSTERS: _OPERATOR,
    Right.POSTS: _OPERATOR,
    Right.SEND: _OPERATOR,
    Right.DRIVES: _OPERATOR,
    Right.EVENTS: _OPERATOR,
    Right.LEAGUES: _OPERATOR,
    Right.SEE_PERSON: _OPERATOR,
    Right.BAN: _OPERATOR,
    Right.EXPORT: _OPERATOR,
    Right.PUBLISH: _ADMIN,
    Right.PAY: _ADMIN,
    Right.TEAM: _ADMIN,
    Right.AUDIT: _ADMIN,
}
