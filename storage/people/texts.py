"""What stands in every text column of the database, and which of them are a person's own words.

Who adds a column names it here, in one of the five lists (what a person tells of a case is declared in
`storage/cases/details.py`); `tests/stories/people/test_words.py` walks the database and
names a column that stands in none. A column of `WORDS` is emptied by itself when the person has her data deleted.
"""

from __future__ import annotations

from collections.abc import Mapping

Columns = Mapping[str, tuple[str, ...]]

WORDS: Columns = {
    "case_events": ("text",),
    "drafts": ("answers",),
    "league_objections": ("text",),
    "lessons": ("text",),
    "questions": ("text",),
    "registrations": ("answers", "feedback"),
}
"""What a person wrote. Numbers in it are masked before it is kept; she reads it in /my; it goes when she deletes."""
MASKED_LATER = {("drafts", "answers")}
"""A form half filled in is masked when it is sent, and deleted by itself: an appeal needs her address overnight."""

PLACES: Columns = {
    "events": ("body",),
}
"""Where something happened, in a person's words: masked and in /my like the others, and the department learns from it
after she has deleted the rest."""

NAMES: Columns = {
    "answer_edits": ("made_name", "published_name"),
    "calls": ("name",),
    "case_events": ("by_name",),
    "cases": ("assignee_name",),
    "certificates": ("name",),
    "content_checks": ("by_name",),
    "held_replies": ("by_name", "other"),
    "joinings": ("name",),
    "lessons": ("by_name", "decided_by"),
    "members": ("name", "name_key"),
    "news": ("facts",),
    "notes": ("by_name",),
    "page_links": ("name",),
    "page_sessions": ("name",),
    "questions": ("assignee_name", "replied_by"),
    "registrations": ("name",),
    "roles": ("name",),
    "tenures": ("name", "phone"),
    "trainings": ("by_name",),
}
"""What somebody is called, and the numbers at which she is called; news name files, which may bear it. `TABLES` in
`storage.people.privacy` says which of it stays, and without whose number."""

OF_POSTS: Columns = {
    "calls": ("agreed",),
    "event_mails": ("address",),
    "mails": ("address",),
    "obligations": ("declined", "wanted_why"),
    "posts": ("email", "phone"),
    "replies": ("answers",),
}
"""What a post replied, and where it is written to: it is the post's and stays when its holder deletes her data."""

PASSING: Columns = {"staff_files": ("html", "name", "content"), "updates": ("body",)}
"""What people write while it is being handled: emptied then, so it is nobody's to read or to delete."""
OURS: Columns = {
    "albums": ("album",),
    "answer_edits": ("answer_id", "written", "file_mark", "state"),
    "audit": ("action", "object", "detail", "door"),
    "backups": ("day", "problem"),
    "bans": ("reason",),
    "batches": ("place", "file_id", "layouts"),
    "bodies": ("name",),
    "calls": ("outcome",),
    "card_pictures": ("key", "file_id"),
    "card_views": ("document", "place"),
    "case_events": ("kind", "post"),
    "case_files": ("kind", "file_id", "unique_id"),
    "case_messages": ("shown",),
    "cases": ("status", "number", "share", "group_token", "receipt_hash", "outcome", "outcome_reason"),
    "certificates": (
        "source",
        "place",
        "course",
        "code",
        "issued_on",
        "level",
        "address",
        "kind",
        "file_id",
        "status",
        "doubts",
        "reason",
    ),
    "consents": ("purpose", "version"),
    "content_checks": ("kind", "object", "revision", "checked_on", "review_by"),
    "drafts": ("form", "step"),
    "drive_courses": ("course",),
    "drive_places": ("place",),
    "drives": ("token", "title", "starts_on", "due_on"),
    "attendances": ("part", "via"),
    "events": (
        "kind",
        "title",
        "about",
        "bring",
        "address",
        "link",
        "addressed",
        "form",
        "files",
        "materials",
        "screen_key",
        "cancelled_why",
        "place",
    ),
    "event_mails": ("post", "stage", "state", "reason"),
    "failures": ("name", "item", "reference"),
    "held_replies": ("kind", "html", "text", "answer_id", "album", "more_files", "state", "doubt"),
    "held_reply_recipients": ("outcome",),
    "invites": ("hash", "seed", "kind", "target"),
    "joinings": ("place",),
    "late_replies": ("method", "parameters", "files"),
    "league_objections": ("verdict", "reason"),
    "league_rows": ("slug",),
    "league_versions": ("snapshot",),
    "leagues": ("source", "weights", "closes_on"),
    "lessons": ("answer_id", "state"),
    "live_messages": ("kind", "shown"),
    "mailings": (
        "purpose",
        "state",
        "operation",
        "content",
        "audience",
        "code",
        "fingerprint",
        "emergency",
        "repeats",
        "reason",
    ),
    "mails": ("stage", "state", "reason"),
    "members": ("place", "unit", "state"),
    "migrations": ("name", "checksum"),
    "news": ("kind", "addressee"),
    "notes": ("kind", "text"),
    "notice_templates": ("name", "text", "form", "media", "addressed"),
    "notice_versions": ("text", "letter", "media", "form"),
    "notices": ("due_on", "due_time", "addressed", "emergency", "ending", "ended_why"),
    "obligations": ("post", "due_on", "due_time", "via", "wanted_on"),
    "outbox": ("place", "state", "more_ids", "reason"),
    "page_drafts": ("page", "fields"),
    "page_links": ("hash",),
    "page_proofs": ("hash",),
    "page_sessions": ("hash", "door", "agent"),
    "page_views": ("page",),
    "people": ("hromada", "state"),
    "poster_visits": ("day", "target", "slug"),
    "posts": ("id", "place", "title"),
    "prompts": ("reason", "choice"),
    "questions": ("decision", "answer_id", "topic", "chosen_id", "reply"),
    "ratings": ("answer_id", "revision"),
    "ready_answers": ("name", "html"),
    "registrations": ("post", "place", "state", "ticket", "certificate"),
    "reminders": ("kind", "stage"),
    "replies": ("via",),
    "roles": ("role",),
    "sent_once": ("name",),
    "settlements": ("place", "name_key", "name", "note"),
    "staff_chat_lacks": ("lack",),
    "staff_files": ("kind", "file_id"),
    "steps": ("step",),
    "subscriptions": ("theme",),
    "table_layouts": ("shape", "layouts"),
    "tenures": ("post", "kind"),
    "trainings": ("state", "model", "model_over"),
}
"""Ids, codes, states, days, and what the staff wrote."""
