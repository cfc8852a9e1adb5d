"""Excel files that leave the bot: what people wrote stays words."""

from __future__ import annotations

import pytest

from services.files.excel import make_excel
from tests.excel import sheet_of


@pytest.mark.parametrize(
    "words",
    [
        "=1+1",
        '=HYPERLINK("https://evil.example","Коваль")',
        "{=SUM(A1:A9)}",
        "+380=1",
        "-1+1|cmd",
        "@SUM(1)",
        "\t=1+1",
        "https://evil.example",
        "mailto:a@b.c",
        "internal:Sheet2!A1",
        "external:c:\\a.xlsx",
    ],
)
def test_no_words_become_a_formula_or_a_link(words: str) -> None:
    sheet = sheet_of(make_excel([words], [[words, 1]]))
    for cell in (sheet["A1"], sheet["A2"]):
        assert (cell.value, cell.data_type, cell.hyperlink) == (words, "s", None)
