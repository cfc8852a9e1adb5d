"""Posts, invites, roles, bans and the audit on pages: the same services as in chat, and each sees the other's work."""

from __future__ import annotations

import pytest

from handlers.people.taps import SayItIsMe
from services.people import Post, Role, Title
from simulator.people import Person
from tests.excel import rows_of
from tests.stories.world import World
from tests.web.browser import Browser, Page
from tests.web.conftest import HEAD, Enter

PEOPLE = "/desk/people"
VACANT = Post("h02003", Title.HEAD)


async def proved(world: World, person: Person) -> None:
    """She says in the chat that it is her."""
    await world.settle()
    await world.tap(person, SayItIsMe)


def row(page: Page, words: str) -> str:
    [found] = [each.text for each in page.find("tr", data_row="") if words in each.text]
    return found


async def test_posts_are_found_by_state_raion_kind_and_words(world: World, enter: Enter) -> None:
    browser = await enter(world.iryna)
    page = await browser.get(PEOPLE)
    assert "66 посад" in page.text
    assert "Микола" in row(page, "Голова Андрушівської")
    assert "сьогодні" in row(page, "Голова Андрушівської"), "she came into her post today"
    assert len((await browser.get(f"{PEOPLE}?raion=1&title=head")).find("tr", data_row="")) == 10
    vacant = await browser.get(f"{PEOPLE}?state=vacant")
    assert "65 посад" in vacant.text
    assert "Андрушівської" not in vacant.text
    assert len((await browser.get(f"{PEOPLE}?q=микола андруш")).find("tr", data_row="")) == 1
    assert "Таких посад немає" in (await browser.get(f"{PEOPLE}?q=жмеринка")).text
    await world.services.people.people.stopped(world.mykola.id)
    assert "▲ бот не може писати" in row(await browser.get(f"{PEOPLE}?state=unreachable"), "Андрушівської")


async def test_one_post_says_who_was_and_is_and_keeps_phone_and_mail(world: World, enter: Enter) -> None:
    browser, path = await enter(world.iryna), f"{PEOPLE}/of/{HEAD.id}"
    page = await browser.get(path)
    wrong = await browser.press(page, f"{path}/reach", expect=422, phone="не знаю", email="rada")
    assert "rada" in [each["value"] for each in wrong.find("input")], "what was typed stays"
    page = await browser.press(wrong, f"{path}/reach", phone="04136 2-15-44", email="rada@andr.gov.ua")
    assert "Телефон і пошту записано" in page.text
    assert await world.services.people.posts.phone(HEAD) == "+380413621544"
    assert "rada@andr.gov.ua" in row(await browser.get(PEOPLE), "Андрушівської")

    asked = await browser.get(next(each["href"] for each in page.find("a") if "/end/" in each["href"]))
    assert "Зараз її обіймає Микола" in asked.text
    page = await browser.press(asked, asked.find("form", method="post")[1]["action"])
    assert "Поки нікого немає" in page.text
    assert "Микола" in page.text, "she stands in the history"
    assert "голова Андрушівської громади" in (await told_staff(world)), "the staff read it in their chat"
    await browser.get(f"{PEOPLE}/of/h99999-head", expect=404)


async def test_who_took_a_post_by_mistake_goes_and_the_rightful_one_has_it_again(world: World, enter: Enter) -> None:
    invites = world.services.people.invites
    await invites.take((await invites.into_post(HEAD, world.iryna.id)).token, world.olena.id, "Олена")
    browser = await enter(world.iryna)
    page = await browser.get(f"{PEOPLE}/of/{HEAD.id}")
    assert page.find("h3")[0].text == "Олена"
    asked = await browser.get(page.link("Це не та людина"))
    assert "Повернеться Микола" in asked.text
    page = await browser.press(asked, str(asked.response.url.path))
    assert page.find("h3")[0].text == "Микола"
    again = await browser.post(str(asked.response.url.path))
    assert "Це вже зроблено раніше" in again.text
    await world.tell_news()
    assert "вам дали помилково" in world.olena.last.text
    assert "повернуто вам" in world.mykola.last.text


async def told_staff(world: World) -> str:
    await world.tell_news()
    return " ".join(each.text for each in world.in_staff_chat())


async def test_a_link_made_on_a_page_lets_her_in_once_and_is_asked_before_it_is_replaced(
    world: World, enter: Enter
) -> None:
    browser, path = await enter(world.iryna), f"{PEOPLE}/of/{VACANT.id}/invite"
    made = await browser.press(await browser.get(path), path)
    url = next(each["href"] for each in made.find("a") if "start=inv_" in each["href"])
    asked = await browser.get(path)
    assert "уже є" in asked.text
    code = await browser.get(f"{made.response.url.path}/code.svg")
    assert code.response.headers["Content-Type"] == "image/svg+xml"
    await world.start(world.olena, url.partition("start=")[2])
    await world.tap(world.olena, "Так, прийняти")
    assert "Олена" in (await browser.get(f"{PEOPLE}/of/{VACANT.id}")).text
    await browser.get(made.response.url.path, expect=404)


async def test_all_heads_as_a_sheet_and_as_excel_have_the_same_links_until_they_are_replaced(
    world: World, enter: Enter
) -> None:
    browser, invites = await enter(world.iryna), f"{PEOPLE}/invites"
    await browser.post(f"{invites}/print", {"raion": "1"}, expect=403)
    assert not await world.services.people.invites.open(), "nothing is made before she says that it is her"
    await proved(world, world.iryna)
    sheet = await browser.post(f"{invites}/print", {"raion": "1"})
    slips = sheet.find("ul", class_="slips")[0].find("li")
    assert len(slips) == 9, "ten heads of the raion, but for the one who is there"
    excel = await browser.post(f"{invites}/excel")
    links = {str(line[2]) for line in rows_of(excel.response.content)[1:]}
    assert len(links) == 65
    printed = {each.find("p", class_="url")[0].text for each in slips}
    assert printed < links
    asked = await browser.get(f"{invites}/renew")
    assert "65 чинних посилань перестануть діяти" in asked.text.replace("\xa0", " ")
    await browser.press(asked, f"{invites}/renew")
    new = {each.url(world.services.department.bot) for each in await world.services.people.invites.open_links()}
    assert not new & links


async def test_a_role_is_given_and_taken_only_by_who_proves_that_it_is_her(
    world: World, enter: Enter, petro: Person
) -> None:
    browser, team = await enter(world.iryna), f"{PEOPLE}/team"
    await browser.post(f"{team}/invite", {"role": "operator"}, expect=403)
    asked = await browser.get(f"{team}/{petro.id}/remove")
    assert "Петро" in asked.text
    page = await browser.press(asked, f"{team}/{petro.id}/remove", expect=403)
    assert await world.services.people.staff.role(petro.id) is Role.OPERATOR
    assert "Підтвердьте в Telegram" in page.text
    await proved(world, world.iryna)
    made = await browser.post(f"{team}/invite", {"role": "operator"})
    assert "start=inv_" in made.text
    other = await enter(petro)
    assert "до роботи з ботом" not in (await other.get(f"{PEOPLE}/invites")).text, "it is not his business"
    await other.get(made.response.url.path, expect=404)
    await browser.post(f"{team}/{petro.id}/remove")
    assert await world.services.people.staff.role(petro.id) is None
    await other.get(PEOPLE, expect=403)
    await other.post(f"{PEOPLE}/bodies", {"name": "Моя установа"}, expect=403)


async def test_a_ban_is_lifted_and_she_is_told(world: World, enter: Enter) -> None:
    await world.services.people.bans.ban(world.olena.id, "образи", world.iryna.id)
    browser = await enter(world.iryna)
    page = await browser.get(f"{PEOPLE}/bans")
    assert "Причина: образи" in page.text
    [lift] = [each["action"] for each in page.find("form") if each["action"].endswith("/lift")]
    page = await browser.press(page, lift)
    assert "Обмеження знято" in page.text
    assert "Нікого не обмежено" in page.text
    await world.tell_news()
    assert "Обмеження знято" in world.olena.last.text


async def test_the_audit_is_read_by_person_object_and_day(world: World, enter: Enter, petro: Person) -> None:
    browser, audit = await enter(world.iryna), f"{PEOPLE}/audit"
    await world.services.people.posts.set_phone(VACANT, "+380414321544", petro.id)
    page = await browser.get(audit)
    assert "Петро · голова Бердичівської громади: телефон посади" in page.text
    page = await browser.get(f"{audit}?who={petro.id}")
    assert page.find("strong")
    assert {each.text for each in page.find("strong")} == {"Петро"}
    about = await browser.get(f"{audit}?about=Бердичівської")
    assert len(about.find("ol", class_="line")[0].find("li")) == 1
    assert "рядків немає" in (await browser.get(f"{audit}?on=2020-01-01")).text
    wrong = await browser.get(f"{audit}?about=такого-немає&on=колись", expect=422)
    assert len(wrong.find(class_="errors")[0].find("a")) == 2
    await browser.post(f"{audit}/excel", {"who": str(petro.id)}, expect=403)
    await proved(world, world.iryna)
    excel = rows_of((await browser.post(f"{audit}/excel", {"who": str(petro.id)})).response.content)
    assert {line[1] for line in excel[1:]} == {"Петро"}


@pytest.mark.parametrize("path", ["", "/invites", "/team", "/bans", "/audit"])
async def test_nobody_but_the_staff_sees_any_of_it(world: World, enter: Enter, stranger: Browser, path: str) -> None:
    await (await enter(world.mykola)).get(f"{PEOPLE}{path}", expect=403)
    await stranger.get(f"{PEOPLE}{path}", expect=401)
