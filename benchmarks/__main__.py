"""`python -m benchmarks [NAME[=ARGUMENT,…] …]`: runs them, all by default, and writes `docs/benchmarks.md`.

`python -m benchmarks soak=6,--postgresql` gives arguments; `python -m benchmarks.NAME` runs one and writes nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from benchmarks.report import BENCHMARKS, run


def main(wanted: Sequence[str]) -> int:
    """The worst status with which one of them ended."""
    named = [each.partition("=") for each in wanted or BENCHMARKS]
    if unknown := [name for name, _, _ in named if name not in BENCHMARKS]:
        print(f"no benchmark {', '.join(unknown)}; there are {', '.join(BENCHMARKS)}", file=sys.stderr)
        return 2
    return max(run(name, arguments.split(",") if arguments else ()) for name, _, arguments in named)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
