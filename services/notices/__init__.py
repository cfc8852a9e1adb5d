"""What the department asks of posts.

Staff write a notice (`notices`). Each post that it goes to owes an acknowledgement, a reply, or both: its obligation
(`obligations`, `replies`). Who acts for the post is reminded in Telegram (`reminders`) or by mail (`mails`). Staff see
where it stands (`notice_board`, `reply_results`). `read` is for whoever only wants to know.
"""

from __future__ import annotations

from dataclasses import dataclass

from services.heads_hours import HeadsHours
from services.mailings import MailingsArea
from services.notices.calls import LISTED, STATES, CallPage, CallRow, Calls
from services.notices.changes import Changes
from services.notices.deadlines import Deadline, Deadlines
from services.notices.editing import Editing, FileResult, Part, Put, WrongTyped
from services.notices.forms import (
    LONGEST_HELP,
    LONGEST_LABEL,
    MOST_FIELDS,
    NONE,
    Check,
    Field,
    FieldKind,
    FieldWords,
    Form,
    WrongForm,
    WrongPart,
    given,
    rows_of,
)
from services.notices.mails import AT_ONCE, FIRST_RETRY, LAST_RETRY, LASTS, MOST_UNKNOWN, Mails, Reach
from services.notices.messages import (
    Board,
    Decided,
    DecisionAsked,
    Extension,
    ListReason,
    MailClosed,
    MailFailed,
    NewObligation,
    NoticeCorrected,
    NoticeDraft,
    NoticeEnded,
    NoticeInEmergency,
    NoticeMoved,
    ObligationList,
    ObligationStage,
    ObligationView,
    Question,
    UploadedFile,
)
from services.notices.notice_board import NoticeBoard
from services.notices.notice_table import (
    MOST_COLUMNS,
    OVER,
    Cell,
    NoticeTable,
    OpenNotices,
    TableRow,
    cell_words,
    phones,
)
from services.notices.notices import LONGEST_LETTER, LONGEST_TEXT, LONGEST_WHY, MOST_FILES, Notices, SendResult
from services.notices.obligations import Obligations
from services.notices.reading import Reading
from services.notices.reminders import NewNotices, ObligationReminders
from services.notices.replies import MOST_ROWS, Doubt, Replies, Understood, UploadResult
from services.notices.reply_results import ReplyResults, ReplyTable, counted
from services.notices.settlements import Settlements, key, name_number
from services.notices.settlements_table import SETTLEMENTS
from services.notices.templates import Templates
from services.notices.words import changes, due, due_day, ended, hint, kept, lacking, raion, stage, working_days
from services.people import PeopleArea
from services.setup import Setup
from storage.mailings import SentOnce
from storage.notices import (
    MOST_POSTS,
    Call,
    CallOutcome,
    CallStore,
    Ending,
    MailStore,
    Notice,
    NoticeProgress,
    NoticesRead,
    NoticeStore,
    Obligation,
    ObligationStore,
    ReplyStore,
    SettlementStore,
    TemplateStore,
    Via,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticesArea:
    """What handlers and jobs reach as `services.notices`."""

    read: NoticesRead
    notices: Notices
    obligations: Obligations
    reminders: ObligationReminders
    replies: Replies
    reply_results: ReplyResults
    settlements: Settlements
    notice_board: NoticeBoard
    notice_table: NoticeTable
    reading: Reading
    editing: Editing
    mails: Mails
    calls: Calls
    templates: Templates
    hours: HeadsHours

    @classmethod
    def over(cls, setup: Setup, people: PeopleArea, mailings: MailingsArea) -> NoticesArea:
        database, content, clock = setup.database, setup.content, setup.clock
        posts, planner = people.posts, mailings.reminders
        read, render = NoticesRead(database), setup.render
        store, replied = NoticeStore(database), ReplyStore(database)
        obligations = Obligations(content, ObligationStore(database), read, posts, people.doors, clock)
        reminders = ObligationReminders(content, read, obligations, planner, posts, people.staff, clock)
        hours = HeadsHours(content)
        planner.add(NewNotices(read, obligations, people.people, hours, setup.failures))
        planner.add(reminders)
        notices = Notices(
            content,
            store,
            read,
            replied,
            obligations,
            posts,
            planner,
            people.news,
            setup.failures,
            clock,
            setup.training,
            setup.notice_second_from,
            Deadlines(content, clock),
        )
        mails = Mails(
            setup,
            MailStore(database),
            read,
            notices,
            obligations,
            reminders,
            hours,
            posts,
            people.people,
            people.news,
            setup.failures,
            SentOnce(database),
        )
        for each in (obligations, notices, mails):
            people.news.add(each.news)
        settlements = Settlements(content, SettlementStore(database), people.people, clock)
        results = ReplyResults(content, replied, read, posts, settlements, people.audit, clock)
        return cls(
            read=read,
            notices=notices,
            obligations=obligations,
            reminders=reminders,
            replies=Replies(content, replied, notices, posts, settlements, people.staff, render, clock),
            reply_results=results,
            settlements=settlements,
            notice_board=NoticeBoard(content, read, posts, people.audit, mailings.live_messages, clock),
            reading=Reading(read, notices, mails, render),
            editing=Editing(read, notices, people.staff, render),
            notice_table=NoticeTable(content, read, CallStore(database), posts, people.audit, clock),
            mails=mails,
            templates=Templates(TemplateStore(database), store, notices, read, clock),
            hours=hours,
            calls=Calls(CallStore(database), read, posts, people.audit, clock),
        )
