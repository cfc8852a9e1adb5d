"""Who is who: people and their hromada, posts and who holds them, invites, staff, bans, privacy, the audit.

Other areas ask here who holds a post (`Posts`), tell a person or the staff something (`People.notify`, `Staff.notify`),
and write down what staff did (`Audit`).
"""

from __future__ import annotations

from dataclasses import dataclass

import storage.people.audit
import storage.people.bans
import storage.people.drafts
import storage.people.invites
import storage.people.people
import storage.people.posts
import storage.people.privacy
import storage.people.roles
import storage.people.subscriptions
from services.people.audit import Audit
from services.people.bans import Bans
from services.people.drafts import Drafts
from services.people.invites import Invites
from services.people.limits import Limits
from services.people.people import People
from services.people.posts import Posts
from services.people.privacy import Privacy
from services.people.staff import Staff
from services.people.subscriptions import Subscriptions
from services.setup import Setup


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
    privacy: Privacy
    audit: Audit
    limits: Limits

    @classmethod
    def over(cls, setup: Setup) -> PeopleArea:
        database, content, clock = setup.database, setup.content, setup.clock
        audit = storage.people.audit.AuditStore(database)
        roles = storage.people.roles.RoleStore(database)
        staff = Staff(setup.channel, setup.render, roles, clock, setup.staff_chat_id, frozenset(setup.admin_ids))
        people = People(content, storage.people.people.PeopleStore(database), setup.channel, setup.render, clock)
        posts = Posts(content, storage.people.posts.PostStore(database), people, staff, clock)
        kept = storage.people.privacy.PrivacyStore(database)
        return cls(
            people=people,
            posts=posts,
            invites=Invites(content, storage.people.invites.InviteStore(database), audit, posts, staff, clock),
            staff=staff,
            bans=Bans(storage.people.bans.BanStore(database), people, clock),
            subscriptions=Subscriptions(content, storage.people.subscriptions.SubscriptionStore(database), clock),
            drafts=Drafts(storage.people.drafts.DraftStore(database), clock),
            privacy=Privacy(content, kept, posts, clock, setup.timezone, setup.kept_for),
            audit=Audit(content, audit, clock, setup.timezone, setup.audit_kept_for),
            limits=Limits(clock),
        )
