"""What a form is after a correction, and the words that define it."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from content.messages import Texts
from services.content import Content
from services.notices import Field, FieldKind, FieldWords, Form, WrongPart

DEFINITION = """# Інтернет
Населених пунктів: число 0-300
? За даними на 1 січня
З них без оптики: число 0-300 сіл
Довжина мережі: число км
Довжина, км: число 0,5-1 200
Скільки витрачено: гроші
Скільки ще треба: гроші 10-2 000 000
Охоплення: відсоток
Приріст: відсоток 1-50
Зміна: число -5-10
Чи є приватний провайдер: так/ні
# Ще
Технологія: вибір оптика, радіо, супутник, необов’язково
Коли під’єднали: дата, необов’язково
Які саме: перелік
Село: село
Провайдери: таблиця пункт (село), назва, абонентів (число 0-500), від коли (дата, необов’язково), необов’язково
Рішення: файл
Примітка: текст, необов’язково
1 >= 2
7 >= 3 + 5"""


@pytest.fixture
def texts(content: Content) -> Texts:
    return content.texts


def test_the_words_that_are_shown_define_the_same_form(texts: Texts) -> None:
    form = Form.parse(DEFINITION, texts)
    assert len(form.fields) == 17
    assert Form.parse(form.written(texts), texts) == form
    assert Form.read(form.stored()) == form


@pytest.mark.parametrize(
    ("versions", "ids"),
    [
        (["А: число\nБ: текст", "Б: текст\nА: число"], [1, 0]),
        (["А: число\nБ: текст", "а: число 0-5\nВ: текст\nБ: текст, необов’язково"], [0, 2, 1]),
        (["А: число", "А: число км"], [1]),
        (["А: число", "А: текст"], [1]),
        (["А: таблиця б, в", "А: таблиця б, в (дата)"], [1]),
        (["А: число\nА: число", "А: число\nА: число\nА: число"], [0, 1, 2]),
        (["А: число\nБ: текст", "А: число", "А: число\nБ: текст"], [0, 2]),
        (["А: вибір так, ні", "А: вибір так, ні, не знаю"], [0]),
    ],
)
def test_a_field_keeps_its_id_as_long_as_it_asks_the_same(texts: Texts, versions: list[str], ids: list[int]) -> None:
    forms: list[Form] = []
    for each in versions:
        form = Form.parse(each, texts)
        forms.append(form.following(forms) if forms else form)
    assert [field.id for field in forms[-1].fields] == ids


@pytest.mark.parametrize(
    ("definition", "value", "fits"),
    [
        ("А: число 0-10", "12", False),
        ("А: число 0-20", "12", True),
        ("А: вибір оптика, радіо", "супутник", False),
        ("А: вибір оптика, супутник", "супутник", True),
        ("А: таблиця б, в", '[["1"]]', False),
        ("А: таблиця б, в", '[["1", "2"]]', True),
        ("А: файл", "document 5", True),
        ("А: число 5-10", "", True),
    ],
)
def test_an_answer_that_does_not_fit_any_more_is_none(texts: Texts, definition: str, value: str, fits: bool) -> None:
    form = Form.parse(definition, texts)
    assert form.fitting({"0": value, "7": "1"}) == ({"0": value} if fits else {})


def test_a_check_holds_between_the_fields_wherever_they_stood_before(texts: Texts) -> None:
    first = Form.parse("Усього: число\nЧастина: число\n1 >= 2", texts)
    second = Form.parse("Частина: число\nУсього: число\n2 >= 1", texts).following([first])
    assert second.broken({"0": "5", "1": "7"}) == list(second.checks)
    assert second.broken({"0": "7", "1": "5"}) == []
    assert [field.label for field in second.missing({"0": "7"})] == ["Частина"]


def test_no_field_of_an_id_that_is_gone(texts: Texts) -> None:
    form = Form.parse("А: число", texts)
    assert isinstance(form.field(0), Field)
    assert form.field(1) is None


def test_a_field_taken_apart_for_the_page_is_the_same_field(texts: Texts) -> None:
    for field in Form.parse(DEFINITION, texts).fields:
        assert FieldWords.of(field, texts).field(texts) == replace(field, id=0), field.label


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        (FieldWords(kind="число", label=" "), WrongPart.LABEL),
        (FieldWords(kind="число", label="# Розділ"), WrongPart.LABEL),
        (FieldWords(kind="число", label="А", low="десять"), WrongPart.BOUNDS),
        (FieldWords(kind="число", label="А", unit="5 км"), WrongPart.BOUNDS),
        (FieldWords(kind="вибір", label="А", options="один"), WrongPart.OPTIONS),
        (FieldWords(kind="таблиця", label="А", columns="рішення (файл)"), WrongPart.COLUMNS),
        (FieldWords(kind="текст", label="А", help="о" * 201), WrongPart.HELP),
        (FieldWords(kind="текст", label="А", section="о" * 61), WrongPart.SECTION),
    ],
)
def test_the_part_that_says_nothing_is_named(texts: Texts, typed: FieldWords, wrong: WrongPart) -> None:
    assert typed.field(texts) is wrong


def test_whatever_is_moved_or_taken_out_the_rest_stays_what_it_was(texts: Texts) -> None:
    """Thousands of presses: no field is lost, headings stay in their order, checks name the fields that they named."""
    chance, whole = random.Random(22), Form.parse(DEFINITION, texts)

    def checks(form: Form) -> list[tuple[str, list[str]]]:
        return [
            (form.fields[each.whole].label, [form.fields[part].label for part in each.parts]) for each in form.checks
        ]

    for _round in range(50):
        form = whole
        for _press in range(60):
            form = form.moved(chance.randrange(17), up=chance.random() < 0.5)
        assert sorted(each.id for each in form.fields) == list(range(17))
        assert [each.section for each in form.fields if each.section] == ["Інтернет", "Ще"]
        assert form.fields[0].section == "Інтернет"
        assert sorted(checks(form)) == sorted(checks(whole))
        assert Form.parse(form.written(texts), texts).written(texts) == form.written(texts)
        while len(form.fields) > 1:
            form = form.without(form.fields[chance.randrange(len(form.fields))].id)
            for check in form.checks:
                assert {form.fields[each].kind for each in (check.whole, *check.parts)} == {FieldKind.NUMBER}
