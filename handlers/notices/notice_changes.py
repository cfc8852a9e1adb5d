"""What staff do with a notice that went out: read it as heads do, correct it, move its deadline, end it, copy it."""

from __future__ import annotations

from datetime import date, time

from content.hromadas import by_slug, raions
from handlers.chat.context import BotContext, Wrong
from handlers.chat.menu import ask_first, back_to
from handlers.chat.prompts import Prompt, asks, left, on_reply
from handlers.chat.rights import Right
from handlers.chat.routes import on_tap
from handlers.notices import taps
from handlers.notices.notice_editor import choose_deadline, show_draft
from handlers.notices.notices import hours_note, show_instead, show_notice, show_notices
from handlers.notices.words import describe, form_lines, moved_note, until_words
from services.notices import MOST_POSTS, Deadline, Ending, Obligation, Via, due_day, working_days

NEW_DEADLINE = Prompt("notices-prompt-new-deadline", "notices-deadline-placeholder")
WHY = Prompt("notices-prompt-withdraw", "notices-reason")
MORE_DAYS = (3, 7, 14)
NO_HOUR = 24 * 60
"""The minute of a tap whose deadline is all of the day."""
PAGE = "page"
"""The way of reading that no `Via` is."""


asks(taps.AskForNewDeadline, NEW_DEADLINE, Right.SEND)
asks(taps.AskWhyWithdrawn, WHY, Right.SEND)


@on_tap(Right.SEND)
async def change_notice(context: BotContext, tap: taps.ChangeNotice) -> None:
    notice, number = await context.services.notices.read.notice(tap.notice), tap.notice
    rows = [[context.button(taps.CopyNotice(number), "notices-button-copy")]]
    if notice and notice.sent_at and notice.ending is None:
        rows = [
            [context.button(taps.CorrectNotice(number), "notices-button-correct-notice")],
            [context.button(taps.ChooseNewDeadline(number), "notices-button-move")],
            [context.button(taps.EndNotice(number, Ending.CLOSED, 0), "notices-button-close")],
            [context.button(taps.EndNotice(number, Ending.WITHDRAWN, 0), "notices-button-withdraw")],
            *rows,
        ]
    rows.append([back_to(context, taps.ShowNotice(number))])
    await show_instead(context, context.texts("notices-change", number=str(number)), rows)


@on_tap(Right.SEND)
async def copy_notice(context: BotContext, tap: taps.CopyNotice) -> None:
    copy = await context.services.notices.notices.copy(tap.notice, context.person_id)
    if copy is None:
        await show_notices(context, taps.ShowNotices())
    else:
        await choose_deadline(context, taps.ChooseDeadline(copy))


@on_tap(Right.SEND)
async def correct_notice(context: BotContext, tap: taps.CorrectNotice) -> None:
    await context.services.notices.notices.begin_correction(tap.notice, context.person_id)
    await show_draft(context, taps.ShowNoticeDraft(tap.notice))


@on_tap(Right.SEND)
async def drop_correction(context: BotContext, tap: taps.DropCorrection) -> None:
    if tap.sure == 0 and await context.services.notices.read.written(tap.notice):
        sure = context.button(taps.DropCorrection(tap.notice, 1), "notices-button-drop-correction-sure")
        html = context.texts("notices-drop-correction-ask", number=str(tap.notice))
        await ask_first(context, html, sure, taps.ShowNoticeDraft(tap.notice))
        return
    await context.services.notices.notices.drop_correction(tap.notice)
    await show_notice(context, taps.ShowNotice(tap.notice))


# As it is read


@on_tap(Right.SEND)
async def choose_reading(context: BotContext, tap: taps.ChooseReading) -> None:
    ways = [Via.TELEGRAM, *([Via.EMAIL, PAGE] if context.services.notices.mails.is_on else [])]
    rows = [[taps.ReadAs(tap.notice, way).button(context.texts.plain("notices-button-read", way=way))] for way in ways]
    rows.append([back_to(context, taps.ShowNoticeDraft(tap.notice))])
    await show_instead(context, context.texts("notices-how-read"), rows)


@on_tap(Right.SEND)
async def read_as(context: BotContext, tap: taps.ReadAs) -> None:
    """All of it, with the form and the files, as the first of those who are meant reads it."""
    texts, services = context.texts, context.services.notices
    notice = await services.read.written(tap.notice) or await services.read.notice(tap.notice)
    sample = await services.notices.sample(notice) if notice else None
    if notice is None or sample is None:
        await show_draft(context, taps.ShowNoticeDraft(tap.notice))
        return
    back = [back_to(context, taps.ChooseReading(tap.notice))]
    match tap.way:
        case Via.EMAIL:
            link = services.mails.sample_link(notice)
            subject, words, _html = await services.mails.words(sample.obligation, "new", link)
            await context.show(texts("notices-read-mail", subject=subject, text=words), [back])
        case way if way == PAGE:
            link = services.mails.sample_link(notice)
            await context.show(texts("notices-read-page", link=link), [back])
        case _:
            form = form_lines(texts, notice)
            await context.show(texts.lines([describe(texts, sample), *(["", *form] if form else [])]), [back])
            for kind, file_id in notice.files:
                await context.send_again(kind, file_id)


# The deadline


@on_tap(Right.SEND)
async def choose_new_deadline(context: BotContext, tap: taps.ChooseNewDeadline) -> None:
    texts, rows = context.texts, []
    for days in MORE_DAYS:
        if deadline := context.services.notices.notices.deadlines.in_days(days):
            words = until_words(texts, days, deadline)
            rows.append([taps.ChooseMoved(tap.notice, deadline.on.toordinal(), NO_HOUR).button(words)])
    rows.append([context.button(taps.AskForNewDeadline(tap.notice), "notices-button-own-deadline")])
    rows.append([back_to(context, taps.ChangeNotice(tap.notice))])
    await context.show(texts("notices-new-deadline"), rows)


@on_reply(NEW_DEADLINE, Right.SEND)
async def take_new_deadline(context: BotContext, number: int) -> None:
    deadline = context.services.notices.notices.deadlines.read(context.words)
    if deadline is None:
        raise Wrong(context.texts("notices-wrong-day"))
    await _ask_whose(context, number, deadline)


@on_tap(Right.SEND)
async def choose_moved(context: BotContext, tap: taps.ChooseMoved) -> None:
    if deadline := _deadline(context, tap):
        await _ask_whose(context, tap.notice, deadline)


async def _ask_whose(context: BotContext, number: int, deadline: Deadline) -> None:
    texts = context.texts
    day, minute = deadline.on.toordinal(), _minute(deadline.time)
    counted = context.services.notices.notices.deadlines.working(deadline.on)
    line = {"due": due_day(texts, deadline.on, deadline.time), "working": working_days(texts, counted)}
    note = moved_note(texts, deadline)
    rows = [[context.button(taps.MoveDeadline(number, day, minute, 0, 0), "notices-button-move-all")]]
    for place, name in enumerate(raions(), start=1):
        move, names = taps.MoveDeadline(number, day, minute, place, 0), taps.ListMoved(number, day, minute, place)
        rows.append([move.button(name), context.button(names, "notices-button-one-of")])
    rows.append([back_to(context, taps.ChooseNewDeadline(number))])
    await context.show(texts.lines([*filter(None, [note]), texts("notices-move-whom", **line)]), rows)


@on_tap(Right.SEND)
async def list_moved(context: BotContext, tap: taps.ListMoved) -> None:
    """The posts of a raion, of which one gets another deadline."""
    rows = []
    for each in await _of_raion(context, tap.notice, tap.raion):
        name = await context.services.people.posts.place_name(each.post.place)
        rows.append([taps.MoveDeadline(tap.notice, tap.day, tap.minute, each.number, 0).button(name)])
    rows.append([back_to(context, taps.ChooseMoved(tap.notice, tap.day, tap.minute))])
    await context.show(context.texts("notices-move-one"), rows)


@on_tap(Right.SEND)
async def move_deadline(context: BotContext, tap: taps.MoveDeadline) -> None:
    texts, notices, deadline = context.texts, context.services.notices.notices, _deadline(context, tap)
    if deadline is None:
        await context.toast(texts.plain("notices-wrong-day"))
        return
    is_one = tap.who >= MOST_POSTS
    among = await context.services.notices.read.of_notice(tap.notice)
    if is_one:
        meant = [each for each in among if each.number == tap.who]
    else:
        meant = [each for each in among if tap.who == 0 or _raion_of(each) == tap.who]
    if tap.sure == 0:
        moved = notices.moved(meant, deadline, for_all=tap.who == 0)
        owing = sum(not each.is_done for each in moved)
        due = due_day(texts, deadline.on, deadline.time)
        html = texts("notices-move-ask", number=str(tap.notice), due=due, count=len(moved), owing=owing)
        sure = taps.MoveDeadline(tap.notice, tap.day, tap.minute, tap.who, 1)
        back = taps.ChooseMoved(tap.notice, tap.day, tap.minute)
        html = texts.lines([html, *hours_note(context)])
        await ask_first(context, html, context.button(sure, "notices-button-move-sure"), back)
        return
    moved_to = await notices.move(meant, deadline, context.person_id, for_all=tap.who == 0)
    await context.toast(texts.plain("notices-moved-count", count=moved_to))
    await show_notice(context, taps.ShowNotice(tap.notice))


async def _of_raion(context: BotContext, number: int, raion: int) -> list[Obligation]:
    among = await context.services.notices.read.of_notice(number)
    return [each for each in among if _raion_of(each) == raion and each.released_at is None]


def _raion_of(obligation: Obligation) -> int:
    """The number of its raion; 0 for bodies."""
    hromada = by_slug(obligation.post.place)
    return raions().index(hromada.raion) + 1 if hromada else 0


def _deadline(context: BotContext, tap: taps.ToDeadline) -> Deadline | None:
    """The deadline of a tap; None where it is over by now, or made by hand."""
    if not date.min.toordinal() <= tap.day <= date.max.toordinal():
        return None
    hour = time(tap.minute // 60, tap.minute % 60) if tap.minute < NO_HOUR else None
    return context.services.notices.notices.deadlines.on(date.fromordinal(tap.day), hour)


def _minute(hour: time | None) -> int:
    return NO_HOUR if hour is None else hour.hour * 60 + hour.minute


# The end


@on_tap(Right.SEND)
async def end_notice(context: BotContext, tap: taps.EndNotice) -> None:
    """Says first in numbers what it comes to."""
    texts, services, ending = context.texts, context.services.notices, tap.ending
    if tap.sure == 0:
        among, end = await services.read.of_notice(tap.notice), taps.EndNotice(tap.notice, ending, 1)
        if not among:
            drop = context.button(end, "notices-button-drop-sure")
            html = texts("notices-drop-ask", number=str(tap.notice))
            await ask_first(context, html, drop, taps.ShowNoticeDraft(tap.notice))
            return
        owing, told = sum(not each.is_done for each in among), sum(each.told_at is not None for each in among)
        html = texts("notices-end-ask", number=str(tap.notice), ending=ending, owing=owing, told=told)
        html = texts.lines([html, *(hours_note(context) if ending != Ending.WITHDRAWN else [])])
        rows = [[context.button(end, "notices-button-end-sure", ending=ending)]]
        if ending == Ending.WITHDRAWN:
            rows.append([context.button(taps.AskWhyWithdrawn(tap.notice), "notices-button-why")])
        await show_instead(context, html, [*rows, [back_to(context, taps.ChangeNotice(tap.notice))]])
        return
    await services.notices.end(tap.notice, _ending(ending), context.person_id)
    await show_notice(context, taps.ShowNotice(tap.notice))


def _ending(word: str) -> Ending:
    """What a tap means; the least of both where it was made by hand."""
    return Ending.WITHDRAWN if word == Ending.WITHDRAWN else Ending.CLOSED


@on_reply(WHY, Right.SEND, undo=left)
async def withdraw(context: BotContext, number: int) -> None:
    await context.services.notices.notices.end(number, Ending.WITHDRAWN, context.person_id, context.words)
    await show_notice(context, taps.ShowNotice(number))
