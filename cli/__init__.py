"""The command line of the bot: one module per command, and the wiring of all parts (`wiring.py`).

Nothing imports this folder but `bot.py` and tests, and only this folder reads `settings.py`. A command imports the
heavy parts inside of its function, so that `ask` and `check` start quickly.
"""
