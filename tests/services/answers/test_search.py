"""The search on questions that people ask in their own words; `python -m benchmarks.search` prints the whole report."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis.strategies import text

from benchmarks.search import DOUBLE, Calibration, ask, quality, questions, sets
from content import FOLDER
from content.library import Library
from content.overlay import Overlay
from services.answers.editions import Editions, check_search
from services.answers.search import Decision, Finding, Search
from services.answers.search.classifier import Classifier, features_of
from services.answers.search.learning import learn
from services.answers.search.model import Model, is_current
from services.answers.search.search import FIRST, LAST, SIGNS, said
from services.content import Content

QUESTIONS = questions()
STYLES = sorted({question.style for question in QUESTIONS if question.expected})


@pytest.fixture(scope="module")
def search(library: Library) -> Search:
    return Search(library)


def test_the_set_is_large_and_half_of_it_is_hard(library: Library) -> None:
    without = [question for question in QUESTIONS if not question.expected]
    assert len(QUESTIONS) >= 500
    assert len(without) >= 100
    assert {"plain", "typos", "surzhyk", "russian", "latin", "layout", "short", "story"} == set(STYLES)
    for question in QUESTIONS:
        assert question.expected <= library.answers.keys(), question
    asked = set().union(*(question.expected for question in QUESTIONS))
    assert len(asked) >= 60, "a new answer may come without questions: `bot.py check` names it"


def test_no_question_of_the_set_is_an_example_of_an_answer(library: Library) -> None:
    def bare(text: str) -> str:
        return " ".join(text.lower().split()).strip("?!. ")

    examples = {bare(example) for answer in library.answers.values() for example in answer.questions}
    copied = [each.text for each in QUESTIONS if bare(each.text) in examples and len(each.text.split()) > 2]
    assert copied == []


def test_nearly_all_are_right_at_first_place_and_few_are_wrong_with_confidence(search: Search) -> None:
    got = quality(ask(search, QUESTIONS))
    assert got.at_1 >= 0.96
    assert got.at_3 >= 0.98  # a few questions below today's, so that one new answer breaks nothing
    assert got.at_once >= 0.85
    assert got.wrong <= 0.015
    assert got.confident_wrong <= 0.025


@pytest.mark.parametrize("name", sorted(sets().keys() - {"questions"}))
def test_what_writers_asked_who_saw_nothing_is_found(search: Search, name: str) -> None:
    asked = sets()[name]
    singles = ask(search, [each for each in asked if each.style != DOUBLE and not each.before])
    got = quality(singles)
    assert got.at_1 >= 0.96
    assert got.at_3 >= 0.985
    assert got.at_once >= 0.85
    assert got.wrong <= 0.015
    assert got.confident_wrong <= 0.02
    assert Calibration().take(singles).error <= 0.04
    assert quality(ask(search, [each for each in asked if each.before])).at_1 >= 0.8  # of 24 and 72
    assert quality(ask(search, [each for each in asked if each.style == DOUBLE])).both >= 0.8


@pytest.mark.parametrize("style", STYLES)
def test_no_way_of_writing_is_left_behind(search: Search, style: str) -> None:
    assert quality(ask(search, [each for each in QUESTIONS if each.style == style])).at_1 >= 0.88


@pytest.mark.parametrize("text", ["", " ", "🙂🙂", "؟" * 50, "\u200b", "<b>", "a" * 4096, "як " * 1365, "42", "/?:{}"])
def test_text_without_a_question_finds_nothing_and_breaks_nothing(search: Search, text: str) -> None:
    finding = search.find(text)
    assert finding.decision is Decision.UNKNOWN
    assert finding.hits == ()


def test_a_story_is_searched_as_a_whole(search: Search) -> None:
    story = (
        "Ходила вчора з сестрою на ринок, купили дві курки і мішок цибулі, потім пили каву. "
        "Дорогою додому згадали, що банк не прийняв у неї паспорт у Дії і вимагав пластик. "
        "Погода була гарна, собака зустрів нас біля воріт. Що їй робити, якщо відмовили?"
    )
    assert "diia-refused" in {hit.id for hit in search.find(story).hits}


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("привіт", "greeting"),
        ("Дякую!", "thanks"),
        ("черга на закордонний паспорт", "foreign-passport"),
        ("яка в мене буде пенсія", "pension-amount"),
        ("відстрочка від мобілізації", "mobilisation"),
        ("субсидія на газ", "subsidies"),
        ("як стати на біржу праці", "unemployment"),
        ("записатися на іспит з водіння", "driving-exam"),
    ],
)
def test_what_looks_like_ours_and_is_not_is_named(search: Search, text: str, topic: str) -> None:
    finding = search.find(text)
    assert (finding.decision, finding.topic) == (Decision.UNKNOWN, topic)


def test_a_lost_example_is_reported_with_what_took_its_place(library: Library, search: Search) -> None:
    assert list(check_search(library, search)) == []
    stolen = library.answers["diia-offline"].questions[0]
    thief = replace(library.answers["bot-official"], questions=(stolen,))
    answers = {**library.answers, "bot-official": thief}
    [lost] = check_search(replace(library, answers=answers), search)
    assert lost.key == "check-not-found"
    assert lost.values == {"question": stolen, "found": "diia-offline"}


def test_the_line_of_a_lost_question_is_the_line_in_the_file(library: Library, search: Search) -> None:
    path = FOLDER / "answers" / "diia-age.md"
    answer = replace(library.answers["diia-age"], id="renamed")
    mistakes = list(check_search(replace(library, answers={"renamed": answer}), search))
    assert len(mistakes) == len(answer.questions)
    lines = Path(path).read_text(encoding="utf-8").splitlines()
    assert all(answer.questions[number] in lines[each.line - 1] for number, each in enumerate(mistakes))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("якподатиємалятко", "emalyatko-apply"),
        ("неприймаютьдію", "diia-refused"),
        ("копіюпаспорта передати", "diia-share-copy"),
        ("обовязково кібергігієна сільраді", "osvita-cyber-hygiene"),
        ("скріншот паспорта пiдiйде", "diia-screenshot"),
        ("НЕ ПРАЦЮЄ ДІЯ!!!", "diia-support"),
    ],
)
def test_words_run_together_without_apostrophes_and_with_foreign_letters_are_read(
    search: Search, text: str, expected: str
) -> None:
    assert search.find(text).hits[0].id == expected


def first(finding: Finding) -> str:
    return finding.hits[0].id if finding.hits else finding.topic or "-"


@given(text())
@settings(max_examples=200, deadline=None)
def test_any_text_is_decided_upon_always_alike(search: Search, text: str) -> None:
    finding = search.find(text, text)
    assert finding == search.find(text, text)
    assert all(0 <= hit.score <= 1 for hit in (*finding.hits, *finding.also))
    scores = [hit.score for hit in finding.hits]
    assert scores == sorted(scores, reverse=True)
    assert (finding.decision is Decision.UNKNOWN) == (not finding.hits)


@pytest.mark.parametrize("sign", "'’ʼ′`‘´ʹ\"")
def test_no_apostrophe_makes_a_difference(search: Search, sign: str) -> None:
    for each in QUESTIONS:
        if "'" in each.text and each.style not in {"latin", "layout"}:
            found, as_it_is = search.find(each.text.replace("'", sign)), search.find(each.text)
            assert replace(found, part="") == replace(as_it_is, part=""), each.text


def test_neither_stress_nor_a_latin_letter_that_looks_alike_makes_a_difference(search: Search) -> None:
    vowel = re.compile("[аеєиіоуюя]")
    for each in QUESTIONS[::3]:
        if each.style in {"latin", "layout", "nonsense"}:
            continue
        as_it_is = search.find(each.text)
        for mark in "\u0301\u0300":
            found = search.find(vowel.sub(rf"\g<0>{mark}", each.text, count=1))
            assert (found.decision, found.hits, found.topic) == (as_it_is.decision, as_it_is.hits, as_it_is.topic), (
                each.text
            )
        for latin in (each.text.replace("і", "i"), each.text.replace("о", "o").replace("а", "a")):
            found = search.find(latin)
            assert (found.decision, found.hits, found.topic) == (as_it_is.decision, as_it_is.hits, as_it_is.topic), (
                latin
            )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("скільки коштує єМалятко", "emalyatko-cost"),
        ("єМалятко скільки треба заплатити", "emalyatko-cost"),
        ("що таке Дія.QR", "diia-share-copy"),
        ("які папери нести на єМалятко", "emalyatko-documents"),
        ("какие бумаги нужны для емалятко", "emalyatko-documents"),
        ("какая справка нужна на емалятко", "emalyatko-documents"),
        ("не вантажиться і вилітає ця ваша дія", "diia-support"),
        (
            "касир подивився на мій телефон, похитав головою і покликав наступного. кажу ж, що це паспорт",
            "diia-refused",
        ),
    ],
)
def test_everyday_words_find_their_answer(search: Search, text: str, expected: str) -> None:
    assert expected in [hit.id for hit in search.find(text).hits[:2]], search.find(text)


def test_a_guessed_spelling_alone_never_makes_sure(search: Search) -> None:
    """Without the misspelt word nothing is known of what is asked."""
    for each in QUESTIONS:
        finding = search.find(each.text)
        if each.style == "typos" and finding.decision is Decision.ANSWER:
            assert first(finding) in each.expected or len(each.text.split()) > 2, each.text
    assert search.find("інвалідність посвідчення дія").decision is not Decision.ANSWER


@pytest.mark.parametrize(
    ("before", "text", "expected"),
    [
        ("як оформити єМалятко через застосунок", "а скільки це коштує?", "emalyatko-cost"),
        ("чи приймуть паспорт у дії в поїзді", "а якщо він у книжечці?", "diia-old-passport"),
        ("як написати скаргу на лікарню в ОВА", "а скільки чекати відповіді?", "appeal-term"),
        ("здала цифрограм, що далі", "і куди його тепер нести?", "osvita-submit"),
    ],
)
def test_a_short_message_points_back(search: Search, before: str, text: str, expected: str) -> None:
    assert first(search.find(text, before)) == expected


def test_what_was_asked_before_does_not_change_a_question_that_stands_by_itself(search: Search) -> None:
    for each in ask(search, QUESTIONS[:60]):
        question, finding = each
        if finding.decision is Decision.ANSWER:
            again = search.find(question.text, "як відписатися від розсилки")
            assert first(again) == first(finding), question.text


def test_the_same_question_again_is_read_alone(search: Search) -> None:
    for asked in ("чи буде зоопарк у Бердичеві", "коли вже дадуть світло на Київській", "як відписатися від розсилки"):
        assert search.find(asked, asked.upper() + "!") == search.find(asked)


def test_half_a_question_is_never_sure_by_itself(search: Search) -> None:
    assert search.find("а скільки це коштує?").decision is not Decision.ANSWER
    finding = search.find("а скільки це коштує?", "як подати заяву єМалятко", "emalyatko-apply")
    assert (finding.decision, first(finding)) == (Decision.ANSWER, "emalyatko-cost")


@pytest.mark.parametrize("text", ["а скільки це коштує?", "скільки коштує", "це платно?", "а якщо він у книжечці?"])
def test_what_points_back_is_never_sure_of_another_matter(search: Search, text: str) -> None:
    for before in ("як отримати довідку про несудимість", "хто бачить, що я тут пишу"):
        assert search.find(text, before).decision is not Decision.ANSWER


@pytest.mark.parametrize(
    "text", ["Квиток теж не повернули", "довідку теж не дали", "диплом також не віддали", "мені не повернули"]
)
def test_what_only_goes_on_or_names_nothing_is_never_sure_by_itself(search: Search, text: str) -> None:
    assert search.find(text).decision is not Decision.ANSWER


def test_what_goes_on_is_sure_once_it_is_taught(library: Library) -> None:
    taught = Search(library, [("diia-idp-certificate", "довідку теж не дали")])
    finding = taught.find("довідку теж не дали")
    assert (finding.decision, first(finding)) == (Decision.ANSWER, "diia-idp-certificate")


def test_of_a_long_text_what_is_said_first_and_last_is_read(search: Search) -> None:
    asked, filling = "Чи можна прямо в пологовому подати заяву на малого?", "Сніг іде, автобуси не ходять. " * 130
    for long in (f"{asked} {filling}", f"{filling} {asked}"):
        assert search.find(long) == search.find(said(long))
        assert asked in said(long)
        assert len(said(long)) <= FIRST + LAST
    assert said("я" * 4096) == "\n".join(["я" * FIRST, "я" * LAST])
    assert said(f" {asked} ") == asked


def test_what_was_read_tells_more_than_what_was_asked(search: Search) -> None:
    assert first(search.find("і куди йти?", "ну що там", "diia-data-error")) == "diia-data-error"
    assert first(search.find("і скільки чекати?", "ну що там", "appeal-how")) == "appeal-term"


def test_both_of_two_questions_are_found(search: Search) -> None:
    finding = search.find("Як перевірити паспорт, який показують у телефоні? І ще: куди здати сертифікат Цифрограму?")
    assert {first(finding), *(hit.id for hit in finding.also)} == {"diia-verify", "osvita-submit"}
    assert search.find("Як перевірити паспорт, який показують у телефоні?").also == ()


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("де в житомирі цнап скільки платити за реєстрацію дитини", {"region-cnap", "emalyatko-cost"}),
        ("1) як вимкнути розсилку\n2) коли в селі буде інтернет", {"bot-unsubscribe", "region-internet"}),
        ("як написати скаргу в область\nчи є в дії студентський квиток", {"appeal-how", "diia-student-card"}),
        ("Доброго вечора, це Ганна з-під Олевська. Як вимкнути розсилку? І коли в селі буде інтернет?",
         {"bot-unsubscribe", "region-internet"}),
        ("Які папери треба, щоб записати дитину? І скільки це коштує?", {"emalyatko-documents", "emalyatko-cost"}),
    ],
    ids=["no marks", "numbered", "lines", "story", "the subject was said"],
)  # fmt: skip
def test_two_questions_are_found_however_they_are_joined(search: Search, text: str, asked: set[str]) -> None:
    finding = search.find(text)
    assert asked == {first(finding), *(hit.id for hit in finding.also)}


def test_one_question_in_several_clauses_stays_one(search: Search) -> None:
    for asked in (
        "Чи можна записати малого в пологовому, щоб потім нікуди не їхати?",
        "Живу в Чехії, додому не скоро. Як мені зайти в Дію, коли номер тутешній, а банк наш?",
    ):
        assert search.find(asked).also == (), asked


def test_the_part_of_a_story_that_asks_is_quoted_as_it_was_written(search: Search) -> None:
    asked = "Чи можна прямо в пологовому подати заяву на малого?"
    story = (
        f"Добрий день. Жінка лежить у Коростені вже третій день, сніг, автобуси не ходять. {asked} Дякую вам, дай Боже."
    )
    finding = search.find(story)
    assert (first(finding), finding.part) == ("emalyatko-hospital", asked)


def test_a_lesson_is_found_at_once_in_other_words_and_can_be_taken_back(library: Library) -> None:
    asked, otherwise = (
        "де в Коростені роздають мотузки для повітряних зміїв",
        "роздають мотузки для зміїв десь у Коростені?",
    )
    before = Search(library).find(otherwise)
    assert before.decision is not Decision.ANSWER
    taught = Search(library, [("region-department", asked)])
    assert taught.find(asked).decision is Decision.ANSWER
    assert first(taught.find(otherwise)) == "region-department"
    assert Search(library).find(otherwise) == before


def test_editions_teach_and_forget(library: Library) -> None:
    content = Content()
    editions = Editions(content)
    asked = "де роздають мотузки для повітряних зміїв"
    content.lay(Overlay(version=1, phrasings=frozenset({("region-department", asked)})))
    assert first(editions().search.find(asked)) == "region-department"
    content.lay(Overlay())
    assert editions().search.find(asked) == Search(library).find(asked)


def test_a_new_answer_is_found_before_the_search_has_learnt_it(library: Library) -> None:
    kites = replace(
        library.answers["region-cnap"],
        id="kites",
        title="Повітряні змії",
        questions=("де запускають повітряних зміїв",),
    )
    search = Search(replace(library, answers={**library.answers, "kites": kites}))
    assert first(search.find("де можна запускати повітряних зміїв")) == "kites"


def test_without_a_model_the_examples_are_still_found(library: Library) -> None:
    few = dict(list(library.answers.items())[:5])
    bare = replace(library, answers=few, phrasings={}, model=b"")
    assert list(check_search(bare, Search(bare))) == []


def test_why_names_both_scores_and_the_likest_phrasings(search: Search) -> None:
    reasons = search.why("не беруть паспорт у банку")
    assert reasons[0].id == "diia-refused"
    assert reasons[0].probability == max(each.probability for each in reasons)
    assert reasons[0].letters > reasons[1].letters
    assert len(reasons[0].likest) == 3
    assert set(reasons[0].parts) == set(SIGNS)


def test_the_packed_rows_give_what_plain_arithmetic_gives(library: Library) -> None:
    model = Model.read(library.model)
    words = ["паспорт", "у", "дії"]
    counted = Counter(features_of(words))
    weighed = {feature: count * model.feature_rarity[feature] for feature, count in counted.items()}
    norm = math.sqrt(sum(weight * weight for weight in weighed.values()))
    size = len(model.names)
    logits = [
        bias + sum(w * (model.rows[f * size + n] - 128) for f, w in weighed.items()) * model.scale / norm
        for n, bias in enumerate(model.bias)
    ]
    powers = [math.exp(logit - max(logits)) for logit in logits]
    expected = [power / sum(powers) for power in powers]
    assert Classifier(model).probabilities(words) == pytest.approx(expected)


def test_the_model_is_small_and_as_new_as_what_it_was_learnt_from(library: Library) -> None:
    assert len(library.model) < 2_000_000
    assert is_current(library)
    answer = library.answers["diia-age"]
    edited = {**library.answers, answer.id: replace(answer, questions=(*answer.questions, "ще одне"))}
    assert not is_current(replace(library, answers=edited))


def test_the_same_phrasings_give_the_same_bytes(library: Library) -> None:
    ids = ("diia-age", "diia-abroad", "greeting")
    few = {
        id: tuple(each for each in library.phrasings[id] if not each.before and each.writer in {"w6", "w7"})[:40]
        for id in ids
    }
    small = replace(library, answers={id: library.answers[id] for id in ids[:2]}, phrasings=few)
    first_time, again = learn(small), learn(small)
    assert first_time == again
    assert set(Model.read(first_time).names) == set(ids)
