"""A sign of life to somebody outside who misses it (a dead man's switch), by the protocol of healthchecks.

`URL/start` once, `URL` every minute, `URL/fail` while the process is of no use. The body holds names of parts, nothing
of people. The address is a secret: whoever knows it can say that all is well.
"""

from __future__ import annotations

import httpx

from services.operation.health import Health, HealthStatus

PATIENCE = 10.0
"""Seconds for an answer."""


class NotHeard(Exception):
    """Whoever waits for the sign did not take it."""


class Heartbeat:
    def __init__(self, url: str | None, health: Health) -> None:
        self._url = url
        self._health = health
        self._has_begun = False

    async def beat(self) -> None:
        """Gives one sign. Raises NotHeard, whose words never hold the address."""
        if self._url is None:
            return
        report = await self._health.report()
        told = [report.status.value, *report.overdue]
        if report.webhook and report.webhook.trouble:
            told.append(f"webhook {report.webhook.trouble}")
        if report.backup_late:
            told.append("backup late")
        try:
            async with httpx.AsyncClient(timeout=PATIENCE) as client:
                if not self._has_begun:
                    await self._say(client, "/start", "")
                    self._has_begun = True
                await self._say(client, "/fail" if report.status is HealthStatus.DOWN else "", "\n".join(told))
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise NotHeard(type(error).__name__) from None

    async def _say(self, client: httpx.AsyncClient, what: str, body: str) -> None:
        answer = await client.post(f"{self._url}{what}", content=body)
        if answer.is_error:
            raise NotHeard(str(answer.status_code))
