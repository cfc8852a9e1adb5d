"""The version of what the staff change of the content: one row, which every process looks at."""

from __future__ import annotations

from storage.engine.database import Statements


async def content_version(statements: Statements) -> int:
    """0 where nothing was ever changed."""
    return int(await statements.fetch_value("SELECT version FROM content_version") or 0)


async def bump(statements: Statements) -> int:
    """The next version, in the transaction of what is changed: whoever sees it sees all of that."""
    return await statements.fetch_number(
        """
        INSERT INTO content_version (one, version) VALUES (1, 1)
        ON CONFLICT (one) DO UPDATE SET version = content_version.version + 1
        RETURNING version
        """
    )
