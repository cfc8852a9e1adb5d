"""What a person tells of herself: only her hromada, and only when she wants to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import storage.people as store
from content.hromadas import Hromada, load_hromadas
from services.content import Content
from services.hromadas import Found, Hromadas


class People:
    """Keeps the hromada a person chose, and whether she can be reached."""

    def __init__(self, content: Content, people: store.People, clock: Callable[[], datetime]) -> None:
        self._content = content
        self._people = people
        self._clock = clock
        self._by_code = {hromada.code: hromada for hromada in load_hromadas()}

    def look_up(self, text: str) -> Found:
        """Hromadas that `text` may mean."""
        return Hromadas(self._content.library.vocabulary).find(text)

    def by_mark(self, mark: str) -> Hromada | None:
        """The hromada with that short mark; None where an old or forged button names none."""
        return next((hromada for hromada in self._by_code.values() if hromada.mark == mark), None)

    async def hromada(self, person_id: int) -> Hromada | None:
        return self._by_code.get(await self._people.hromada(person_id) or "")

    async def live_in(self, person_id: int, hromada: Hromada | None) -> None:
        """Keeps the hromada; None forgets it."""
        await self._people.live_in(person_id, hromada.code if hromada else None, self._clock())

    async def reachable(self, person_id: int, *, is_reachable: bool) -> None:
        """The person stopped the bot, or came back."""
        await self._people.is_in_state(person_id, "active" if is_reachable else "blocked", self._clock())
