"""What the department asks of posts: notices, obligations, replies, reminders, the board, mails."""

from __future__ import annotations

from dataclasses import dataclass

import storage.notices.mails
import storage.notices.notice_messages
import storage.notices.notices
import storage.notices.replies
import storage.notices.settlements
from services.mailings import MailingsArea
from services.notices.mails import Mails
from services.notices.notice_board import Board
from services.notices.notices import Notices
from services.notices.obligation_pdf import Bundles
from services.notices.replies import Replies
from services.notices.settlements import Settlements
from services.people import PeopleArea
from services.setup import Setup


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticesArea:
    """What handlers and jobs reach as `services.notices`."""

    notices: Notices
    replies: Replies
    settlements: Settlements
    notice_board: Board
    obligation_pdf: Bundles
    mails: Mails

    @classmethod
    def over(cls, setup: Setup, people: PeopleArea, mailings: MailingsArea) -> NoticesArea:
        database, content, clock = setup.database, setup.content, setup.clock
        notices = Notices(
            content,
            storage.notices.notices.Notices(database),
            storage.notices.notice_messages.Tellings(database),
            people.posts,
            people.people,
            people.staff,
            clock,
            training=setup.training,
        )
        settlements = Settlements(content, storage.notices.settlements.Settlements(database), people.people, clock)
        kept = storage.notices.replies.Replies(database)
        replies = Replies(content, kept, notices, people.posts, settlements, people.staff, people.audit, clock)
        return cls(
            notices=notices,
            replies=replies,
            settlements=settlements,
            notice_board=Board(content, notices, people.posts, people.audit, mailings.live_messages, clock),
            obligation_pdf=Bundles(content, replies, people.posts, clock),
            mails=Mails(
                content,
                storage.notices.mails.Mails(database),
                notices,
                people.posts,
                people.people,
                people.staff,
                clock,
                channel=setup.email,
                public_url=setup.public_url,
                secret=setup.secret,
            ),
        )
