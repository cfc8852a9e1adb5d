"""Learning from the desk: whether the search knows all that was written, how far it is, and one press for it."""

from __future__ import annotations

from starlette.responses import Response

from services.answers import Begun, TrainingState
from services.people import Right
from web.answers.desk import staff_name
from web.routes import form, page
from web.visit import NotThere, Visit

LEARNING = "/desk/answers/learning"


@page(LEARNING, Right.ANSWER, rail="answers")
async def learning(visit: Visit) -> Response:
    service = visit.services.answers.learning
    newest = await service.newest()
    state = newest.state.value.replace(" ", "-") if newest else "none"
    if newest and newest.state is TrainingState.RUNNING and service.is_dead(newest):
        state = "dead"
    return await visit.show(
        "answers/learning.html",
        newest=newest,
        state=state,
        in_use=await service.in_use(),
        is_current=await service.is_current(),
        is_possible=service.is_possible,
        version=visit.services.content.library.version,
    )


@form("/desk/answers/learning/begin", Right.ANSWER, rail="answers")
async def begin(visit: Visit) -> Response:
    begun = await visit.services.answers.learning.begin(visit.person_id, staff_name(visit))
    words = {
        Begun.BEGUN: visit.texts.plain("learning-begun"),
        Begun.RUNS: visit.texts.plain("learning-runs"),
        Begun.MISSING: visit.texts.plain("learning-missing"),
    }
    return visit.go(LEARNING, said=words[begun])


@form("/desk/answers/learning/take-back", Right.ANSWER, rail="answers")
async def take_back(visit: Visit) -> Response:
    number = visit.typed("training")
    if not number.isdecimal() or len(number) > 15:
        raise NotThere
    done = await visit.services.answers.learning.take_back(int(number), visit.person_id)
    return visit.go(LEARNING, said=visit.texts.plain("learning-taken-back" if done else "learning-not-taken-back"))
