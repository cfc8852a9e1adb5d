"""What people asked, how they rated answers, and whom posters brought, as it is kept."""

from storage.answers.edits import AnswerEdit, EditState, EditStore, KeptCheck
from storage.answers.lessons import KeptLesson, LessonState, LessonStore, propose
from storage.answers.poster_visits import PosterVisitStore, Visited
from storage.answers.questions import Question, QuestionStore, replied
from storage.answers.ratings import RatingStore
from storage.answers.trainings import Training, TrainingState, TrainingStore
