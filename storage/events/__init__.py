"""Trainings, webinars, visits, open days: events, who registers for them, and who came.

A visit that is proposed after repeated refusals of documents is an event as well (`storage/cases/visits.py`).
"""

from storage.events.attendance import Attendance, AttendanceStore, NoteResult, Part, Via
from storage.events.events import Event, EventFile, EventKind, EventState, EventStore, Session
from storage.events.mails import EventMail, EventMailStore
from storage.events.registrations import (
    CONCERNED,
    TAKING_PLACE,
    Certified,
    JoinResult,
    Registration,
    RegistrationState,
    RegistrationStore,
    guest_of,
)
