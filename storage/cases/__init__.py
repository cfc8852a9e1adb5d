"""Cases: what a person tells (`details`), what is asked about cases (`reader`), what changes them (`cases`); cards."""

from storage.cases.cards import CardPictures, CardView, CardViews, Worked
from storage.cases.cases import Cases, answered
from storage.cases.details import EMPTY, TITLES, WRITTEN, CaseDetails, Written
from storage.cases.reader import CaseReader
from storage.cases.values import PREFIX, Case, CaseEvent, CaseFile, CaseOutcome, CaseStatus, EventKind, WantedFile
from storage.cases.visits import Visit, Visits
