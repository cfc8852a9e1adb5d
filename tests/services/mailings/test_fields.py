"""Merge fields: what each recipient reads in their place."""

from __future__ import annotations

import pytest

from content.library import load
from services.mailings.fields import Fields

ANDRUSHIVKA = "UA18020010000059904"


async def place_name(_place: str) -> str:
    return "ЦНАП & партнери"


@pytest.fixture(scope="module")
def fields() -> Fields:
    texts = load().texts
    return Fields(lambda: texts, place_name)


async def test_each_place_reads_its_own_name(fields: Fields) -> None:
    html = "<b>{громада}</b>, {Громади}, { район }"
    assert fields.unknown(html) == []
    assert await fields.fill(html, ANDRUSHIVKA) == (
        "<b>Андрушівська громада</b>, Андрушівської громади, Бердичівський район"
    )


async def test_who_named_no_place_reads_words_that_fit_everybody(fields: Fields) -> None:
    assert await fields.fill("{громада}, {район}", "") == "ваша громада, ваш район"


async def test_the_name_of_a_body_is_no_markup(fields: Fields) -> None:
    assert await fields.fill("{громада}", "cnap-1") == "ЦНАП &amp; партнери"


def test_a_field_that_means_nothing_is_named(fields: Fields) -> None:
    assert fields.unknown("{громада} {ПІБ} {} {дуже довгі слова, які не можуть бути полем}") == ["ПІБ"]
