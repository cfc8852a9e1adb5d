"""How updates arrive, and the HTTP by which Telegram is spoken to."""

import os

# PTB's next way to give times; the present one warns at each flood answer, in the log of whoever runs the bot.
os.environ.setdefault("PTB_TIMEDELTA", "1")
