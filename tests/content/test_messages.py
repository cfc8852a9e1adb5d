"""Texts: escaped by default, plural forms, dates in words."""

import random
from datetime import date
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast
from markupsafe import Markup

from content import FOLDER
from content.messages import MissingText, Texts, load_texts


def texts_of(folder: Path, ftl: str) -> Texts:
    (folder / "a.ftl").write_text(ftl, encoding="utf-8")
    texts, mistakes = load_texts(folder)
    assert not mistakes
    return texts


def test_values_are_escaped_in_html_and_left_alone_in_plain_text(tmp_path: Path) -> None:
    texts = texts_of(tmp_path, "hello = <b>Вітаю</b>, { $name }")
    assert texts("hello", name="<Оля> & Ко") == "<b>Вітаю</b>, &lt;Оля&gt; &amp; Ко"
    assert texts("hello", name=Markup("<i>Оля</i>")) == "<b>Вітаю</b>, <i>Оля</i>"
    assert texts.plain("hello", name="<Оля>") == "<b>Вітаю</b>, <Оля>"


def test_a_value_may_be_as_long_as_a_message_that_was_escaped(tmp_path: Path) -> None:
    texts = texts_of(tmp_path, "said = Пише: { $text }")
    assert texts("said", text="'" * 4096).unescape() == "Пише: " + "'" * 4096


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (1, "1 громада"),
        (2, "2 громади"),
        (5, "5 громад"),
        (11, "11 громад"),
        (21, "21 громада"),
        (66, "66 громад"),
        (104, "104 громади"),
    ],
)
def test_numbers_agree_with_their_nouns(tmp_path: Path, count: int, words: str) -> None:
    texts = texts_of(
        tmp_path,
        "hromadas = { $count ->\n    [one] { $count } громада\n    [few] { $count } громади\n"
        "   *[many] { $count } громад\n  }",
    )
    assert texts("hromadas", count=count) == words


def test_a_date_is_written_out(tmp_path: Path) -> None:
    texts = texts_of(tmp_path, "checked = Перевірено { $date }")
    assert texts("checked", date=date(2026, 11, 23)) == "Перевірено 23 листопада 2026 року"
    assert texts.plain("checked", date=date(2026, 5, 1)) == "Перевірено 1 травня 2026 року"


def test_a_text_may_stand_in_others_wherever_it_is_written(tmp_path: Path) -> None:
    texts = texts_of(
        tmp_path,
        "call = Дзвоніть: { -line }, { hours }\nurgent = { $now ->\n    [yes] { call }\n   *[no] { $now }\n }\n"
        "hours = з { from } до 18:00\n-line = гаряча лінія\nfrom = 9:00\n",
    )
    assert texts("urgent", now="yes") == "Дзвоніть: гаряча лінія, з 9:00 до 18:00"


def test_what_is_broken_in_any_way_is_found_as_the_parser_of_fluent_finds_it(tmp_path: Path) -> None:
    chance = random.Random(19)
    entries = [entry for name in ("events", "notices", "answers") for entry in _entries(name)]
    sound = broken = 0
    for _ in range(400):
        entry = chance.choice(entries)
        at = chance.randrange(len(entry))
        put = chance.choice(["", "{", "}", "[", "*", " ", "\n", "\n    ", "\n\n", ".", "->", '"', "#", "{ $a }"])
        entry = entry[:at] + put + entry[at + chance.choice([0, 1, 2]) :]
        (tmp_path / "a.ftl").write_text(f"first = раз\n\n{entry}\n\nlast = два\n", encoding="utf-8")
        texts, mistakes = load_texts(tmp_path)
        written = (tmp_path / "a.ftl").read_text(encoding="utf-8")
        junk = [each.content for each in FluentParser().parse(written).body if isinstance(each, ast.Junk)]
        assert [each.values["text"] for each in mistakes if each.key == "check-broken-message"] == junk, entry
        sound, broken = sound + (not junk), broken + bool(junk)
        if not junk:
            assert texts("last") == "два"
    assert min(sound, broken) > 50


def _entries(name: str) -> list[str]:
    source = (FOLDER / "messages" / f"{name}.ftl").read_text(encoding="utf-8")
    spans = [each.span for each in FluentParser().parse(source).body if isinstance(each, ast.Message)]
    return [source[span.start : span.end] for span in spans if span and span.end - span.start < 400]


@pytest.mark.parametrize(("key", "values"), [("nothing", {}), ("hello", {})])
def test_a_missing_text_or_value_is_an_error_that_names_the_key(
    tmp_path: Path, key: str, values: dict[str, str]
) -> None:
    texts = texts_of(tmp_path, "hello = Вітаю, { $name }")
    with pytest.raises(MissingText, match=key):
        texts(key, **values)


def test_a_broken_entry_and_a_key_written_twice_are_reported_with_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "a.ftl").write_text("one = раз\n\nце не запис\n", encoding="utf-8")
    (tmp_path / "b.ftl").write_text("# опис\n\none = два\n", encoding="utf-8")
    _, mistakes = load_texts(tmp_path)
    assert [(m.path.name, m.line, m.key) for m in mistakes] == [
        ("a.ftl", 3, "check-broken-message"),
        ("b.ftl", 3, "check-message-twice"),
    ]
