"""Staff make a poster; its QR code leads to the answer; staff see how many came by it."""

from __future__ import annotations

import pypdfium2
import zxingcpp

from handlers.answers.taps import MakePoster
from simulator.people import Message
from tests.stories.world import World


def codes(pdf: bytes) -> list[str]:
    """What a phone's camera reads on each page."""
    with pypdfium2.PdfDocument(pdf) as document:
        read = []
        for page in document:
            (code,) = zxingcpp.read_barcodes(page.render(scale=2).to_pil())
            read.append(code.text)
        return read


def words(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return " ".join(document[0].get_textpage().get_text_range().split())


async def desk(world: World) -> Message:
    world.iryna.send("/staff", chat=world.staff_chat)
    await world.settle()
    return world.in_staff_chat()[-1]


async def tap(world: World, *buttons: str) -> Message:
    """Iryna presses one button after the other in the staff chat; what the bot said last there."""
    for button in buttons:
        await world.tap(world.iryna, button, message=world.in_staff_chat()[-1])
    return world.in_staff_chat()[-1]


def file_of(world: World, message: Message) -> bytes:
    return world.telegram.file(message.data["document"]["file_id"]).content


async def test_a_poster_for_an_office_leads_to_its_answer(world: World) -> None:
    await desk(world)
    sent = await tap(world, "Плакати", "📱 Документи в Дії", "Не приймають документ у Дії", "Один плакат")
    assert sent.data["document"]["file_name"] == "diia-refused.pdf"
    pdf = file_of(world, sent)
    assert codes(pdf) == ["https://t.me/zt_bot?start=a_diia-refused_poster"]
    assert "Не приймають документ у Дії: що робити?" in words(pdf)
    assert "@zt_bot" in words(pdf)
    opened = await world.start(world.olena, "a_diia-refused_poster")
    assert "Не приймають документ у Дії" in opened.text


async def test_each_hromada_gets_a_poster_of_its_own_and_staff_see_which_works(world: World) -> None:
    await desk(world)
    sent = await tap(world, "Плакати", "👶 єМалятко", "Як зареєструвати дитину саме вам", "Набір для 66 громад")
    read = codes(file_of(world, sent))
    assert len(set(read)) == 66
    assert read[0] == "https://t.me/zt_bot?start=g_emalyatko_h02001"
    assert "Андрушівська громада" in words(file_of(world, sent))
    assert "66 аркушів" in sent.text or "66 аркушів" in sent.data["caption"].replace("\xa0", " ")
    for person in (world.olena, world.mykola):
        assert "у шлюбі?" in (await world.start(person, read[0].split("=")[1])).text
    await world.start(world.olena, "g_emalyatko_h02003")
    await desk(world)
    table = (await tap(world, "Показники", "Кого привели плакати")).text
    assert "3 відвідування" in table
    assert "2 – Як зареєструвати дитину саме вам (Андрушівська)" in table
    assert "1 – Як зареєструвати дитину саме вам (Бердичівська)" in table


async def test_a_link_without_a_mark_is_no_poster(world: World) -> None:
    await world.start(world.olena, "a_diia-verify")
    await world.start(world.olena, "a_diia-verify_nonsense")
    assert "Вітаємо!" in world.olena.last.text
    await desk(world)
    assert "ще ніхто не приходив" in (await tap(world, "Показники", "Кого привели плакати")).text


async def test_the_desk_is_for_staff_only(world: World) -> None:
    assert "лише працівники" in (await world.say(world.olena, "/staff")).text
    message = await world.start(world.olena)
    forged = MakePoster("a", "diia-refused", 1)
    assert (await world.forge(world.olena, forged, message=message)).startswith("Це можуть лише працівники відділу.")
    assert "document" not in world.olena.last.data


async def test_an_administrator_has_the_desk_in_private(stopped_world: World) -> None:
    world = stopped_world
    async with world.running(admin_ids={world.mykola.id}):
        assert "Робочий стіл" in (await world.say(world.mykola, "/staff")).text
        assert "лише працівники" in (await world.say(world.iryna, "/staff")).text


async def test_a_hospital_has_its_name_on_its_sheet_and_its_visits_are_counted_apart(world: World) -> None:
    hospital = await world.services.people.posts.add_body("КНП «Обласна лікарня»", world.iryna.id)
    await world.services.people.posts.add_body("Школа № 1", world.iryna.id)
    ways = ("Плакати", "👶 єМалятко", "Як зареєструвати дитину саме вам", "Для установи")
    await desk(world)
    sent = await tap(world, *ways, "Обласна лікарня")
    [code] = codes(file_of(world, sent))
    assert code.endswith(f"_{hospital.place}")
    assert "Обласна лікарня" in words(file_of(world, sent))
    await desk(world)
    assert len(set(codes(file_of(world, await tap(world, *ways, "Усі установи: 2"))))) == 2
    await world.start(world.olena, code.split("?start=")[1])
    await desk(world)
    listed = await tap(world, "Показники", "Кого привели плакати")
    assert "(КНП «Обласна лікарня»)" in listed.text.replace("\xa0", " ")


async def test_a_poster_of_something_that_is_gone_leads_back(world: World) -> None:
    await desk(world)
    await world.forge(world.iryna, MakePoster("a", "gone", 0), message=world.in_staff_chat()[-1])
    assert "З якої теми зробити плакат?" in world.in_staff_chat()[-1].text
