"""Staff change an answer on the desk: people read it in the chat and on the page, on every worker, and go back."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from content import FOLDER
from content.answers import rewritten
from content.overlay import CheckedKind
from services.answers import Fields, Publishing, Saved, Standing, as_patch, write
from services.content import Content
from services.people import Role
from services.services import Services
from storage.engine.database import Database
from tests.jobs import run_job
from tests.stories.world import World

ID, OTHER = "diia-start", "diia-age"
OLD, NEW = "Потрібні смартфон, податковий номер", "Візьміть смартфон, податковий номер"
ONLY_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
IRYNA, PETRO = 1003, 1004


def fields_of(services: Services, standing: Standing, **changed: object) -> Fields:
    """The answer as it stands, but for what is changed."""
    answer, _ = services.answers.edits.read(standing.id, standing.draft.written if standing.draft else standing.written)
    fields = Fields(
        title=answer.title,
        body=answer.body,
        sources=tuple((each.title, each.url) for each in answer.sources),
        questions=answer.questions,
        keywords=answer.keywords,
        related=answer.related,
    )
    return replace(fields, **changed)  # type: ignore[arg-type]


async def draft(services: Services, id: str = ID, by: int = IRYNA, **changed: object) -> Saved:
    edits = services.answers.edits
    standing = await edits.standing(id)
    assert standing
    written = standing.draft.written if standing.draft else standing.written
    return await edits.save(standing, fields_of(services, standing, **changed), edits.seal(written), by, "Ірина")


async def publish(services: Services, id: str = ID, by: int = PETRO) -> Publishing:
    standing = await services.answers.edits.standing(id)
    assert standing
    assert standing.draft
    seal = services.answers.edits.seal(standing.draft.written)
    return (await services.answers.edits.publish(id, seal, by, "Петро"))[0]


def body(services: Services, id: str = ID) -> str:
    return services.content.library.answers[id].body


async def change(services: Services, id: str = ID, old: str = OLD, new: str = NEW) -> None:
    """The answer says something else."""
    assert await draft(services, id, body=body(services, id).replace(old, new)) is Saved.SAVED
    assert await publish(services, id) is Publishing.DONE


async def test_every_worker_says_the_new_words_and_survives_a_restart(world: World) -> None:
    another = Services.over(replace(world.setup, content=Content()))
    await change(world.services)
    assert NEW in (await world.start(world.olena, f"a_{ID}")).text
    assert OLD in body(another)
    await run_job("follow_desk", another)
    assert NEW in body(another)
    asked = "як зайти в дію з телефону"
    here, there = (each.answers.answers.find(asked) for each in (world.services, another))
    assert (here.answers, here.version) == (there.answers, there.version)
    assert here.version > 0
    started = Services.over(replace(world.setup, content=Content()))
    await started.answers.edits.follow()  # as the start does, before anybody is answered
    assert NEW in body(started)
    [version] = await world.services.answers.edits.history(ID)
    assert (version.made_name, version.published_name) == ("Ірина", "Петро")
    assert await world.services.answers.edits.put_back(ID, "", IRYNA, "Ірина") == []
    await run_job("follow_desk", another)
    assert OLD in body(world.services)
    assert OLD in body(another)


@ONLY_SQLITE
async def test_who_wrote_it_publishes_alone_only_if_she_is_alone(world: World) -> None:
    edits = world.services.answers.edits
    await draft(world.services, body=body(world.services).replace(OLD, NEW))
    assert await publish(world.services, by=IRYNA) is Publishing.DONE, "nobody else is there"
    invite = await world.services.people.invites.into_role(Role.OPERATOR, 0)
    for person in (world.iryna, world.mykola):
        await world.start(person)
    await world.services.people.invites.take(invite.token, world.mykola.id, "Микола")
    await draft(world.services, body=body(world.services).replace(NEW, OLD))
    assert await publish(world.services, by=IRYNA) is Publishing.NEEDS_ANOTHER
    standing = await edits.standing(ID)
    assert standing
    assert standing.draft
    for _ in range(2):
        await edits.ask(standing.draft)
    await world.services.people.news.tell_staff(at_once=True)
    asked = [each.text for each in world.in_staff_chat() if "просить перевірити" in each.text]
    assert len(asked) == 1
    assert await publish(world.services, by=world.mykola.id) is Publishing.DONE


@ONLY_SQLITE
async def test_what_would_break_an_answer_or_lose_another_is_not_published(world: World) -> None:
    edits, answers = world.services.answers.edits, world.services.content.library.answers
    stolen = answers[OTHER].questions[:3]
    await draft(world.services, body="Коротко.\n\n# Заголовок", questions=stolen)
    standing = await edits.standing(ID)
    assert standing
    assert standing.draft
    examination = await edits.examine(standing.draft)
    assert {each.key for each in examination.mistakes} >= {"check-not-showable", "check-body-length"}
    assert await publish(world.services) is Publishing.BROKEN
    await draft(world.services, body=body(world.services), questions=(*answers[ID].questions, *stolen))
    standing = await edits.standing(ID)
    assert standing
    assert standing.draft
    examination = await edits.examine(standing.draft)
    assert examination.mistakes == ()
    assert {each.answer_id for each in examination.failing} <= {ID, OTHER}
    assert examination.failing, "both promise the same"
    assert OLD in body(world.services)
    added, refused = await edits.add_phrasings(ID, stolen, IRYNA, "Ірина")
    assert (added, refused.is_fine) == (0, False)
    added, fine = await edits.add_phrasings(ID, ["чарівна паличка для входу в додаток", " "], IRYNA, "Ірина")
    assert (added, fine.is_fine) == (1, True)
    now, then = await edits.try_out("чарівна паличка для входу", ID, standing.draft.written)
    assert now.reasons[0].id == then.reasons[0].id == ID
    assert "чарівна паличка для входу в додаток" in now.reasons[0].likest


async def test_two_who_write_at_once_lose_nothing_and_nothing_unseen_is_published(world: World) -> None:
    edits = world.services.answers.edits
    standing = await edits.standing(ID)
    assert standing
    seal = edits.seal(standing.written)
    first = fields_of(world.services, standing, title="Як увійти в Дію?")
    second = fields_of(world.services, standing, title="Як установити Дію?")
    assert await edits.save(standing, first, seal, IRYNA, "Ірина") is Saved.SAVED
    assert await edits.save(standing, second, seal, PETRO, "Петро") is Saved.CHANGED
    again = await edits.standing(ID)
    assert again
    assert await edits.save(again, second, seal, PETRO, "Петро") is Saved.CHANGED
    assert (await edits.publish(ID, seal, PETRO, "Петро"))[0] is Publishing.CHANGED


async def test_a_check_stands_under_the_answer_until_its_words_change(world: World) -> None:
    edits = world.services.answers.edits
    until = await edits.check(CheckedKind.ANSWER, ID, IRYNA, "Ірина Мельник")
    assert until
    assert "Ірина Мельник" in (await world.start(world.olena, f"a_{ID}")).text
    await change(world.services)
    answer = world.services.content.library.answers[ID]
    assert (answer.checked_by, answer.checked_on) == ("", world.clock().date())
    norm = world.services.content.library.cards.norms[0]
    world.clock.move(timedelta(days=200))
    assert not norm.holds(world.clock().date())
    await edits.check(CheckedKind.NORM, norm.id, IRYNA, "Ірина")
    [checked] = [each for each in world.services.content.library.cards.norms if each.id == norm.id]
    assert (checked.checked_by, checked.holds(world.clock().date())) == ("Ірина", True)
    cells = [each for each in world.services.content.library.cards.cells.values() if checked in each.norms]
    assert cells
    [check] = await edits.checks(CheckedKind.NORM, norm.id)
    assert not await edits.take_back_check(check.id, PETRO), "it is not his"
    assert await edits.take_back_check(check.id, IRYNA)
    assert norm in world.services.content.library.cards.norms


@ONLY_SQLITE
async def test_what_cannot_be_read_is_left_out_and_told(world: World) -> None:
    await change(world.services)
    await change(world.services, OTHER, "14", "чотирнадцяти")
    await world.database.execute(
        "UPDATE answer_edits SET written = 'x: [' WHERE answer_id = :id AND state = 'published'", id=ID
    )
    await world.database.execute("UPDATE content_version SET version = version + 1")
    await run_job("follow_desk", world.services)
    assert OLD in body(world.services), "what stands below it"
    assert "чотирнадцяти" in body(world.services, OTHER), "the others stay"
    world.services.health.leads = True
    for _ in range(2):
        await run_job("follow_desk", world.services)
    told = [each.text for each in world.in_staff_chat() if f"{ID}.md" in each.text]
    assert len(told) == 1
    standing = await world.services.answers.edits.standing(ID)
    assert standing
    assert standing.mistakes


@ONLY_SQLITE
async def test_the_export_is_a_patch_and_what_it_wrote_is_the_files_again(database: Database, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(FOLDER, tmp_path / "content" / "uk"))
    world = World(database, Content(folder))
    async with world.running():
        services, edits = world.services, world.services.answers.edits
        norm = services.content.library.cards.norms[0]
        await change(services)
        await edits.check(CheckedKind.ANSWER, ID, IRYNA, "Ірина: М.")
        await edits.check(CheckedKind.NORM, norm.id, IRYNA, "Ірина: М.")
        await edits.add_phrasings(ID, ["чарівна паличка для входу в додаток"], IRYNA, "Ірина")
        theme = services.content.library.answers[ID].theme
        assert await edits.begin("kites", theme, "Де пускати зміїв?", ["де пускати зміїв"], IRYNA, "Ірина")
        asked = [
            f"де {each} повітряних зміїв" for each in ("пускають", "запускають", "ганяють", "клеять", "випробують")
        ]
        words = "Повітряних зміїв пускають у полі за містом, де немає дротів. " * 6
        sources = (("Портал Дія", "https://diia.gov.ua"),)
        assert await draft(services, "kites", body=words, questions=tuple(asked), sources=sources) is Saved.SAVED
        assert await publish(services, "kites") is Publishing.DONE
        assert "Де пускати зміїв?" in (await world.say(world.olena, asked[1])).text
        changes = await services.answers.export.changes(folder)
        assert [each.path.as_posix() for each in changes] == [
            f"answers/{ID}.md",
            "answers/kites.md",
            "laws.yaml",
            f"phrasings/{ID}.txt",
            "themes.yaml",
        ]
        twin = Path(shutil.copytree(folder.parents[1], tmp_path / "twin", ignore=shutil.ignore_patterns("twin")))
        patch = tmp_path / "content.patch"
        patch.write_text(as_patch(changes), encoding="utf-8")
        subprocess.run(["git", "apply", str(patch)], cwd=twin, check=True)  # noqa: S607
        write(folder, changes)
        for each in changes:
            assert (twin / "content/uk" / each.path).read_text() == (folder / each.path).read_text()
        world.services.health.leads = True
        await run_job("reload_content", services)
        await run_job("follow_desk", services)
        await run_job("follow_desk", services)
        standing = await edits.standing(ID)
        assert standing
        assert standing.edit is None, "the file says the same: it counts from here on"
        assert NEW in body(services)
        assert services.content.library.answers[ID].checked_by == "Ірина: М."
        assert await services.answers.export.changes(folder) == []
        path = folder / "answers" / f"{ID}.md"
        path.write_text(rewritten(path.read_text(), title="Як увійти в Дію?"))
        await run_job("reload_content", services)
        assert services.content.library.answers[ID].title == "Як увійти в Дію?"


@ONLY_SQLITE
async def test_a_file_that_changed_below_is_told_and_does_not_win_by_itself(database: Database, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(FOLDER, tmp_path / "uk"))
    world = World(database, Content(folder))
    async with world.running():
        edits = world.services.answers.edits
        await change(world.services)
        path = folder / "answers" / f"{ID}.md"
        path.write_text(path.read_text().replace(OLD, "Треба смартфон, податковий номер"))
        await run_job("reload_content", world.services)
        standing = await edits.standing(ID)
        assert standing
        assert standing.is_file_changed
        assert standing.edit
        assert NEW in body(world.services)
        await edits.put_back(ID, standing.edit.written, IRYNA, "Ірина")
        standing = await edits.standing(ID)
        assert standing
        assert not standing.is_file_changed, "somebody decided"


async def test_whoever_deletes_her_data_is_not_named_in_what_the_team_did(world: World) -> None:
    another, edits = Services.over(replace(world.setup, content=Content())), world.services.answers.edits
    await change(world.services)
    await edits.check(CheckedKind.ANSWER, ID, world.mykola.id, "Микола")
    await edits.check(CheckedKind.ANSWER, ID, IRYNA, "Ірина")
    await run_job("follow_desk", another)
    assert another.content.library.answers[ID].checked_by == "Ірина"
    await world.services.people.privacy.forget(IRYNA)
    await run_job("follow_desk", another)
    assert another.content.library.answers[ID].checked_by == "відділ", "the check stands, her name does not"
    [version] = await edits.history(ID)
    assert (version.made_by, version.made_name, version.published_name) == (IRYNA, "відділ", "Петро")
    assert [each.by_name for each in await edits.checks(CheckedKind.ANSWER, ID)] == ["відділ", "Микола"]
