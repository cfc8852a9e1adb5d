"""Stops, crashes and troubles: nothing that was acknowledged is lost, and nothing asked stays unanswered."""

from __future__ import annotations

import logging

import pytest

from handlers.answers.taps import ChooseAnswer
from services.answers.search import Search
from tests.stories.world import World, button_of


async def test_what_is_asked_while_the_bot_is_down_is_answered_after_the_start(stopped_world: World) -> None:
    world = stopped_world
    async with world.running():
        await world.start(world.olena)
    world.olena.send("касирка каже що дія це не документ")
    async with world.running():
        await world.settle()
        assert world.olena.last.text.startswith(world.content.library.answers["diia-refused"].title)


async def test_buttons_work_after_a_restart(stopped_world: World) -> None:
    world = stopped_world
    async with world.running():
        await world.say(world.olena, "дія")
    async with world.running():
        chosen = button_of(world.olena.last, ChooseAnswer)["text"]
        await world.tap(world.olena, chosen)
        assert world.olena.last.text.startswith(chosen)


async def test_a_press_too_old_to_be_answered_still_does_its_work(stopped_world: World) -> None:
    from datetime import timedelta

    world = stopped_world
    async with world.running():
        await world.start(world.olena)
    world.olena.press(world.olena.last, "Документи в Дії")
    world.clock.move(timedelta(hours=5))
    async with world.running():
        await world.settle()
        assert "Документи в Дії" in world.olena.last.text


async def test_a_failing_handler_apologises_with_the_reference_in_the_log_and_the_loop_goes_on(
    world: World, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(text: str) -> None:
        raise RuntimeError("search is broken")

    await world.start(world.olena)
    with monkeypatch.context() as patch:
        patch.setattr(Search, "find", lambda self, text, before: broken(text))
        apology = await world.say(world.olena, "касирка каже що дія це не документ")
    assert "сталася помилка" in apology.text
    reference = next(e for e in apology.entities if e["type"] == "code")
    code = apology.text[reference["offset"] : reference["offset"] + reference["length"]]
    [record] = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert code in record.getMessage()
    assert "касирка" not in caplog.text
    answer = await world.say(world.olena, "касирка каже що дія це не документ")
    assert "Джерела" in answer.text


async def test_troubles_of_the_network_are_waited_out(world: World) -> None:
    await world.start(world.olena)
    world.telegram.faults.fail("getUpdates", status=502, times=2)
    world.telegram.faults.garble("getUpdates")
    answer = await world.say(world.olena, "касирка каже що дія це не документ")
    assert "Джерела" in answer.text


async def test_a_person_who_blocked_the_bot_does_not_disturb_the_others(world: World) -> None:
    world.mykola.send("касирка каже що дія це не документ")
    world.mykola.has_blocked = True
    answer = await world.say(world.olena, "касирка каже що дія це не документ")
    assert "Джерела" in answer.text
