"""docs/operations.md and deploy/alerts.yml speak of what there is: commands, settings, files, metrics, words."""

from __future__ import annotations

import asyncio
import re
import shlex

import httpx
import pytest
import yaml
from starlette.applications import Starlette

from channels import WebhookInfo
from cli.main import parser
from content import FOLDER
from gateway.monitoring import Metrics, monitoring
from services.operation.webhook_watch import WebhookWatch
from storage.engine.backups import Backups
from tests.processes import ROOT
from tests.stories.conftest import stopped_world, world
from tests.stories.world import World
from tests.test_deploy import DOCKER_ONLY
from tests.variables import variables

__all__ = ["stopped_world", "world"]

PAGE = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
PROXY = {"WORKERS"}
"""What the Caddyfile asks of its environment, besides the name of the site."""
PLACEHOLDERS = {"REFERENCE", "VERSION"}
ELSEWHERE = {"AWAY", "BASE"}
"""What the unit that takes copies away and the Dockerfile ask for."""
BOTCTL = (ROOT / "deploy" / "botctl").read_text(encoding="utf-8")
OF_BOTCTL = {"upgrade", "back"}
"""What botctl does itself; tests/test_upgrade.py runs them."""
OF_ONE_COMMAND = {"MOVE_FROM", "MOVE_TO"}


def alerts() -> dict[str, str]:
    """The expressions of all rules, by their names."""
    groups = yaml.safe_load((ROOT / "deploy" / "alerts.yml").read_text(encoding="utf-8"))["groups"]
    return {rule["alert"]: rule["expr"] for group in groups for rule in group["rules"]}


async def metrics(world: World) -> set[str]:
    """The names of all samples that a worker may give."""
    services, error_at = world.services, world.clock()

    async def asked() -> WebhookInfo:
        return WebhookInfo("", 3, "Connection refused", error_at)

    services.health.clock_started({"send_mails": 60.0})
    watch = WebhookWatch(asked, "https://bot.example.org/telegram", world.clock)
    watch.begin()
    await watch.look()
    services.health.webhook = watch.state
    await Backups(world.database, "", FOLDER, "").ended(world.clock().date(), world.clock(), 1, "")
    written = (await Metrics(world.services).written()).decode()
    names: set[str] = set()
    for name, kind in re.findall(r"^# TYPE (\S+) (\S+)$", written, re.MULTILINE):
        names |= {name} | ({f"{name}_bucket", f"{name}_count", f"{name}_sum"} if kind == "histogram" else set())
    return names


def commands() -> list[str]:
    """What is given to bot.py, in each place where the page tells to run it."""
    runs = r"(?:sudo botctl|python bot\.py|docker compose run --rm bot-1|bot\.py) ([a-z][^`\n|]*)"
    told = [found.partition(" < ")[0].strip().rstrip(":.") for found in re.findall(runs, PAGE)]
    return [
        found.replace("$(date +%Y%m%d-%H%M)", "NOW") for found in told if found.split()[0] not in {"runs", *OF_BOTCTL}
    ]


@pytest.mark.parametrize("line", sorted(set(commands())))
def test_every_command_is_one(line: str) -> None:
    parser().parse_args(shlex.split(line))  # ends the program at what it does not know


def test_the_page_tells_of_every_command_that_an_administrator_needs() -> None:
    told = {line.split()[0] for line in commands()}
    assert {"check", "invite", "backup", "restore", "move", "export-contacts"} <= told


def test_every_make_target_is_one() -> None:
    targets = set(re.findall(r"^([a-z./]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"(?:sudo|`)\s?make ([a-z./]+)", PAGE))
    assert "install" in named
    assert named <= targets


def test_every_setting_is_told_and_nothing_else_is_called_one() -> None:
    in_words = re.findall(r"`([A-Z][A-Z_]+)(?:=[^`]*)?`", PAGE)
    in_files = re.findall(r"^    (?:\[Service\]\\nEnvironment=)?([A-Z][A-Z_]+)=", PAGE, re.MULTILINE)
    named = {*in_words, *in_files} - PLACEHOLDERS - OF_ONE_COMMAND
    assert variables() <= named
    assert named <= variables() | DOCKER_ONLY | PROXY | ELSEWHERE


def test_every_file_is_there() -> None:
    named = set(re.findall(r"(?<![\w.])(?:/opt/bot/)?((?:deploy|docs|content)/[\w./@-]*\w|[A-Z]+\.md)", PAGE))
    named = {name for name in named if name != "deploy/.env"}  # made by whoever installs it
    assert {
        "deploy/bot.service",
        "deploy/bot@.service",
        "deploy/Caddyfile",
        "deploy/alerts.yml",
        "CHANGELOG.md",
    } <= named
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_words_of_the_bot_are_its_words() -> None:
    said = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "content/uk/messages").glob("*.ftl"))
    said += "the database knows migration" + BOTCTL.replace("$version", "v1.0.1")
    for quote in re.findall(r"«([^»]*[а-яіїєґ][^»]*)»", PAGE):
        for part in re.split(r"…|the database knows migration", quote):
            assert part.strip(" .:") in said, quote


def test_links_lead_somewhere() -> None:
    for path in ("operations.md", "security.md"):
        text = (ROOT / "docs" / path).read_text(encoding="utf-8")
        for target, anchor in re.findall(r"\]\(([\w./-]*)(?:#([\w-]+))?\)", text):
            file = ROOT / "docs" / (target or path)
            assert file.exists(), target
            if anchor:
                titles = re.findall(r"^#+ (.+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
                assert anchor in {re.sub(r"[^\w\- ]", "", title).lower().replace(" ", "-") for title in titles}, anchor


async def test_rules_and_page_name_metrics_that_there_are(world: World) -> None:
    known = await metrics(world) | {"up"}
    assert {"bot_updates_total", "process_resident_memory_bytes"} <= known
    for name, expression in alerts().items():
        used = set(re.findall(r"\b(?:bot|process)_\w+|\bup\b", expression)) - {"bot"}
        assert used, name
        assert used <= known, name
    told = set(re.findall(r"`((?:bot|process)_\w+)`", PAGE))
    assert told <= known
    assert {name for rule in alerts().values() for name in re.findall(r"\bbot_\w+", rule)} <= told | {
        "bot_update_seconds_bucket"
    }


def test_rules_and_page_name_the_same_alerts() -> None:
    assert set(re.findall(r"`(Bot[A-Z]\w+)`", PAGE)) == set(alerts())


async def test_what_the_page_reads_in_healthz_is_in_it(world: World) -> None:
    app = Starlette(routes=monitoring(world.services, Metrics(world.services), asyncio.Event()))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://bot") as client:
        told = (await client.get("/healthz")).json()
    assert told["updates"].keys() == {"age"}
    assert {"status", "leads", "backup"} <= told.keys()
    assert "late" in told["backup"]
    assert {"overdue", "failing"} <= told["clock"].keys()
    assert "stopping" in told["process"]
