"""Folders and their rights, and the newest back-up: how old it is, and whether it can be opened again."""

from __future__ import annotations

import os
import stat
import tempfile
from asyncio import to_thread
from datetime import date, datetime, timedelta
from pathlib import Path

from cli.doctor.lines import Lines
from cli.process import missing_file
from content import FOLDER
from settings import Settings

OLD = timedelta(days=1)


async def examine(settings: Settings, lines: Lines) -> None:
    state = None  # where a SQLite file stands
    if settings.database_url.startswith("sqlite:///"):
        state = Path.cwd() / Path(settings.database_url.removeprefix("sqlite:///")).parent
        _examine_folder(state, lines)
    if os.access(FOLDER, os.R_OK | os.X_OK):
        lines.right("doctor-content", folder=str(FOLDER))
    else:
        lines.wrong("doctor-content-closed", folder=str(FOLDER))
    folder = settings.backup_folder
    if folder is None:
        lines.hint("doctor-no-backups")
        return
    if not folder.is_dir():
        if state and folder.is_relative_to(state) and missing_file(settings.database_url):
            lines.hint("doctor-folder-none", folder=str(folder))  # with the first copy
            return
        lines.wrong("doctor-backups-no-folder", folder=str(folder))
        return
    _examine_folder(folder, lines)
    await _examine_backups(folder, settings, lines)


def _examine_folder(folder: Path, lines: Lines) -> None:
    if not folder.exists():
        lines.hint("doctor-folder-none", folder=str(folder))
        return
    if not os.access(folder, os.W_OK | os.X_OK):
        lines.wrong("doctor-folder-closed", folder=str(folder))
    elif stat.S_IMODE(folder.stat().st_mode) & 0o077:
        lines.hint("doctor-folder-open", folder=str(folder))
    else:
        lines.right("doctor-folder", folder=str(folder))


async def _examine_backups(folder: Path, settings: Settings, lines: Lines) -> None:
    from services.operation.backups import days_of

    days = days_of(folder)
    today = datetime.now(settings.timezone).date()
    newest = max((day for day in days if day <= today), default=None)
    if newest is None:
        lines.wrong("doctor-backups-none", folder=str(folder))
        return
    if today - newest > OLD:
        lines.wrong("doctor-backup-old", day=newest, folder=str(folder))
    else:
        lines.right("doctor-backup", day=newest)
    await _try(days[newest][0], newest, lines)


async def _try(file: Path, day: date, lines: Lines) -> None:
    from storage.engine import backup_files
    from storage.engine.backups import BackupFailed, opened
    from storage.engine.move import counts

    trial = await to_thread(tempfile.mkdtemp)
    try:
        await to_thread(backup_files.check, file)
        if await to_thread(backup_files.is_sealed, file):
            lines.right("doctor-backup-sealed", day=day)
            return
        async with opened(file, Path(trial)) as copy:
            rows = sum((await counts(copy)).values())
    except BackupFailed as error:
        lines.wrong("doctor-backup-broken", file=file.name, problem=error.problem.value)
    else:
        lines.right("doctor-backup-opens", day=day, rows=rows)
    finally:
        await to_thread(os.rmdir, trial)
