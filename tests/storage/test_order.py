"""Whatever is read by name stands in the order of the Ukrainian alphabet, whichever database keeps it."""

from __future__ import annotations

from datetime import UTC, datetime

from storage.certification import CertificationReads, MemberEntry
from storage.certification.members import Members
from storage.engine.database import Database
from storage.engine.rows import insert, insert_numbered
from storage.notices.templates import NoticeTemplate, TemplateStore
from storage.people import PostStore, ReadyAnswerStore

NOW = datetime(2026, 11, 26, 10, tzinfo=UTC)
ORDER = ["архів", "Гай", "Ґава", "Дім", "Єва", "Жук", "Ирій", "Ірина", "Їжак", "Йосип", "Кий", "Щука", "Яна"]
MIXED = [*ORDER[::2], *ORDER[1::2]]


async def test_bodies_members_and_units(database: Database) -> None:
    posts, members = PostStore(database), Members(database)
    await posts.add_bodies(MIXED, NOW, 1)
    assert [each.name for each in await posts.bodies()] == ORDER
    await members.add(
        [MemberEntry(place="b1", unit=unit, name=name, name_key=name) for unit in MIXED for name in MIXED], NOW, 1
    )
    assert [(each.unit, each.name) for each in await members.at("b1")] == [(u, n) for u in ORDER for n in ORDER]
    drive = await insert_numbered(
        database, "drives", token="t", title="t", starts_on="2026-11-01", due_on="2026-12-01", made_by=1, made_at=NOW
    )
    await insert(database, "drive_places", drive=drive, place="b1")
    await insert(database, "drive_courses", drive=drive, course="cyber")
    figures = CertificationReads(database).figures
    assert [each.unit for each in await figures.counts(drive, "b1")] == ORDER
    assert [each.unit for each in await figures.lacking(drive, "b1")][:: len(ORDER)] == ORDER


def template(name: str) -> NoticeTemplate:
    return NoticeTemplate(id=0, name=name, text="x", days=1, wants_ack=True, form=(), files=(), addressed=())


async def test_templates_and_ready_answers(database: Database) -> None:
    templates, answers = TemplateStore(database), ReadyAnswerStore(database)
    for name in MIXED:
        await answers.keep(name, "x", NOW, 1)
        await templates.save(template(name))
    assert [each.name for each in await answers.all()] == ORDER
    assert [each.name for each in await templates.all()] == ORDER
