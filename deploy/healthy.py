"""For Docker's HEALTHCHECK: status 0 where this worker serves, or has no web server to ask."""

from __future__ import annotations

import os
import sys
import urllib.error
import urllib.request

PATIENCE = 4.0
"""Seconds: less than Docker waits."""


def main() -> int:
    if os.environ.get("PORT") == "0":
        return 0  # it has no web server
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # not by a proxy: it is this machine
    try:
        with opener.open(f"http://127.0.0.1:{os.environ.get('PORT') or '8080'}/healthz", timeout=PATIENCE):
            return 0
    except (OSError, urllib.error.HTTPError) as error:
        sys.stderr.write(f"{error}\n")
        return 1


if __name__ == "__main__":
    sys.exit(main())
