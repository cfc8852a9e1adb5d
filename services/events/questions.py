"""What whoever comes to an event is asked: the forms of notices, but for files and tables."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.content import Content
from services.notices import Field, FieldKind, Form, Replies, WrongForm
from services.text import mask
from storage.events import Event, EventStore, Registration, RegistrationStore

ASKED = frozenset(FieldKind) - {FieldKind.FILE, FieldKind.TABLE}


@dataclass(frozen=True, slots=True)
class Questions:
    _content: Content
    _events: EventStore
    _registrations: RegistrationStore
    _replies: Replies

    async def ask(self, event_id: int, definition: str) -> bool:
        """Keeps what is asked, in the words of a form; nothing is asked where there are none. False where the event is
        not being written any more. Raises WrongForm."""
        form = Form.parse(definition, self._content.texts) if definition.strip() else Form(())
        for number, field in enumerate(form.fields, start=1):
            if field.kind not in ASKED:
                raise WrongForm(number, field.label)
        return await self._events.change(event_id, form=json.dumps(form.stored(), ensure_ascii=False))

    def read(self, field: Field, text: str) -> str | None:
        """An answer as it is kept, numbers of people masked; None where it is none."""
        value = self._replies.read(field, text).value
        return None if value is None else mask(value)

    async def answer(self, event_id: int, person_id: int, answers: Mapping[str, str]) -> bool:
        """Keeps answers, by field; False where she is not registered."""
        return await self._registrations.answer(event_id, person_id, answers)


def asked(event: Event) -> Sequence[Field]:
    """The questions of an event."""
    return Form.read(event.form).fields


def unanswered(event: Event, mine: Registration) -> list[Field]:
    """The questions that she neither answered nor passed over."""
    said = mine.answered
    return [field for field in asked(event) if not (said.get(field.key) or (field.optional and field.key in said))]
