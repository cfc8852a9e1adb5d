"""A body that was once kept in two spellings is made one by staff: nothing that stands at either is lost."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from handlers.certification.taps import LookAtDoubledBody, MergeBodies
from services.certification import MemberState, Submission
from services.people import Action, Post, Title
from storage.doubled_bodies import Hindrance
from storage.engine.rows import insert_numbered
from tests.stories.people.test_posts import ADMIN, desk
from tests.stories.world import World

LIBRARY, SAME = "Центральна бібліотека", "ЦЕНТРАЛЬНА б\u0456бл\u0069отека"
MARIA, PETRO, OLENA, SOFIA = "Гнатюк Марія", "Савчук Петро", "Коваль Олена", "Охрімчук Софія"
COUNCIL = "Овруцька м\u0069ська рада"


@pytest.fixture
async def world(stopped_world: World) -> object:
    async with stopped_world.running(admin_ids=[ADMIN]):
        yield stopped_world


async def body(world: World, name: str, *members: tuple[str, int | None]) -> int:
    """A body as it was kept before names were compared in one way: its number."""
    database = world.database
    number = await insert_numbered(database, "bodies", name=name, made_at=0)
    for member, person in members:
        await database.execute(
            """
            INSERT INTO members (place, unit, name, name_key, person_id, listed, made_at)
            VALUES (:place, 'Каса', :name, :key, :person, 1, 0)
            """,
            place=f"b{number}",
            name=member,
            key=" ".join(sorted(member.lower().split())),
            person=person,
        )
    return number


async def members_at(world: World, place: str) -> Sequence[tuple[str, int | None]]:
    found = await world.services.certification.read.members.at(place)
    return [(each.name, each.person_id) for each in found]


async def test_two_spellings_are_shown_with_what_stands_at_each_and_made_one(world: World) -> None:
    await body(world, LIBRARY, (MARIA, None), (PETRO, world.mykola.id))
    await body(world, SAME, (MARIA, world.olena.id), (OLENA, None))
    await body(world, "Ліцей № 1", (SOFIA, None))
    _, _, maria, olena = [row["id"] for row in await world.database.fetch("SELECT id FROM members ORDER BY id")][:4]
    certificates = world.services.certification.certificates
    for member, code in ((maria, "AB-0001"), (olena, "AB-0002")):
        found = await world.services.certification.read.members.find(member)
        assert found
        await certificates.hand_in_for("b2", found, f"batch {code}", Submission(course="cyber", code=code))
    drive = await world.services.certification.drives.write("Проба", ADMIN)
    await world.services.certification.drives.invite(drive, ["b2"])

    await desk(world, "Сертифікація", "Записані двічі: 1")
    await world.tap(world.iryna, SAME)
    said = world.iryna.last.text.replace("\xa0", " ")
    assert f"{LIBRARY}\n2 людини, з них у боті – 1" in said
    assert "сертифікацій – 1" in said
    assert "є однакові люди (1)" in said
    assert len(await world.services.people.posts.bodies()) == 3, "nothing happens before a name is chosen"
    assert await world.tap(world.iryna, f"Лишити: {LIBRARY}") == "Об’єднали"
    assert "Установ, записаних двічі, немає" in world.iryna.last.text

    assert [each.name for each in await world.services.people.posts.bodies()] == ["Ліцей № 1", LIBRARY]
    assert await members_at(world, "b1") == [(MARIA, world.olena.id), (OLENA, None), (PETRO, world.mykola.id)]
    assert await members_at(world, "b2") == []
    rows = await world.database.fetch("SELECT m.name, c.code FROM certificates c JOIN members m ON m.id = c.member")
    assert {(row["name"], row["code"]) for row in rows} == {(MARIA, "AB-0001"), (OLENA, "AB-0002")}
    kept = await world.services.certification.read.drives.find(drive)
    assert kept
    assert list(kept.places) == ["b1"]
    [line] = [row for row in await world.database.fetch("SELECT * FROM audit") if row["action"] == Action.BODIES_MERGED]
    assert (line["object"], line["detail"], line["actor_id"]) == ("b1", SAME, world.iryna.id)


async def test_either_name_may_stay(world: World) -> None:
    await body(world, LIBRARY, (MARIA, None))
    await body(world, SAME, (PETRO, None))
    await desk(world, "Сертифікація", "Записані двічі: 1", SAME, f"Лишити: {SAME}")
    assert [each.place for each in await world.services.people.posts.bodies()] == ["b2"]
    assert [name for name, _ in await members_at(world, "b2")] == [MARIA, PETRO]


async def test_a_council_that_was_kept_as_a_body_goes_to_its_hromada(world: World) -> None:
    await body(world, COUNCIL, (MARIA, world.olena.id))
    invite = await world.services.people.invites.into_post(Post("b1", Title.COORDINATOR), ADMIN)
    await desk(world, "Сертифікація", "Записані двічі: 1", COUNCIL)
    assert "Це рада громади?" in world.iryna.last.text
    await world.tap(world.iryna, "Лишити: Овруцька громада")
    assert await members_at(world, "h06017") == [(MARIA, world.olena.id)]
    await world.services.people.invites.take(invite.token, world.mykola.id, "Микола")
    assert await world.services.certification.members.coordinated_by(world.mykola.id) == ["h06017"]


async def test_posts_and_what_they_owe_go_along(world: World) -> None:
    await body(world, LIBRARY)
    await body(world, SAME)
    old, new = Post("b2", Title.COORDINATOR), Post("b1", Title.COORDINATOR)
    invite = await world.services.people.invites.into_post(old, ADMIN)
    await world.services.people.invites.take(invite.token, world.mykola.id, "Микола")
    await world.services.people.posts.set_email(old, "lib@example.ua", ADMIN)
    database = world.database
    notice = await insert_numbered(database, "notices", addressed=f'["{old.id}"]', sent_at=1)
    await insert_numbered(database, "notices", addressed=f'["{old.id}", "{new.id}"]')
    await database.execute(
        "INSERT INTO obligations (number, notice, post) VALUES (7, :notice, :post)", notice=notice, post=old.id
    )
    assert await world.services.doubled_bodies.merge("b1", 2, ADMIN) is None
    assert [each.person_id for each in await world.services.people.posts.acting(new)] == [world.mykola.id]
    assert await database.fetch_column("SELECT email FROM posts WHERE place = 'b1'") == ["lib@example.ua"]
    assert await database.fetch_column("SELECT post FROM obligations") == [new.id]
    assert await database.fetch_column("SELECT addressed FROM notices ORDER BY id") == [f'["{new.id}"]'] * 2
    assert await database.fetch_column("SELECT id FROM posts WHERE place = 'b2'") == []


async def test_what_contradicts_itself_stays_as_it_is(world: World) -> None:
    await body(world, LIBRARY)
    await body(world, SAME)
    for place, person in (("b1", world.mykola), ("b2", world.olena)):
        invite = await world.services.people.invites.into_post(Post(place, Title.COORDINATOR), ADMIN)
        await world.services.people.invites.take(invite.token, person.id, "Хтось")
    await desk(world, "Сертифікація", "Записані двічі: 1", SAME)
    assert "на одній посаді в записах різні люди" in await world.tap(world.iryna, f"Лишити: {LIBRARY}")
    assert len(await world.services.people.posts.bodies()) == 2
    assert await world.database.fetch_column("SELECT place FROM posts WHERE place <> '' AND title = 'coordinator'") == [
        "b1",
        "b2",
    ]
    [tenure] = await world.services.people.posts.of_person(world.olena.id)
    await world.services.people.posts.leave(tenure.id, ADMIN)
    notice = await insert_numbered(world.database, "notices", version=1)
    for number, place in enumerate(("b1", "b2"), start=1):
        await world.database.execute(
            "INSERT INTO obligations (number, notice, post) VALUES (:number, :notice, :post)",
            number=number,
            notice=notice,
            post=f"{place}-coordinator",
        )
    assert await world.services.doubled_bodies.merge("b1", 2, ADMIN) is Hindrance.NOTICE
    assert len(await world.services.people.posts.bodies()) == 2


async def test_two_people_of_one_name_stay_two_and_one_account_is_one(world: World) -> None:
    await body(world, LIBRARY, (MARIA, world.olena.id), (PETRO, world.mykola.id))
    await body(world, SAME, (MARIA, 4001), ("Савчук П.", world.mykola.id))
    assert await world.services.doubled_bodies.merge("b1", 2, ADMIN) is None
    found = await members_at(world, "b1")
    assert sorted(found, key=str) == sorted([(MARIA, world.olena.id), (MARIA, 4001), (PETRO, world.mykola.id)], key=str)
    [_, second] = [each for each in await world.services.certification.read.members.at("b1") if each.name == MARIA]
    assert second.state is MemberState.ACTIVE


async def test_who_waits_to_join_waits_once_or_not_at_all(world: World) -> None:
    await body(world, LIBRARY, (MARIA, world.olena.id))
    await body(world, SAME)
    for place, person in (("b1", world.mykola.id), ("b2", world.mykola.id), ("b2", world.olena.id), ("b2", 4001)):
        await world.database.execute(
            "INSERT INTO joinings (place, name, person_id, made_at) VALUES (:place, 'Хтось', :person, 0)",
            place=place,
            person=person,
        )
    assert await world.services.doubled_bodies.merge("b1", 2, ADMIN) is None
    waiting = await world.database.fetch("SELECT place, person_id FROM joinings ORDER BY person_id")
    assert sorted((row["place"], row["person_id"]) for row in waiting) == sorted(
        [("b1", world.mykola.id), ("b1", 4001)]
    )


async def test_what_is_no_double_is_never_made_one(world: World) -> None:
    await body(world, "Ліцей № 1", (MARIA, None))
    await body(world, "Ліцей № 2", (PETRO, None))
    await desk(world, "Сертифікація")
    assert "Записані двічі" not in str(world.iryna.last.buttons)
    for tap in (LookAtDoubledBody("b1", 2), MergeBodies("b1", 2), MergeBodies("h06017", 2), MergeBodies("b2", 2)):
        world.iryna.press(world.iryna.last, data=tap.pack())
        await world.settle()
    assert len(await world.services.people.posts.bodies()) == 2
    for kept, other in (("b1", 2), ("b9", 2), ("b1", 9), ("bx", 2), ("", 1)):
        assert await world.services.doubled_bodies.merge(kept, other, ADMIN) is Hindrance.GONE
