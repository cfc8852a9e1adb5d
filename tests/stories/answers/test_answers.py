"""A citizen asks in her own words, looks around, says whether it helped, and shares what she found."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from handlers.answers.taps import ChooseAnswer, OpenAnswer
from handlers.answers.words import answer_words
from tests.stories.world import World, button_of


async def test_a_question_in_plain_words_gets_its_answer_with_sources_and_date(world: World) -> None:
    answer = await world.say(world.olena, "касирка каже що дія це не документ")
    assert answer.text.startswith(world.content.library.answers["diia-refused"].title)
    assert "Джерела:" in answer.text
    assert "Складено за збереженими копіями, 23 листопада 2026 року" in answer.text
    assert "https://zakon.rada.gov.ua/laws/show/1368-20" in answer.links


async def test_only_who_read_the_sources_stands_below_an_answer_as_having_checked_it(world: World) -> None:
    answer = world.content.library.answers["diia-refused"]
    assert answer.checked_by == ""
    signed = replace(answer, checked_by="Ірина Мельник")
    words = answer_words(world.content.library.texts, signed, late=False)
    assert "Звірено 23 листопада 2026 року: Ірина Мельник" in words
    assert "копіями" not in words


async def test_who_is_being_refused_has_the_card_and_the_clock_below_the_answer(world: World) -> None:
    for answer in world.content.library.answers.values():
        if answer.offers:
            shown = await world.start(world.olena, f"a_{answer.id}")
            assert shown.buttons[0] == ["🪪 Картка", "⏱ Засікти час"]
            assert len(answer.body) <= 600
    refused = await world.say(world.olena, "касирка каже що дія це не документ")
    await world.tap(world.olena, "Засікти час")
    assert "Час записано: 12:00" in world.olena.last.text
    assert world.olena.last.id > refused.id, "the answer is still there"
    await world.tap(world.olena, "🪪 Картка", message=refused)
    assert "Який документ не приймають?" in world.olena.last.text
    [case] = await world.database.fetch("SELECT status FROM cases")
    assert case["status"] == "begun"


async def test_the_first_screen_asks_nothing_and_shows_the_themes(world: World) -> None:
    welcome = await world.start(world.olena)
    assert "не є офіційним зверненням" in welcome.text
    assert "Не надсилайте документів" in welcome.text
    themes = [theme.title for theme in world.content.library.themes]
    assert welcome.buttons == [
        ["🪪 Показати закон"],
        ["🚫 Документ не приймають"],
        *([theme] for theme in themes),
        ["📁 Мої випадки", "📜 Мої курси"],
        ["✍️ Запитати відділ", "⚙️ Налаштування"],
    ]
    assert "English: /help" in welcome.text


async def test_help_says_in_english_what_the_bot_can_do(world: World) -> None:
    text = (await world.say(world.olena, "/help")).text
    assert "This bot of the Zhytomyr Oblast Administration" in text


@pytest.mark.parametrize(
    ("words", "button"),
    [
        ("Меню", "🪪 Показати закон"),
        ("допоможіть!!!", "🪪 Показати закон"),
        ("ЛЮДИНА", "✍️ Запитати відділ"),
        ("Хочу поговорити з людиною", "✍️ Запитати відділ"),
        ("оператор", "✍️ Запитати відділ"),
        ("позовите человека", "✍️ Запитати відділ"),
        ("мої випадки", "📁 Мої випадки"),
        ("налаштування", "⚙️ Налаштування"),
    ],
)
async def test_who_asks_for_a_way_in_words_is_led_there_in_one_tap(world: World, words: str, button: str) -> None:
    await world.say(world.olena, words)
    assert world.olena.last.buttons[0] == [button]


async def test_a_person_of_the_department_is_two_taps_from_any_answer(world: World) -> None:
    await world.say(world.olena, "що таке єМалятко")
    await world.tap(world.olena, "Меню")
    await world.tap(world.olena, "Запитати відділ")
    assert "працівникам відділу" in world.olena.last.text


async def test_the_menu_leads_to_an_answer_and_back_in_the_same_message(world: World) -> None:
    await world.start(world.olena)
    await world.tap(world.olena, "Документи в Дії")
    theme = world.content.library.themes[0]
    assert world.olena.last.buttons[0] == [world.content.library.answers[theme.answers[0]].title]
    await world.tap(world.olena, "Наступні")
    assert "Сторінка 2 з 4" in world.olena.last.text
    second_page = world.olena.last.buttons
    title = str(button_of(world.olena.last, OpenAnswer)["text"])
    await world.tap(world.olena, title)
    assert world.olena.last.text.startswith(title)
    await world.tap(world.olena, "Назад")
    assert world.olena.last.buttons == second_page
    await world.tap(world.olena, "Попередні")
    await world.tap(world.olena, "Назад")
    assert world.olena.last.buttons == world.olena.replies[0].buttons
    assert len(world.olena.replies) == 1


async def test_every_answer_can_be_reached_by_the_menu(world: World) -> None:
    seen: set[str] = set()
    for theme in world.content.library.themes:
        await world.start(world.olena)
        await world.tap(world.olena, theme.title)
        while True:
            seen |= {row[0] for row in world.olena.last.buttons}
            if not any("Наступні" in button for row in world.olena.last.buttons for button in row):
                break
            await world.tap(world.olena, "Наступні")
    assert seen >= {answer.title for answer in world.content.library.answers.values()}


async def test_every_answer_is_shown_as_telegram_takes_it(world: World) -> None:
    for answer in world.content.library.answers.values():
        shown = await world.start(world.olena, f"a_{answer.id}")
        assert shown.text.startswith(answer.title)
        assert len(shown.text) <= 4096


async def test_a_deep_link_opens_its_answer_and_an_unknown_one_the_first_screen(world: World) -> None:
    answer = await world.start(world.olena, "a_diia-verify")
    assert answer.text.startswith(world.content.library.answers["diia-verify"].title)
    for payload in ("a_gone", "x", "a_", "___"):
        assert "Вітаємо" in (await world.start(world.mykola, payload)).text


async def test_when_not_sure_the_bot_suggests_and_the_choice_takes_their_place(world: World) -> None:
    suggestions = await world.say(world.olena, "дія")
    assert "ближче до вашого запитання" in suggestions.text
    assert len(suggestions.buttons) == 4
    assert suggestions.buttons[-1] == ["Жодне з цього"]
    chosen = str(button_of(suggestions, ChooseAnswer)["text"])
    await world.tap(world.olena, chosen)
    assert world.olena.last.id == suggestions.id
    assert world.olena.last.text.startswith(chosen)
    row = await world.database.fetch_one("SELECT chosen_id, decision FROM questions")
    assert row
    assert row["decision"] == "suggest"
    assert world.content.library.answers[row["chosen_id"]].title == chosen


async def test_none_of_the_suggestions_leads_to_the_department(world: World) -> None:
    await world.say(world.olena, "дія")
    await world.tap(world.olena, "Жодне з цього")
    assert "ми не знаємо" in world.olena.last.text
    assert world.olena.last.buttons[0] == ["✍️ Передати відділу"]
    row = await world.database.fetch_one("SELECT chosen_id, refused_at FROM questions")
    assert row
    assert row["chosen_id"] is None
    assert row["refused_at"] is not None


async def test_what_is_not_known_is_said_honestly(world: World) -> None:
    reply = await world.say(world.olena, "коли відкриють басейн на вулиці Київській")
    assert "ми не знаємо" in reply.text
    assert "про документи в Дії, єМалятко, Дія.Освіту і звернення" in reply.text.replace("\xa0", " ")
    assert any("Меню" in button for row in reply.buttons for button in row)


async def test_a_matter_that_only_looks_like_ours_is_named(world: World) -> None:
    reply = await world.say(world.olena, "скільки коштує оформити закордонний паспорт")
    assert "Державної міграційної служби" in reply.text


async def test_a_matter_that_is_not_ours_can_go_to_the_department_in_one_tap(world: World) -> None:
    await world.say(world.olena, "черга на закордонний паспорт")
    await world.tap(world.olena, "Передати відділу")
    assert "черга на закордонний паспорт" in world.in_staff_chat()[-1].text
    assert not any("Передати відділу" in row[0] for row in (await world.say(world.olena, "привіт")).buttons)


async def test_of_a_story_the_part_that_asks_is_quoted(world: World) -> None:
    asked = "Чи можна прямо в пологовому подати заяву на малого?"
    story = f"Добрий день. Жінка лежить у Коростені вже третій день, сніг, автобуси не ходять. {asked} Дякую вам дуже."
    assert (await world.say(world.olena, story)).text.startswith(f"{asked}\nЧи можна подати єМалятко в пологовому?")


async def test_small_talk_is_answered_kindly(world: World) -> None:
    assert "Вітаємо" in (await world.say(world.olena, "Добрий день!")).text
    assert "Прошу" in (await world.say(world.olena, "дякую")).text


async def test_an_opinion_is_kept_per_revision_and_can_be_changed(world: World) -> None:
    await world.say(world.olena, "касирка каже що дія це не документ")
    answer = world.olena.last
    assert await world.tap(world.olena, "👍 Допомогло") == "Дякуємо, врахували"
    revision = world.content.library.answers["diia-refused"].revision
    ratings = "SELECT answer_id, revision, helpful FROM ratings"
    rated = {"answer_id": "diia-refused", "revision": revision}
    assert await world.database.fetch(ratings) == [{**rated, "helpful": 1}]
    await world.tap(world.olena, "👎 Не допомогло", message=answer)
    await world.tap(world.olena, "👎 Не допомогло", message=answer)
    assert await world.database.fetch(ratings) == [{**rated, "helpful": 0}]
    assert "Шкода" in world.olena.last.text
    assert world.olena.last.buttons[0] == ["✍️ Передати відділу"]


async def test_related_answers_open_below_and_the_first_stays(world: World) -> None:
    first = await world.start(world.olena, "a_diia-refused")
    related = world.content.library.answers[world.content.library.answers["diia-refused"].related[0]]
    await world.tap(world.olena, related.title)
    assert world.olena.last.id > first.id
    assert world.olena.last.text.startswith(related.title)
    await world.tap(world.olena, "☰ Меню", message=first)
    assert "Оберіть тему" in world.olena.last.text
    assert world.olena.replies[0].text == first.text


async def test_an_answer_past_its_review_says_that_it_is_being_checked(world: World) -> None:
    world.clock.move(timedelta(days=365))
    answer = await world.start(world.olena, "a_diia-refused")
    assert "Перевіряємо, чи досі так" in answer.text


async def test_inline_mode_shares_an_answer_with_a_way_to_the_bot(world: World) -> None:
    await world.start(world.olena)
    results = await world.olena.inline("касирка не бере паспорт у дії")
    search = world.services.answers.editions().search
    assert results[0]["id"] == search.find("касирка не бере паспорт у дії").hits[0].id
    assert results[0]["id"] == "diia-refused"
    friends = world.telegram.add_group(-2002, "Подруги", [world.olena, world.mykola])
    shared = world.olena.choose(results[0], friends)
    assert shared.text.startswith(world.content.library.answers["diia-refused"].title)
    [[button]] = shared.keyboard
    assert button["url"] == "https://t.me/zt_bot?start=a_diia-refused"


async def test_a_list_of_shared_answers_shows_no_marks_of_the_editor(world: World) -> None:
    await world.start(world.olena)
    for query in ("які документи є в Дії", "де скаржитися", "як вчитися", "єМалятко"):
        for result in await world.olena.inline(query):
            assert not set("[]*_<>") & set(result["description"]), result["description"]


async def test_the_share_button_finds_its_own_answer_first(world: World) -> None:
    for id in ("diia-verify", "emalyatko-what", "region-cnap"):
        answer = await world.start(world.olena, f"a_{id}")
        query = answer.button("Поділитися")["switch_inline_query"]
        assert (await world.olena.inline(query))[0]["id"] == id


async def test_inline_mode_without_words_offers_the_top_of_the_menu(world: World) -> None:
    results = await world.olena.inline("")
    assert [result["id"] for result in results] == list(world.content.library.answers)[:10]


async def test_numbers_of_people_are_not_kept(world: World) -> None:
    await world.say(world.olena, "мій паспорт МЕ123456, код 1234567890, не беруть дію, тел 067 123-45-67")
    row = await world.database.fetch_one("SELECT text FROM questions")
    assert row
    assert row["text"] == "мій паспорт •••, код •••, не беруть дію, тел •••"


@pytest.mark.parametrize("asked", ["привіт", "касирка каже що дія це не документ", "басейн на Київській"])
async def test_every_question_is_kept_with_what_was_found(world: World, asked: str) -> None:
    await world.say(world.olena, asked)
    [row] = await world.database.fetch("SELECT * FROM questions")
    assert (row["person_id"], row["text"]) == (world.olena.id, asked)
    assert row["decision"] in {"answer", "suggest", "unknown"}
    assert (row["answer_id"] is None) == (row["score"] is None)


async def test_the_bot_tells_telegram_its_commands(world: World) -> None:
    await world.settle()
    await world.start(world.olena)
    commands = world.telegram.commands["all_private_chats"]
    assert [command["command"] for command in commands] == [
        "start",
        "help",
        "card",
        "report",
        "courses",
        "events",
        "my",
        "settings",
        "verify",
        "privacy",
    ]
    assert "Як користуватися" in (await world.say(world.olena, "/help")).text


async def test_a_short_question_is_understood_after_the_one_before_for_a_quarter_of_an_hour(world: World) -> None:
    library = world.content.library
    await world.say(world.olena, "як написати скаргу на лікарню в ОВА")
    pointing = "а скільки чекати відповіді?"
    await world.say(world.olena, pointing)
    row = await world.database.fetch_one("SELECT answer_id FROM questions ORDER BY id DESC LIMIT 1")
    assert row
    assert row["answer_id"] == "appeal-term"
    assert library.answers["appeal-term"].title in str(world.olena.last)
    # Another person's question, and one long ago, are not looked at.
    alone = (await world.say(world.mykola, pointing)).text
    world.clock.move(timedelta(minutes=16))
    assert (await world.say(world.olena, pointing)).text == alone


async def test_of_two_questions_in_one_message_both_are_answered(world: World) -> None:
    titles = {id: world.content.library.answers[id].title for id in ("diia-verify", "osvita-submit")}
    before = len(world.olena.replies)
    await world.say(world.olena, "Як перевірити паспорт у Дії? І ще: куди здати сертифікат Цифрограму?")
    answer, offered = world.olena.replies[before:]
    assert answer.text.startswith(titles["osvita-submit"])
    assert offered.text == "Ви спитали й про інше:"
    await world.tap(world.olena, titles["diia-verify"], message=offered)
    assert world.olena.last.text.startswith(titles["diia-verify"])
