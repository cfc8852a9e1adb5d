"""What was missed, gathered by likeness, and taught in one press; what the bot learnt from the staff; the week."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from starlette.responses import Response

from content.phrasings import LONGEST
from services.answers import Cluster
from services.files.bounded import TooHeavy
from services.people import ON_A_PAGE, Right
from services.text import shorten, single_line
from web.answers.desk import ONE, staff_name
from web.answers.editor import bubble, failing, said
from web.answers.public import checked
from web.routes import form, page
from web.visit import NotThere, Visit

MISSED, LESSONS = "/desk/answers/missed", "/desk/answers/lessons"
SHOWN, LISTED = 30, 60
READ = 10
"""Wordings of a cluster that teach."""
SHORT = 140


@page(MISSED, Right.ANSWER, rail="answers")
async def missed(visit: Visit) -> Response:
    """The most frequent first."""
    clusters = await visit.services.answers.unanswered.clusters()
    return await visit.show(
        "answers/missed.html",
        rows=[
            {
                "href": f"{MISSED}/{each.id}",
                "text": shorten(each.questions[0].text, SHORT),
                "count": len(each.questions),
                "at": each.questions[0].asked_at,
                "people": len(each.askers),
            }
            for each in clusters[:SHOWN]
        ],
        total=sum(len(each.questions) for each in clusters),
        count=len(clusters),
    )


@page("/desk/answers/missed/{cluster:int}", Right.ANSWER, rail="answers")
async def one_cluster(visit: Visit) -> Response:
    return await _show(visit, await _cluster(visit))


async def _show(visit: Visit, cluster: Cluster, wrong: tuple[str, ...] = ()) -> Response:
    """All wordings, and the answers that are likeliest; the others by a list."""
    answers = visit.services.content.library.answers
    likely = visit.services.answers.unanswered.likely(cluster)
    return await visit.show(
        "answers/cluster.html",
        status=409 if wrong else 200,
        cluster=cluster,
        path=f"{MISSED}/{cluster.id}",
        first=shorten(cluster.questions[0].text, SHORT),
        wordings=cluster.wordings[:LISTED],
        people=len(cluster.askers),
        likely=[(id, answers[id].title, answers[id].summary) for id in likely],
        every=[("", "–"), *((id, answer.title) for id, answer in answers.items())],
        wrong=wrong,
    )


async def _cluster(visit: Visit) -> Cluster:
    cluster = await visit.services.answers.unanswered.find(visit.number("cluster"))
    if cluster is None:
        raise NotThere
    return cluster


@form("/desk/answers/missed/{cluster:int}/teach", Right.ANSWER, rail="answers")
async def teach(visit: Visit) -> Response:
    """One press: these words find that answer from now on, and who asked and can be told gets it, after the seconds in
    which it can be stopped. Nothing is sent where another answer would be lost by the words."""
    cluster, texts, services = await _cluster(visit), visit.texts, visit.services.answers
    answer = services.answers.get(visit.typed("answer"))
    if answer is None:
        return await _show(visit, cluster, (texts.plain("missed-no-answer"),))
    added = 0
    if visit.typed("only") != "send":
        lines = [single_line(each, LONGEST) for each in cluster.wordings[:READ]]
        try:
            added, examination = await services.edits.add_phrasings(
                answer.id, lines, visit.person_id, staff_name(visit)
            )
        except TooHeavy:
            return await _show(visit, cluster, (texts.plain("edits-too-heavy"),))
        if not examination.is_fine:
            wrong = (*said(visit, examination.mistakes), *failing(visit, examination.failing))
            return await _show(visit, cluster, wrong)
    sent = 0
    if cluster.askers and visit.typed("only") != "teach":
        reply = await services.lessons.send(
            cluster.id,
            answer.id,
            bubble(visit, answer, checked(visit, answer)),
            chat_id=ON_A_PAGE,
            message_id=None,
            topic_id=None,
            staff_id=visit.person_id,
            by_name=visit.name,
            recipients=[each.id for each in cluster.questions if each.person_id is not None],
        )
        sent = len(cluster.askers) if reply else 0
    return visit.go(MISSED, said=texts.plain("missed-taught", added=added, sent=sent, title=answer.title))


# What it learnt


@page(LESSONS, Right.ANSWER, rail="answers")
async def lessons(visit: Visit) -> Response:
    """What waits for a decision, what the search learnt on the desk, what was taken back."""
    kept, answers = visit.services.answers.lessons, visit.services.content.library.answers
    groups = {
        "candidate": await kept.candidates(),
        "in-use": await kept.in_use(),
        "taken-back": (await kept.taken_back())[:LISTED],
    }
    return await visit.show(
        "answers/lessons.html",
        groups={
            name: [
                {
                    "lesson": each,
                    "title": answers[each.answer_id].title if each.answer_id in answers else "–",
                    "href": f"{ONE}{each.answer_id}",
                }
                for each in lines
            ]
            for name, lines in groups.items()
        },
    )


@form("/desk/answers/lessons/{lesson:int}/take-in", Right.ANSWER, rail="answers")
async def take_in(visit: Visit) -> Response:
    done = await visit.services.answers.lessons.take_in(visit.number("lesson"), visit.person_id, staff_name(visit))
    return visit.go(LESSONS, said=visit.texts.plain("lessons-taken" if done else "lessons-decided"))


@form("/desk/answers/lessons/{lesson:int}/take-back", Right.ANSWER, rail="answers")
async def take_back(visit: Visit) -> Response:
    done = await visit.services.answers.lessons.take_back(visit.number("lesson"), visit.person_id, staff_name(visit))
    back = visit.typed("back")
    known = back in visit.services.content.library.answers
    said_words = visit.texts.plain("lessons-taken-back" if done else "lessons-decided")
    return visit.go(f"{ONE}{back}" if known else LESSONS, said=said_words)


# The week


@page("/desk/answers/week", Right.ANSWER, rail="answers")
async def week(visit: Visit) -> Response:
    """The figures of the weekly digest, of the seven days up to now, or of a week that is over."""
    today, back = visit.now().date(), visit.asked("back")
    weeks = int(back) if back.isdecimal() and len(back) < 3 else 0
    monday = today - timedelta(days=today.weekday()) - timedelta(weeks=weeks)
    digest = await visit.services.answers.weekly_digest.make(datetime.combine(monday, time.min, visit.now().tzinfo))
    return await visit.show("answers/week.html", digest=digest, weeks=weeks)
