"""Questions and ratings as they are kept."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from storage.answers.questions import QuestionStore, replied
from storage.answers.ratings import RatingStore
from storage.engine.database import Database

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
OLENA, MYKOLA = 1001, 5_000_000_002  # Telegram's numbers have outgrown 32 bits
STAFF = -1_001_234_567_890


async def ask(questions: QuestionStore, person_id: int = OLENA, message_id: int = 7) -> int:
    return await questions.record(
        person_id=person_id,
        chat_message_id=message_id,
        asked_at=NOW,
        text="касирка не бере паспорт",
        decision="suggest",
        answer_id="diia-refused",
        score=0.5,
        topic=None,
    )


async def test_a_message_that_comes_twice_is_one_question(database: Database) -> None:
    questions = QuestionStore(database)
    first = await ask(questions)
    assert await ask(questions) == first
    assert await ask(questions, message_id=8) != first
    assert await ask(questions, person_id=MYKOLA) != first


async def test_a_question_travels_to_the_staff_and_back(database: Database) -> None:
    questions = QuestionStore(database)
    question_id = await ask(questions)
    assert await questions.waiting_for_staff() == []
    assert await questions.pass_on(question_id, OLENA, NOW)
    [waiting] = await questions.waiting_for_staff()
    assert (waiting.id, waiting.text, waiting.passed_at) == (question_id, "касирка не бере паспорт", NOW)
    await questions.stands_at(question_id, STAFF, 55)
    assert await questions.waiting_for_staff() == []
    async with database.transaction() as statements:
        await replied(statements, question_id, NOW, "Покажіть картку.", 9, "Ірина")
    found = await questions.find_by_staff_message(STAFF, 55)
    assert found
    assert (found.person_id, found.chat_message_id, found.reply) == (OLENA, 7, "Покажіть картку.")
    assert await questions.find_by_staff_message(STAFF, 56) is None


async def test_passing_on_twice_keeps_the_first_time(database: Database) -> None:
    questions = QuestionStore(database)
    question_id = await ask(questions)
    await questions.pass_on(question_id, OLENA, NOW)
    assert await questions.pass_on(question_id, OLENA, NOW + timedelta(hours=1))
    [waiting] = await questions.waiting_for_staff()
    assert waiting.passed_at == NOW


async def test_nobody_touches_another_persons_question(database: Database) -> None:
    questions = QuestionStore(database)
    question_id = await ask(questions)
    assert not await questions.pass_on(question_id, MYKOLA, NOW)
    await questions.choose(question_id, MYKOLA, "diia-verify")
    await questions.refuse(question_id, MYKOLA, NOW)
    await questions.pass_on(question_id, OLENA, NOW)
    [question] = await questions.waiting_for_staff()
    assert (question.chosen_id, question.refused_at) == (None, None)


async def test_a_persons_last_opinion_on_a_revision_counts(database: Database) -> None:
    ratings = RatingStore(database)
    await ratings.rate(OLENA, "diia-refused", "aaaa", helpful=False, at=NOW)
    await ratings.rate(OLENA, "diia-refused", "aaaa", helpful=True, at=NOW)
    await ratings.rate(MYKOLA, "diia-refused", "aaaa", helpful=True, at=NOW)
    await ratings.rate(OLENA, "diia-refused", "bbbb", helpful=False, at=NOW + timedelta(days=1))
    await ratings.rate(OLENA, "diia-verify", "aaaa", helpful=False, at=NOW)
    assert await ratings.counted(NOW, NOW + timedelta(days=1)) == (2, 1)
    assert await ratings.counted(NOW + timedelta(days=1), NOW + timedelta(days=2)) == (0, 1)
