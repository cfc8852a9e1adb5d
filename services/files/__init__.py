"""Files that people send or take along: tables, Excel, PDF, pictures, calendar files.

It imports nothing by itself: what reads strangers' files runs in child processes that should be small.
"""
