"""A form: one question after the other, with back, skip, cancel, and a review where any answer can be changed.

A module declares its steps; most say no more than which texts they use and what kind of answer they take:

    Step("name", title="appeals-title-name", prompt="appeals-ask-name", take=Words(200)),
    Step("place", title="reports-title-place", prompt="reports-ask-place", options=_places, optional=True),

Where a person stands is a row for each form (`services.people.drafts`), so a restart loses nothing, a second form does
not end the first, and an update that comes twice is one answer. Words go to the form that asked last. Two updates at
once, at two workers, are taken one after the other: the second finds the row changed, and begins anew with what it
finds.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from markupsafe import Markup
from telegram import Update
from telegram.ext import ApplicationHandlerStop, BaseHandler, MessageHandler, filters

from channels.taps import Button, in_rows
from handlers.chat.context import Answered, BotContext, Wrong
from handlers.chat.menu import back_to, menu_button, way_out
from handlers.chat.prompts import is_cancel
from handlers.chat.routes import OnTap
from handlers.chat.taps import Back, Cancel, Change, Choose, Empty, NoAnswer, Review, Skip
from services.people import Draft, DraftChanged

X = TypeVar("X")
Y = TypeVar("Y")

Answers = Mapping[str, str]

REVIEW = "review"
MOST_TRIES = 5
"""For the same update: each time another one of the same person came first."""
_RETURN = "_return"
"""Among the answers: after this one, back to the review."""


@dataclass(frozen=True, slots=True)
class Option:
    """An answer by button. `id` is of small Latin letters and hyphens."""

    id: str
    text: str


def _none(_context: BotContext, _answers: Answers) -> Sequence[Option]:
    return ()


@dataclass(frozen=True, slots=True)
class Words:
    """An answer in words, of no more than `most` characters."""

    most: int
    check: Callable[[BotContext, str], str] | None = None
    """What is kept of the words, by default as they are. Raises Wrong where they are no answer."""

    async def read(self, context: BotContext) -> str:
        """What is kept of the message. Raises Wrong."""
        words = await take_words(context, self.most)
        return self.check(context, words) if self.check else words


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    id: str = field(kw_only=False)
    title: str
    """The key of a word or two, for the review and its buttons."""
    prompt: str | Callable[[BotContext, Answers], str]
    """The question: the key of a text without values, or a function."""
    options: Callable[[BotContext, Answers], Sequence[Option]] = _none
    take: Words | Callable[[BotContext, Answers], Awaitable[Answers | None]] | None = None
    """What a message adds to the answers; None: taken without a word, such as the rest of an album. Raises Wrong.
    Where the step's own is not among what is added, the question is asked again, with the options that follow."""
    choose: Callable[[BotContext, Answers, str], Awaitable[Answers]] | None = None
    """What an option adds to the answers; by default its id under the step's own. As with `take`, the question is
    asked again where the step's own is not among them."""
    shown: Callable[[BotContext, Answers], str] | None = None
    """The answer as the review shows it, empty where there is none; by default the option's text, or the answer."""
    optional: bool = False
    beside: tuple[str, ...] = ()
    """What else among the answers belongs to this one: it goes with it."""

    def answer_in(self, context: BotContext, answers: Answers) -> str:
        if self.shown:
            return self.shown(context, answers)
        answer = answers.get(self.id, "")
        return next((each.text for each in self.options(context, answers) if each.id == answer), answer)

    async def added_by_message(self, context: BotContext, answers: Answers) -> Answers | None:
        """What the message adds to the answers. Raises Wrong."""
        if isinstance(self.take, Words):
            return {self.id: await self.take.read(context)}
        return await self.take(context, answers) if self.take else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """Steps in their order, and what stands below the review."""

    id: str = field(kw_only=False)
    name: str
    """The key of what the person is doing, in a few words."""
    steps: tuple[Step, ...]
    heading: str | Callable[[BotContext, Answers], str]
    """What stands above the review: the key of a text, or a function."""
    endings: Callable[[BotContext, Answers], Sequence[Sequence[Button]]]
    """What can be done with the whole."""
    cancelled: str | Callable[[BotContext, Answers], Awaitable[None]]
    """What happens when the person cancels: the key of the text that she is shown, or a function."""


class Forms:
    """All forms of the bot, and the handlers that lead through them."""

    def __init__(self) -> None:
        self._forms: dict[str, Form] = {}

    def add(self, form: Form) -> Form:
        self._forms[form.id] = form
        return form

    def handlers(self) -> list[BaseHandler[Any, BotContext, Any]]:
        return [
            OnTap(Choose, _anew(self._choose), None),
            OnTap(Skip, _anew(self._skip), None),
            OnTap(Empty, _anew(self._empty), None),
            OnTap(Back, _anew(self._back), None),
            OnTap(Review, _anew(self._review), None),
            OnTap(Change, _anew(self._change), None),
            OnTap(Cancel, self._cancel, None),
        ]

    def intake(self) -> BaseHandler[Any, BotContext, Any]:
        """Takes messages that answer a question of a form, before the handlers of all other messages."""
        wanted = (
            filters.ChatType.PRIVATE
            & filters.UpdateType.MESSAGE
            & ~filters.COMMAND
            & (filters.TEXT | ~filters.StatusUpdate.ALL)
        )
        return MessageHandler(wanted, _anew(self._take))

    async def begin(self, context: BotContext, form_id: str, answers: Answers) -> None:
        """Asks the first question that is not answered yet."""
        form = self._forms[form_id]
        await self._go(context, None, form, self._next(form, None, answers), answers)

    async def go_on(self, context: BotContext, form_id: str) -> None:
        """Shows where the person stands in that form, if she is filling it in."""
        draft = await context.services.people.drafts.of(context.person_id, form_id)
        if draft:
            await self._go(context, draft, self._forms[form_id], draft.step, draft.answers)

    async def fresh(self, context: BotContext) -> Draft | None:
        """The form to which the words of the person belong now."""
        return await context.services.people.drafts.fresh(context.person_id, self._forms)

    async def take_back(self, context: BotContext, tap: NoAnswer) -> None:
        """Asks the step again: what it took was none of its business."""
        draft = await context.services.people.drafts.of(context.person_id, tap.form)
        form = self._forms.get(tap.form)
        if draft and form and draft.step != tap.step and (step := _step(form, tap.step)):
            answers = {id: each for id, each in draft.answers.items() if id not in {step.id, *step.beside}}
            await self._go(context, draft, form, step.id, answers)

    async def _take(self, update: Update, context: BotContext) -> None:
        """Leaves alone whatever comes long after the form. What comes late, or is no answer, can be a question."""
        if context.entry is None or not context.entry.has_draft:
            return  # without an entry the database is away
        draft = await self.fresh(context)
        if draft is None:
            return
        form = self._forms[draft.form]
        if update.update_id <= draft.taken_id:
            # It came before, and perhaps the bot died before it could ask the next question.
            await self.go_on(context, form.id)
            raise ApplicationHandlerStop
        if is_cancel(context):
            await self._end(context, draft, form)
            raise ApplicationHandlerStop
        step = _step(form, draft.step)
        if step is None or step.take is None:
            return
        try:
            added = await step.added_by_message(context, draft.answers)
        except Wrong as wrong:
            if not context.continues_album:
                self._offer_question(context, form, step)
                named = context.texts("forms-named", name=context.texts.plain(form.name))
                html = context.texts.lines([named, Markup(wrong.html)])  # noqa: S704 - it is HTML, as its type says
                await context.say(html, self._buttons(context, form, step, draft.answers))
            raise ApplicationHandlerStop from wrong
        if added is not None:
            if context.services.people.drafts.is_late(draft):
                self._offer_question(context, form, step)
            await self._add(context, draft, form, step, added)
        raise ApplicationHandlerStop

    def _offer_question(self, context: BotContext, form: Form, step: Step) -> None:
        if context.message.text:
            context.beside = context.button(NoAnswer(form.id, step.id), "prompts-button-question")

    async def _choose(self, context: BotContext, tap: Choose) -> None:
        draft, form, step = await self._at(context, tap.form, tap.step)
        if tap.option not in {option.id for option in step.options(context, draft.answers)}:
            await self.go_on(context, form.id)
            return
        added = await step.choose(context, draft.answers, tap.option) if step.choose else {step.id: tap.option}
        await self._add(context, draft, form, step, added)

    async def _skip(self, context: BotContext, tap: Skip) -> None:
        draft, form, step = await self._at(context, tap.form, tap.step)
        if step.optional:
            await self._answered(context, draft, form, step, {step.id: "", **draft.answers})

    async def _empty(self, context: BotContext, tap: Empty) -> None:
        draft, form, step = await self._at(context, tap.form, tap.step)
        if step.optional:
            emptied = dict.fromkeys((step.id, *step.beside), "")
            await self._answered(context, draft, form, step, {**draft.answers, **emptied})

    async def _back(self, context: BotContext, tap: Back) -> None:
        draft, form, step = await self._at(context, tap.form, tap.step)
        place = form.steps.index(step)
        await self._go(context, draft, form, form.steps[max(place - 1, 0)].id, draft.answers)

    async def _review(self, context: BotContext, tap: Review) -> None:
        draft, form = await self._draft(context, tap.form)
        missing = next((each.id for each in form.steps if not each.optional and not draft.answers.get(each.id)), REVIEW)
        await self._go(context, draft, form, missing, draft.answers)

    async def _change(self, context: BotContext, tap: Change) -> None:
        draft, form, step = await self._at(context, tap.form, REVIEW, tap.step)
        await self._go(context, draft, form, step.id, {**draft.answers, _RETURN: "1"})

    async def _cancel(self, context: BotContext, tap: Cancel) -> None:
        await self._end(context, *await self._draft(context, tap.form))

    async def _end(self, context: BotContext, draft: Draft, form: Form) -> None:
        await context.services.people.drafts.end(context.person_id, form.id)
        if isinstance(form.cancelled, str):
            await context.show(context.texts(form.cancelled), way_out(context))
        else:
            await form.cancelled(context, draft.answers)

    async def _draft(self, context: BotContext, form_id: str) -> tuple[Draft, Form]:
        """Where the person stands in that form. Where she does not fill it in, says so and raises Answered."""
        draft = await context.services.people.drafts.of(context.person_id, form_id)
        form = self._forms.get(form_id)
        if draft is None or form is None:
            await context.show(context.texts("forms-gone"), [[menu_button(context)]])
            raise Answered
        return draft, form

    async def _at(self, context: BotContext, form_id: str, at: str, step_id: str = "") -> tuple[Draft, Form, Step]:
        """The same with the step, if she stands `at` that one. Otherwise shows where she stands, raises Answered."""
        draft, form = await self._draft(context, form_id)
        step = _step(form, step_id or at)
        if step is None or draft.step != at:
            await self.go_on(context, form.id)
            raise Answered
        return draft, form, step

    async def _add(self, context: BotContext, draft: Draft, form: Form, step: Step, added: Answers) -> None:
        """Goes on; where the step has no answer among what was added, it is asked again."""
        answers = {**draft.answers, **added}
        if step.id in added:
            await self._answered(context, draft, form, step, answers)
        else:
            await self._go(context, draft, form, step.id, answers)

    async def _answered(self, context: BotContext, draft: Draft, form: Form, step: Step, answers: Answers) -> None:
        answers = dict(answers)
        if answers.pop(_RETURN, ""):
            await self._go(context, draft, form, REVIEW, answers)
        else:
            await self._go(context, draft, form, self._next(form, step, answers), answers)

    def _next(self, form: Form, after: Step | None, answers: Answers) -> str:
        """The first step after that one without an answer; what is known already is not asked again."""
        place = form.steps.index(after) + 1 if after else 0
        return next((each.id for each in form.steps[place:] if each.id not in answers), REVIEW)

    async def _go(self, context: BotContext, draft: Draft | None, form: Form, step_id: str, answers: Answers) -> None:
        """Keeps where the person stands, then shows it. Without a draft it begins. Raises DraftChanged.

        Words belong to the form from now on, and not to what she was asked before.
        """
        update_id, by_message = context.received.update_id, context.received.message is not None
        if draft:
            await context.services.people.drafts.change(draft, step_id, answers, update_id, by_message=by_message)
        else:
            await context.services.people.drafts.keep(context.person_id, form.id, step_id, answers, update_id)
        if context.entry is None or context.entry.has_prompt:
            await context.services.people.prompts.close(context.person_id)
        step = _step(form, step_id)
        if step:
            await context.show(_worded(step.prompt, context, answers), self._buttons(context, form, step, answers))
        else:
            await self._show_review(context, form, answers)

    def _buttons(self, context: BotContext, form: Form, step: Step, answers: Answers) -> list[list[Button]]:
        rows = _in_rows(
            [Choose(form.id, step.id, each.id).button(each.text) for each in step.options(context, answers)]
        )
        if step.optional and not answers.get(_RETURN):
            rows.append([context.button(Skip(form.id, step.id), "forms-button-skip")])
        elif step.optional and step.answer_in(context, answers):
            rows.append([context.button(Empty(form.id, step.id), "forms-button-empty")])
        last = [context.button(Cancel(form.id), "forms-button-cancel")]
        if step is not form.steps[0]:
            last.insert(0, back_to(context, Back(form.id, step.id)))
        if all(answers.get(each.id) for each in form.steps if not each.optional):
            last.append(context.button(Review(form.id), "forms-button-review"))
        return [*rows, last]

    async def _show_review(self, context: BotContext, form: Form, answers: Answers) -> None:
        texts = context.texts
        lines, buttons = [_worded(form.heading, context, answers)], []
        for step in form.steps:
            title, answer = texts.plain(step.title), step.answer_in(context, answers)
            lines.append(texts("forms-line", title=title, answer=answer or texts.plain("forms-empty")))
            buttons.append(context.button(Change(form.id, step.id), "forms-button-change", title=title))
        cancel = [context.button(Cancel(form.id), "forms-button-cancel")]
        await context.show(texts.lines(lines), [*form.endings(context, answers), *in_rows(buttons), cancel])


FORMS = Forms()


def _worded(said: str | Callable[[BotContext, Answers], str], context: BotContext, answers: Answers) -> str:
    return context.texts(said) if isinstance(said, str) else said(context, answers)


async def take_words(context: BotContext, most: int) -> str:
    """The text of the message. Raises Wrong where it has none, or more than `most` characters."""
    text = context.words.strip()
    if not text:
        raise Wrong(context.texts("forms-words-wanted"))
    if len(text) > most:
        raise Wrong(context.texts("forms-too-long", length=len(text), most=most))
    return text


_NARROW, _FIGURES = 18, 2
"""Characters of a button of which two stand side by side on a small phone, and of which a week does."""


def _in_rows(options: list[Button]) -> list[list[Button]]:
    figures = [each for each in options if len(each.text) <= _FIGURES]
    words = [each for each in options if len(each.text) > _FIGURES]
    wide = any(len(each.text) > _NARROW for each in words)
    return in_rows(figures, 7) + in_rows(words, 1 if wide else 2)


def _step(form: Form, step_id: str) -> Step | None:
    return next((step for step in form.steps if step.id == step_id), None)


def _anew(handle: Callable[[X, Y], Awaitable[None]]) -> Callable[[X, Y], Coroutine[Any, Any, None]]:
    """The same, begun again where another update of the person changed her draft meanwhile."""

    async def handle_anew(what: X, about: Y) -> None:
        for left in reversed(range(MOST_TRIES)):
            try:
                return await handle(what, about)
            except DraftChanged:
                if not left:
                    raise
        return None

    return handle_anew
