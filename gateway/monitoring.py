"""For whoever watches the bot: `/healthz` and `/metrics`.

They hold nothing about people, but outsiders must not read them either. They are served on the same port as all else,
so the reverse proxy must not pass them on (`deploy/Caddyfile`); monitoring asks the port itself, from inside.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from datetime import datetime

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Histogram,
    ProcessCollector,
    generate_latest,
)
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from telegram import Update

from gateway.per_person_queue import HandlingOutcome
from gateway.webhook import Refusal
from services.operation.health import HealthReport, HealthStatus
from services.operation.outage import outage
from services.operation.version import VERSION
from services.operation.webhook_watch import WebhookState, WebhookTrouble
from services.services import Services

KEPT = 10.0
"""Seconds until the outbox is counted anew: counting a million rows takes a tenth of a second."""
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)
"""Seconds: from an answer out of memory to the limit of handling."""


class Metrics(Collector):
    """Numbers for Prometheus. The gateway reports updates and refusals; all else is read when Prometheus asks."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._rows: dict[str, int] = {}
        self._report: HealthReport | None = None
        self._backup_at: datetime | None = None
        self._counted_at = 0.0
        self._registry = CollectorRegistry()
        self._updates = Counter("bot_updates", "Updates handled", ["kind", "outcome"], registry=self._registry)
        self._seconds = Histogram(
            "bot_update_seconds", "Seconds of handling an update", buckets=BUCKETS, registry=self._registry
        )
        self._refused = Counter("bot_webhook_refused", "Requests turned away", ["reason"], registry=self._registry)
        ProcessCollector(registry=self._registry)
        self._registry.register(self)

    def ended(self, update: Update, outcome: HandlingOutcome, seconds: float) -> None:
        """Notes that an update was handled."""
        self._updates.labels(_kind(update), outcome.value).inc()
        self._seconds.observe(seconds)
        self._services.health.updates.beat()

    def refused(self, why: Refusal) -> None:
        """Notes that the webhook turned a request away."""
        self._refused.labels(why.value).inc()

    async def written(self) -> bytes:
        """All numbers in Prometheus' text format. Where the database does not answer, its numbers are left out."""
        services = self._services
        if not self._counted_at or time.monotonic() - self._counted_at > KEPT:
            self._rows = await services.health.ask("outbox", services.mailings.dispatcher.backlog) or {}
            self._backup_at = await services.health.ask("backups", services.backups.good_at) or self._backup_at
            self._counted_at = time.monotonic()
        self._report = await services.health.report()
        return generate_latest(self._registry)

    def collect(self) -> Iterator[Metric]:
        """What other parts count. The registry calls this."""
        services = self._services
        outbox = GaugeMetricFamily("bot_outbox_rows", "Rows of mailings that run or are paused", labels=["state"])
        for state, number in self._rows.items():
            outbox.add_metric([state], number)
        yield outbox
        budget = services.mailings.dispatcher.budget
        yield GaugeMetricFamily("bot_send_rate", "Messages a second that may leave in bulk", value=budget.rate)
        yield CounterMetricFamily("bot_send_halts", "429 answers in bulk", value=budget.halts)
        for name, words, label, counted in (
            ("bot_too_many", "429 answers, by the way out that met them", "way", budget.too_many),
            ("bot_replies_repeated", "Replies that left once more", "why", budget.repeated),
            ("bot_late_replies", "Replies that Telegram did not take at once", "outcome", services.late_replies.counts),
            ("bot_row_failures", "Failures of rows that a job works through", "rows", services.failures.rows),
        ):
            counter = CounterMetricFamily(name, words, labels=[label])
            for value, number in counted.items():
                counter.add_metric([value], number)
            yield counter
        health = services.health
        succeeded = GaugeMetricFamily(
            "bot_job_last_success_timestamp_seconds", "When a job last succeeded", labels=["job"]
        )
        failures = CounterMetricFamily("bot_job_failures", "Failures of a job since the start", labels=["job"])
        for name, job in health.jobs().items():
            failures.add_metric([name], job.failures)
            if job.succeeded_at:
                succeeded.add_metric([name], job.succeeded_at.timestamp())
        yield succeeded
        yield failures
        if self._report:
            yield from self._reported(self._report)
        yield GaugeMetricFamily(
            "bot_clock_off", "Whether Telegram's clock shows another day", value=services.clock_leaps.is_off
        )
        unwritten = services.answers.unwritten
        yield CounterMetricFamily("bot_questions_dropped", "Questions there was no room for", value=unwritten.dropped)
        yield CounterMetricFamily(
            "bot_log_lines_left_out", "Lines about a database that is away", value=outage.lines_left_out
        )
        version = GaugeMetricFamily("bot_version", "Always 1; the label says which version runs", labels=["version"])
        version.add_metric([VERSION], 1)
        yield version
        yield GaugeMetricFamily("bot_leads", "Whether dispatcher and clock are this process's work", value=health.leads)
        yield GaugeMetricFamily("bot_content_age_seconds", "Since the content changed", value=health.content_age)

    def _reported(self, report: HealthReport) -> Iterator[Metric]:
        """What `/healthz` says, as numbers."""
        yield GaugeMetricFamily("bot_database_answers", "Whether it does", value=report.database is not None)
        yield GaugeMetricFamily("bot_stuck", "Whether nothing goes on", value=self._services.health.is_stuck)
        yield GaugeMetricFamily("bot_backup_late", "Whether last night has no good copy", value=report.backup_late)
        if self._backup_at:
            at = self._backup_at.timestamp()
            yield GaugeMetricFamily("bot_backup_last_success_timestamp_seconds", "The newest good copy", value=at)
        yield GaugeMetricFamily("bot_questions_unwritten", "Questions that wait in memory", value=report.unwritten)
        failing = GaugeMetricFamily("bot_job_failing", "Jobs that did not succeed since they failed", labels=["job"])
        for name in report.failing:
            failing.add_metric([name], 1)
        yield failing
        if (webhook := report.webhook) is None:
            return
        yield GaugeMetricFamily("bot_webhook_pending", "Updates that wait at Telegram", value=webhook.pending)
        if webhook.error_at:
            at = webhook.error_at.timestamp()
            yield GaugeMetricFamily("bot_webhook_last_error_timestamp_seconds", "Telegram's last error", value=at)
        trouble = GaugeMetricFamily("bot_webhook_trouble", "What is wrong with the webhook", labels=["what"])
        for each in WebhookTrouble:
            trouble.add_metric([each.value], webhook.trouble is each)
        yield trouble


def monitoring(services: Services, metrics: Metrics, stop: asyncio.Event) -> list[Route]:
    """The two routes. `/healthz` answers 503 where another process would do better, and while this one ends."""
    began = time.monotonic()

    async def healthz(_request: Request) -> Response:
        report = await services.health.report()
        status = HealthStatus.DOWN if stop.is_set() else report.status
        process = {"uptime": round(time.monotonic() - began, 1), "stopping": stop.is_set()}
        body = {"status": status.value, "version": VERSION, "process": process, **_told(report)}
        return JSONResponse(body, 503 if status is HealthStatus.DOWN else 200, {"Cache-Control": "no-store"})

    async def numbers(_request: Request) -> Response:
        return Response(await metrics.written(), media_type=CONTENT_TYPE_LATEST)

    return [Route("/healthz", healthz), Route("/metrics", numbers)]


def _kind(update: Update) -> str:
    return next((kind for kind in Update.ALL_TYPES if getattr(update, kind) is not None), "other")


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
            "failing": {name: since.isoformat(timespec="seconds") for name, since in report.failing.items()},
            "succeeded_at": {
                name: job.succeeded_at and job.succeeded_at.isoformat(timespec="seconds")
                for name, job in report.jobs.items()
            },
        },
        "content": {"age": _rounded(report.content)},
        "leads": report.leads,
        "backup": {"late": report.backup_late},
        "questions": {"unwritten": report.unwritten},
        "webhook": report.webhook and _told_of_webhook(report.webhook),
    }


def _told_of_webhook(webhook: WebhookState) -> dict[str, object]:
    at = webhook.error_at
    return {
        "trouble": webhook.trouble,
        "pending": webhook.pending,
        "last_error": {"at": at.isoformat(timespec="seconds"), "words": webhook.error} if at else None,
    }


def _rounded(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds, 3)
