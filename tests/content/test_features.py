"""No answer denies what the bot does, and what the bot does is told where people ask for it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from content import FOLDER
from content.check import check_features
from content.library import Library, load
from content.mistakes import BrokenContent, Mistake


def mistakes_with(folder: Path, file: str, old: str, new: str) -> list[Mistake]:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return list(check_features(load(folder), folder))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the real content, to break."""
    return Path(shutil.copytree(FOLDER, tmp_path / "uk"))


def test_the_real_content_denies_nothing(library: Library) -> None:
    assert list(check_features(library)) == []


@pytest.mark.parametrize(
    ("sentence", "feature"),
    [
        ("Тут, у боті, сертифікатів поки не приймаємо: файлів він не читає.", "takes-certificates"),
        ("Файли й фото бот поки що не приймає.", "takes-certificates"),
        ("Як рахують бали й де таблиця, підтверджених даних не маємо.", "shows-the-rating"),
        ("Рейтингу бот не показує.", "shows-the-rating"),
        ("Без Telegram доручень не надсилаємо.", "answers-without-telegram"),
        ("Готового тексту звернення бот не дає.", "writes-the-appeal"),
    ],
)
def test_a_denial_is_named_with_its_sentence(folder: Path, sentence: str, feature: str) -> None:
    [found] = mistakes_with(folder, "answers/diia-age.md", "\n---\n", f"\n---\n{sentence}\n\n")
    assert found.key == "check-feature-denied"
    assert found.values == {"feature": feature, "sentence": sentence}
    lines = found.path.read_text(encoding="utf-8").splitlines()
    assert sentence in lines[found.line - 1]


def test_texts_of_the_screens_are_looked_at_as_well(folder: Path) -> None:
    old = "others-voice = "
    [found] = mistakes_with(folder, "messages/others.ftl", old, f"{old}Файлів бот не читає. ")
    assert (found.path.name, found.key) == ("others.ftl", "check-feature-denied")


def test_what_people_ask_may_deny_it(folder: Path) -> None:
    old = "questions:\n"
    assert mistakes_with(folder, "answers/diia-age.md", old, f"{old}  - чому бот не приймає сертифікат\n") == []


def test_an_answer_that_should_tell_of_it_and_does_not_is_named(folder: Path) -> None:
    [found] = mistakes_with(folder, "answers/osvita-submit.md", "/courses", "/start")
    assert (found.path.name, found.key) == ("osvita-submit.md", "check-feature-untold")


def test_a_feature_may_name_only_answers_that_are_there(folder: Path) -> None:
    [found] = mistakes_with(folder, "features.yaml", "    osvita-submit: /courses", "    osvita-gone: /courses")
    assert (found.path.name, found.key) == ("features.yaml", "check-no-such-answer")


@pytest.mark.parametrize(
    ("file", "key"), [("features.yaml", "check-wrong-feature"), ("emergency.yaml", "check-wrong-emergency")]
)
def test_a_broken_table_is_named(folder: Path, file: str, key: str) -> None:
    (folder / file).write_text("- id: одне\n", encoding="utf-8")
    with pytest.raises(BrokenContent) as raised:
        load(folder)
    assert (file, key) in [(each.path.name, each.key) for each in raised.value.mistakes]
