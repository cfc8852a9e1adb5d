"""Writes to the staff that the service of the bot ended by itself: `python -m deploy.failed UNIT`, run by systemd.

By ExecStopPost at each end, of which SERVICE_RESULT and EXIT_STATUS tell, and by OnFailure where no new start follows.
Of each of both kinds one message an hour leaves. It knows nothing of the bot but its settings and its texts.
"""

from __future__ import annotations

import json
import os
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from content import FOLDER
from content.messages import load_texts

PATIENCE = 20.0
"""Seconds."""
QUIET = 3600.0
"""Seconds between two messages of one kind."""
WRONG = "2"
"""The exit status after which the service is not started again: `RestartPreventExitStatus`."""


def main() -> int:
    """0: told, or nothing to tell; 1: the staff do not know."""
    unit = sys.argv[1] if len(sys.argv) > 1 else "bot.service"
    result = os.environ.get("SERVICE_RESULT") or os.environ.get("MONITOR_SERVICE_RESULT") or "failed"
    status = os.environ.get("EXIT_STATUS") or os.environ.get("MONITOR_EXIT_STATUS") or ""
    token, chat = os.environ.get("BOT_TOKEN"), os.environ.get("STAFF_CHAT_ID")
    if result == "success" or not token or not chat:
        return 0
    kind = "stopped" if status == WRONG else "restarts"
    stamp = Path(os.environ.get("STATE_DIRECTORY", "/var/lib/bot").partition(":")[0]) / f".told-{unit}-{kind}"
    if _age(stamp) < QUIET:
        return 0
    texts, _ = load_texts(FOLDER / "messages", "operation")
    words = texts.plain("operation-failed", unit=unit, kind=kind, why=f"{result} {status}".strip())
    address = f"{os.environ.get('BOT_API_URL') or 'https://api.telegram.org'}/bot{token}/sendMessage"
    if not _sent(address, chat, words):
        return 1
    try:
        stamp.touch()
    except OSError as error:
        sys.stderr.write(f"{stamp}: {error.strerror}\n")
    return 0


def _sent(address: str, chat: str, words: str) -> bool:
    """Whether Telegram took it; a group that moved is followed. The address holds the token and is never printed."""
    body = json.dumps({"chat_id": chat, "text": words}).encode()
    try:
        call = urllib.request.Request(address, body, {"Content-Type": "application/json"})  # noqa: S310 - of the settings
        with urllib.request.urlopen(call, timeout=PATIENCE):  # noqa: S310 - of the settings
            return True
    except urllib.error.HTTPError as error:
        moved = _moved(error.read())
        if moved and moved != chat:
            return _sent(address, moved, words)
        sys.stderr.write(f"Telegram: {error.code}\n")
    except (OSError, ValueError) as error:
        sys.stderr.write(f"Telegram: {type(error).__name__}\n")
    return False


def _moved(body: bytes) -> str:
    try:
        return str(json.loads(body)["parameters"]["migrate_to_chat_id"])
    except (ValueError, KeyError, TypeError):
        return ""


def _age(path: Path) -> float:
    try:
        return time.time() - path.stat().st_mtime
    except OSError:
        return QUIET


if __name__ == "__main__":
    sys.exit(main())
