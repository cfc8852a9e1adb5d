"""The pictures of a drive: no body is left out, and every certificate falls into its week."""

from __future__ import annotations

import io
from datetime import date, timedelta
from typing import Any

import pytest
from PIL import Image

from content.library import Library
from content.messages import Texts
from handlers.certification.words import picture_caption
from services.certification import Drive, PlaceCount
from services.certification.exports import MOST_WEEKS, PicturePage, by_week, draw, pages

START, END = date(2026, 10, 1), date(2026, 12, 20)
DRIVE = Drive(
    id=1,
    token="T",
    title="Кібергігієна",
    starts_on=START,
    due_on=END,
    made_by=1,
    opened_at=None,
    closed_at=None,
    courses=("cyber",),
    places=(),
)
LONG = "Департамент агропромислового розвитку та економічної політики"


@pytest.fixture(scope="module")
def texts(library: Library) -> Texts:
    return library.texts


def bodies(number: int) -> tuple[list[PlaceCount], dict[str, str]]:
    counts = [
        PlaceCount(place=f"b{each}", unit="", members=100, certified=each, in_chat=50, exempt=1)
        for each in range(number)
    ]
    return counts, {each.place: f"{LONG} № {each.place}" for each in counts}


def test_every_body_of_the_oblast_stands_in_some_picture(texts: Texts) -> None:
    counts, names = bodies(78)
    found: list[tuple[dict[str, Any], PicturePage]] = pages(DRIVE, counts, names, [(START, 7)], texts)
    shown = [row["name"] for data, _ in found for row in data["rows"]]
    assert shown == [names[f"b{each}"] for each in reversed(range(78))], "each once, the furthest first"
    assert [len(data["weeks"]) for data, _ in found] == [1, 0, 0]
    captions = [picture_caption(texts, DRIVE, page) for _, page in found]
    assert all("3 003 з 7 800 – 38 %" in caption.replace("\xa0", " ") for caption in captions)
    assert "Установи 61–78 з 78" in captions[-1]


def test_a_certificate_falls_into_its_week_and_the_week_that_runs_is_there(texts: Texts) -> None:
    came = [START - timedelta(days=1), START, START + timedelta(days=6), START + timedelta(days=7)]
    assert by_week(DRIVE, came, START + timedelta(days=15)) == [
        (START, 2),
        (START + timedelta(days=7), 1),
        (START + timedelta(days=14), 0),
    ]
    assert by_week(DRIVE, [], START - timedelta(days=3)) == [(START, 0)]
    assert len(by_week(DRIVE, [], END + timedelta(days=200))) == MOST_WEEKS


async def test_they_are_drawn_no_taller_than_a_phone_shows(texts: Texts) -> None:
    counts, names = bodies(30)
    [(png, _)] = await draw(DRIVE, counts, names, by_week(DRIVE, [START], END), texts)
    with Image.open(io.BytesIO(png)) as picture:
        assert picture.width > 600
        assert picture.height < 6 * picture.width
