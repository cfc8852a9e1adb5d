"""Who is who, as it is kept: people, posts and tenures, invites, roles, bans, drafts, prompts, the audit.

It offers the others `write` for a line of the audit, and `tell` for what somebody is to be told, within their own
transaction.
"""

from storage.people.audit import BOT, Action, AuditFilter, AuditLine, AuditStore, change, through, write
from storage.people.bans import Ban, BanStore
from storage.people.doors import Door, DoorStore, Session, Visitor
from storage.people.drafts import Draft, DraftStore
from storage.people.held_replies import Doubt, HeldReply, HeldReplyStore, ReplyOutcome, ReplyState
from storage.people.invites import Invite, InviteKind, InviteStore
from storage.people.news import AT_ONCE, STAFF, NewsItem, NewsKind, NewsStore, tell, untell
from storage.people.pages import Onlooker, PageDraft, PageStore
from storage.people.people import Entry, PeopleStore, PersonState, Preferences
from storage.people.posts import Body, Contact, Post, PostStore, Standing, Tenure, TenureKind, Title
from storage.people.privacy import KeptFile, PrivacyStore
from storage.people.prompts import Asked, PromptStore
from storage.people.ready_answers import ReadyAnswer, ReadyAnswerStore
from storage.people.roles import Member, Role, RoleStore
from storage.people.staff_chat import KnownLack, StaffChatStore, StaffFile
from storage.people.subscriptions import SubscriptionStore
