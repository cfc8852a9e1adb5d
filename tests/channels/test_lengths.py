"""Texts are measured, split and cut as Telegram counts; the simulator says what Telegram accepts."""

import re
import sys
from collections.abc import Callable
from html import escape
from types import FrameType

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markupsafe import Markup

from channels.lengths import (
    BUTTON,
    CAPTION,
    ENTITIES,
    FILE_NAME,
    HTML_BYTES,
    TEXT,
    TOPIC,
    cut,
    cut_text,
    file_name,
    length,
    split,
    units,
)
from simulator.entities import parse, utf16

FAMILY, UKRAINE, ENGLAND, SKIN, HEART = (
    "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466",
    "\U0001f1fa\U0001f1e6",
    "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    "\U0001f44d\U0001f3fd",
    "\u2764\ufe0f\u200d\U0001f525",
)
LONGEST_SIGN = units(ENGLAND)

signs = st.sampled_from(
    [*"абвгґ.!?,«»&<>\"' ", FAMILY, UKRAINE, ENGLAND, SKIN, HEART, "і\u0308", "е\u0301\u0323", "1\ufe0f\u20e3", "😀"]
)
breaks = st.sampled_from([" ", "\n", "\n\n", "\n \n", ". ", "… ", "\u00a0"])
words = st.lists(signs, min_size=1, max_size=30).map("".join)
plain_words = st.lists(words | breaks, min_size=1, max_size=12).map("".join)


def _escaped(text: str, numbered: bool) -> str:
    if numbered:
        return "".join(f"&#{ord(each)};" if each in "&<>'\u0308" else each for each in text)
    return escape(text)


@st.composite
def _tagged(draw: st.DrawFn, inside: st.SearchStrategy[str]) -> str:
    opening = draw(
        st.sampled_from(
            [
                *("<b>", "<strong>", "<i>", "<em>", "<u>", "<s>", "<code>", "<pre>", "<tg-spoiler>", "<blockquote>"),
                "<blockquote expandable>",
                '<span class="tg-spoiler">',
                '<a href="https://example.com/?a=1&amp;b=&quot;">',
            ]
        )
    )
    name = opening[1:-1].split()[0]
    return f"{opening}{draw(inside)}</{name}>"


written = st.builds(_escaped, plain_words, st.booleans())
texts = st.recursive(
    written, lambda inside: st.lists(inside | _tagged(inside), min_size=1, max_size=6).map("".join), max_leaves=15
)
mosts = st.integers(min_value=LONGEST_SIGN + 1, max_value=120)


def shown(html: str) -> str:
    return parse(html, "HTML")[0]


def unspaced(text: str) -> str:
    return "".join(text.split())


def letters(text: str) -> list[str]:
    """What is seen as one each: the signs above, taken apart again."""
    pattern = "|".join([FAMILY, UKRAINE, ENGLAND, SKIN, HEART, r".[\u0300-\u036f\ufe0f\u20e3]*"])
    return re.findall(pattern, text, re.DOTALL)


def formats(html: str) -> list[tuple[str, set[str]]]:
    """Each visible character with the formats that it has."""
    text, entities = parse(html, "HTML")
    found: list[tuple[str, set[str]]] = []
    place = 0
    for character in text:
        marks = {
            each["type"].removeprefix("expandable_") + each.get("url", "")
            for each in entities
            if each["offset"] <= place < each["offset"] + each["length"]
        }
        found.append((character, marks))
        place += utf16(character)
    return [each for each in found if not each[0].isspace()]


@given(texts)
def test_as_long_as_telegram_counts(html: str) -> None:
    seen = utf16(shown(html))
    assert length(html) >= seen
    if not re.match(r"(<[^>]*>)*\s|.*\s(<[^>]*>)*$", html, re.DOTALL):
        assert length(html) == seen


@given(texts, mosts)
@example("<b>" + "а" * 200 + "</b>", 30)
@example(UKRAINE * 50, 31)
@example("а " + "\u0301" * 3 + " б" * 40, 20)
def test_parts_are_short_enough_and_lose_nothing(html: str, most: int) -> None:
    parts = split(html, most)
    for part in parts:
        text, entities = parse(part, "HTML")
        assert text
        assert utf16(text) <= length(part) <= most
        assert len(entities) <= ENTITIES
    assert unspaced("".join(map(shown, parts))) == unspaced(shown(html))


@given(texts, mosts)
def test_parts_are_formatted_as_the_whole(html: str, most: int) -> None:
    parts = split(html, most)
    assert [each for part in parts for each in formats(part)] == formats(html)


@given(texts, mosts)
def test_no_letter_and_no_emoji_is_torn(html: str, most: int) -> None:
    whole = unspaced(shown(html))
    places, place = {0}, 0
    for letter in letters(whole):
        place += len(letter)
        places.add(place)
    place = 0
    for part in split(html, most):
        place += len(unspaced(shown(part)))
        assert place in places


@given(texts, mosts)
def test_the_beginning_is_short_enough(html: str, most: int) -> None:
    beginning = cut(html, most)
    assert length(beginning) <= most
    if length(html) <= most:
        assert beginning == html
    elif (text := shown(beginning)) != shown(html):
        assert text.endswith("…")
        assert shown(html).startswith(text.removesuffix("…"))
        kept = formats(beginning)[:-1]
        assert kept == formats(html)[: len(kept)]


@given(plain_words, st.integers(min_value=1, max_value=70))
def test_words_are_cut_to_their_beginning(text: str, most: int) -> None:
    beginning = cut_text(text, most)
    assert utf16(beginning) <= most
    assert beginning == text or (beginning.endswith("…") and text.startswith(beginning[:-1]))


@given(st.text(max_size=300), mosts)
def test_nothing_raises(text: str, most: int) -> None:
    """Even where it is no HTML; what is split, cut and named by people's own words is taken by Telegram."""
    assert length(text) >= 0
    assert cut(text, most) is not None
    assert utf16(cut_text(text, most)) <= most
    assert utf16(file_name(text)) <= FILE_NAME
    parts = split(escape(text), most)
    assert all(0 < utf16(shown(part)) <= most for part in parts)


def test_escapes_are_counted_as_telegram_does() -> None:
    assert length("&lt;b&gt; &amp;&quot; &#39;&#x2019;&#128512;") == 11
    assert length("&nbsp;&copy;") == len("&nbsp;&copy;")  # shown as they are written
    assert length("&#0;&#x110000;&#xD83D;") == len("&#0;&#x110000;&#xD83D;")
    assert length("<b>а</b>\n\n") == 1
    assert length("2 < 3 <br>") == len("2 < 3 <br>")


def test_a_short_text_stays_as_it_is() -> None:
    html = "  <b>Перше</b> &quot;слово&quot;\n"
    assert split(html) == [html]
    assert cut(html) == html


@pytest.mark.parametrize("html", ["", " \n ", "<b></b>", "<b> </b>", "\u200b\u200d", "&#8203;" * 5000])
def test_of_nothing_to_see_there_is_no_part(html: str) -> None:
    assert split(html) == []


def test_parts_end_where_a_reader_would_pause() -> None:
    assert split("аааа аааа\nббб\n\nвв ввв", 19) == ["аааа аааа\nббб", "вв ввв"]
    assert split("аааа аааа\nббб вв ввв", 16) == ["аааа аааа", "ббб вв ввв"]
    assert split("аааа. Бббб, вв ввв", 15) == ["аааа. Бббб, вв", "ввв"]
    assert split("Аа, аааа аа. Бб вв ввв ггг", 20) == ["Аа, аааа аа.", "Бб вв ввв ггг"]
    assert split("ааааааааааааа", 5) == ["ааааа", "ааааа", "ааа"]
    assert split("а ббббббббббббб", 9) == ["а", "ббббббббб", "бббб"]


def test_open_tags_are_closed_and_opened_again_with_their_attributes() -> None:
    html = '<blockquote expandable><a href="https://e.ua/?a=1&amp;b=2">раз два три</a></blockquote>'
    assert split(html, 7) == [
        '<blockquote expandable><a href="https://e.ua/?a=1&amp;b=2">раз два</a></blockquote>',
        '<blockquote expandable><a href="https://e.ua/?a=1&amp;b=2">три</a></blockquote>',
    ]
    assert cut(html, 6) == '<blockquote expandable><a href="https://e.ua/?a=1&amp;b=2">раз д…</a></blockquote>'


def test_what_was_escaped_once_is_not_escaped_again() -> None:
    html = Markup("<b>{}</b> {}").format("А & Б", "<в> & г")
    assert split(html, 4) == ["<b>А &amp;</b>", "<b>Б</b>", "&lt;в&gt;", "&amp; г"]
    assert cut(html, 7) == "<b>А &amp; Б…</b>"


def test_more_formatting_than_telegram_keeps_begins_a_new_part() -> None:
    html = "\n".join(f'<a href="https://example.com/{number}">Громада {number}</a>' for number in range(250))
    parts = split(html)
    assert [len(parse(part, "HTML")[1]) for part in parts] == [100, 100, 50]
    assert "\n".join(parts) == html
    within = split(f"<blockquote>{html}</blockquote>")
    assert [len(parse(part, "HTML")[1]) for part in within] == [100, 100, 53]


def test_links_longer_than_the_words_do_not_make_a_message_too_large() -> None:
    html = " ".join(f'<a href="https://example.com/{"x" * 1000}">тут</a>' for _ in range(60))
    assert len(html.encode()) > HTML_BYTES
    assert length(html) < TEXT
    assert all(len(part.encode()) <= HTML_BYTES for part in split(html))
    assert len(cut(html).encode()) <= HTML_BYTES
    numbered = "&#1072;" * TEXT + "б"
    assert [shown(part) for part in split(numbered)] == ["а" * TEXT, "б"]


def test_a_tag_within_its_own_kind_goes() -> None:
    deep = "<b>" * 200 + "а " * 30 + "</b>" * 200
    assert split(deep, 31) == ["<b>" + "а " * 15 + "а</b>", "<b>" + "а " * 13 + "а</b>"]


def test_letters_with_more_marks_than_fit_are_cut_all_the_same() -> None:
    assert [utf16(part) for part in split("а" + "\u0301" * 5000)] == [TEXT, 5001 - TEXT]


def _calls(act: Callable[[], object]) -> int:
    calls = 0

    def count(_frame: FrameType, _event: str, _argument: object) -> None:
        nonlocal calls
        calls += 1

    sys.setprofile(count)
    try:
        act()
    finally:
        sys.setprofile(None)
    return calls


def _hundred_thousand(tags: int) -> str:
    piece = "<b>Слово</b> і ще слово."
    return piece * tags + "\n\n" + "а" * (100_000 - tags * len(shown(piece)))


@pytest.mark.parametrize("act", [length, split, cut])
def test_the_work_grows_with_the_length_only(act: Callable[[str], object]) -> None:
    html = _hundred_thousand(2500)
    assert shown(html).count("Слово") == 2500
    once = _calls(lambda: act(html))
    assert _calls(lambda: act(html * 2)) < 2.5 * once
    assert once < 20 * 100_000


def test_hundred_thousand_characters() -> None:
    html = _hundred_thousand(2500)
    parts = split(html)
    assert unspaced("".join(map(shown, parts))) == unspaced(shown(html))
    assert all(length(part) <= TEXT for part in parts)
    assert len(cut(html, CAPTION)) < 2 * CAPTION


# Rows of the register of faults, by the texts that they are about.


def test_five_additions_to_a_case_reach_the_staff() -> None:
    """One part was too long, and stopped all others."""
    html = "<b>Випадок 12</b>: доповнено\n\n" + "\n\n".join("<i>" + "слово " * 165 + "</i>" for _ in range(5))
    parts = split(html)
    assert [length(part) <= TEXT for part in parts] == [True, True]
    assert parts[0].startswith("<b>Випадок 12</b>")
    assert all(part.endswith("</i>") for part in parts)


def test_a_case_with_long_replies_opens() -> None:
    """Five replies of 900 characters."""
    html = "\n\n".join(f"<b>Відповідь {number}</b>\n{'а' * 900}" for number in range(5))
    assert [part.count("<b>") for part in split(html)] == [4, 1]


def test_a_long_form_is_shown() -> None:
    """Twenty fields, labels of 57 and answers of 160 characters."""
    html = "\n".join(f"<b>{'н' * 57}</b>: {'в' * 160}" for _ in range(20))
    assert length(html) > TEXT
    assert [part.count("<b>") for part in split(html)] == [18, 2]


def test_a_page_too_long_for_editing_has_a_beginning_that_fits() -> None:
    """Likewise."""
    page = cut("<b>Мої випадки</b>\n" + "&lt;рядок&gt;\n" * 1000)
    assert length(page) <= TEXT
    assert page.endswith("…")


def test_a_long_name_is_quoted_in_part() -> None:
    """A name of 5,900 characters, a cell of 5,000."""
    name = cut_text("Гнатюк " * 850, 100)
    assert name == "Гнатюк " * 14 + "Г…"
    assert cut("<code>" + "клітинка" * 625 + "</code>", 80) == "<code>" + ("клітинка" * 625)[:79] + "…</code>"


@pytest.mark.parametrize("most", [BUTTON, TOPIC])
def test_labels_and_topics(most: int) -> None:
    assert cut_text("а" * most, most) == "а" * most
    assert cut_text("а" * (most + 1), most) == "а" * (most - 1) + "…"
    assert units(cut_text(FAMILY * 30, most)) <= most
    assert set(letters(cut_text(FAMILY * 30, most))) == {FAMILY, "…"}


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Звіт.xlsx", "Звіт.xlsx"),
        ("Звіт 12/2026: «А».xlsx", "Звіт 12-2026- «А».xlsx"),
        ("..\\..\\рядок\nдругий\u202e.pdf", "-..-рядок другий.pdf"),
        ("", "file"),
        (".csv", "file.csv"),
        ("а" * 100 + ".pdf", "а" * 55 + "….pdf"),
    ],
)
def test_names_of_files(name: str, wanted: str) -> None:
    assert file_name(name) == wanted
    assert units(wanted) <= FILE_NAME
