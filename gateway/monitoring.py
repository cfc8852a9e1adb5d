"""For whoever watches the bot: `/healthz` and `/metrics`.

They hold nothing about people, but outsiders must not read them either. They are served on the same port as all else,
so the reverse proxy must pass on the path of the webhook and `/n/` only; monitoring asks the port itself, from inside.
"""

from __future__ import annotations

import asyncio
import time

from prometheus_client import CONTENT_TYPE_LATEST
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from gateway.metrics import Metrics
from services.operation.health import HealthReport, HealthStatus
from services.services import Services


def monitoring(services: Services, metrics: Metrics, stop: asyncio.Event) -> list[Route]:
    """The two routes. `/healthz` answers 503 where another process would do better, and while this one ends."""
    began = time.monotonic()

    async def healthz(_request: Request) -> Response:
        report = await services.health.report()
        status = HealthStatus.DOWN if stop.is_set() else report.status
        process = {"uptime": round(time.monotonic() - began, 1), "stopping": stop.is_set()}
        body = {"status": status.value, "process": process, **_told(report)}
        return JSONResponse(body, 503 if status is HealthStatus.DOWN else 200, {"Cache-Control": "no-store"})

    async def numbers(_request: Request) -> Response:
        return Response(await metrics.written(), media_type=CONTENT_TYPE_LATEST)

    return [Route("/healthz", healthz), Route("/metrics", numbers)]


def _told(report: HealthReport) -> dict[str, object]:
    """The report as JSON has it; ages and durations in seconds."""
    return {
        "database": {"answers": report.database is not None, "seconds": _rounded(report.database)},
        "updates": {"age": _rounded(report.update)},
        "dispatcher": {"runs": report.dispatcher is not None, "age": _rounded(report.dispatcher)},
        "clock": {
            "runs": report.clock is not None,
            "age": _rounded(report.clock),
            "overdue": report.overdue,
            "succeeded_at": {
                name: job.succeeded_at and job.succeeded_at.isoformat(timespec="seconds")
                for name, job in report.jobs.items()
            },
        },
        "content": {"age": _rounded(report.content)},
        "leads": report.leads,
        "backup": {"late": report.backup_late},
    }


def _rounded(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds, 3)
