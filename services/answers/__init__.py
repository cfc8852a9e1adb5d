"""A citizen's question: found, answered, passed on to the department, learnt from; guides, posters, emergencies.

It offers the library with the search over it (`editions`), for `bot.py ask` and `check`.
"""

from __future__ import annotations

from dataclasses import dataclass

from services.answers.answers import Answers, Figures, Reply
from services.answers.editions import Edition, Editions, check_search
from services.answers.edits import SENTENCE, Edits, Fields, Publishing, Saved, Standing
from services.answers.emergency import EmergencyHelp, Signs
from services.answers.examining import Examination, Failing, Tried, tipped_by
from services.answers.export import Changed, Export, as_patch, write
from services.answers.lessons import Lessons
from services.answers.posters import ANYWHERE, Link, Posters, make_pdf
from services.answers.questions import (
    CARD,
    LONGEST_REASON,
    QUESTION,
    Authors,
    Closing,
    QuestionClosed,
    QuestionForStaff,
    Questions,
    StaffReply,
    Unreadable,
)
from services.answers.search import Decision
from services.answers.training import Begun, Learning
from services.answers.unanswered import AnswerThere, Cluster, Unanswered
from services.answers.unwritten import Unwritten
from services.answers.weekly_digest import Digest, Drift, WeeklyDigest
from services.people import PeopleArea
from services.setup import Setup
from storage.answers import (
    AnswerEdit,
    EditStore,
    KeptCheck,
    KeptLesson,
    LessonState,
    LessonStore,
    PosterVisitStore,
    Question,
    QuestionStore,
    RatingStore,
    Training,
    TrainingState,
    TrainingStore,
)
from storage.mailings import SentOnce


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswersArea:
    """What handlers and jobs reach as `services.answers`."""

    answers: Answers
    authors: Authors
    edits: Edits
    export: Export
    learning: Learning
    lessons: Lessons
    questions: Questions
    unanswered: Unanswered
    unwritten: Unwritten
    posters: Posters
    weekly_digest: WeeklyDigest
    editions: Editions
    emergency: EmergencyHelp

    @classmethod
    def over(cls, setup: Setup, people: PeopleArea) -> AnswersArea:
        content, clock = setup.content, setup.clock
        asked = QuestionStore(setup.database)
        rated = RatingStore(setup.database)
        sent = SentOnce(setup.database)
        edition = Editions(content)
        unwritten = Unwritten()
        people.privacy.also_forget.append(unwritten.forget)
        answers = Answers(edition, asked, rated, unwritten, clock)
        questions = Questions(
            edition,
            asked,
            people.staff,
            people.people,
            setup.render,
            setup.failures,
            people.notes,
            people.prompts,
            clock,
        )
        people.held_replies.add(questions)
        people.news.add(questions.news)
        kept_lessons, trainings = LessonStore(setup.database), TrainingStore(setup.database)
        edits = Edits(
            content,
            EditStore(setup.database),
            kept_lessons,
            trainings,
            people.staff,
            people.news,
            clock,
            setup.training,
        )
        people.news.add(edits.news)
        lessons = Lessons(edits, kept_lessons, people.held_replies, clock)
        unanswered = Unanswered(edition, asked, answers, people.people, people.staff, setup.failures, clock)
        return cls(
            editions=edition,
            answers=answers,
            authors=Authors(asked, people.bans, people.audit, clock),
            edits=edits,
            export=Export(content, lessons),
            learning=Learning(content, edits, trainings, clock),
            lessons=lessons,
            questions=questions,
            unanswered=unanswered,
            unwritten=unwritten,
            posters=Posters(PosterVisitStore(setup.database), clock),
            weekly_digest=WeeklyDigest(
                edition, asked, rated, lessons, unanswered, sent, setup.render, people.staff, clock
            ),
            emergency=EmergencyHelp(content.with_each_edition(Signs), asked, questions, clock),
        )
