"""The words of what the bot says about a rating without being asked."""

from __future__ import annotations

from channels import Outgoing
from handlers.chat.messages import renders
from handlers.rating import words
from handlers.rating.taps import ObjectTo, ShowObjection
from services.content import Content
from services.rating import FiguresToCheck, ObjectionDecided, ObjectionRaised, labels


@renders
def figures_to_check(content: Content, message: FiguresToCheck) -> Outgoing:
    texts, snapshot = content.library.texts, message.snapshot
    html = texts(
        "leagues-look",
        title=labels.title(snapshot, texts),
        source=labels.source_name(snapshot.source, texts),
        row=words.row(snapshot, message.slug, texts),
        until=message.until or "",
    )
    return Outgoing(html, [[ObjectTo(message.row).button(texts.plain("leagues-button-object"))]])


@renders
def objection_raised(content: Content, message: ObjectionRaised) -> Outgoing:
    texts = content.library.texts
    decide = ShowObjection(message.objection.id).button(texts.plain("leagues-button-decide"))
    return Outgoing(words.objection(message, texts), [[decide]])


@renders
def objection_decided(content: Content, message: ObjectionDecided) -> Outgoing:
    texts, snapshot = content.library.texts, message.snapshot
    return Outgoing(
        texts(
            "leagues-accepted" if message.is_accepted else "leagues-refused",
            title=labels.title(snapshot, texts),
            reason=message.reason,
            row=words.row(snapshot, message.slug, texts),
        )
    )
