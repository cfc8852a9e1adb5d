"""Whatever a service wants said has its words."""

from __future__ import annotations

from handlers import import_all
from handlers.chat.messages import RENDERERS
from services.messages import Message


def test_every_message_has_a_function_that_words_it() -> None:
    import_all()
    # By name: a dataclass with slots leaves its first, slotless class behind until it is collected.
    worded = {f"{each.__module__}.{each.__name__}" for each in RENDERERS}
    kinds = {f"{each.__module__}.{each.__name__}" for each in _all(Message) if each.__module__.startswith("services.")}
    assert kinds - worded == set()


def _all(kind: type[Message]) -> list[type[Message]]:
    return [each for child in kind.__subclasses__() for each in (child, *_all(child))]
