"""What the clock does: each job finds what is due and does it."""

from __future__ import annotations

from jobs import (
    ask_holders,
    back_up,
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

EVERYWHERE = (reload_content,)
"""What each process does for itself. Each job has `EVERY`, in seconds, and `run(services)`."""

LEADING = (
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
    back_up,
)
"""What only the process that leads does (`services/leadership.py`)."""
