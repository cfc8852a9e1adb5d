"""A text that has words for each kind of something has them for every kind: a new one does not read as another."""

from __future__ import annotations

from enum import StrEnum

import pytest

from content import FOLDER
from content.messages import load_texts
from services.mailings import MailingStatus, Operation, Repeat
from services.notices import FieldKind, ListReason, ObligationStage, Via
from services.people import Title


@pytest.mark.parametrize(
    ("key", "value", "kinds"),
    [
        ("audiences-title", "title", Title),
        ("broadcasts-repeat", "how", Repeat),
        ("broadcasts-state", "state", MailingStatus),
        ("broadcasts-what", "what", Operation),
        ("notice-board-letter", "via", Via),
        ("notice-board-stage", "stage", ObligationStage),
        ("notice-board-via", "via", Via),
        ("notices-heading", "reason", ListReason),
        ("replies-word", "kind", FieldKind),
    ],
)
def test_every_kind_has_words_of_its_own(key: str, value: str, kinds: type[StrEnum]) -> None:
    texts, _mistakes = load_texts(FOLDER / "messages")
    words = {texts.plain(key, **{value: kind}, count=1, about="1") for kind in kinds}
    assert len(words) == len(kinds)
