"""The alert rules fire when they should, and rules and dashboard ask for metrics that there are."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.processes import ROOT
from tests.stories.conftest import stopped_world, world
from tests.stories.world import World
from tests.test_operations import alerts, metrics

__all__ = ["stopped_world", "world"]

CASES = ROOT / "tests" / "alerts.yml"
PROMTOOL = shutil.which("promtool")
needs_promtool = pytest.mark.skipif(PROMTOOL is None, reason="promtool is missing: apt-get install prometheus")


def promtool(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [PROMTOOL or "", *arguments], capture_output=True, text=True, cwd=cwd, timeout=60, check=False
    )


def dashboard() -> dict[str, Any]:
    loaded = json.loads((ROOT / "deploy" / "grafana.json").read_text(encoding="utf-8"))
    assert isinstance(loaded, dict)
    return loaded


def queries() -> list[str]:
    return [target["expr"] for panel in dashboard()["panels"] for target in panel["targets"]]


def test_every_alert_is_shown_to_fire() -> None:
    cases = yaml.safe_load(CASES.read_text(encoding="utf-8"))["tests"]
    shown = {
        name
        for case in cases
        for test in case.get("promql_expr_test", ())
        for sample in test["exp_samples"]
        for name in re.findall(r'alertname="(\w+)"', sample["labels"])
    }
    assert shown == set(alerts())


@needs_promtool
def test_alerts_fire_when_they_should_and_only_then() -> None:
    done = promtool("test", "rules", str(CASES))
    assert (done.returncode, "SUCCESS" in done.stdout) == (0, True), done.stdout + done.stderr


@needs_promtool
def test_every_query_of_the_dashboard_is_one(tmp_path: Path) -> None:
    rules = [{"record": f"panel:{number}", "expr": query} for number, query in enumerate(queries())]
    (tmp_path / "rules.yml").write_text(yaml.safe_dump({"groups": [{"name": "dashboard", "rules": rules}]}))
    done = promtool("check", "rules", "rules.yml", cwd=tmp_path)
    assert (done.returncode, f"{len(rules)} rules found" in done.stdout) == (0, True), done.stdout + done.stderr


async def test_the_dashboard_asks_for_metrics_that_there_are_and_for_nearly_all(world: World) -> None:
    known = await metrics(world) | {"up"}
    used = {name for query in queries() for name in re.findall(r"\b(?:bot|process)_\w+|\bup\b", query)} - {"bot"}
    assert used <= known
    ours = {name for name in known if name.startswith("bot_") and not name.endswith(("_sum", "_count", "_created"))}
    shown_by_rules = {name for rule in alerts().values() for name in re.findall(r"\bbot_\w+", rule)}
    assert ours - used - shown_by_rules <= {"bot_update_seconds"}, "each is looked at somewhere"


def test_the_dashboard_is_one_that_grafana_takes() -> None:
    made = dashboard()
    assert {"title", "uid", "schemaVersion", "panels", "templating"} <= made.keys()
    numbers = [panel["id"] for panel in made["panels"]]
    assert len(numbers) == len(set(numbers))
    taken: set[tuple[int, int]] = set()
    for panel in made["panels"]:
        place = panel["gridPos"]
        cells = {(place["x"] + x, place["y"] + y) for x in range(place["w"]) for y in range(place["h"])}
        assert place["x"] + place["w"] <= 24
        assert not cells & taken, panel["title"]
        taken |= cells
        assert panel["datasource"]["uid"] == "${source}"
