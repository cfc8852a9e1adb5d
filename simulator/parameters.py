"""The parameters of a call, in whatever way the client sent them: JSON values, or strings of a form."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from simulator.refusals import bad_request


@dataclass(frozen=True, slots=True)
class Upload:
    """A file sent along with a call."""

    name: str
    content: bytes
    mime: str = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Parameters:
    """Reads parameters with their types; a wrong one is refused as Telegram refuses it."""

    _values: Mapping[str, object]
    files: Mapping[str, Upload]

    def __contains__(self, name: str) -> bool:
        return self._values.get(name) not in (None, "")

    def text(self, name: str, default: str = "") -> str:
        value = self._values.get(name)
        return default if value is None else str(value)

    def number(self, name: str, default: int = 0) -> int:
        value = self._values.get(name)
        if value in (None, ""):
            return default
        try:
            return int(str(value))
        except ValueError:
            raise bad_request(f'invalid parameter "{name}" specified') from None

    def yes(self, name: str) -> bool:
        return str(self._values.get(name, "")).lower() in {"true", "1"}

    def json(self, name: str) -> Any:
        """The value of a parameter that Telegram describes as JSON-serialized; None where it is missing."""
        value = self._values.get(name)
        if value in (None, ""):
            return None
        if isinstance(value, str):
            try:
                return json.loads(value)
            except json.JSONDecodeError:
                raise bad_request(f"can't parse {name.replace('_', ' ')} JSON object") from None
        return value

    def chat_id(self, name: str = "chat_id") -> int:
        """The number of a chat. Raises a refusal where it is missing or no number."""
        if name not in self:
            raise bad_request(f"{name} is empty")
        try:
            return int(self.text(name))
        except ValueError:
            raise bad_request("chat not found") from None

    def file(self, name: str) -> Upload | str:
        """An upload, or the id of a file that Telegram has."""
        value = self.text(name)
        attached = value.removeprefix("attach://") if value.startswith("attach://") else name
        upload = self.files.get(attached)
        if upload is not None:
            return upload
        if not value:
            raise bad_request(f"there is no {name} in the request")
        return value
