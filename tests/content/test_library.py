"""The content as a whole: what is loaded, and every mistake an editor can make, with its file and line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from content import FOLDER
from content.check import FEWEST_EXAMPLES, check_examples, describe
from content.library import load
from content.messages import load_texts
from content.mistakes import BrokenContent
from content.texts_in_code import check_messages
from services.content import Content

ANSWER = "diia-verify"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the real content, to break."""
    return Path(shutil.copytree(FOLDER, tmp_path / "uk"))


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def mistakes_of(folder: Path) -> list[tuple[str, int, str]]:
    with pytest.raises(BrokenContent) as raised:
        load(folder)
    return [(mistake.path.name, mistake.line, mistake.key) for mistake in raised.value.mistakes]


def test_the_real_content_has_no_mistake() -> None:
    library = load()
    assert len(library.answers) >= 20
    assert {answer.theme for answer in library.answers.values()} == {theme.id for theme in library.themes}
    assert check_messages() == []


def test_answers_stand_in_the_order_of_the_menu() -> None:
    library = load()
    assert list(library.answers) == [id for theme in library.themes for id in theme.answers]


def test_a_revision_changes_with_the_words_and_not_with_the_dates(folder: Path) -> None:
    before = load(folder).answers[ANSWER]
    path = folder / "answers" / f"{ANSWER}.md"
    edit(path, "review_by:", "review_by: 2027-01-31 #")
    assert load(folder).answers[ANSWER].revision == before.revision
    path.write_text(path.read_text(encoding="utf-8") + "\nІще одне.\n", encoding="utf-8")
    assert load(folder).answers[ANSWER].revision != before.revision


@pytest.mark.parametrize(
    ("old", "new", "line", "key"),
    [
        ("theme: diia", "theme: [diia", None, "check-broken-yaml"),
        ("theme: diia\n", "", 1, "check-missing-field"),
        ("questions:\n", "questions: одне\nother:\n", 5, "check-wrong-field"),
        ("theme: diia\n", "theme: diia\nnote: щось\n", 5, "check-unknown-field"),
        (f"id: {ANSWER}", "id: another", 2, "check-id-differs"),
        (f"id: {ANSWER}", "id: Diia Verify", 2, "check-wrong-id"),
        ("title: ", "title: " + "довга " * 20, 3, "check-long-title"),
        ("https://", "http://", None, "check-wrong-address"),
        ("checked_on: 2026-11-23", "checked_on: 2030-01-01", None, "check-review-before-check"),
        ("checked_on: 2026-11-23", "checked_on: вчора", None, "check-wrong-field"),
        ("checked_by:\n", "", 1, "check-missing-field"),
        ("checked_by:\n", "checked_by:\noffers: [taxi]\n", None, "check-wrong-field"),
        ("checked_by:\n", "checked_by:\noffers: [card, clock]\n", 1, "check-long-urgent"),
        ("\n---\n", "\n---\nДержава дає 50 000 грн одноразово.\n", None, "check-money-outlives-year"),
        ("\n---\n", "\n---\n# Заголовок\n", None, "check-not-showable"),
        ("\n---\n", "\n---\n" + "слово " * 200, 1, "check-body-length"),
    ],
)
def test_a_mistake_in_an_answer_is_named_with_its_line(
    folder: Path, old: str, new: str, line: int | None, key: str
) -> None:
    path = folder / "answers" / f"{ANSWER}.md"
    edit(path, old, new)
    found = [(name, at) for name, at, each in mistakes_of(folder) if each == key]
    assert found
    assert found[0][0] == path.name
    assert line is None or found[0][1] == line


def test_the_line_of_what_cannot_be_shown_is_counted_from_the_top_of_the_file(folder: Path) -> None:
    path = folder / "answers" / f"{ANSWER}.md"
    path.write_text(path.read_text(encoding="utf-8") + "\n# Заголовок\n", encoding="utf-8")
    lines = path.read_text(encoding="utf-8").splitlines()
    assert (path.name, lines.index("# Заголовок") + 1, "check-not-showable") in mistakes_of(folder)


def test_an_answer_with_too_few_examples_is_named_whatever_else_is_wrong_with_it(folder: Path) -> None:
    assert list(check_examples(folder)) == []
    path = folder / "answers" / f"{ANSWER}.md"
    edit(path, "questions:\n", "questions:\n  - Одне запитання\nother:\n")
    edit(path, "theme: diia\n", "")
    [few] = check_examples(folder)
    assert (few.path, few.key, few.values) == (path, "check-few-examples", {"count": 1, "least": FEWEST_EXAMPLES})


def test_mistakes_of_one_file_hide_none_of_another(folder: Path) -> None:
    edit(folder / "answers" / f"{ANSWER}.md", "theme: diia\n", "")
    edit(folder / "themes.yaml", "    - diia-refused\n", "    - diia-gone\n")
    (folder / "search.yaml").write_text("filler: {", encoding="utf-8")
    (folder / "courses.yaml").write_text("- id: [", encoding="utf-8")
    assert {(name, key) for name, _, key in mistakes_of(folder)} == {
        (f"{ANSWER}.md", "check-missing-field"),
        ("themes.yaml", "check-no-such-answer"),
        ("diia-refused.md", "check-not-in-menu"),
        ("search.yaml", "check-broken-yaml"),
        ("courses.yaml", "check-broken-yaml"),
    }


def test_links_between_answers_and_the_menu_are_checked(folder: Path) -> None:
    edit(folder / "answers" / f"{ANSWER}.md", "related:\n", "related:\n  - no-such-answer\n")
    edit(folder / "themes.yaml", "    - diia-refused\n", "    - diia-gone\n    - diia-verify\n")
    keys = {(name, key) for name, _, key in mistakes_of(folder)}
    assert keys >= {
        (f"{ANSWER}.md", "check-no-such-answer"),
        ("themes.yaml", "check-no-such-answer"),
        ("themes.yaml", "check-listed-twice"),
        ("diia-refused.md", "check-not-in-menu"),
    }


def test_a_contact_is_written_once_and_stands_in_the_answer(folder: Path) -> None:
    edit(folder / "complaints.yaml", "0 800 505 240", "0 800 111 222")
    edit(folder / "complaints.yaml", "&dpss info@", "&dpss scarha@")
    library = load(folder)
    body = library.answers["complaint-where"].html
    assert "0 800 111 222" in body
    assert "scarha@dpss.gov.ua" in body
    for place in ("post", "shop", "hotel"):
        assert library.complaints.at(place)[1].contact.startswith("scarha@dpss.gov.ua")


def test_a_mark_of_a_body_that_nobody_knows_is_named(folder: Path) -> None:
    edit(folder / "answers" / "complaint-where.md", "{{ НСЗУ }}", "{{ НСЗ }}")
    assert [(name, key) for name, _, key in mistakes_of(folder)] == [("complaint-where.md", "check-unknown-mark")]


def test_an_answer_in_another_theme_than_it_says_is_a_mistake(folder: Path) -> None:
    edit(folder / "answers" / f"{ANSWER}.md", "theme: diia", "theme: osvita")
    assert (f"{ANSWER}.md", 4, "check-other-theme") in mistakes_of(folder)


@pytest.mark.parametrize(
    ("file", "text", "key"),
    [
        ("themes.yaml", "- id: [", "check-broken-yaml"),
        ("themes.yaml", "- id: diia\n  title: Дія\n", "check-wrong-theme"),
        ("themes.yaml", "- id: diia\n  title: " + "Дія " * 20 + "\n  answers: []\n", "check-long-title"),
        ("search.yaml", "filler: {", "check-broken-yaml"),
        ("search.yaml", "filler: [а]\n", "check-wrong-vocabulary"),
    ],
)
def test_a_broken_table_is_named(folder: Path, file: str, text: str, key: str) -> None:
    (folder / file).write_text(text, encoding="utf-8")
    assert (file, key) in [(name, found) for name, _, found in mistakes_of(folder)]


def test_all_mistakes_are_listed_at_once_and_each_has_its_sentence(folder: Path) -> None:
    edit(folder / "answers" / f"{ANSWER}.md", "theme: diia", "theme: [")
    edit(folder / "answers" / "diia-refused.md", "sources:", "source:")
    (folder / "messages" / "menu.ftl").write_text("зайве\n", encoding="utf-8")
    with pytest.raises(BrokenContent) as raised:
        load(folder)
    texts, _ = load_texts(FOLDER / "messages")
    lines = describe(raised.value.mistakes, texts).splitlines()
    for name in (f"{ANSWER}.md", "diia-refused.md", "menu.ftl"):
        assert any(line.startswith(f"{name}:") for line in lines)


def test_texts_are_compared_with_the_code(tmp_path: Path, folder: Path) -> None:
    root = tmp_path / "code"
    (root / "handlers").mkdir(parents=True)
    (root / "settings.py").write_text("")
    for name in ("deploy", "cli", "services", "storage", "jobs", "gateway", "content", "web"):
        (root / name).mkdir()
    for path in (folder / "messages").glob("*.ftl"):
        path.unlink()
    (folder / "messages" / "menu.ftl").write_text(
        "menu-used = Вітаю, { $name }\nmenu-unused = Ніде\nmenu-handed = Передано\n", encoding="utf-8"
    )
    (root / "web" / "menu.html").write_text(
        """{{ texts.plain("menu-used", name=1) }}\n{{ texts("menu-used") }}\n{{ texts("menu-a" if x else "menu-b") }}"""
    )
    (root / "handlers" / "menu.py").write_text('texts("menu-used")\ntexts.plain("menu-missing")\nkey = "menu-handed"\n')
    found = {(m.path.name, m.line, m.key, m.values.get("key")) for m in check_messages(folder, root)}
    assert found == {
        ("menu.py", 1, "check-missing-value", "menu-used"),
        ("menu.py", 2, "check-missing-message", "menu-missing"),
        ("menu.html", 2, "check-missing-value", "menu-used"),
        ("menu.html", 3, "check-missing-message", "menu-a"),
        ("menu.html", 3, "check-missing-message", "menu-b"),
        ("menu.ftl", 2, "check-unused-message", "menu-unused"),
    }


def test_an_edit_is_taken_into_use_without_a_restart(folder: Path) -> None:
    content = Content(folder)
    assert not content.reload_if_changed()
    path = folder / "answers" / f"{ANSWER}.md"
    path.write_text(path.read_text(encoding="utf-8") + "\nНове речення.\n", encoding="utf-8")
    assert content.reload_if_changed()
    assert "Нове речення" in content.library.answers[ANSWER].html
    assert not content.reload_if_changed()


def test_a_broken_edit_keeps_the_old_edition_and_is_reported_once(folder: Path) -> None:
    content = Content(folder)
    before = content.library
    path = folder / "answers" / f"{ANSWER}.md"
    edit(path, "theme: diia", "theme: [")
    with pytest.raises(BrokenContent):
        content.reload_if_changed()
    assert content.library is before
    assert not content.reload_if_changed()
    edit(path, "theme: [", "theme: diia")
    assert content.reload_if_changed()
