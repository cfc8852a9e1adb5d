"""What the clock does: each job finds what is due and does it."""

from __future__ import annotations

from jobs import (
    ask_holders,
    deliver_questions,
    forget_old,
    notice_repeats,
    read_certificates,
    reload_content,
    remind_drives,
    send_digest,
    send_mails,
    send_sheet,
    show_progress,
    tell_answered,
    tell_notices,
    work_on_reports,
)

JOBS = (
    reload_content,
    deliver_questions,
    tell_answered,
    tell_notices,
    remind_drives,
    read_certificates,
    work_on_reports,
    ask_holders,
    notice_repeats,
    send_digest,
    send_mails,
    send_sheet,
    show_progress,
    forget_old,
)
"""Each has `EVERY`, in seconds, and `run(services)`."""
