"""The database: which, whether it is reached, up to date, and has room; and what stands between."""

from __future__ import annotations

from cli.doctor.lines import Lines
from cli.process import missing_file
from settings import Settings

LEAST = 1 << 30
"""Bytes that should be free."""


async def examine(settings: Settings, lines: Lines) -> None:
    from storage.engine.database import DatabaseAway, DatabaseUnavailable, PoolerBetween
    from storage.engine.diagnosis import diagnose
    from storage.engine.migrations import MigrationsDisagree

    file = missing_file(settings.database_url)
    if file:
        lines.hint("doctor-database-none", file=file)
        return
    try:
        found = await diagnose(settings.database_url)
    except PoolerBetween:
        lines.wrong("cli-database-pooler")
        return
    except MigrationsDisagree as error:
        lines.wrong("doctor-migrations-wrong", reason=str(error))
        return
    except (DatabaseUnavailable, DatabaseAway) as error:
        lines.wrong("doctor-database-away", reason=str(error) or type(error).__name__)
        return
    lines.right("doctor-database", engine=found.engine, size=_megabytes(found.size))
    if found.applied < found.known:
        lines.hint("doctor-migrations-due", applied=found.applied, known=found.known)
    else:
        lines.right("doctor-migrations", count=found.applied)
    if found.free is not None:
        if found.free < max(LEAST, 3 * found.size):
            lines.wrong("doctor-space-little", free=_megabytes(found.free))
        else:
            lines.right("doctor-space", free=_megabytes(found.free))


def _megabytes(size: int) -> int:
    return size >> 20
