"""What the clock does: `table.py` lists the jobs, `clock.py` runs them."""
