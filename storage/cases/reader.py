"""What is asked about cases; nothing here changes anything."""

from __future__ import annotations

from datetime import datetime

from storage.cases.details import CaseDetails
from storage.cases.values import Case, CaseEvent, CaseFile, WantedFile
from storage.engine.rows import Store, made_of


class CaseReader(Store):
    """The read side of the tables of cases. What takes a `person_id` gives only what is that person's."""

    async def find(self, case_id: int) -> Case | None:
        return await self._one("c.id = :id", id=case_id)

    async def find_by_share(self, share: str) -> Case | None:
        """The case behind a link for others to whom the same happened."""
        return await self._one("c.share = :share AND c.number IS NOT NULL", share=share)

    async def find_by_receipt(self, receipt_hash: str) -> Case | None:
        return await self._one("c.receipt_hash = :hash", hash=receipt_hash)

    async def find_by_number(self, number: str) -> Case | None:
        return await self._one("c.number = :number", number=number)

    async def find_by_message(self, chat_id: int, message_id: int) -> Case | None:
        """The case of which that message of the staff chat tells."""
        return await self._one(
            "c.id = (SELECT case_id FROM case_messages WHERE chat_id = :chat_id AND message_id = :message_id)",
            chat_id=chat_id,
            message_id=message_id,
        )

    async def own(self, case_id: int, person_id: int) -> Case | None:
        """That case, if it is hers."""
        return await self._one("c.id = :id AND c.person_id = :person_id", id=case_id, person_id=person_id)

    async def of_person(self, person_id: int) -> list[Case]:
        """The cases that she submitted, the newest first."""
        return await self._many("c.person_id = :person_id AND c.number IS NOT NULL", person_id=person_id)

    async def linked_with(self, case: Case) -> list[Case]:
        """The others of its group, the oldest first."""
        others = await self._many("c.group_token = :token AND c.id <> :id", token=case.group_token, id=case.id)
        return others[::-1]

    async def begun_by(self, person_id: int) -> Case | None:
        """What she began last and has not told yet."""
        return await self._one("c.person_id = :person_id AND c.status = 'begun'", person_id=person_id)

    async def begun_before(self, at: datetime) -> list[Case]:
        """Cases that somebody began before that time and has not told yet, the newest first."""
        return await self._many("c.status = 'begun' AND c.started_at < :at AND c.person_id IS NOT NULL", at=at)

    async def on_desk(self) -> list[Case]:
        """Open cases, the newest first."""
        return await self._many("c.status IN ('new', 'taken')")

    async def closed(self, most: int) -> list[Case]:
        """So many that were closed last."""
        return await self._many(
            "c.id IN (SELECT id FROM cases WHERE status = 'closed' ORDER BY closed_at DESC, id DESC LIMIT :most)",
            most=most,
        )

    async def not_in_staff_chat(self) -> list[Case]:
        """Open cases that have no message in the staff chat, or none that the bot knows of."""
        return await self._many("c.status IN ('new', 'taken') AND c.staff_message_id IS NULL")

    async def untouched_since(self, at: datetime) -> list[Case]:
        """Open cases in the staff chat with which nothing was done since then; nor were the staff reminded of them."""
        return await self._many(
            """
            c.status IN ('new', 'taken') AND c.staff_message_id IS NOT NULL
            AND COALESCE(c.moved_at, c.submitted_at) < :at AND COALESCE(c.staff_reminded_at, 0) <= :at
            AND NOT EXISTS (SELECT 1 FROM notes n WHERE n.kind = 'case' AND n.subject = c.id AND n.at >= :at)
            """,
            at=at,
        )

    async def forwarded_to(self, post: str) -> list[Case]:
        """Open cases that were forwarded to the post with that id, the newest first."""
        return await self._many(
            """
            c.status IN ('new', 'taken') AND EXISTS (
                SELECT 1 FROM case_events e WHERE e.case_id = c.id AND e.post = :post
            )
            """,
            post=post,
        )

    async def submitted(self, since: datetime, until: datetime) -> list[Case]:
        """Cases submitted in that time, the newest first."""
        return await self._many("c.submitted_at >= :since AND c.submitted_at < :until", since=since, until=until)

    async def cards(self, case_id: int) -> list[tuple[int, int, str]]:
        """The messages that show the case, by chat and number, with a mark of how."""
        rows = await self._database.fetch(
            "SELECT chat_id, message_id, shown FROM case_messages WHERE case_id = :id AND shown IS NOT NULL", id=case_id
        )
        return [(row["chat_id"], row["message_id"], row["shown"]) for row in rows]

    async def changed_since(self, at: datetime) -> list[int]:
        """The cases with which something was done since then."""
        rows = await self._database.fetch(
            """
            SELECT id FROM cases WHERE moved_at >= :at
            UNION SELECT case_id FROM case_events WHERE at >= :at
            """,
            at=at,
        )
        return [row["id"] for row in rows]

    async def files(self, case_id: int) -> list[CaseFile]:
        """The evidence whose originals are still kept."""
        return await self._read(
            CaseFile, "SELECT * FROM case_files WHERE case_id = :id AND file_id IS NOT NULL ORDER BY id", id=case_id
        )

    async def wanted_files(self) -> list[WantedFile]:
        """The evidence that the staff chat is to get, oldest first."""
        return await self._read(
            WantedFile, "SELECT * FROM case_files WHERE wanted = 1 AND file_id IS NOT NULL ORDER BY id"
        )

    async def events(self, case_id: int) -> list[CaseEvent]:
        """The history, oldest first."""
        return await self._read(CaseEvent, "SELECT * FROM case_events WHERE case_id = :id ORDER BY id", id=case_id)

    async def untold(self, *, by_staff: bool) -> dict[int, list[CaseEvent]]:
        """What one side did and the other has not been told yet, by case, oldest first."""
        rows = await self._database.fetch(
            "SELECT * FROM case_events WHERE untold = 1 AND by_staff = :by_staff ORDER BY id", by_staff=by_staff
        )
        found: dict[int, list[CaseEvent]] = {}
        for row in rows:
            found.setdefault(row["case_id"], []).append(made_of(CaseEvent, row))
        return found

    async def _one(self, where: str, **parameters: object) -> Case | None:
        """The newest."""
        cases = await self._many(where, **parameters)
        return cases[0] if cases else None

    async def _many(self, where: str, **parameters: object) -> list[Case]:
        rows = await self._database.fetch(
            f"""
            SELECT c.*, (SELECT COUNT(*) FROM cases o WHERE o.group_token = c.group_token AND o.id <> c.id) AS linked
            FROM cases c WHERE {where} ORDER BY c.id DESC
            """,  # noqa: S608 - conditions of this module
            **parameters,
        )
        return [made_of(Case, row, details=CaseDetails.read(row)) for row in rows]
