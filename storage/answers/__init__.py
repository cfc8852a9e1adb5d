"""What people asked, how they rated answers, and whom posters brought, as it is kept."""

from storage.answers.poster_visits import PosterVisitStore
from storage.answers.questions import QuestionStore
from storage.answers.ratings import RatingStore
