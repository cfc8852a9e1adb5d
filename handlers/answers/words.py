"""An answer as a person reads it: title, text, sources, and by whom it was checked."""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup

from content.answers import Answer
from content.messages import Texts
from handlers.chat.context import BotContext


def answer_html(context: BotContext, answer: Answer) -> Markup:
    return answer_words(context.texts, answer, late=context.services.answers.answers.is_late(answer))


@lru_cache(256)
def answer_words(texts: Texts, answer: Answer, *, late: bool) -> Markup:
    """Kept, for the same answers are asked for again and again; `late`: its review is."""
    sources = Markup(", ").join(
        Markup('<a href="{}">{}</a>').format(source.url, source.title) for source in answer.sources
    )
    if late:
        note = texts("answers-under-review", date=answer.checked_on)
    elif answer.checked_by:
        note = texts("answers-checked", date=answer.checked_on, by=answer.checked_by)
    else:
        note = texts("answers-compiled", date=answer.checked_on)
    return texts("answers-answer", title=answer.title, body=answer.html, sources=sources, note=note)
