"""What roles and invites are called on a screen."""

from __future__ import annotations

from content.messages import Texts
from handlers.chat.context import BotContext
from services.people import Invite, Post, Role


def role_name(texts: Texts, role: Role) -> str:
    """What a role is called."""
    return texts.plain("invites-role-admin" if role is Role.ADMIN else "invites-role-operator")


async def target_name(context: BotContext, invite: Invite) -> str:
    """What the link makes of the one who uses it."""
    post = Post.parse(invite.target)
    return await context.services.people.posts.name(post) if post else role_name(context.texts, Role(invite.target))
