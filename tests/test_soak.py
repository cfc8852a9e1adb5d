"""The soak run in small: everything at once, a kill and an end in the middle, and every ledger is consistent."""

from __future__ import annotations

from pathlib import Path

from benchmarks.soak.run import run
from benchmarks.soak.world import Kind, Plan, Spell

PLAN = Plan(
    seconds=3,
    seed=7,
    talking=5,
    readers=200,
    heads=8,
    members=4,
    rate=100,
    think=0.05,
    patience=3,
    failing=0.05,
    # The others make the bot wait for ten seconds each.
    kinds=(Kind.FLOOD, Kind.SERVER, Kind.GARBAGE, Kind.BROKEN),
    spells=(Spell.TWICE, Spell.ALL_AGAIN, Spell.STAFF, Spell.SLOW),
    spell_every=0.5,
    lock_every=1e9,
    rung_every=1,
    kills=(1.0,),
    stops=(),
    composes=False,
)


async def test_a_few_bad_seconds_end_consistent(tmp_path: Path) -> None:
    summary = await run(PLAN, keep_log=tmp_path / "bot.log")
    assert summary.problems == []
    assert (summary.kills, summary.stops) == (1, 1), "the end is an orderly one"
    for deed in ("tell_case", "pass_question", "show_card", "name_hromada"):
        assert summary.done[deed] > 0, deed
