"""The notes of a check-in as one page of Markdown, to print or to keep beside the next one."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from vividmap.core.checkins import agenda_of, created_in, steps
from vividmap.core.checkins.agenda import Agenda, Step
from vividmap.core.checkins.answers import Answer, finish_day, read_answers
from vividmap.core.checkins.calendar import describe_period
from vividmap.core.checkins.phrasing import describe_update, item_line
from vividmap.core.record import CheckIn, Evidence, Item, Record, Update

_STATES = {"done": "Done.", "skipped": "Skipped.", "open": "Not finished yet."}


def write_notes(check_in: CheckIn, record: Record, today: date) -> str:
    """Return all that a check-in showed and what was said in it, in Markdown; private words included.

    What was said is quoted from the entries as they are now, what was shown is as on the day
    when the check-in was done. Steps without an answer are left out.
    """
    agenda = agenda_of(record, min(today, finish_day(check_in) or today), check_in)
    page = _NotesPage(check_in, record, agenda)
    blocks = [f"# {check_in.text}", f"{describe_period(agenda.period)}. {_STATES[check_in.state or 'open']}"]
    for step in page.all_steps():
        lines = list(page.lines(step))
        if lines:
            blocks += [f"## {step.title}", "\n".join(lines)]
    if len(blocks) == 2:
        blocks.append("No answers.")
    return "\n\n".join(blocks) + "\n"


class _NotesPage:
    def __init__(self, check_in: CheckIn, record: Record, agenda: Agenda) -> None:
        self.check_in, self.record, self.agenda = check_in, record, agenda
        self.created_ids = created_in(check_in)
        self.answers_by_step: dict[str, list[Answer]] = {}
        for answer in read_answers(check_in):
            self.answers_by_step.setdefault(answer.step, []).append(answer)

    def all_steps(self) -> Iterator[Step]:
        """Yield the steps that stand on the page: those of the agenda, and those with an answer."""
        for step in steps(self.check_in.rhythm):
            yield self.agenda.step(step.name) or step

    def lines(self, step: Step) -> Iterator[str]:
        """Yield what the page says of a step."""
        ways: dict[str, Callable[[Step], Iterator[str]]] = {
            "look": self._look,
            "capture": self._captures,
            "outcome": self._outcomes,
            "update": self._updates,
            "strong": self._strong,
            "note": self._notes,
        }
        return ways[step.kind](step)

    def _answers(self, step: Step) -> Sequence[Answer]:
        return self.answers_by_step.get(step.name, ())

    def _items(self, answer: Answer) -> Iterator[Item]:
        return (self.record.by_id[item] for item in answer.items if item in self.record.by_id)

    def _look(self, step: Step) -> Iterator[str]:
        yield from (f"- {about.name}{f': {about.says}' if about.says else ''}" for about in step.about)
        yield from (f"- {insight.statement}" for insight in step.insights)

    def _captures(self, step: Step) -> Iterator[str]:
        for answer in self._answers(step):
            yield from (f"- {self._of(item)} ^{item.handle}" for item in self._items(answer))

    def _of(self, item: Item) -> str:
        """Return an item in a line, a touchpoint with its person."""
        above = self.record.by_id.get(item.parent) if item.parent else None
        return f"{above.text}: {item_line(item)}" if above else item_line(item)

    def _outcomes(self, step: Step) -> Iterator[str]:
        for answer in self._answers(step):
            entry = self.record.by_id.get(answer.about) if answer.about else None
            if isinstance(entry, Evidence):
                yield f"- {item_line(entry)}{_INSTEAD.get(answer.instead, '')} ^{entry.handle}"

    def _updates(self, step: Step) -> Iterator[str]:
        for answer in self._answers(step):
            for now in self._items(answer):
                above = self.record.by_id.get(now.parent) if now.parent else None
                if isinstance(now, Update) and above is not None:
                    before = self._before(now)
                    yield f"- **{above.text}**"
                    yield f"  - Before, {describe_update(before)}" if before else "  - Before: no update."
                    yield f"  - Now, {describe_update(now)}"

    def _before(self, now: Update) -> Update | None:
        """Return the last words on the same goal or gap from before those of this check-in."""
        assert now.parent  # noqa: S101 - for the type checker: an update always has one
        earlier = [
            update
            for update in self.record.children.get(now.parent, ())
            if isinstance(update, Update) and update.id not in self.created_ids and update.when and now.when
            if (update.when.last, update.id) < (now.when.last, now.id)
        ]
        return max(earlier, key=lambda update: (str(update.when), update.id), default=None)

    def _strong(self, step: Step) -> Iterator[str]:
        for answer in self._answers(step):
            for item in self._items(answer):
                if isinstance(item, Evidence) and item.strong:
                    yield f"- {item_line(item)} ^{item.handle}"
                    yield f"  - Strong: “{item.strong}”"

    def _notes(self, step: Step) -> Iterator[str]:
        yield from (f"- {line}" for answer in self._answers(step) for line in answer.text.split("\n") if line)


_INSTEAD = {"later": " (to be asked again later)", "unknown": " (will not be known)"}
