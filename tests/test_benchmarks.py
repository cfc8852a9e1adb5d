"""The document of the benchmarks has a place for each of them, and keeps what was printed there only."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from benchmarks.report import BENCHMARKS, DOCUMENT, keep
from benchmarks.tables import Table, note


def test_the_document_has_a_place_for_each_benchmark() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    for name in BENCHMARKS:
        assert text.index(f"<!-- {name} -->") < text.index(f"<!-- /{name} -->")
        assert importlib.util.find_spec(f"benchmarks.{name}")


def test_a_table_takes_the_place_of_the_one_before(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = tmp_path / "document.md"
    document.write_text("# A\n<!-- one -->\nold\n<!-- /one -->\n<!-- two -->\nleft\n<!-- /two -->\n")
    table = Table("T", "what", "figure")
    table.row("a|b", 1)
    note("Words.")
    keep(document, "one", capsys.readouterr().out)
    written = document.read_text()
    assert (
        "<!-- one -->\n\n**T**\n\n| what | figure |\n| --- | ---: |\n| a/b | 1 |\n\nWords.\n\n<!-- /one -->" in written
    )
    assert written.endswith("<!-- two -->\nleft\n<!-- /two -->\n")
    assert "old" not in written
    with pytest.raises(ValueError, match="no marker three"):
        keep(document, "three", "x")
