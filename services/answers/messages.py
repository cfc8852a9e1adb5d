"""What the bot says of its own accord about questions. `handlers/answers/messages.py` words it."""

from __future__ import annotations

from dataclasses import dataclass

from content.answers import Answer
from services.messages import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionForStaff(Message):
    """To the staff: a question that is to be answered by a reply."""

    number: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffReply(Message):
    """To who asked: the words of the staff."""

    question: int
    reply: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerThere(Message):
    """To who asked to be told: there is an answer now."""

    answer: Answer
    late: bool
    """Whether its review is late."""
