"""What the department asks of posts: notices, obligations, replies, mails, and the settlements of hromadas.

One table each, and a module for each table. What is read of notices and obligations together stands in `read`.
"""

from storage.notices.calls import Call, CallOutcome, CallStore
from storage.notices.mails import Mail, MailStore
from storage.notices.notices import MOST_POSTS, Ending, Notice, NoticeStore
from storage.notices.obligations import Obligation, ObligationStore, Via
from storage.notices.read import NEW_NOTICE, OBLIGATION, NoticeProgress, NoticesRead, Step
from storage.notices.replies import Answers, Reply, ReplyStore
from storage.notices.settlements import Settlement, SettlementStore
from storage.notices.templates import NoticeTemplate, TemplateStore
