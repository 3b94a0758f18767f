"""A check-in at a terminal: one question after the other, each answer saved at once."""

import contextlib
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import UUID

import click

from vividmap.cli.inbox.walk import InboxSession
from vividmap.cli.output import fit_lines, print_line
from vividmap.core.checkins import agenda_of, steps
from vividmap.core.checkins.agenda import About, Agenda, Step
from vividmap.core.checkins.answers import read_answers
from vividmap.core.inbox import MOST_IN_CHECK_IN, describe_step
from vividmap.core.record import CheckIn
from vividmap.services.actor import Actor, today_of
from vividmap.services.changes import checkins, entries
from vividmap.services.changes.checkins import StepAnswer
from vividmap.services.errors import Refused
from vividmap.services.home import checkin_place
from vividmap.store import queries

HINT = "Enter: next · back · undo · quit · ?: help"
HELP = """\
Type an answer and press Enter; it is saved at once. Alone on a line:
  (nothing)  go to the next question
  back       go to the previous question
  undo       undo the last answer of this session and ask again
  quit       leave; 'vividmap checkin' continues here
  help, ?    show this"""
_COMMANDS = {
    "?": "help",
    "help": "help",
    "q": "quit",
    "quit": "quit",
    "exit": "quit",
    "back": "back",
    "undo": "undo",
    "next": "next",
    "skip": "next",
}
"""What a lone word means; anything else is an answer."""
_CONFIRMATIONS = {"later": "Postponed", "unknown": "Closed"}
_PROMPTS = {
    "capture": "> ",
    "note": "> ",
    "outcome": "outcome> ",
    "update": "now> ",
    "strong": "strong, because> ",
}


class SessionCommand(Exception):
    """The person typed `back`, `undo` or `quit` in place of an answer."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to ask: a step (its number from 1), and the item where the step asks about each of several.

    A step that is only read has no prompt; neither has one that asks about items but found none.
    """

    step: Step
    number: int
    about: About | None = None
    prompt: str = ""

    @property
    def key(self) -> str:
        """The step and the item that is asked about, by which the question is found again."""
        return f"{self.step.name} {self.about.item if self.about else ''}"


def list_questions(agenda: Agenda) -> list[Question]:
    """Return all that an agenda asks or shows, in order."""
    return [
        question for number, step in enumerate(agenda.steps, 1) for question in _list_of_step(step, number)
    ]


def _list_of_step(step: Step, number: int) -> Iterator[Question]:
    prompt = _PROMPTS.get(step.kind, "")
    if step.kind in ("outcome", "update", "strong"):
        yield from (Question(step, number, about, prompt) for about in step.about)
        if step.kind == "strong":
            yield Question(step, number, prompt="ID and why> ")
        elif not step.about:
            yield Question(step, number)
    else:
        yield Question(step, number, prompt=prompt)


class CheckinSession:
    """One sitting of a check-in: the questions, which of them were answered, and what can be undone."""

    def __init__(self, actor: Actor, check_in: CheckIn) -> None:
        self.actor, self.check_in = actor, check_in
        record = queries.load_record(actor.owner)
        self.agenda = agenda_of(record, today_of(actor), check_in)
        self.questions = list_questions(self.agenda)
        self._handles = {item.id: item.handle for item in record.items}
        self._start_time = time.monotonic()
        self._answers = {(answer.step, answer.about) for answer in read_answers(check_in)}
        self._undo_stack: list[tuple[int, UUID]] = []
        self._step_on_screen = ""

    def run(self) -> bool:
        """Ask from where the person left off, and finish the check-in; return False if they leave before."""
        place = checkin_place.load_place(self.check_in.id)
        if self._answers or place:
            click.echo("Your earlier answers are saved. Continuing where you left off.")
        elif not self._run_inbox_step():
            return False
        index = self._find_next(self._first_index(place))
        try:
            while index < len(self.questions):
                index = self._visit(index)
        except (SessionCommand, EOFError):  # of the commands `_visit` lets only `quit` through
            checkin_place.save_place(self.check_in.id, self.questions[index].key)
            return False
        checkins.finish_check_in(self.actor, self.check_in.handle)
        return True

    def _run_inbox_step(self) -> bool:
        """Ask about what waits in the inbox, in a weekly check-in; return False if the person leaves."""
        if self.check_in.rhythm != "weekly":
            return True
        inbox_session = InboxSession(self.actor, limit=MOST_IN_CHECK_IN)
        if not inbox_session.candidates:
            return True
        click.echo(f"\n{click.style('Inbox', bold=True)}")
        _print_wrapped(describe_step(inbox_session.waiting_count))
        return inbox_session.run()

    def _first_index(self, place: str) -> int:
        """Return the index of the question that was left, else of the first of the step answered last."""
        keys = [question.key for question in self.questions]
        if place in keys:
            return keys.index(place)
        names = [step.name for step in steps(self.check_in.rhythm)]
        places = [names.index(answer.step) for answer in read_answers(self.check_in) if answer.step in names]
        earlier = names[: max(places, default=0)]
        return sum(question.step.name in earlier for question in self.questions)

    def _find_next(self, index: int) -> int:
        """Return the index of the first question at or after `index` that was not answered."""
        while index < len(self.questions) and self._is_answered(self.questions[index]):
            index += 1
        return index

    def _find_previous(self, index: int) -> int:
        """Return the index of the last question before `index` that has a prompt, else `index`."""
        earlier = [place for place in range(index) if self.questions[place].prompt]
        if not earlier:
            print_line("  This is the first question.")
        return max(earlier, default=index)

    def _is_answered(self, question: Question) -> bool:
        about = question.about
        return about is not None and (question.step.name, about.item) in self._answers

    def _visit(self, index: int) -> int:
        """Ask one question and return the index of the next. Raises SessionCommand for `quit`, EOFError."""
        question = self.questions[index]
        self._show_step(question)
        self._show_item(question)
        if not question.prompt:
            return self._find_next(index + 1)
        try:
            self._ask(index, question)
        except SessionCommand as command:
            if command.name == "back":
                return self._find_previous(index)
            if command.name == "undo":
                return self._undo(index)
            raise
        return self._find_next(index + 1)

    def _show_step(self, question: Question) -> None:
        step = question.step
        if self._step_on_screen == step.name:
            return
        self._step_on_screen = step.name
        minutes = int((time.monotonic() - self._start_time) / 60)
        place = f"{question.number} of {len(self.agenda.steps)} · {minutes} of {self.agenda.minutes} min"
        click.echo(f"\n{click.style(step.title, bold=True)}  {click.style(place, dim=True)}")
        _print_wrapped(step.prompt)
        _print_wrapped(step.reason, dim=True)
        if step.kind in ("look", "capture"):
            for about in step.about:
                _print_wrapped(f"- {about.name}{self._mark_of(about.item)}", about.depth)
                _print_wrapped(about.says, about.depth + 1, dim=True)
        for insight in step.insights:
            _print_wrapped(f"- {insight.statement}")
            _print_wrapped(insight.next_step, 1, dim=True)
        if question.prompt:
            _print_wrapped(HINT, dim=True)

    def _show_item(self, question: Question) -> None:
        about = question.about
        if about is None:
            if question.step.kind == "strong":
                click.echo(
                    "  Another one? Its ID and why, for example: 7f3k everything since follows from it"
                )
            return
        click.echo()
        _print_wrapped(f"{about.name}{self._mark_of(about.item)}", about.depth)
        _print_wrapped(about.says, about.depth + 1)
        if question.step.kind == "outcome":
            _print_wrapped("Enter leaves it open; 'later' postpones it, 'unknown' closes it.", 1, dim=True)

    def _mark_of(self, uid: UUID) -> str:
        return f" ^{self._handles[uid]}" if uid in self._handles else ""

    def _ask(self, index: int, question: Question) -> None:
        """Ask until the answer is accepted or empty; a step that collects lines until an empty one."""
        while text := read_line(question.prompt):
            if self._save_answer(index, question, text) and question.about is not None:
                return

    def _save_answer(self, index: int, question: Question, text: str) -> bool:
        about = self._handles[question.about.item] if question.about else ""
        kind = question.step.kind
        if kind == "update":
            return self._save_update(index, question, StepAnswer(text, about))
        if kind == "outcome" and text.lower() in ("later", "unknown"):
            return self._save(index, question, StepAnswer("", about, instead=text.lower()))
        if kind == "strong" and question.about is None:
            handle, _, reason = text.partition(" ")
            return self._save(index, question, StepAnswer(reason, handle))
        return self._save(index, question, StepAnswer(text, about))

    def _save_update(self, index: int, question: Question, answer: StepAnswer) -> bool:
        """Ask for the rest of an update and save it; what was typed is saved even if the person leaves."""
        try:
            answer = replace(answer, gap=read_line("the gap> "))
            answer = replace(answer, doing=read_line("doing about it> "))
        except SessionCommand as command:
            if command.name == "quit":
                self._save(index, question, answer)
                raise
            print_line("  Not saved; starting this answer again.")
            return False
        except EOFError:
            self._save(index, question, answer)
            raise
        return self._save(index, question, answer)

    def _save(self, index: int, question: Question, answer: StepAnswer) -> bool:
        """Save an answer and confirm it; print why and return False where it was refused."""
        actor = replace(self.actor, now=datetime.now(UTC))
        try:
            result = checkins.answer_step(actor, self.check_in.handle, question.step.name, answer)
        except Refused as error:
            print_line(f"  {error}")
            return False
        change = entries.last_change_id(actor)
        if change is not None:
            self._undo_stack.append((index, change))
        self._remember(result.check_in)
        marks = " ".join(f"^{item.handle}" for item in result.items)
        print_line(f"  {_CONFIRMATIONS.get(answer.instead, 'Saved')} {marks}".rstrip())
        return True

    def _remember(self, check_in: CheckIn) -> None:
        self._answers = {(answer.step, answer.about) for answer in read_answers(check_in)}

    def _undo(self, index: int) -> int:
        """Undo the last answer of this session and return the index of its question."""
        if not self._undo_stack:
            print_line("  Nothing to undo in this session. 'vividmap undo' undoes earlier changes.")
            return index
        answer_index, change = self._undo_stack.pop()
        try:
            entries.undo_change(replace(self.actor, now=datetime.now(UTC)), change)
        except Refused as error:
            print_line(f"  {error}")
            return index
        check_in = queries.find_item(self.actor.owner, self.check_in.handle)
        if isinstance(check_in, CheckIn):
            self._remember(check_in)
        print_line("  Undone.")
        self._step_on_screen = ""
        return answer_index


def read_line(prompt: str) -> str:
    """Return an answer, "" for the next question.

    Raises SessionCommand for `back`, `undo` and `quit` alone on the line, EOFError at the end of input.
    """
    with contextlib.suppress(ImportError):  # lets a line be edited, and an earlier one be recalled
        import readline  # noqa: F401
    while True:
        try:
            text = input(prompt).strip()
        except UnicodeDecodeError:
            click.echo("  That is not UTF-8; type it again.")
            continue
        command = _COMMANDS.get(text.lower(), "")
        if command == "help":
            for line in HELP.split("\n"):
                click.echo(f"  {line}")
        elif command == "next":
            return ""
        elif command:
            raise SessionCommand(command)
        else:
            return text


def _print_wrapped(text: str, depth: int = 0, *, dim: bool = False) -> None:
    """Print a text wrapped to the terminal and indented; nothing for an empty one."""
    for line in fit_lines(f"{'  ' * (depth + 1)}{text}") if text else ():
        click.echo(click.style(line, dim=True) if dim else line)
