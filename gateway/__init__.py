"""How updates arrive, and the HTTP by which Telegram is spoken to."""

import os

# PTB then gives times as timedelta, as its next version will; the present way logs a warning at each flood answer.
os.environ.setdefault("PTB_TIMEDELTA", "1")
