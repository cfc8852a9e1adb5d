"""What the clock does: each job finds what is due and does it."""
