"""A document was not accepted: the law card, the case, the appeal, the staff's work on a case, figures.

Others lead here by the taps, by `clock.show_ways` and `joining.offer_to_join` (deep links), and by `desk.answer` (a
reply in the staff chat).
"""

from __future__ import annotations

from typing import Any

from telegram.ext import BaseHandler, CommandHandler, filters

from handlers.cases import appeals, cards, clock, desk, form, forwarded_cases, joining, messages, my_cases, statistics
from handlers.cases.taps import (
    AddToCase,
    BeginAppeal,
    BeginCase,
    BeginNow,
    DropCase,
    FollowByCode,
    JoinCase,
    Later,
    NotSolved,
    ShowCase,
    Solved,
    SubmitCase,
    TellDetails,
    WasRefused,
    Withdraw,
)
from handlers.chat.context import BotContext
from handlers.chat.presses import on_tap
from handlers.chat.prompts import on_reply
from handlers.chat.taps import ReportCase
from services.services import Services

__all__ = ["handlers", "messages"]


def handlers(services: Services) -> list[BaseHandler[Any, BotContext, Any]]:
    """All that people do in this area, in the order in which the modules are asked."""
    return [
        *cards.handlers(),
        *_own_cases(services),
        *appeals.handlers(),
        *forwarded_cases.handlers(services),
        *desk.handlers(services),
        *statistics.handlers(),
    ]


def _own_cases(services: Services) -> list[BaseHandler[Any, BotContext, Any]]:
    private = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE
    return [
        CommandHandler("report", clock.report, private),
        CommandHandler("my", my_cases.my_cases, private),
        on_tap(ReportCase, clock.show_ways),
        on_tap(BeginNow, clock.begin_now),
        on_tap(BeginCase, clock.begin_case),
        on_tap(TellDetails, clock.tell_details),
        on_tap(DropCase, clock.drop_case),
        on_tap(Later, clock.later),
        on_tap(WasRefused, clock.was_refused),
        on_tap(SubmitCase, form.submit),
        on_tap(JoinCase, joining.join_case),
        on_tap(ShowCase, my_cases.show_case),
        on_tap(Solved, my_cases.solved),
        on_tap(NotSolved, my_cases.not_solved),
        on_tap(Withdraw, my_cases.withdraw),
        on_tap(AddToCase, my_cases.ask_to_add),
        on_tap(BeginAppeal, my_cases.begin_appeal),
        on_tap(FollowByCode, my_cases.CODE.ask_about),
        on_reply(services, my_cases.ADDITION, my_cases.take_addition),
        on_reply(services, my_cases.CODE, my_cases.take_code),
    ]
