"""Who is who: people and their hromada, posts and who holds them, invites, staff, bans, privacy, the audit.

Other areas ask here who holds a post (`Posts`), tell a person or the staff something (`People.notify`, `Staff.notify`),
and write down what staff did (`Audit`).
"""

from __future__ import annotations

from dataclasses import dataclass

from services.people.audit import Audit
from services.people.bans import Bans
from services.people.drafts import APPEAL, DraftChanged, Drafts
from services.people.hromadas import Found, Hromadas
from services.people.invites import LINK, LONGEST_NAME, InviteOutcome, Invites, NewInvite
from services.people.limits import FloodVerdict, Limits
from services.people.messages import InviteDisowned, MemberJoined, PostTaken, StillHolder, Taking
from services.people.people import People, Quiet
from services.people.posts import Posts
from services.people.privacy import Privacy
from services.people.prompts import Prompts
from services.people.staff import NO_TOPIC, Staff
from services.people.subscriptions import Subscriptions
from services.setup import Setup
from storage.people import (
    Action,
    Asked,
    AuditStore,
    Ban,
    BanStore,
    Body,
    Draft,
    DraftStore,
    Entry,
    Invite,
    InviteKind,
    InviteStore,
    Member,
    PeopleStore,
    Post,
    PostStore,
    PrivacyStore,
    PromptStore,
    Role,
    RoleStore,
    Standing,
    SubscriptionStore,
    Tenure,
    TenureKind,
    Title,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleArea:
    """What handlers and jobs reach as `services.people`."""

    people: People
    posts: Posts
    invites: Invites
    staff: Staff
    bans: Bans
    subscriptions: Subscriptions
    drafts: Drafts
    prompts: Prompts
    privacy: Privacy
    audit: Audit
    limits: Limits

    @classmethod
    def over(cls, setup: Setup) -> PeopleArea:
        database, content, clock = setup.database, setup.content, setup.clock
        audit = AuditStore(database)
        roles = RoleStore(database)
        staff = Staff(setup.channel, setup.render, roles, clock, setup.staff_chat_id, frozenset(setup.admin_ids))
        people = People(content, PeopleStore(database), setup.channel, setup.render, clock)
        posts = Posts(content, PostStore(database), people, staff, clock)
        kept = PrivacyStore(database)
        return cls(
            people=people,
            posts=posts,
            invites=Invites(content, InviteStore(database), audit, posts, staff, clock),
            staff=staff,
            bans=Bans(BanStore(database), people, clock),
            subscriptions=Subscriptions(content, SubscriptionStore(database), clock),
            drafts=Drafts(DraftStore(database), clock),
            prompts=Prompts(PromptStore(database), clock),
            privacy=Privacy(content, kept, posts, clock, setup.timezone, setup.kept_for),
            audit=Audit(content, audit, clock, setup.timezone, setup.audit_kept_for),
            limits=Limits(clock),
        )
