"""What a person wrote: masked, in her files, gone when she deletes. The database itself is walked."""

from __future__ import annotations

from collections import Counter

import storage.cases.details as details
import storage.people.texts as texts
from services.people import Post, Title
from simulator.people import Person
from storage.people.privacy import TABLES
from tests.stories.cases.test_questions import tell_all
from tests.stories.people.test_privacy import come_to_event, object_to_figures, tables_with_people, teach_with
from tests.stories.world import World

SECRET = "0671234567"
WRITTEN = f"словаоленишапіро {SECRET}"
"""What Olena writes wherever she may write something; nothing else holds the word."""
MARK = WRITTEN.split()[0]
HEAD = Post("h02001", Title.HEAD)
CASE_WORDS = {"cases": tuple(name for name in details.WRITTEN if name in details.EMPTY)}
CASE_PLACES = {"cases": tuple(name for name in details.WRITTEN if name not in details.EMPTY)}
CASE_FACTS = {"cases": tuple(name for name in details.COLUMNS if name not in {*details.WRITTEN, *details.EMPTY})}
"""What a person tells of a case, as its one declaration says."""
WORDS, PLACES = (texts.WORDS, CASE_WORDS), (texts.PLACES, CASE_PLACES)
LISTS = (*WORDS, *PLACES, texts.NAMES, texts.OF_POSTS, texts.PASSING, texts.OURS, CASE_FACTS)


async def text_columns(world: World) -> list[tuple[str, str]]:
    """Every column of the database that can hold words."""
    if world.database.dialect == "sqlite":
        query = """
            SELECT m.name AS name, c.name AS text FROM sqlite_master AS m, pragma_table_info(m.name) AS c
            WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND c.type = 'TEXT'
        """
    else:
        query = """
            SELECT table_name AS name, column_name AS text FROM information_schema.columns
            WHERE table_schema = current_schema() AND data_type IN ('text', 'character varying', 'json', 'jsonb')
        """
    return [(row["name"], row["text"]) for row in await world.database.fetch(query)]


def columns(*lists: texts.Columns) -> list[tuple[str, str]]:
    return [(table, column) for each in lists for table, names in each.items() for column in names]


async def holding(world: World, words: str) -> set[tuple[str, str]]:
    """The columns of the database in which these words stand."""
    return {
        (table, column)
        for table, column in await text_columns(world)
        for row in await world.database.fetch(f"SELECT {column} AS kept FROM {table}")
        if words in (row["kept"] or "")
    }


async def write_everywhere(world: World, person: Person) -> None:
    """The person leaves the same words in every column that holds a person's own."""
    await world.say(person, WRITTEN)
    await teach_with(world, person)
    await tell_all(world, person, WRITTEN)
    case = next(each for each in reversed(world.in_staff_chat()) if "Беру" in str(each.buttons))
    await world.tap(world.iryna, "Беру", message=case)
    added = next(each for each in reversed(person.replies) if "➕ Додати" in str(each.buttons))
    await world.tap(person, "➕ Додати", message=added)
    await world.say(person, WRITTEN, reply_to=person.last.id)
    await object_to_figures(world, person, WRITTEN)
    await come_to_event(world, person, WRITTEN)
    await world.start(person, "report")
    for button in ("Розповісти про випадок", "Паспорт", "Поїзд"):
        await world.tap(person, button)
    await world.say(person, WRITTEN)


async def test_every_text_column_is_known_for_what_it_holds(world: World) -> None:
    """Who adds a column to the schema names it in `storage/people/texts.py`."""
    there, named = set(await text_columns(world)), Counter(columns(*LISTS))
    assert there - set(named) == set(), "columns that stand in no list: are they a person's words?"
    assert set(named) - there == set(), "columns that are no longer there"
    assert [column for column, times in named.items() if times > 1] == []


async def test_what_came_is_kept_no_longer_than_its_handling_takes(stopped_world: World) -> None:
    async with stopped_world.running():
        await stopped_world.say(stopped_world.olena, WRITTEN)
        await tell_all(stopped_world, stopped_world.olena, WRITTEN)
    assert not await holding(stopped_world, MARK) & set(columns(texts.PASSING))


async def test_every_table_with_a_person_is_known(world: World) -> None:
    """Who adds a table with a column `person_id` says in `storage/people/privacy.py` what becomes of its rows."""
    assert await tables_with_people(world) - set(TABLES) == set()
    assert set(texts.WORDS) - set(TABLES) == set(), "words of a person in tables whose rows nobody can find by person"


async def test_what_she_wrote_is_masked_hers_to_read_and_gone_when_she_deletes(world: World) -> None:
    post = await world.services.people.invites.into_post(HEAD, 0)
    await world.services.people.invites.take(post.token, world.olena.id, "Олена")
    await write_everywhere(world, world.olena)
    hers = set(columns(*WORDS))
    told = await holding(world, MARK)
    assert hers - told == set(), "columns of a person's words that `write_everywhere` does not fill"
    assert told - hers - set(columns(*PLACES)) == set(), "her words in columns that are not known for it"
    assert await holding(world, SECRET) - texts.MASKED_LATER == set(), "numbers that are not masked"

    await world.say(world.olena, "/privacy")
    await world.tap(world.olena, "Мої дані")
    words, table = (
        world.telegram.file(message.data["document"]["file_id"]).content.decode()
        for message in world.olena.replies[-2:]
    )
    kept = await world.services.people.privacy._privacy.kept(world.olena.id)
    written = [
        (each, column)
        for each, column in columns(*WORDS, *PLACES)
        if each in TABLES and any(MARK in (row[column] or "") for row in kept[each])
    ]
    assert hers - set(written) == set(), "her words in rows that `TABLES` does not find"
    assert table.count(MARK) >= len(written)
    assert words.count(MARK) == sum(MARK in (row[column] or "") for each, column in written for row in kept[each])

    await world.say(world.olena, "/privacy")
    await world.tap(world.olena, "Видалити мої дані")
    await world.tap(world.olena, "Так, видалити")
    assert await holding(world, MARK) - set(columns(*PLACES)) == set(), "her words after she deleted them"
