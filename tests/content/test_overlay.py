"""What lies over the files: each piece by itself, and the files as editors write them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from content import FOLDER
from content.answers import body_of, review_until, rewritten, without_check
from content.library import Library
from content.overlay import Check, CheckedKind, Overlay, mark_of, overlaid

ID = "diia-start"


def test_a_file_that_is_written_anew_differs_in_nothing_but_what_was_changed(library: Library) -> None:
    for answer in library.answers.values():
        same = rewritten(
            answer.written,
            body_of(answer.written),
            title=answer.title,
            questions=list(answer.questions),
            keywords=list(answer.keywords),
            sources=[{"title": each.title, "url": each.url} for each in answer.sources],
            checked_on=answer.checked_on,
            checked_by=answer.checked_by or None,
            review_by=answer.review_by,
        )
        assert same == answer.written
    other = rewritten(library.answers[ID].written, title="Як: «увійти» \\1?", checked_by="Ірина")
    before, after = library.answers[ID].written.splitlines(), other.splitlines()
    assert {line.split(":")[0] for line in set(before) ^ set(after)} == {"title", "checked_by"}
    assert "title: 'Як: «увійти» \\1?'" in after
    assert without_check(rewritten(other, title=library.answers[ID].title)) == without_check("\n".join(before) + "\n")


def test_each_piece_is_taken_by_itself(library: Library) -> None:
    good = rewritten(library.answers[ID].written, title="Як увійти?")
    overlay = Overlay(
        version=7,
        files={
            ID: good,
            "diia-age": "---\nid: [\n---\n",
            "diia-verify": rewritten(library.answers["diia-verify"].written, related=["gone"]),
            "diia-border": rewritten(library.answers["diia-border"].written, theme="osvita"),
            "diia-offline": "no front matter",
        },
        phrasings=frozenset({(ID, "чарівна паличка"), ("gone", "нікуди")}),
        model=b"other",
        model_over=mark_of(library.model),
    )
    made = overlaid(library, overlay, FOLDER)
    assert made.answers[ID].title == "Як увійти?"
    assert set(made.refused) == {"diia-age", "diia-verify", "diia-border", "diia-offline"}
    assert all(made.answers[id] == library.answers[id] for id in made.refused)
    assert made.phrasings[ID][-1].text == "чарівна паличка"
    assert "gone" not in made.phrasings
    assert (made.model, made.version) == (b"other", 7)
    assert overlaid(library, replace(overlay, model_over="older"), FOLDER).model == library.model
    assert list(made.answers) == list(library.answers)


def test_a_check_counts_for_the_words_that_were_checked_and_no_older_than_the_file(library: Library) -> None:
    answer = library.answers[ID]
    check = Check(
        kind=CheckedKind.ANSWER,
        object=ID,
        revision=answer.revision,
        checked_on=date(2027, 1, 5),
        by_name="Ірина",
        review_by=date(2027, 4, 5),
    )
    for each, by in ((check, "Ірина"), (replace(check, revision="0"), ""), (replace(check, checked_on=date.min), "")):
        assert overlaid(library, Overlay(checks=(each,)), FOLDER).answers[ID].checked_by == by
    paid = replace(answer, body="Це коштує 500 грн.")
    assert review_until(paid, date(2026, 11, 28)) == date(2026, 12, 31)
    assert review_until(answer, date(2026, 11, 28)) == date(2027, 2, 26)
