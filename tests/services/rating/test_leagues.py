"""The formula of the rating, what stays hidden, the Ministry's table, and the snapshot that never changes."""

from __future__ import annotations

import hashlib
import json
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.hromadas import load_hromadas
from content.library import Library
from content.messages import Texts
from handlers.rating import words
from services.figures import LEAST
from services.files.tables import Sheet
from services.files.typesetting import as_png
from services.people.hromadas import Hromadas
from services.rating import labels, pictures
from services.rating.formula import THRESHOLDS, Placed, has_levels, is_shown, league_of, lift, rank, share
from services.rating.ministry_table import RATING, CheckedTable, check
from services.rating.publishing import excel
from services.rating.snapshots import Place, Snapshot
from services.rating.window import Correction
from services.tables import Layout, OpenTable, Values
from services.tables.layout import Reader
from storage.certification import HromadaCount
from storage.rating.read import RatingSource
from tests.excel import rows_of

WEIGHTS = (1, 2, 3)
Cell = str | int | float | None
HEADINGS: list[Cell] = [
    "№",
    "Назва громади",
    "Кількість працівників",
    "Низький",
    "Середній",
    "Високий",
]

figures = st.integers(1, 400).flatmap(
    lambda staff: st.tuples(
        st.just(staff), st.integers(0, staff // 3), st.integers(0, staff // 3), st.integers(0, staff // 3)
    )
)
oblasts = st.lists(figures, min_size=1, max_size=40).map(
    lambda rows: [HromadaCount(f"h{number:05}", *row) for number, row in enumerate(rows)]
)


@pytest.fixture(scope="module")
def texts(library: Library) -> Texts:
    return library.texts


@pytest.fixture(scope="module")
def hromadas(library: Library) -> Hromadas:
    return Hromadas(library.vocabulary)


def snapshot(*counts: HromadaCount) -> Snapshot:
    places = tuple(Place(each.slug, f"Назва {each.slug}", "Житомирський") for each in counts)
    return Snapshot(20263, RatingSource.MINISTRY, WEIGHTS, places, counts)


# The formula


def test_a_share_weighs_levels_and_is_whole_when_all_have_the_high_one() -> None:
    assert share(HromadaCount("a", 10, 0, 0, 10), WEIGHTS) == 1
    assert share(HromadaCount("a", 10, 1, 2, 1), WEIGHTS) == Fraction(1 + 4 + 3, 30)
    assert share(HromadaCount("a", 10, 1, 2, 1), (1, 1, 1)) == Fraction(4, 10)


def test_leagues_go_by_the_number_of_people() -> None:
    assert [league_of(staff) for staff in (1, 49, 50, 149, 150, 9000)] == [0, 0, 1, 1, 2, 2]


def test_who_shares_a_share_shares_a_place_and_who_is_too_small_has_none() -> None:
    small, *_ = rank(
        [
            HromadaCount("low", 40, 5, 0, 0),
            HromadaCount("same", 20, 0, 0, 10),
            HromadaCount("also", 40, 0, 0, 20),
            HromadaCount("few", 8, 0, 0, 3),
            HromadaCount("tiny", 4, 0, 0, 4),
        ],
        WEIGHTS,
    )
    assert [(each.count.slug, each.place) for each in small] == [
        ("also", 1), ("same", 1), ("low", 3), ("few", None), ("tiny", None),
    ]  # fmt: skip


def test_what_lifts_by_one_place_is_the_least_that_does() -> None:
    league = rank([HromadaCount("best", 40, 0, 0, 20), HromadaCount("we", 40, 5, 5, 5)], WEIGHTS)[0]
    found = lift(league[1], league, WEIGHTS)
    assert found
    assert (found.place, found.high, found.middle, found.low) == (1, 10, 15, None)
    assert lift(league[0], league, WEIGHTS) is None


@given(counts=oblasts)
def test_so_many_certificates_lift_and_one_less_does_not(counts: list[HromadaCount]) -> None:
    leagues = rank(counts, WEIGHTS)
    for number, league in enumerate(leagues):
        for placed in league:
            found = lift(placed, league, WEIGHTS)
            if found is None or placed.place is None:
                continue
            assert found.place < placed.place
            for level, needed in (("low", found.low), ("middle", found.middle), ("high", found.high)):
                if needed is None:
                    continue
                for more, is_lifted in ((needed, True), (needed - 1, False)):
                    place = _place_with(counts, placed, level, more, number)
                    assert (place < placed.place) is is_lifted


def _place_with(counts: list[HromadaCount], placed: Placed, level: str, more: int, league: int) -> int:
    own = placed.count
    values = {"low": own.low, "middle": own.middle, "high": own.high}
    values[level] += more
    changed = HromadaCount(own.slug, own.staff, **values)
    ranked = rank([changed if each.slug == own.slug else each for each in counts], WEIGHTS)[league]
    [place] = [each.place for each in ranked if each.count.slug == own.slug]
    assert place
    return place


# What is hidden


@given(counts=oblasts)
def test_the_table_shows_no_small_figure_and_none_can_be_computed_from_a_total(
    texts: Texts, counts: list[HromadaCount]
) -> None:
    rows = rows_of(excel(snapshot(*counts), texts))
    headings = rows[0]
    first, last = headings.index("Працівників"), headings.index("Сертифіковано")
    total = next(row for row in rows if row[0] == "Разом у показаних клітинках")
    body = rows[1 : rows.index(total)]
    assert len(body) == len(counts)
    for row in body:
        assert all(
            value == "приховано" or (isinstance(value, int) and value >= LEAST) for value in row[first : last + 1]
        )
        levels = row[first + 1 : last + 1]
        assert len({isinstance(value, int) for value in levels}) == 1, "all levels and their sum, or none of them"
    for column in range(first, last + 1):
        assert total[column] == sum(value for row in body if isinstance(value := row[column], int))


def repr_of(data: dict[str, object]) -> str:
    return json.dumps(data, ensure_ascii=False)


def test_words_pictures_and_post_name_no_figure_of_those_who_are_too_small(texts: Texts) -> None:
    small, seen = HromadaCount("h00001", 40, 0, 1, 3), HromadaCount("h00002", 40, 5, 6, 7)
    rating = snapshot(small, seen)
    assert (is_shown(small), is_shown(seen), has_levels(seen)) == (False, True, True)
    share_of_small = labels.percent(share(small, WEIGHTS))
    shown = [words.rating(rating, texts), words.post(rating, texts), repr_of(pictures.bars(rating, 0, texts))]
    shown.append(repr_of(pictures.tiles(rating, texts)))
    assert all(share_of_small not in each for each in shown)
    assert all(labels.percent(share(seen, WEIGHTS)) in each for each in shown)
    assert all("низький рівень × 1 + середній × 2 + високий × 3" in each for each in shown), "the formula, too"
    assert "Без місця, бо працівників або сертифікованих менше ніж 5: Назва h00001." in shown[0]


def test_a_head_reads_what_lifts_her_hromada_whatever_stands_in_the_way(texts: Texts) -> None:
    rating = snapshot(
        HromadaCount("h00001", 40, 0, 0, 30),
        HromadaCount("h00002", 40, 5, 5, 5),
        HromadaCount("h00003", 40, 0, 1, 2),
        HromadaCount("h00004", 4, 0, 0, 4),
        HromadaCount("h00005", 20, 20, 0, 0),
    )
    for slug, expected in (
        ("h00001", "Вище у вашій лізі нікого немає."),
        ("h00002", "• 4 сертифікати високого рівня"),
        ("h00003", "Ще 2 сертифікати – і громада отримає місце."),
        ("h00004", "Місце даємо громадам, де працюють щонайменше 5 людей."),
        ("h00005", "підніме вищий рівень тих, хто вже має сертифікат"),
    ):
        said = words.standing(rating, slug, texts)
        assert said
        assert expected in said.replace("\xa0", " "), slug
    assert words.standing(rating, "h00009", texts) is None


def test_a_correction_tells_no_small_figure_either(texts: Texts) -> None:
    before = snapshot(HromadaCount("h00001", 40, 5, 6, 7), HromadaCount("h00002", 40, 0, 0, 30)).published()
    after = before.corrected(HromadaCount("h00001", 40, 0, 1, 3), "Помилка")
    said = words.changes(after, texts)
    assert "частка 31,7\u00a0% → менше ніж 5, місце 2 → без місця" in said


# The Ministry's table


def opened(library: Library, *rows: list[Cell]) -> OpenTable:
    """A sheet with these rows, read as it is guessed."""
    width = max(map(len, rows))
    sheet = Sheet("", [tuple(row) + (None,) * (width - len(row)) for row in rows])
    reader = Reader(library.tables)
    guess = reader.guess(sheet, RATING)
    return OpenTable(RATING, [sheet], [guess.layout], guess.is_sure, "", reader, Values(library.tables))


def test_columns_are_told_below_a_title_and_under_headings_on_two_rows(library: Library) -> None:
    below = opened(library, ["Звіт за III квартал"], HEADINGS, ["1", "Овруцька", 9, 1, 1, 1])
    assert (below.is_sure, below.layouts[0].first) == (True, 2)
    assert below.layouts[0].columns == {"hromada": 1, "staff": 2, "low": 3, "middle": 4, "high": 5}
    merged = opened(
        library,
        ["Громада", "Штатна чисельність", "Сертифіковано", None, None],
        [None, None, "високий рівень", "середній рівень", "низький рівень"],
        ["UA18060170000040429", 20, 1, 2, 3],
    )
    assert merged.is_sure
    assert merged.layouts[0].columns == {"hromada": 0, "staff": 1, "high": 2, "middle": 3, "low": 4}
    assert merged.headings(0)[1:3] == ["Штатна чисельність", "Сертифіковано високий рівень"]


@pytest.mark.parametrize(
    "headings",
    [
        ["Громада", "Частка, %", "Кількість сертифікованих працівників", "Загальна кількість"],
        ["Громада", "% сертифікованих", "Загальна кількість працівників", "Сертифіковано"],
    ],
)
def test_neither_a_share_nor_the_certified_are_taken_for_those_who_work(library: Library, headings: list[Cell]) -> None:
    table = opened(library, [*headings, "Низький", "Середній", "Високий"], ["Овруцька", 10, 20, 200, 5, 6, 7])
    assert table.headings(0)[table.layouts[0].columns["staff"]].startswith("Загальна кількість")


def test_counts_and_shares_under_two_headings_are_told_apart(library: Library) -> None:
    table = opened(
        library,
        ["Громада", "Працівників", "Частка, %", "Частка, %", "Частка, %", "Кількість", "Кількість", "Кількість"],
        [None, None, *("Низький", "Середній", "Високий") * 2],
        ["Овруцька", 100, 5, 6, 7, 50, 60, 70],
    )
    assert table.layouts[0].columns == {"hromada": 0, "staff": 1, "low": 5, "middle": 6, "high": 7}


def test_what_is_no_heading_is_asked_about(library: Library) -> None:
    tables: list[list[list[Cell]]] = [[["а", "б"], [1, 2]], [["а"]], [[1, 2, 3]]]
    for rows in tables:
        table = opened(library, *rows)
        assert not table.is_sure
        assert len(table.lacking(0)) == 5
        assert len(table.headings(0)) == len(rows[0])


def checked(library: Library, *rows: list[Cell]) -> CheckedTable:
    table = opened(library, HEADINGS, *([None, *row] for row in rows))
    return check(table, Hromadas(library.vocabulary).find)


def test_every_mistake_is_named_by_row_and_column(library: Library) -> None:
    found = checked(
        library,
        ["Овруцька міська територіальна громада", 100, 10, 20, 30],
        ["Овруцька", 100, 10, 20, 30],
        ["Шшшшш", 10, 1, 1, 1],
        ["Андр", 10, 1, 1, 1],
        ["Бердичівська", "сто", -1, None, 1.5],
        ["Вчорайшенська", 10, 5, 5, 5],
        ["Малинська", 0, 0, 0, 0],
        ["UA99999999999999999", 10, 1, 1, 1],
        ["Гришковецька", "1,000", "2.000", 1, 1],
        ["Разом", 230, 40, 50, 60],
        [2, 3, 4, 5, 6],
    )
    assert [(each.row, each.meaning, each.fault) for each in found.mistakes] == [
        (3, "hromada", "twice"),
        (4, "hromada", "no-hromada"),
        (5, "hromada", "ambiguous-hromada"),
        (6, "staff", "no-number"),
        (6, "low", "negative"),
        (6, "middle", "no-number"),
        (6, "high", "no-number"),
        (7, "staff", "too-many"),
        (8, "staff", "no-staff"),
        (9, "hromada", "no-hromada"),
        (10, "staff", "no-number"),
        (10, "low", "no-number"),
    ]
    assert not found.is_takeable
    assert [count.staff for count in found.counts] == [100]
    assert len(found.missing) == len(load_hromadas()) - 5


def test_an_oblast_and_a_raion_are_no_hromadas(library: Library) -> None:
    found = checked(
        library,
        ["Житомирська область", 900, 1, 1, 1],
        ["Житомирська ОВА", 900, 1, 1, 1],
        ["Коростенський район", 500, 1, 1, 1],
        ["Житомирська", 100, 1, 1, 1],
        ["Коростенська", 50, 1, 1, 1],
    )
    assert found.mistakes == []
    assert [row for row, _ in found.skipped] == [2, 3, 4]
    assert [each.staff for each in found.counts] == [100, 50]


def test_names_are_read_with_slips_and_numbers_as_people_type_them(library: Library) -> None:
    code = next(each.katottg for each in load_hromadas() if each.name == "Малинська")
    found = checked(library, ["м. Овруч", "1 200", "10,0", 20.0, "30"], [code, 50, 0, 0, 0])
    assert found.mistakes == []
    assert [(each.staff, each.low, each.middle, each.high) for each in found.counts] == [
        (1200, 10, 20, 30),
        (50, 0, 0, 0),
    ]
    assert found.read_as == [(2, "м. Овруч", "Овруцька")]


@given(cells=st.lists(st.lists(st.one_of(st.none(), st.integers(), st.floats(), st.text()), min_size=5, max_size=5)))
def test_no_table_breaks_the_reading(library: Library, hromadas: Hromadas, cells: list[list[Cell]]) -> None:
    rows = [("Громада", "Працівників", "Низький", "Середній", "Високий"), *map(tuple, cells)]
    layout = Layout(1, {meaning: at for at, meaning in enumerate(RATING.columns)})
    table = OpenTable(RATING, [Sheet("", rows)], [layout], True, "", Reader(library.tables), Values(library.tables))
    assert all(each.is_sound for each in check(table, hromadas.find).counts)


def test_figures_are_typed_with_their_reason() -> None:
    assert Correction.parse(" 120 10 20 5  За листом\nгромади ") == Correction(120, 10, 20, 5, "За листом громади")
    assert Correction.parse("120 10 20 5") is None
    assert Correction.parse("слова") is None


# The snapshot


def test_a_snapshot_is_read_back_and_makes_the_same_bytes_every_time(texts: Texts) -> None:
    counts = [HromadaCount(f"h{number:05}", 20 + number, number % 9, 5, 6) for number in range(60)]
    first = snapshot(*counts).published()
    assert hashlib.sha256(first.canonical.encode()).hexdigest() == first.hash
    again = Snapshot.read(first.canonical)
    assert (again, again.hash) == (first, first.hash)
    assert excel(again, texts) == excel(first, texts)
    assert as_png(pictures.BARS, pictures.bars(again, 0, texts)) == as_png(
        pictures.BARS, pictures.bars(first, 0, texts)
    )
    assert as_png(pictures.TILES, pictures.tiles(again, texts)) == as_png(pictures.TILES, pictures.tiles(first, texts))
    assert first.hash in str(rows_of(excel(first, texts)))


def test_a_correction_is_a_version_with_what_changed_and_the_hash_before() -> None:
    first = snapshot(
        HromadaCount("a", 40, 0, 0, 10), HromadaCount("b", 40, 0, 0, 8), HromadaCount("c", 40, 0, 0, 6)
    ).published()
    second = first.corrected(HromadaCount("c", 40, 0, 0, 9), "Лист громади")
    assert (second.version, second.previous, second.reason) == (2, first.hash, "Лист громади")
    assert [(each.after.slug, each.place_before, each.place_after) for each in second.changes] == [
        ("c", 3, 2),
        ("b", 2, 3),
    ]
    assert Snapshot.read(second.canonical) == second
    assert len(THRESHOLDS) + 1 == len(second.leagues)
