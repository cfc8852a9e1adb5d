"""Every cell of the table of cards, on every law it stands on; and what the loader refuses."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image

from content import FOLDER
from content.cards import Cards, Verdict, load_cards
from content.mistakes import BrokenContent
from services.cases.cards import draw, make_card
from services.content import Content

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
WIDTH = 1080
TALLEST = 2300
"""Pixels: taller than this a phone shows only by scrolling."""
MARGIN = 40
"""Pixels at the right edge that no letter reaches."""


@pytest.fixture(scope="module")
def cards(content: Content) -> Cards:
    return content.library.cards


def test_every_cell_names_its_norm_or_says_that_it_is_reviewed(cards: Cards) -> None:
    assert len(cards.cells) == len(cards.documents) * len(cards.places)
    for (document, place), cell in cards.cells.items():
        if cell.at(NOW.date()) is not Verdict.REVIEWING:
            assert cell.norms, (document, place)
            assert all(norm.holds(NOW.date()) for norm in cell.norms), (document, place)


def test_a_business_is_never_cited_a_law_on_public_bodies(cards: Cards) -> None:
    public = {"procedure-law", "services-law"}
    assert {norm.id for norm in cards.norms if norm.only_public} == public
    for cell in cards.cells.values():
        if not cell.place.public:
            assert public.isdisjoint(norm.id for norm in cell.norms)


def test_no_card_says_that_diia_works_at_the_border(cards: Cards) -> None:
    for (_, place), cell in cards.cells.items():
        if place == "border":
            assert cell.at(NOW.date()) in {Verdict.REQUIRED, Verdict.REVIEWING}


def test_no_card_promises_a_fine_or_a_code_of_four_digits(content: Content, cards: Cards) -> None:
    for cell in cards.cells.values():
        words = str(make_card(content, cell, NOW).inputs).lower()
        for forbidden in ("штраф", "4 цифр", "1414", "військов"):
            assert forbidden not in words


@pytest.mark.parametrize("later", [timedelta(days=93), timedelta(days=3650)])
def test_once_a_review_is_due_nothing_is_promised(cards: Cards, later: timedelta) -> None:
    assert {cell.at(NOW.date() + later) for cell in cards.cells.values()} == {Verdict.REVIEWING}


def test_before_a_law_was_in_force_nothing_is_promised(cards: Cards) -> None:
    assert cards.cells["passport", "rail"].at(date(2021, 8, 22)) is Verdict.REVIEWING
    assert cards.cells["passport", "rail"].at(date(2021, 9, 2)) is Verdict.MUST_ACCEPT


def test_every_card_is_drawn_without_overflow(content: Content, cards: Cards) -> None:
    for pair, cell in cards.cells.items():
        card = make_card(content, cell, NOW)
        picture = Image.open(io.BytesIO(draw(card))).convert("RGB")
        assert picture.width == WIDTH, pair
        assert picture.height <= TALLEST, pair
        # Header and body are plain at both edges: a letter there would be one that ran over.
        for left in (0, WIDTH - MARGIN):
            colours = picture.crop((left, 0, left + MARGIN, picture.height)).getcolors()
            assert colours is not None, pair
            plain = sum(count for count, _ in sorted(colours, reverse=True)[:2])
            assert plain >= MARGIN * (picture.height - 2), pair  # but for the blended line between the two


BROKEN = [
    ("places: [bus, shop, police, school, other]", "places: [bus, shop, police, school]", "check-card-cell"),
    ("places: [notary], verdict", "places: [notary, rail], verdict", "check-card-cell"),
    ("places: [border], verdict: required", "places: [border, moon], verdict: required", "check-card-cell"),
    ("norms: [border-rule]", "norms: []", "check-card-without-norm"),
    ("norms: [border-rule]", "norms: [no-such-law]", "check-no-such-norm"),
    ("norms: [border-rule]", "norms: [border-rule]}\n      - [", "check-broken-yaml"),
    ("verdict: required", "verdict: perhaps", "check-wrong-card"),
    ("verdict: must-accept, norms: [passport-law, passport-order]", "verdict: must-accept, norms: [procedure-law]",
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
