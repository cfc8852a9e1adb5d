"""Who is who: people and their hromada, posts and who holds them, invites, staff, bans, privacy, the audit.

Other areas ask here who holds a post (`Posts`), have a person or the staff told something (`News`), and write down what
staff did (`Audit`).
"""

from __future__ import annotations

from dataclasses import dataclass

from services.people.audit import Audit, NameOf
from services.people.bans import Bans
from services.people.body_rows import BodyRows
from services.people.doors import Doors, Entered, address_of_pages
from services.people.drafts import APPEAL, DraftChanged, Drafts
from services.people.emails import is_email
from services.people.held_replies import ON_A_PAGE, HeldReplies, Letter
from services.people.hromada_rows import HromadaRows, is_called
from services.people.hromadas import Found, Hromadas
from services.people.invite_tables import INVITES, InviteTables
from services.people.invites import LINK, LONGEST_NAME, InviteLink, InviteOutcome, Invites, qr_svg
from services.people.lacks import Lacks
from services.people.limits import FloodVerdict, Limits
from services.people.localities import FoundLocalities, Localities, Locality
from services.people.messages import (
    FileWaits,
    HeldReplyStands,
    InviteDisowned,
    IsItYou,
    MemberJoined,
    PagesEntered,
    PostTaken,
    StaffChatLacks,
    StillHolder,
    Taking,
    Worded,
)
from services.people.news import Make, News
from services.people.notes import Notes
from services.people.pages import PageStates
from services.people.people import People, Quiet
from services.people.phones import read_phones
from services.people.posts import Posts
from services.people.privacy import Privacy
from services.people.prompts import Prompts
from services.people.ready_answers import ReadyAnswers, plain
from services.people.rights import RIGHTS, Right
from services.people.staff import NO_TOPIC, Staff, is_of_chat
from services.people.subscriptions import Subscriptions
from services.setup import Setup
from storage.people import (
    BOT,
    STAFF,
    Action,
    Asked,
    AuditFilter,
    AuditStore,
    Ban,
    BanStore,
    Body,
    Contact,
    Door,
    DoorStore,
    Doubt,
    Draft,
    DraftStore,
    Entry,
    HeldReply,
    HeldReplyStore,
    Invite,
    InviteKind,
    InviteStore,
    KnownLack,
    Member,
    NewsItem,
    NewsKind,
    NewsStore,
    Onlooker,
    PageDraft,
    PageStore,
    PeopleStore,
    Post,
    PostStore,
    PrivacyStore,
    PromptStore,
    ReadyAnswer,
    ReadyAnswerStore,
    ReplyOutcome,
    ReplyState,
    Role,
    RoleStore,
    Session,
    StaffChatStore,
    Standing,
    SubscriptionStore,
    Tenure,
    TenureKind,
    Title,
    Visitor,
    through,
)
from storage.people.notes import Note, NoteStore


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleArea:
    """What handlers and jobs reach as `services.people`."""

    people: People
    posts: Posts
    invites: Invites
    invite_tables: InviteTables
    staff: Staff
    news: News
    bans: Bans
    doors: Doors
    pages: PageStates
    subscriptions: Subscriptions
    drafts: Drafts
    prompts: Prompts
    privacy: Privacy
    audit: Audit
    limits: Limits
    held_replies: HeldReplies
    notes: Notes
    ready_answers: ReadyAnswers

    @classmethod
    def over(cls, setup: Setup) -> PeopleArea:
        database, content, clock = setup.database, setup.content, setup.clock
        audit = AuditStore(database)
        roles = RoleStore(database)
        staff_chat, news_store = StaffChatStore(database), NewsStore(database)
        staff = Staff(
            setup.channel,
            setup.render,
            roles,
            staff_chat,
            news_store,
            Lacks(setup.channel, staff_chat, clock),
            clock,
            setup.staff_chat_id,
            frozenset(setup.admin_ids),
        )
        localities = content.with_each_edition(Localities)
        people = People(content, PeopleStore(database), setup.channel, setup.render, clock, localities)
        news = News(news_store, staff, clock, setup.monotonic)
        posts = Posts(content, PostStore(database), staff, news, clock)
        invites = Invites(content, InviteStore(database), audit, posts, staff, news, clock, setup.secret)
        bans = Bans(BanStore(database), content, posts, clock)
        for each in (posts, invites, bans):
            news.add(each.news)
        kept = PrivacyStore(database)
        return cls(
            people=people,
            posts=posts,
            invites=invites,
            invite_tables=InviteTables(content, people, posts, invites),
            staff=staff,
            news=news,
            bans=bans,
            doors=Doors(
                DoorStore(database), staff, posts, people, clock, setup.secret, address_of_pages(setup.public_url)
            ),
            pages=PageStates(PageStore(database), clock),
            subscriptions=Subscriptions(content, SubscriptionStore(database), clock),
            drafts=Drafts(DraftStore(database), clock),
            prompts=Prompts(PromptStore(database), clock),
            privacy=Privacy(content, kept, posts, clock, setup.kept_for),
            audit=Audit(content, audit, posts, clock, setup.audit_kept_for),
            limits=Limits(setup.monotonic),
            held_replies=HeldReplies(HeldReplyStore(database), staff, people, setup.failures, clock),
            notes=Notes(NoteStore(database), clock),
            ready_answers=ReadyAnswers(content, ReadyAnswerStore(database), clock),
        )
