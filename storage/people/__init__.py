"""Who is who, as it is kept: people, posts and tenures, invites, roles, bans, drafts, the audit.

It offers the others `write` for a line of the audit within their own transaction.
"""

from storage.people.audit import BOT, Action, AuditStore, write
from storage.people.bans import BanStore
from storage.people.drafts import DraftStore
from storage.people.invites import InviteStore
from storage.people.people import PeopleStore, PersonState, Preferences
from storage.people.posts import Post, PostStore, TenureKind, Title
from storage.people.privacy import PrivacyStore
from storage.people.roles import RoleStore
from storage.people.subscriptions import SubscriptionStore

__all__ = [
    "BOT",
    "Action",
    "AuditStore",
    "BanStore",
    "DraftStore",
    "InviteStore",
    "PeopleStore",
    "PersonState",
    "Post",
    "PostStore",
    "Preferences",
    "PrivacyStore",
    "RoleStore",
    "SubscriptionStore",
    "TenureKind",
    "Title",
    "write",
]
