"""How far drives are, in one statement of the database, beside a count by hand."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import UTC, datetime
from random import Random

import pytest

from storage.certification import CertificationReads, Drive
from storage.certification.drive_figures import PlaceCount
from storage.engine.database import Database
from storage.engine.rows import insert, insert_many, insert_numbered
from storage.mailings import Audience
from storage.mailings.outbox import Outbox

NOW = datetime(2026, 11, 26, 10, tzinfo=UTC)
PLACES = ("UA18020010000000001", "b1", "b2", "b3", "b4")
COURSES = ("basic", "cyber", "data")
DRIVES = ((PLACES[:3], COURSES), (PLACES[2:4], COURSES[:1]), (PLACES[:2], ()))
"""The places and courses of each: some belong to two drives, one to none, and one drive asks for nothing."""


@pytest.fixture
async def drives(database: Database) -> list[Drive]:
    """Drives, and 200 people of all kinds: exempt, not in the chat, at two places; some with certificates."""
    chance = Random(4)
    for number, (places, courses) in enumerate(DRIVES):
        drive = await insert_numbered(
            database, "drives", token=f"t{number}", title="", starts_on="2026-11-01", due_on="2026-12-01",
            made_by=1, made_at=NOW, opened_at=NOW,
        )  # fmt: skip
        await insert_many(database, "drive_places", [{"drive": drive, "place": place} for place in places])
        await insert_many(database, "drive_courses", [{"drive": drive, "course": course} for course in courses])
    members = [
        {
            "place": place, "unit": chance.choice(("", "Архів", "Ґанок")),
            "name": f"Н{person}", "name_key": f"н{person}",
            "person_id": person if chance.random() < 0.7 else None,
            "state": "active" if chance.random() < 0.8 else "exempt", "made_at": NOW,
        }
        for person in range(1000, 1200)
        for place in chance.sample(PLACES, chance.choice((1, 1, 2)))
    ]  # fmt: skip
    await insert_many(database, "members", members)
    rows = await database.fetch("SELECT id, person_id FROM members ORDER BY id")
    for row in rows:
        for course in COURSES:
            if chance.random() < 0.7:
                whose = chance.choice(("member", "person", "both"))
                await insert(
                    database, "certificates", source=f"{row['id']} {course}", course=course, received_at=NOW,
                    member=None if whose == "person" else row["id"],
                    person_id=None if whose == "member" else row["person_id"],
                    status=chance.choice(("checking", "accepted", "accepted", "refused")),
                )  # fmt: skip
    await insert_many(
        database, "learners",
        [{"person_id": person, "weekday": chance.choice((None, 2)), "hour": chance.choice((None, 15)), "made_at": NOW}
         for person in range(1000, 1100)],
    )  # fmt: skip
    return await CertificationReads(database).drives.open_drives()


async def test_who_lacks_what_is_the_same_everywhere(database: Database, drives: list[Drive]) -> None:
    members = await database.fetch("SELECT * FROM members")
    handed_in = [
        (row["member"], row["person_id"], row["course"])
        for row in await database.fetch("SELECT * FROM certificates WHERE status <> 'refused'")
    ]
    of_member = {(member, course) for member, _person, course in handed_in}
    of_person = {(person, course) for _member, person, course in handed_in if person}
    learners = {row["person_id"]: row for row in await database.fetch("SELECT * FROM learners")}
    figures = CertificationReads(database).figures
    lacked = 0
    for drive in drives:
        counts: dict[tuple[str, str], PlaceCount] = {}
        lacking: defaultdict[str, set[int]] = defaultdict(set)
        reminded: list[tuple[int, int | None]] = []
        own_day: list[int] = []
        audience: dict[bool, set[int]] = {True: set(), False: set()}
        for row in (row for row in members if row["place"] in drive.places):
            lacks = any(
                (row["id"], course) not in of_member and (row["person_id"], course) not in of_person
                for course in drive.courses
            )
            is_active, person = row["state"] == "active", row["person_id"]
            for unit in ("", f"unit {row['unit']}"):
                key = row["place"], unit
                found = counts.get(
                    key, PlaceCount(place=key[0], unit=unit, members=0, certified=0, in_chat=0, exempt=0)
                )
                counts[key] = replace(
                    found, members=found.members + is_active, certified=found.certified + (is_active and not lacks),
                    in_chat=found.in_chat + (is_active and person is not None), exempt=found.exempt + (not is_active),
                )  # fmt: skip
            if is_active and lacks:
                lacking[row["place"]].add(row["id"])
            if is_active and person:
                audience[not lacks].add(person)
                learner = learners.get(person)
                if lacks:
                    reminded.append((person, learner["hour"] if learner else None))
                if lacks and learner and learner["weekday"] == 2:
                    own_day.append(person)
        lacked += len(reminded)
        assert await figures.counts(drive.id) == [counts[place, ""] for place in sorted(drive.places)]
        for place in drive.places:
            assert {each.id for each in await figures.lacking(drive.id, place)} == lacking[place]
            units = {each.unit: replace(each, unit="") for each in await figures.counts(drive.id, place)}
            by_hand = {unit[5:]: replace(each, unit="") for (at, unit), each in counts.items() if at == place and unit}
            assert units == by_hand
        everybody = await figures.to_remind(drive)
        assert all(people == sorted(people, key=lambda each: each[0]) for people in everybody)
        assert sorted(each for people in everybody for each in people) == sorted(reminded)
        at_own_day = await figures.to_remind(drive, weekday=2)
        assert sorted(person for people in at_own_day for person, _hour in people) == sorted(own_day)
        others = await figures.to_remind(drive, but_own_day=True)
        assert sorted([*own_day, *(person for people in others for person, _hour in people)]) == sorted(
            person for person, _hour in reminded
        )
        for certified, people in audience.items():
            assert await Outbox(database).count(Audience(drive=drive.id, certified=certified), NOW) == len(people)
    assert lacked > 50
