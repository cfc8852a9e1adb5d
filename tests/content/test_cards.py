"""Every cell of the table of cards, on every law it stands on; and what the loader refuses."""

from __future__ import annotations

import io
import json
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PIL import Image

from content import FOLDER
from content.cards import Cards, Verdict, load_cards
from content.complaints import load_complaints
from content.mistakes import BrokenContent
from services.cases import Advice, Card
from services.cases.cards import draw, make_card
from services.content import Content

NOW = date(2026, 11, 27)
WIDTH = 1080
TALLEST = 2300
"""Pixels: taller than this a phone shows only by scrolling."""
MARGIN = 40
"""Pixels at the right edge that no letter reaches."""


@pytest.fixture(scope="module")
def cards(content: Content) -> Cards:
    return content.library.cards


def test_every_verdict_stands_on_a_norm_that_holds_and_the_others_name_none(cards: Cards) -> None:
    assert len(cards.cells) == len(cards.documents) * len(cards.places)
    for pair, cell in cards.cells.items():
        assert cell.at(NOW) is cell.verdict, pair
        assert bool(cell.norms) is (cell.verdict not in {Verdict.ANOTHER, Verdict.UNKNOWN}), pair


def test_so_many_cells_have_a_verdict(cards: Cards) -> None:
    """Ten documents at fourteen kinds of places, as they were read; a change here must be meant."""
    later = {"insurance", "education", "veteran", "marriage", "reserve", "dracs", "tck", "border-in"}
    counted = Counter(cell.verdict for pair, cell in cards.cells.items() if later.isdisjoint(pair))
    assert counted == {
        Verdict.MUST_ACCEPT: 19,
        Verdict.AFTER_CHECK: 31,
        Verdict.REQUIRED: 4,
        Verdict.ACT: 39,
        Verdict.ANOTHER: 39,
        Verdict.UNKNOWN: 8,
    }


def test_a_business_is_never_cited_a_law_on_public_bodies(cards: Cards) -> None:
    public = {"registry-law", "tax-registry", "birth-registry", "services-law"}
    assert {norm.id for norm in cards.norms if norm.only_public} == public
    for cell in cards.cells.values():
        if not cell.place.public:
            assert public.isdisjoint(norm.id for norm in cell.norms)


def test_documents_and_places_have_their_official_names(cards: Cards) -> None:
    names = {each.id: each.name for each in cards.documents}
    assert names["travel"] == "Е-паспорт для виїзду за кордон"
    assert "внутрішньо переміщеної особи" in names["idp"]
    at = {each.id: each.at for each in cards.places}
    assert at["police"] == "для поліції"
    assert {"dracs", "tck", "border", "border-in"} <= at.keys()
    assert {"veteran", "reserve", "insurance", "education", "marriage"} <= names.keys()


def test_nothing_says_that_diia_works_at_the_border(cards: Cards) -> None:
    for (_, place), cell in cards.cells.items():
        if place.startswith("border"):
            assert cell.verdict not in {Verdict.MUST_ACCEPT, Verdict.AFTER_CHECK}


def test_only_a_verdict_is_a_picture_for_the_official(content: Content, cards: Cards) -> None:
    for pair, cell in cards.cells.items():
        made = make_card(content, cell, NOW)
        assert isinstance(made, Card) is cell.verdict.is_for_official, pair
        if isinstance(made, Advice):
            assert bool(made.say) is (made.verdict is not Verdict.ANOTHER), pair
            assert bool(made.source) is bool(made.norms), pair


def test_norms_speak_of_the_document_of_their_card(cards: Cards) -> None:
    """A norm that names a document stands under no other one."""
    names = {
        "водія": "licence",
        "реєстрацію авто": "vehicle",
        "поліс": "insurance",
        "студент": "student",
        "посвідка": "residence",
        "ветеран": "veteran",
        "резерв": "reserve",
    }
    age = "age-law"  # lists documents that prove an age
    for (document, place), cell in cards.cells.items():
        for norm in cell.norms:
            for word, named in names.items():
                if word in norm.says.lower() and norm.id != age:
                    assert document == named, (document, place, norm.id)


def test_no_card_promises_a_fine_or_a_code_of_four_digits(content: Content, cards: Cards) -> None:
    for cell in cards.cells.values():
        words = str(make_card(content, cell, NOW)).lower()
        for forbidden in ("штраф", "4 цифр", "1414", "військов", "обов’язку не можемо"):
            assert forbidden not in words


def test_nobody_is_said_to_have_checked_a_norm_that_nobody_signed(content: Content, cards: Cards) -> None:
    cell = cards.cells["passport", "rail"]
    made = make_card(content, cell, NOW)
    assert made.source.endswith("За збереженими копіями, 23 листопада 2026 року.")
    signed = replace(cell, norms=tuple(replace(norm, checked_by="Ірина Коваль") for norm in cell.norms))
    assert make_card(content, signed, NOW).source.endswith("Звірено 23 листопада 2026 року: Ірина Коваль.")


@pytest.mark.parametrize("later", [timedelta(days=97), timedelta(days=3650)])
def test_once_a_review_is_due_nothing_is_promised(content: Content, cards: Cards, later: timedelta) -> None:
    for cell in cards.cells.values():
        assert not cell.at(NOW + later).is_for_official
        assert not make_card(content, cell, NOW + later).norms


def test_before_a_law_was_in_force_nothing_is_promised(cards: Cards) -> None:
    assert cards.cells["passport", "rail"].at(date(2021, 8, 22)) is Verdict.UNKNOWN
    assert cards.cells["passport", "rail"].at(date(2021, 9, 2)) is Verdict.MUST_ACCEPT


def test_every_picture_is_drawn_without_overflow(content: Content, cards: Cards) -> None:
    for pair, cell in cards.cells.items():
        card = make_card(content, cell, NOW)
        if isinstance(card, Advice):
            continue
        picture = Image.open(io.BytesIO(draw(card))).convert("RGB")
        assert picture.width == WIDTH, pair
        assert picture.height <= TALLEST, pair
        # Header and body are plain at both edges: a letter there would be one that ran over.
        for left in (0, WIDTH - MARGIN):
            colours = picture.crop((left, 0, left + MARGIN, picture.height)).getcolors()
            assert colours is not None, pair
            plain = sum(count for count, _ in sorted(colours, reverse=True)[:2])
            assert plain >= MARGIN * (picture.height - 2), pair  # but for the blended line between the two


def test_no_line_of_a_picture_ends_with_a_preposition(content: Content, cards: Cards) -> None:
    card = make_card(content, cards.cells["passport", "bank"], NOW)
    assert isinstance(card, Card)
    assert card.inputs["subject"] == "Паспорт у\u00a0Дії\u00a0– у\u00a0банку"
    assert "Закон №\u00a01368-IX від\u00a030.03.2021" in json.dumps(card.inputs["norms"], ensure_ascii=False)


def test_for_each_kind_of_place_there_is_somebody_to_complain_to(content: Content, cards: Cards) -> None:
    complaints = content.library.complaints
    for place in cards.places:
        bodies = complaints.at(place.id)
        assert bodies[-1] is complaints.oblast
        assert all(len(body.name) <= 24 and (body.contact or body is complaints.oblast) for body in bodies)


@pytest.mark.parametrize(("good", "bad"), [("  rail:", "  moon:"), ("      why:", "      because:")])
def test_broken_complaints_are_refused(tmp_path: Path, cards: Cards, good: str, bad: str) -> None:
    text = (FOLDER / "complaints.yaml").read_text(encoding="utf-8")
    path = tmp_path / "complaints.yaml"
    path.write_text(text.replace(good, bad, 1), encoding="utf-8")
    with pytest.raises(BrokenContent) as caught:
        load_complaints(path, [place.id for place in cards.places])
    assert {mistake.key for mistake in caught.value.mistakes} == {"check-wrong-complaints"}


BROKEN = [
    ("places: [bus, police, school, other]", "places: [bus, police, school]", "check-card-cell"),
    ("places: [notary], verdict", "places: [notary, rail], verdict", "check-card-cell"),
    ("verdict: another}", "verdict: another, norms: [age-law]}", "check-card-without-norm"),
    ("places: [border], verdict: required", "places: [border, moon], verdict: required", "check-card-cell"),
    ("norms: [border-rule]", "norms: []", "check-card-without-norm"),
    ("norms: [border-rule]", "norms: [no-such-law]", "check-no-such-norm"),
    ("norms: [border-rule]", "norms: [border-rule]}\n      - [", "check-broken-yaml"),
    ("verdict: required", "verdict: perhaps", "check-wrong-card"),
    ("verdict: must-accept, norms: [passport-law, passport-order]", "verdict: must-accept, norms: [registry-law]",
     "check-norm-for-business"),
    ("id: passport\n", "id: Паспорт\n", "check-wrong-card"),
]  # fmt: skip


@pytest.mark.parametrize(("good", "bad", "key"), BROKEN)
def test_a_broken_table_is_refused(tmp_path: Path, good: str, bad: str, key: str) -> None:
    text = (FOLDER / "cards.yaml").read_text(encoding="utf-8")
    assert good in text
    path = tmp_path / "cards.yaml"
    path.write_text(text.replace(good, bad, 1), encoding="utf-8")
    with pytest.raises(BrokenContent) as caught:
        load_cards(FOLDER / "laws.yaml", path)
    assert key in {mistake.key for mistake in caught.value.mistakes}


@pytest.mark.parametrize(
    ("good", "bad"), [("checked_on: 2026-11-23", "checked_on: вчора"), ("only_public: false", "only_public: може"),
                      ("  says:", "  said:")]
)  # fmt: skip
def test_a_broken_law_is_refused(tmp_path: Path, good: str, bad: str) -> None:
    text = (FOLDER / "laws.yaml").read_text(encoding="utf-8")
    path = tmp_path / "laws.yaml"
    path.write_text(text.replace(good, bad, 1), encoding="utf-8")
    with pytest.raises(BrokenContent) as caught:
        load_cards(path, FOLDER / "cards.yaml")
    assert {mistake.key for mistake in caught.value.mistakes} == {"check-wrong-card"}
