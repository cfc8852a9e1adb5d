"""Merge fields: what each recipient reads in their place."""

from __future__ import annotations

import pytest

from content.library import Library
from services.mailings.merge_fields import MergeFields

ANDRUSHIVKA = "UA18020010000059904"


async def place_name(_place: str) -> str:
    return "ЦНАП & партнери"


@pytest.fixture(scope="module")
def fields(library: Library) -> MergeFields:
    texts = library.texts
    return MergeFields(lambda: texts, place_name)


async def test_each_place_reads_its_own_name(fields: MergeFields) -> None:
    html = "<b>{громада}</b>, {Громади}, { район }"
    assert fields.unknown(html) == []
    assert await fields.fill(html, ANDRUSHIVKA) == (
        "<b>Андрушівська громада</b>, Андрушівської громади, Бердичівський район"
    )


async def test_who_named_no_place_reads_words_that_fit_everybody(fields: MergeFields) -> None:
    assert await fields.fill("{громада}, {район}", "") == "ваша громада, ваш район"


async def test_the_name_of_a_body_is_no_markup(fields: MergeFields) -> None:
    assert await fields.fill("{громада}", "cnap-1") == "ЦНАП &amp; партнери"


def test_a_field_that_means_nothing_is_named(fields: MergeFields) -> None:
    assert fields.unknown("{громада} {ПІБ} {} {дуже довгі слова, які не можуть бути полем}") == ["ПІБ"]
