"""A long run with everything at once and much of it going wrong, after which every ledger is checked.

`python -m benchmarks.soak [MINUTES] [--seed N] [--postgresql]`, 30 minutes by default. A real bot process gets its
updates by webhook from the simulated Telegram: questions, cases, cards, settings, a broadcast that a second member of
staff approves, notices with reminders, a drive. Meanwhile calls are refused, garbled, broken off or never answered,
Telegram takes thirty messages a second and sometimes none, the staff chat refuses all, updates come again, people send
thirty messages at once, the database is locked, the network goes away, and the process is killed and started again.

`world.py` is who takes part and what was prepared, `citizens.py`, `heads.py` and `staff.py` what they do, `troubles.py`
what goes wrong, `process.py` the bot, `ledger.py` what must be true at the end. People know buttons by what they mean
(their callback data), and whatever the bot said last tells them where they stand.
"""
