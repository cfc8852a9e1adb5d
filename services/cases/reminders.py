"""What people of cases are told through the outbox: updates of their cases, and that the details are still wanted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from operator import itemgetter

from services.cases.messages import CaseUpdate, DetailsWanted
from services.mailings import Purpose, Reminder, Reminders
from services.messages import Message
from storage.cases import Case, CaseEvent, CaseReader, Cases, CaseStatus

ASK_AFTER = timedelta(hours=1)
"""Details are asked for when the train has gone."""
ASK_AGAIN_AFTER = timedelta(days=1)
"""Then once more, and never again."""
HOUR, DAY = "hour", "day"


class CaseUpdates:
    """A `ReminderSource`: what the staff did with a case. A stage is the number of the event.

    All that is new about a case is one message. What an earlier message could not tell, the next one tells too.
    """

    kind = "case update"
    purpose = Purpose.NEWS
    lasts: timedelta | None = None

    def __init__(self, cases: Cases, read: CaseReader, reminders: Reminders) -> None:
        self._cases = cases
        self._read = read
        self._reminders = reminders

    async def due(self, now: datetime) -> Sequence[Reminder]:
        """Everything about the case whose news are the oldest: each case is a message of its own."""
        found: list[Reminder] = []

        async def look(untold: tuple[int, list[CaseEvent]]) -> bool:
            """Whether to look at the next case."""
            case_id, events = untold
            case = await self._read.find(case_id)
            person_id = case.person_id if case else None
            planned = {each.stage for each in await self._reminders.planned_of(self.kind, case_id)}
            new = [event for event in events if person_id and str(event.id) not in planned]
            # The rest was planned before, or there is nobody to tell.
            await self._cases.told([event.id for event in events if event not in new])
            if person_id:
                found.extend(Reminder(person_id=person_id, about=case_id, stage=str(event.id)) for event in new)
            return not found

        untold = (await self._read.untold(by_staff=True)).items()
        await self._reminders.each_on_its_own("case_updates", untold, look, number=itemgetter(0))
        return found

    async def message(self, person_id: int, reminders: Sequence[Reminder]) -> Message | None:
        """None where a later message told it already, or the case is not hers."""
        case = await self._read.own(reminders[0].about, person_id)
        if case is None:
            return None
        sent = {each.stage: each.sent for each in await self._reminders.planned_of(self.kind, case.id)}
        hers = [event for event in await self._read.events(case.id) if str(event.id) in sent]
        told_until = max((event.id for event in hers if sent[str(event.id)]), default=0)
        stages = {each.stage for each in reminders}
        until = max((event.id for event in hers if str(event.id) in stages), default=0)
        new = [event for event in hers if told_until < event.id <= until]
        return CaseUpdate(case, new) if new else None


class UnfinishedCases:
    """A `ReminderSource`: who began a case is asked for its details after an hour, and once more a day later."""

    kind = "unfinished case"
    purpose = Purpose.REMINDER
    lasts: timedelta | None = None

    def __init__(self, cases: Cases, read: CaseReader, reminders: Reminders, clock: Callable[[], datetime]) -> None:
        self._cases = cases
        self._read = read
        self._reminders = reminders
        self._clock = clock

    async def due(self, now: datetime) -> Sequence[Reminder]:
        """What nobody tells after both questions is kept as unfinished."""
        found: dict[int, Reminder] = {}

        async def look(case: Case) -> None:
            asked = {each.stage: each.at for each in await self._reminders.planned_of(self.kind, case.id)}
            if HOUR not in asked:
                stage = HOUR
            elif now - max(asked.values()) < ASK_AFTER or now - case.started_at < ASK_AFTER + ASK_AGAIN_AFTER:
                return
            elif DAY not in asked:
                stage = DAY
            else:
                await self._cases.keep_unfinished(case.id)
                return
            assert case.person_id is not None  # noqa: S101 - she began it
            reminder = Reminder(person_id=case.person_id, about=case.id, stage=stage)
            found.setdefault(case.person_id, reminder)  # of two cases each is a message of its own

        begun = await self._read.begun_before(now - ASK_AFTER)
        await self._reminders.each_on_its_own("unfinished_cases", begun, look)
        return list(found.values())

    async def message(self, person_id: int, reminders: Sequence[Reminder]) -> Message | None:
        """None where she told the details or dropped the case meanwhile, or the second question replaces the first.

        A case that became unfinished while the question waited for the end of the quiet hours may still be told.
        """
        [reminder] = reminders
        case = await self._read.own(reminder.about, person_id)
        if case is None or case.status not in {CaseStatus.BEGUN, CaseStatus.UNFINISHED}:
            return None
        asked = {each.stage for each in await self._reminders.planned_of(self.kind, case.id)}
        if reminder.stage == HOUR and DAY in asked:
            return None
        return DetailsWanted(case)
