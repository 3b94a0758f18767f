"""The steps of a check-in at a terminal: shown one after the other, each line kept as it is said."""

import contextlib
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import click

from vividmap.cli import session, show
from vividmap.core.checkins import agenda_of, steps
from vividmap.core.checkins.agenda import About, Agenda, Step
from vividmap.core.checkins.answers import answers
from vividmap.core.record import CheckIn
from vividmap.services import checkins
from vividmap.services.actor import Actor, today
from vividmap.services.checkins import Said
from vividmap.services.errors import Refused
from vividmap.store import queries

_LEAVE = ("q", "Q")
_DONE = {"later": "Put off", "unknown": "Closed"}


class Left(Exception):
    """The person went away in the middle."""


class Walk:
    """One sitting of a check-in: where it stands, and how long it has taken."""

    def __init__(self, actor: Actor, begun: CheckIn) -> None:
        self.actor, self.begun = actor, begun
        record = queries.load(actor.owner)
        self.agenda: Agenda = agenda_of(record, today(actor), begun)
        self.handles = {item.id: item.handle for item in record.items}
        self._since = time.monotonic()
        self._answered = {(one.step, one.about) for one in answers(begun)}

    def all(self) -> bool:
        """Go through the steps from where it was left, and finish it; False if the person leaves before."""
        before = self._before()
        if self._answered:
            click.echo("You began it before. What you said is kept; it goes on where you left it.")
        try:
            for number, step in enumerate(self.agenda.steps, 1):
                if step.name not in before:
                    self._show(step, f"{number} of {len(self.agenda.steps)}")
                    self._ask(step)
        except (Left, EOFError):
            return False
        checkins.finish(self.actor, self.begun.handle)
        return True

    def _before(self) -> list[str]:
        """Return the steps before the one that was answered last: those were gone through."""
        names = [one.name for one in steps(self.begun.what)]
        places = [names.index(one.step) for one in answers(self.begun) if one.step in names]
        return names[: max(places, default=0)]

    def _show(self, step: Step, number: str) -> None:
        minutes = int((time.monotonic() - self._since) / 60)
        clock = click.style(f"{number} · {minutes} of {self.agenda.minutes} min", dim=True)
        click.echo(f"\n{click.style(step.title, bold=True)}  {clock}")
        _wrapped(step.prompt)
        _wrapped(step.why, dim=True)
        if step.kind in ("look", "capture"):
            for one in step.about:
                _wrapped(f"- {one.name}{self._handle(one.item)}", one.depth)
                _wrapped(one.says, one.depth + 1, dim=True)
        for insight in step.insights:
            _wrapped(f"- {insight.says}")
            _wrapped(insight.next, 1, dim=True)

    def _handle(self, uid: UUID) -> str:
        return f" ^{self.handles[uid]}" if uid in self.handles else ""

    def _ask(self, step: Step) -> None:
        ways = {
            "capture": self._captures,
            "note": self._captures,
            "outcome": self._outcomes,
            "update": self._updates,
            "strong": self._strong,
        }
        if step.kind in ways:
            ways[step.kind](step)

    def _captures(self, step: Step) -> None:
        while text := _line("> "):
            self._say(step, Said(text))

    def _outcomes(self, step: Step) -> None:
        for one in self._unanswered(step):
            _wrapped("An empty line leaves it open; 'later' puts it off, 'unknown' closes it.", 1, dim=True)
            while text := _line("outcome> "):
                instead = text.lower() if text.lower() in ("later", "unknown") else ""
                said = Said("" if instead else text, self.handles[one.item], instead=instead)
                if self._say(step, said):
                    break

    def _updates(self, step: Step) -> None:
        for one in self._unanswered(step):
            while text := _line("now> "):
                said = Said(text, self.handles[one.item])
                try:
                    said = replace(said, gap=_line("the gap> "))
                    said = replace(said, doing=_line("doing about it> "))
                except (Left, EOFError):  # what was typed so far is kept all the same
                    self._say(step, said)
                    raise
                if self._say(step, said):
                    break

    def _strong(self, step: Step) -> None:
        for one in self._unanswered(step):
            while text := _line("strong, because> "):
                if self._say(step, Said(text, self.handles[one.item])):
                    break
        click.echo("  Another one? Its ID and why, for example: 7f3k everything since follows from it")
        while text := _line("ID and why> "):
            handle, _, why = text.partition(" ")
            self._say(step, Said(why, handle))

    def _unanswered(self, step: Step) -> Iterator[About]:
        """Yield what a step is about and was not answered before, each shown as its turn comes."""
        for one in step.about:
            if (step.name, one.item) not in self._answered:
                click.echo()
                _wrapped(f"{one.name}{self._handle(one.item)}", one.depth)
                _wrapped(one.says, one.depth + 1)
                yield one

    def _say(self, step: Step, said: Said) -> bool:
        """Do what was said and tell so; False where it could not be done, which is told too."""
        try:
            now = replace(self.actor, now=datetime.now(UTC))
            done = checkins.answer(now, self.begun.handle, step.name, said)
        except Refused as error:
            session.say(f"  {error}")
            return False
        self._answered.update((one.step, one.about) for one in answers(done.check_in))
        handles = " ".join(f"^{item.handle}" for item in done.items)
        session.say(f"  {_DONE.get(said.instead, 'Kept')} {handles}".rstrip())
        return True


def _line(prompt: str) -> str:
    """Return a line that the person types. Raises Left for `q`, EOFError at the end of input."""
    with contextlib.suppress(ImportError):  # with it a line can be edited, and an earlier one brought back
        import readline  # noqa: F401
    while True:
        try:
            text = input(prompt).strip()
        except UnicodeDecodeError:
            click.echo("  That is not UTF-8; type it again.")
            continue
        if text in _LEAVE:
            raise Left
        return text


def _wrapped(text: str, depth: int = 0, *, dim: bool = False) -> None:
    """Print a text wrapped to the terminal, indented; nothing where there is none."""
    for line in show.fitted(f"{'  ' * (depth + 1)}{text}") if text else ():
        click.echo(click.style(line, dim=True) if dim else line)
