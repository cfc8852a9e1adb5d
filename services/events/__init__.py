"""Trainings, webinars, visits, open days.

Staff prepare an event and open it (`events`). Whoever is invited, or has the link, takes a place or one in the waiting
list (`registrations`), is reminded (`reminders`), noted at the door (`attendance`), and gets a certificate afterwards
(`afterwards`). `agenda` shows the staff what lies ahead. Posts that Telegram does not reach have the page of a mail
(`mails`).
"""

from __future__ import annotations

from dataclasses import dataclass

from services.certification import CertificationArea
from services.events import words
from services.events.afterwards import LINK, Afterwards, Participation, Report
from services.events.agenda import Agenda, AgendaDay, Entry, EntryKind, Load
from services.events.attendance import AttendanceList, Noted, NotedPerson
from services.events.events import (
    APART,
    LONGEST_WHY,
    MOST_FILES,
    MOST_IN_SERIES,
    Events,
    OpenResult,
)
from services.events.files import EventFiles, Uploaded
from services.events.mails import EventMails
from services.events.messages import (
    EventCancelled,
    EventDraft,
    EventFeedback,
    EventInvitation,
    EventLapsed,
    EventMaterials,
    EventMoved,
    EventOffered,
    EventReminder,
    EventScreenCode,
    EventSessionCancelled,
    EventView,
    Lack,
    Stage,
)
from services.events.questions import Questions, asked, unanswered
from services.events.reading import LONGEST_ABOUT, LONGEST_ADDRESS, LONGEST_NAME, LONGEST_TITLE, read_name, read_title
from services.events.registrations import Joined, Registrations
from services.events.reminders import EventReminders, FeedbackQuestions, Invitations
from services.events.schedule import WrongSessions
from services.mailings import MailingsArea
from services.messages import Render
from services.notices import NoticesArea
from services.people import PeopleArea
from services.setup import Setup
from storage.events import (
    CONCERNED,
    Attendance,
    AttendanceStore,
    Event,
    EventFile,
    EventKind,
    EventMailStore,
    EventState,
    EventStore,
    Part,
    Registration,
    RegistrationState,
    RegistrationStore,
    Session,
    Via,
    guest_of,
)
from storage.mailings import Mailings


@dataclass(frozen=True, slots=True, kw_only=True)
class EventsArea:
    """What handlers and jobs reach as `services.events`."""

    events: Events
    registrations: Registrations
    attendance: AttendanceList
    afterwards: Afterwards
    agenda: Agenda
    questions: Questions
    mails: EventMails
    files: EventFiles
    render: Render
    """How a message reads in chat, for a page that shows it."""

    @classmethod
    def over(
        cls,
        setup: Setup,
        people: PeopleArea,
        mailings: MailingsArea,
        certification: CertificationArea,
        notices: NoticesArea,
    ) -> EventsArea:
        database, content, clock, failures = setup.database, setup.content, setup.clock, setup.failures
        kept, registered, came = EventStore(database), RegistrationStore(database), AttendanceStore(database)
        posts, planner = people.posts, mailings.reminders
        registrations = Registrations(content, kept, registered, came, posts, people.people, failures, clock)
        agenda = Agenda(content, kept, registered, Mailings(database), notices.read, certification.read, clock)
        events = Events(
            content, kept, posts, planner, agenda, failures, clock, setup.training, setup.notice_second_from
        )
        mails = EventMails(
            setup,
            EventMailStore(database),
            kept,
            registered,
            came,
            registrations,
            notices.mails,
            notices.hours,
            posts,
            failures,
        )
        planner.add(Invitations(kept, registered, registrations, posts, people.people, failures))
        planner.add(EventReminders(kept, registered, registrations, failures, clock))
        planner.add(FeedbackQuestions(kept, registered, came, registrations, failures))
        for each in (events, registrations, mails):
            people.news.add(each.news)
        return cls(
            events=events,
            registrations=registrations,
            attendance=AttendanceList(kept, registered, came, mailings.live_messages, clock),
            afterwards=Afterwards(content, kept, registered, came, posts, people.audit, clock),
            agenda=agenda,
            questions=Questions(content, kept, registered, notices.replies),
            mails=mails,
            files=EventFiles(content, setup.channel, events, people.staff),
            render=setup.render,
        )
