"""Which hromada a row of a table names, by a code of the state's codifier, by its name, or by both."""

from __future__ import annotations

import re
from collections.abc import Callable

from content.hromadas import Hromada
from services.people.hromadas import Found
from services.tables import DryRun, Line
from services.text import fold_code, words_key

_CODE = re.compile(r"UA\d{17}")
_A_CODE = re.compile(r"UA\d{2}")


class HromadaRows:
    """Reads rows of one table; each text is looked up once."""

    def __init__(self, look_up: Callable[[str], Found], code: str) -> None:
        """`code` is the meaning of the column with codes, which a table may lack."""
        self._look_up = look_up
        self._code = code
        self._found: dict[str, Found] = {}
        self._said: set[str] = set()

    def of(self, found: DryRun, line: Line) -> Hromada | None:
        """None, and noted, where the row names none for sure, or two."""
        code = self.code(line)
        if code and not _CODE.fullmatch(code):
            found.mistake(line, self._code, "no-katottg")
            return None
        by_code = self.find(code) if code else None
        by_name = self.find(line.text("hromada")) if line.text("hromada") or not code else None
        if by_name and not by_name.sure:
            found.mistake(line, "hromada", "no-hromada", [each.name for each in by_name.hromadas])
            return None
        if by_code and not by_code.sure:
            found.mistake(line, self._code, "no-hromada")
            return None
        if by_code and by_name and by_code.hromadas[0] != by_name.hromadas[0]:
            found.mistake(line, "hromada", "other-hromada", [by_code.hromadas[0].name])
            return None
        told = by_code or by_name
        if by_name and not by_code:
            self.say(found, line.row, line.text("hromada"), by_name.hromadas[0])
        return told.hromadas[0] if told else None

    def say(self, found: DryRun, row: int, text: str, hromada: Hromada) -> None:
        """Notes which hromada is taken to be meant, once for each text that does not name it as it is called."""
        if text not in self._said and not is_called(text, hromada):
            self._said.add(text)
            found.read_as.append((row, text, hromada.name))

    def code(self, line: Line) -> str:
        """The code as the codifier has it; empty where the row has none."""
        return fold_code(line.text(self._code))

    def find(self, text: str) -> Found:
        """What a text of the table names."""
        if text not in self._found:
            self._found[text] = self._look_up(text)
        return self._found[text]


def is_called(text: str, hromada: Hromada) -> bool:
    """Whether the text has the name of the hromada in it as it is, or a code: nothing of it is a guess."""
    return f" {words_key(hromada.name)} " in f" {words_key(text)} " or bool(_A_CODE.search(fold_code(text)))
