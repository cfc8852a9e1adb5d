"""Whatever two people and the staff do with cases: nothing that one wrote or was told is ever read by the other."""

from __future__ import annotations

import itertools
from datetime import timedelta
from pathlib import Path

import httpx
import pypdfium2
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from channels.taps import Tap
from handlers.cases import taps
from services.cases import Case, CaseOutcome, readers
from services.content import Content
from services.people import Post, Title
from simulator.parameters import Upload
from simulator.people import Person
from storage.engine.database import Database, open_database
from tests.databases import SqliteTemplate
from tests.stories.cases.test_cases import in_staff_chat
from tests.stories.people.test_words import PLACES, columns, holding
from tests.stories.world import World
from web.notices.by_mail import pages

STEPS = (
    "report", "report by the link", "report another", "add", "take back", "appeal", "new code", "solved", "reopen",
    "withdraw", "delete",
    "take linked", "let go", "correct", "reply", "reply by file", "reply to all", "note", "link", "unlink", "forward",
    "close", "close all",
)  # fmt: skip
HROMADA = "h02001"
SOME = settings(max_examples=6, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
"""A story takes too long to look for the shortest."""


class Told(Exception):
    """One reads what was another's."""


class Two(World):
    """Olena and Mykola, and who may read each word that was written. Whenever the bot has done something, it is looked
    at all that stands in either chat, and in that of Petro, to whom cases are forwarded."""

    def __init__(self, database: Database, content: Content) -> None:
        super().__init__(database, content)
        self.people = (self.olena, self.mykola)
        self.petro = self.telegram.add_person(1005, "Петро")
        self.words: dict[str, set[int]] = {}
        """Each word with the people who may read it."""
        self._newest = True
        """Which of her cases the step is about; else her oldest."""
        self._letters = itertools.product("абвгд", repeat=3)

    def word(self, *who: Person | int) -> str:
        """A new one, which only these may read."""
        word = "слово" + "".join(next(self._letters)) + "ько"
        self.words[word] = {each if isinstance(each, int) else each.id for each in who}
        return word

    async def do(self, step: str, person: Person, *, newest: bool = True) -> None:
        self._newest = newest
        self.clock.move(timedelta(minutes=2))  # nobody is taken for a flood
        await getattr(self, step.replace(" ", "_"))(person)

    async def settle(self) -> None:
        await super().settle()
        for person in (*self.people, self.petro):
            for data in person.chat.messages.values():
                read = str(data) + self._file(data)
                for word, who in self.words.items():
                    if word in read and person.id not in who:
                        raise Told(f"{person.id} reads {word}: {data}")

    def _file(self, data: dict[str, object]) -> str:
        document = data.get("document")
        if not isinstance(document, dict):
            return ""
        content = self.telegram.file(document["file_id"]).content
        if content.startswith(b"%PDF"):
            return " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content))
        return content.decode(errors="replace")

    async def becomes_head(self, person: Person) -> None:
        """She leads the hromada where the staff say that everything happened."""
        link = await self.services.people.invites.into_post(Post(HROMADA, Title.HEAD), 0)
        await self.start(person, f"inv_{link.token}")
        await self.services.people.invites.take(link.token, person.id, "Петро")

    async def look_everywhere(self) -> None:
        """Each opens whatever she can, by a button, by hand, by a link, and on the pages of the bot."""
        web = httpx.AsyncClient(transport=httpx.ASGITransport(pages(self.services)), base_url="http://page")
        rows = await self.database.fetch("SELECT id, number, share FROM cases")
        for person in self.people:
            await self.say(person, "/my")
            await self.tap(person, "Мої дані")
            if "Мої файли" in str(person.last.buttons):
                await self.tap(person, "Мої файли")
            await self.say(person, "/stats")
            for row in rows:
                self.clock.move(timedelta(minutes=2))
                await self.say(person, row["number"] or "-")
                await self.start(person, f"too_{row['share']}")
                for tap in (taps.ShowCase(row["id"]), taps.BeginAppeal(row["id"]), taps.AskForCode(row["id"])):
                    await self.press(person, tap)
                for token in (row["share"], row["number"] or "-"):
                    page = (await web.get(f"/n/{token}")).text
                    assert not [word for word in self.words if word in page]

    # The people

    async def press(self, person: Person, tap: Tap) -> None:
        if not person.replies:
            await self.start(person)
        await self.forge(person, tap)

    async def case(self, person: Person, *, is_open: bool = True) -> Case | None:
        cases = await self.services.cases.read.of_person(person.id)
        fitting = [each for each in cases if each.is_open is is_open]
        return fitting[0 if self._newest else -1] if fitting else None

    async def report(self, person: Person, choice: str = "Це він") -> None:
        await self.start(person, "report")
        for button in ("Розповісти про випадок", "Паспорт", "Поїзд"):
            await self.tap(person, button)
        await self.say(person, self.place(person))
        await self.tap(person, "Сьогодні")
        await self.check_and_send(person, choice)

    async def report_another(self, person: Person) -> None:
        await self.report(person, "Ні, це інша подія")

    async def report_by_the_link(self, person: Person) -> None:
        [other] = [each for each in self.people if each is not person]
        case = await self.case(other)
        if case is None:
            return
        await self.start(person, f"too_{case.share}")
        if "Так, я теж" not in str(person.last.buttons):
            return
        for button in ("Так, я теж", "Паспорт"):
            await self.tap(person, button)
        await self.say(person, self.place(person))
        await self.check_and_send(person, "")

    def place(self, person: Person) -> str:
        """As both call it, with a word of her own."""
        return f"поїзд 92, станція Коростень, п’ятий вагон, друге купе, місце коло вікна, {self.word(person)}"

    async def check_and_send(self, person: Person, choice: str) -> None:
        await self.tap(person, "Досить, перевірити")
        await self.tap(person, "✏️ Що сказали")
        await self.say(person, self.word(person))
        await self.tap(person, "✏️ Файли")
        person.send_file("document", Upload("evidence.txt", self.word(person).encode()))
        await self.settle()
        await self.tap(person, "Готово, перевірити")
        await self.tap(person, "📨 Надіслати")
        if "Схоже" in person.last.text:
            await self.tap(person, choice)

    async def add(self, person: Person) -> None:
        if case := await self.case(person):
            await self.press(person, taps.AddToCase(case.id))
            await self.say(person, self.word(person), reply_to=person.last.id)

    async def take_back(self, person: Person) -> None:
        if case := await self.case(person):
            await self.press(person, taps.AddToCase(case.id))
            added = await self.say(person, self.word(person))
            if "Це було запитання" in str(added.buttons):
                await self.tap(person, "Це було запитання", message=added)

    async def appeal(self, person: Person) -> None:
        if case := await self.case(person):
            await self.press(person, taps.BeginAppeal(case.id))
            for said in ("Пані {}", "вулиця {}", "{}@example.org"):
                await self.say(person, said.format(self.word(person)))
            await self.tap(person, taps.MakeAppeal)

    async def new_code(self, person: Person) -> None:
        if case := await self.case(person):
            await self.press(person, taps.ReplaceCode(case.id, case.codes_replaced))
            code = person.replies[-2].text.split("\n")[2][:9]
            self.words[code] = {person.id}

    async def solved(self, person: Person) -> None:
        if case := await self.case(person):
            await self.press(person, taps.Solved(case.id))

    async def reopen(self, person: Person) -> None:
        if case := await self.case(person, is_open=False):
            await self.press(person, taps.NotSolved(case.id))

    async def withdraw(self, person: Person) -> None:
        if case := await self.case(person):
            await self.press(person, taps.SurelyWithdraw(case.id))

    async def delete(self, person: Person) -> None:
        await self.services.people.privacy.forget(person.id)
        hers = [word for word, who in self.words.items() if who == {person.id} and word.startswith("слово")]
        for word in hers:
            assert await holding(self, word) <= set(columns(*PLACES))

    # The staff

    async def taken(self, person: Person) -> Case | None:
        """An open case of hers, and somebody of the staff works on it."""
        case = await self.case(person)
        if case:
            await self.by_staff(taps.TakeCase(case.id))
        return await self.case(person)

    async def by_staff(self, tap: Tap) -> None:
        await self.forge(self.iryna, tap, message=self.in_staff_chat()[-1])

    async def answered(self, *who: Person | int) -> None:
        """Iryna writes a word for these as a reply to the newest message."""
        await in_staff_chat(self, self.word(*who), self.in_staff_chat()[-1].id)

    async def reply(self, person: Person) -> None:
        if (case := await self.taken(person)) and case.staff_message_id:
            await in_staff_chat(self, self.word(person), case.staff_message_id)

    async def reply_by_file(self, person: Person) -> None:
        if (case := await self.taken(person)) and case.staff_message_id:
            upload = Upload("reply.txt", self.word(person).encode())
            self.iryna.send_file("document", upload, chat=self.staff_chat, reply_to=case.staff_message_id)
            await self.settle()

    async def reply_to_all(self, person: Person) -> None:
        if case := await self.taken(person):
            who = readers(await self.services.cases.desk.group(case))
            await self.by_staff(taps.WriteToAll(case.id))
            await self.answered(*who)

    async def note(self, person: Person) -> None:
        if case := await self.taken(person):
            await self.by_staff(taps.WriteNote(case.id))
            await self.answered()

    async def take_linked(self, person: Person) -> None:
        if case := await self.taken(person):
            await self.by_staff(taps.TakeLinked(case.id))

    async def let_go(self, person: Person) -> None:
        if case := await self.taken(person):
            await self.by_staff(taps.LetGo(case.id))

    async def correct(self, person: Person) -> None:
        if case := await self.taken(person):
            await self.by_staff(taps.CorrectHromada(case.id, HROMADA))

    async def forward(self, person: Person) -> None:
        """To the head, who answers, and by a letter; what the person called the place stays."""
        await self.correct(person)
        if case := await self.taken(person):
            for to in ("head", "ministry"):
                await self.by_staff(taps.ForwardAs(case.id, to, 0))
            await self.tell_news()
            if str(case.number) in self.petro.last.text:
                await self.forge(self.petro, taps.AnswerForwarded(case.id))
                await self.say(self.petro, self.word(self.petro))

    async def link(self, person: Person) -> None:
        cases = await self.services.cases.read.on_desk()
        if (case := await self.case(person)) and cases:
            await self.by_staff(taps.LinkWith(case.id, cases[0].id))

    async def unlink(self, person: Person) -> None:
        if case := await self.case(person):
            await self.by_staff(taps.UnlinkCase(case.id))

    async def close(self, person: Person) -> None:
        if case := await self.taken(person):
            await self.by_staff(taps.CloseCase(case.id, CaseOutcome.EXPLAINED, 0))
            await self.answered(person)

    async def close_all(self, person: Person) -> None:
        if case := await self.taken(person):
            who = readers(await self.services.cases.desk.group(case))
            await self.by_staff(taps.CloseCase(case.id, CaseOutcome.EXPLAINED, 1))
            await self.answered(*who)


@SOME
@given(st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 1), st.booleans()), min_size=6, max_size=16))
async def test_nothing_of_one_is_read_by_the_other(
    sqlite_template: SqliteTemplate,
    tmp_path_factory: pytest.TempPathFactory,
    content: Content,
    steps: list[tuple[str, int, bool]],
) -> None:
    path: Path = tmp_path_factory.mktemp("two") / "bot.db"
    await sqlite_template.copy(path)
    async with open_database(f"sqlite:///{path}") as database:
        await database.execute("PRAGMA synchronous = OFF")
        two = Two(database, content)
        async with two.running():
            await two.becomes_head(two.petro)
            for step, number, newest in [("report", 0, True), ("report", 1, True), *steps]:
                await two.do(step, two.people[number], newest=newest)
            await two.look_everywhere()
            for person in two.people:
                await two.do("delete", person)
