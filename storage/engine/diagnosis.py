"""What an administrator is told of a database; it changes nothing."""

from __future__ import annotations

import shutil
from asyncio import to_thread
from dataclasses import dataclass
from pathlib import Path

from storage.engine.database import open_database
from storage.engine.migrations import applied, known, verify


@dataclass(frozen=True, slots=True)
class Diagnosis:
    engine: str
    """Name and version."""
    applied: int
    """Migrations; the program has `known`."""
    known: int
    size: int
    """Bytes."""
    free: int | None
    """Bytes left on its disk; None where that is another machine's."""


async def diagnose(url: str) -> Diagnosis:
    """Raises DatabaseUnavailable, MigrationsDisagree, DatabaseAway."""
    async with open_database(url) as database:
        await verify(database)
        if database.dialect == "sqlite":
            path = Path(url.removeprefix("sqlite:///"))
            version = await database.fetch_value("SELECT sqlite_version() AS version")
            size, free = await to_thread(_measured, path)
            engine = f"SQLite {version}"
        else:
            version = await database.fetch_value("SELECT current_setting('server_version') AS version")
            size, free = await database.fetch_number("SELECT pg_database_size(current_database()) AS size"), None
            engine = f"PostgreSQL {version}"
        return Diagnosis(engine, await applied(database), known(database.dialect), size, free)


def _measured(path: Path) -> tuple[int, int]:
    return path.stat().st_size, shutil.disk_usage(path.parent).free
