"""Letters of the department: what staff get to sign."""

from __future__ import annotations

import io

import docx

from tests.services.files.test_typesetting import read
from tests.stories.cases.test_cases import take, tell
from tests.stories.people.test_posts import ADMIN
from tests.stories.world import World


async def letter(world: World) -> tuple[str, list[str]]:
    """The words of the PDF and the lines of the Word file that staff get to send to a body."""
    await tell(world, world.olena)
    case = await take(world)
    await world.tap(world.iryna, "Передати", message=case)
    await world.tap(world.iryna, "Установі: лист", message=world.in_staff_chat()[-1])
    await world.tap(world.iryna, "Разом із цими словами", message=world.in_staff_chat()[-1])
    [printed] = [each for each in world.in_staff_chat() if "document" in each.data]
    await world.tap(world.iryna, "Файл для Word", message=printed)
    files = {
        each.data["document"]["file_name"]: world.telegram.file(each.data["document"]["file_id"]).content
        for each in world.in_staff_chat()
        if "document" in each.data
    }
    assert list(files) == ["ЖТ-2026-000001.pdf", "ЖТ-2026-000001.docx"]
    words, told = read(files["ЖТ-2026-000001.pdf"])
    assert told["Title"] == "Про документи в застосунку Дія"
    document = docx.Document(io.BytesIO(files["ЖТ-2026-000001.docx"]))
    return words, [paragraph.text for paragraph in document.paragraphs]


async def test_a_letter_has_letterhead_number_addressee_and_signer(stopped_world: World) -> None:
    chosen = {
        "mail": "oda@example.ua",
        "address": "Житомир, майдан 1",
        "signer": "Начальниця відділу; Олена КОВАЛЬ",
    }
    async with stopped_world.running(admin_ids=[ADMIN], department=chosen):
        words, lines = await letter(stopped_world)
    assert lines[1:3] == ["Відділ цифрового розвитку", "oda@example.ua, Житомир, майдан 1"]
    assert "2026 року № ____" in lines[3]
    assert lines[4].startswith("Керівникові чи керівниці: поїзд 92")
    assert lines[-1] == "Начальниця відділу\tОлена КОВАЛЬ"
    for said in (*lines[:6], "Начальниця відділу", "Олена КОВАЛЬ", "ЖТ-2026-000001"):
        assert " ".join(said.split()) in " ".join(words.replace("\n", " ").split())


async def test_without_settings_there_are_lines_to_fill_in(stopped_world: World) -> None:
    async with stopped_world.running(admin_ids=[ADMIN]):
        _words, lines = await letter(stopped_world)
    assert "2026 року № ____" in lines[2]
    assert lines[-1].count("____") >= 2
