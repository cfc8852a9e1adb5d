"""Numbers as people write them: each is read as a person would read it, or she is asked."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.content import Content
from services.figures import show_number
from services.numbers import NumberWords, read_number, store_number

SCALES: dict[str, int | str] = {"тис": 1000, "млн": 10**6, "мільйон": 10**6, "млрд": 10**9, "грн": 1, "коп": "0.01"}
WORDS = NumberWords(
    scales={stem: Decimal(scale) for stem, scale in SCALES.items()},
    nothing=["немає"],
    known=["шт", "довжина", "мережі"],
    unit="км",
)
amounts = st.decimals(min_value=0, max_value=10**12, places=2, allow_nan=False)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("42", "42"),
        ("3,5", "3.5"),
        ("3.5", "3.5"),
        (",5", "0.5"),
        ("3,5 км", "3.5"),
        ("3,5км.", "3.5"),
        ("довжина 3,5", "3.5"),
        ("12 шт.", "12"),
        ("1 200 000", "1200000"),
        ("1\u00a0200\u202f000", "1200000"),
        ("1'200’000", "1200000"),
        ("1.200.000", "1200000"),
        ("1,200,000", "1200000"),
        ("1.200.000,50", "1200000.5"),
        ("1 200,50", "1200.5"),
        ("0,125", "0.125"),
        ("1234.567", "1234.567"),
        ("1,2 млн", "1200000"),
        ("1,2 млн. грн", "1200000"),
        ("50тис", "50000"),
        ("2 мільйони", "2000000"),
        ("1 млн 200 тис", "1200000"),
        ("12 грн 50 коп.", "12.5"),
        ("−5", "-5"),
    ],
)
def test_what_has_one_meaning_is_read(text: str, value: str) -> None:
    reading = read_number(text, WORDS)
    assert (reading.sure, [store_number(each) for each in reading.values]) == (True, [value])


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1.200", ["1.2", "1200"]),
        ("12,345", ["12.345", "12345"]),
        ("1,200 млн", ["1200000", "1200000000"]),
        ("1 0", ["10"]),
        ("12 34", ["1234"]),
        ("007", ["7"]),
        ("близько 5", ["5"]),
        ("5 га", ["5"]),
        ("5к", ["5"]),
        ("немає", ["0"]),
        ("1 млн 200", ["1000200"]),
    ],
)
def test_what_is_doubtful_is_asked(text: str, values: list[str]) -> None:
    reading = read_number(text, WORDS)
    assert (reading.sure, [store_number(each) for each in reading.values]) == (False, values)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "багато",
        "10-12",
        "10 або 12",
        "1/2",
        "05.11.2026",
        "1e5",
        "5,5,5",
        "3, 5",
        "٣",
        "200 тис 1 млн",
        "5 тис 5000",
        "км",
    ],
)
def test_what_is_no_number_is_none(text: str) -> None:
    assert read_number(text, WORDS).values == ()


@given(
    amounts, st.sampled_from([" ", "\u00a0", "\u202f", "\u2009", "'", "’"]), st.sampled_from(["", " км", "км", " км."])
)
def test_grouped_as_people_group_it_is_the_same_number(value: Decimal, gap: str, unit: str) -> None:
    typed = f"{value:,.2f}".replace(",", gap).replace(".", ",") + unit
    reading = read_number(typed, WORDS)
    assert (reading.sure, reading.values) == (True, (value,))


@given(amounts)
def test_as_it_is_shown_it_is_read_again_or_asked(value: Decimal) -> None:
    assert value in read_number(show_number(value), WORDS).values
    assert Decimal(store_number(value)) == value


@given(st.text(alphabet="0123456789 .,-’\u00a0кмтисгрнкоп%", max_size=30))
def test_nothing_is_sure_of_more_than_one_number_or_invents_digits(text: str) -> None:
    reading = read_number(text, WORDS)
    assert len(reading.values) == 1 or not reading.sure
    typed = {each for each in text if each in "123456789"}
    for value in reading.values:
        assert {each for each in store_number(value) if each in "123456789"} <= typed


@pytest.mark.parametrize(
    ("text", "values"), [("76", ["76"]), ("76 балів", ["76"]), ("76,5 балів", ["76.5"]), ("76/100", [])]
)
def test_a_score_is_a_number_with_its_word(content: Content, text: str, values: list[str]) -> None:
    reading = read_number(text, NumberWords.of(content.library.texts, "балів"))
    assert [store_number(each) for each in reading.values if reading.sure] == values


def test_hryvnias_and_kopecks_are_money_only_where_money_is_asked(content: Content) -> None:
    texts = content.library.texts
    assert read_number("12 грн 50 коп.", NumberWords.of(texts, "грн")).values == (Decimal("12.5"),)
    assert not read_number("1200 грн", NumberWords.of(texts, "км")).sure
