"""The inbox at a terminal: one candidate after the other, one key each, every decision saved at once."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import click

from vividmap.cli.keys import read_key
from vividmap.cli.output import fit_lines, print_line
from vividmap.cli.resolve import find_item
from vividmap.core.inbox import Acceptance, can_have_outcome, group_candidates
from vividmap.core.proposals import DEFAULT_QUESTION
from vividmap.core.record import Candidate, Item
from vividmap.core.vocabulary import PART, PROPOSED_KIND
from vividmap.core.when import describe_when
from vividmap.services.actor import Actor, today_of
from vividmap.services.changes import entries
from vividmap.services.errors import Refused
from vividmap.services.inbox import deciding
from vividmap.store import queries
from vividmap.store.queries import inbox

_HINT = "a accept · m merge · t attach · s snooze · d dismiss · u undo · Enter skip · q leave"
_STEP_HINT = f"{_HINT} · n next step"
_PART_KEYS = {value[0]: value for value in PART.values}
_LEAVE_KEYS = ("q", "\x1b", "\x03", "\x04")
_SKIP_KEYS = ("\r", "\n", " ")


class InboxSession:
    """One sitting: the candidates that are due, which of them are decided, and what can be undone.

    As a step of a check-in it asks about `limit` candidates at most, and `n` leaves the step alone.
    """

    def __init__(self, actor: Actor, limit: int | None = None) -> None:
        self.actor = actor
        self.is_step = limit is not None
        self.today = today_of(actor)
        groups = group_candidates(inbox.list_due(actor.owner, self.today))
        ordered = [candidate for group in groups for candidate in group.candidates]
        self.candidates = ordered[:limit]
        self.waiting_count = len(ordered)
        self._decided_ids: set[UUID] = set()
        self._undo_stack: list[tuple[int, set[UUID], UUID]] = []
        self._decisions: dict[str, Callable[[int], set[UUID]]] = {
            "a": self._accept,
            "m": self._merge,
            "t": self._attach,
            "s": self._snooze,
            "d": self._dismiss,
        }

    def run(self) -> bool:
        """Ask about each candidate; return False if the person leaves before the last one."""
        index = 0
        try:
            while index < len(self.candidates):
                index = self._visit(index)
        except EOFError:
            click.echo()
            return False
        if not self.is_step:
            count = inbox.count_due(self.actor.owner, self.today, self.waiting_count)
            print_line(f"\nDone. {count} left for another time." if count else "\nDone. Nothing is waiting.")
        return True

    def _visit(self, index: int) -> int:
        """Ask about one candidate and return the index of the next. Raises EOFError if the person leaves."""
        if self.candidates[index].id in self._decided_ids:
            return index + 1
        self._show(index)
        key = self._read_key({*self._decisions, "u", *_SKIP_KEYS, *("n" if self.is_step else "")})
        if key in _SKIP_KEYS:
            return index + 1
        if key == "n":
            return len(self.candidates)
        if key == "u":
            return self._undo(index)
        return index + self._decide(index, self._decisions[key])

    def _show(self, index: int) -> None:
        candidate = self.candidates[index]
        place = f"{index + 1} of {len(self.candidates)} · {candidate.project or candidate.source}"
        click.echo(f"\n{click.style(place, dim=True)}")
        _print_wrapped(f"{candidate.text} ^{candidate.handle}", 1)
        for detail in _details(candidate):
            _print_wrapped(detail, 2, dim=True)
        _print_wrapped(_STEP_HINT if self.is_step else _HINT, 1, dim=True)

    def _decide(self, index: int, decision: Callable[[int], set[UUID]]) -> int:
        """Make a decision; return how many candidates to go on by: 0 where it was refused or broken off."""
        try:
            decided_ids = decision(index)
        except (Refused, click.ClickException) as error:
            print_line(f"  {error}")
            return 0
        if not decided_ids:
            return 0
        change = entries.last_change_id(self.actor)
        if change is not None:
            self._undo_stack.append((index, decided_ids, change))
        self._decided_ids |= decided_ids
        return int(self.candidates[index].id in decided_ids)

    def _accept(self, index: int) -> set[UUID]:
        candidate = self.candidates[index]
        acceptance = Acceptance()
        if can_have_outcome(candidate):
            outcome = _read_line(f"  {candidate.question or DEFAULT_QUESTION} (Enter: not known yet) ")
            acceptance = Acceptance(outcome=outcome, part=self._read_part(candidate))
        entry = deciding.accept(self._act_now(), candidate.handle, acceptance)
        print_line(f"  Accepted as {entry.kind} ^{entry.handle}")
        return {candidate.id}

    def _read_part(self, candidate: Candidate) -> str:
        """Return the person's own part, asked for with one key; Enter keeps what was proposed."""
        default = PART.labels.get(candidate.part, "not said").lower()
        options = " · ".join(f"{key} {value}" for key, value in _PART_KEYS.items())
        click.echo(f"  Your part: {options} (Enter: {default}) ", nl=False)
        key = self._read_key({*_PART_KEYS, *_SKIP_KEYS})
        part = _PART_KEYS.get(key, candidate.part)
        click.echo(part)
        return part

    def _merge(self, index: int) -> set[UUID]:
        """Merge other candidates into this one, which is asked about again."""
        candidate, *others = (item for item in self.candidates[index:] if item.id not in self._decided_ids)
        if not others:
            click.echo("  There is no other candidate to merge.")
            return set()
        numbers = self._read_numbers("Merge with which?", others)
        chosen = [others[number] for number in numbers]
        if not chosen:
            return set()
        lead = deciding.merge(self._act_now(), [candidate.handle, *(other.handle for other in chosen)])
        self._reload(index)
        print_line(f"  Merged into ^{lead.handle}")
        return {other.id for other in chosen}

    def _attach(self, index: int) -> set[UUID]:
        candidate = self.candidates[index]
        suggestions = deciding.suggest_targets(self.actor.owner, candidate)
        for number, entry in enumerate(suggestions, 1):
            _print_wrapped(f"{number}  {entry.text} ^{entry.handle}", 2)
        text = _read_line("  Attach to which entry? Its number or ID: ")
        if not text:
            return set()
        is_number = text.isdecimal() and 0 < int(text) <= len(suggestions)
        entry = suggestions[int(text) - 1] if is_number else self._find_entry(text)
        deciding.attach(self._act_now(), [candidate.handle], entry.handle)
        print_line(f"  Attached to ^{entry.handle}")
        return {candidate.id}

    def _find_entry(self, reference: str) -> Item:
        return find_item(self.actor, reference, *deciding.ATTACHABLE_KINDS)

    def _snooze(self, index: int) -> set[UUID]:
        day = deciding.snooze(self._act_now(), [self.candidates[index].handle])
        click.echo(f"  Snoozed until {day}")
        return {self.candidates[index].id}

    def _dismiss(self, index: int) -> set[UUID]:
        deciding.dismiss(self._act_now(), [self.candidates[index].handle])
        click.echo("  Dismissed")
        return {self.candidates[index].id}

    def _undo(self, index: int) -> int:
        """Undo the last decision of this session and return the index of its candidate."""
        if not self._undo_stack:
            click.echo("  Nothing to undo in this session. 'vividmap undo' undoes earlier changes.")
            return index
        decided_index, decided_ids, change = self._undo_stack.pop()
        try:
            entries.undo_change(self._act_now(), change)
        except Refused as error:
            print_line(f"  {error}")
            return index
        self._decided_ids -= decided_ids
        self._reload(decided_index)
        click.echo("  Undone")
        return decided_index

    def _reload(self, index: int) -> None:
        candidate = queries.load_item(self.actor.owner, self.candidates[index].id)
        if isinstance(candidate, Candidate):
            self.candidates[index] = candidate

    def _act_now(self) -> Actor:
        """Return the actor at this moment, by which the change that comes next is found again."""
        self.actor = replace(self.actor, now=datetime.now(UTC))
        return self.actor

    def _read_numbers(self, question: str, items: list[Candidate]) -> list[int]:
        """Return the positions of the items whose numbers the person types; Enter alone is none."""
        offered = items[:9]
        for number, item in enumerate(offered, 1):
            _print_wrapped(f"{number}  {item.text} ^{item.handle}", 2)
        text = _read_line(f"  {question} Their numbers, for example 1 3: ")
        numbers = [int(word) - 1 for word in text.replace(",", " ").split() if word.isdecimal()]
        return [number for number in dict.fromkeys(numbers) if 0 <= number < len(offered)]

    @staticmethod
    def _read_key(keys: set[str]) -> str:
        """Return the next key that is one of some. Raises EOFError for one that leaves."""
        while True:
            key = read_key().lower()
            if key in keys:
                return key
            if key in _LEAVE_KEYS:
                raise EOFError


def _details(candidate: Candidate) -> list[str]:
    kind = PROPOSED_KIND.phrases.get(candidate.proposed_kind, "")
    proposer = candidate.proposed_by or candidate.source
    names = ", ".join(candidate.people)
    return [
        f"{describe_when(candidate.when)} · proposed as {kind} by {proposer}",
        *([f"with {names}"] if names else []),
        *([candidate.reason] if candidate.reason else []),
        *candidate.links[:2],
    ]


def _read_line(prompt: str) -> str:
    click.echo(prompt, nl=False)
    return input().strip()


def _print_wrapped(text: str, depth: int, *, dim: bool = False) -> None:
    for line in fit_lines(f"{'  ' * depth}{text}"):
        click.echo(click.style(line, dim=True) if dim else line)
