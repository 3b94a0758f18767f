"""The notes of a check-in as one page of Markdown, to print or to keep beside the next one."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from vividmap.core.checkins import agenda_of, made_in, steps
from vividmap.core.checkins.agenda import Agenda, Step
from vividmap.core.checkins.answers import Answer, answers, finished
from vividmap.core.checkins.calendar import said
from vividmap.core.checkins.saying import line_of, stood
from vividmap.core.record import CheckIn, Evidence, Item, Record, Update

_STATES = {"done": "Done.", "skipped": "Skipped.", "open": "Not finished yet."}


def notes(check_in: CheckIn, record: Record, today: date) -> str:
    """Return all that a check-in showed and what was said in it, in Markdown; private words included.

    What was said is quoted from the entries as they are now, what was shown is as on the day
    when the check-in was done. Steps without an answer are left out.
    """
    shown = agenda_of(record, min(today, finished(check_in) or today), check_in)
    page = _Page(check_in, record, shown)
    blocks = [f"# {check_in.text}", f"{said(shown.period)}. {_STATES[check_in.state or 'open']}"]
    for step in page.all_steps():
        lines = list(page.lines(step))
        if lines:
            blocks += [f"## {step.title}", "\n".join(lines)]
    if len(blocks) == 2:
        blocks.append("Nothing was said.")
    return "\n\n".join(blocks) + "\n"


class _Page:
    def __init__(self, check_in: CheckIn, record: Record, shown: Agenda) -> None:
        self.check_in, self.record, self.shown = check_in, record, shown
        self.made = made_in(check_in)
        self.said: dict[str, list[Answer]] = {}
        for one in answers(check_in):
            self.said.setdefault(one.step, []).append(one)

    def all_steps(self) -> Iterator[Step]:
        """Yield the steps that stand on the page: those of the agenda, and those with an answer."""
        for step in steps(self.check_in.what):
            yield self.shown.step(step.name) or step

    def lines(self, step: Step) -> Iterator[str]:
        """Yield what the page says of a step."""
        ways: dict[str, Callable[[Step], Iterator[str]]] = {
            "look": self._look,
            "capture": self._captured,
            "outcome": self._outcomes,
            "update": self._updates,
            "strong": self._strong,
            "note": self._noted,
        }
        return ways[step.kind](step)

    def _answers(self, step: Step) -> Sequence[Answer]:
        return self.said.get(step.name, ())

    def _items(self, answer: Answer) -> Iterator[Item]:
        return (self.record.by_id[one] for one in answer.items if one in self.record.by_id)

    def _look(self, step: Step) -> Iterator[str]:
        yield from (f"- {one.name}{f': {one.says}' if one.says else ''}" for one in step.about)
        yield from (f"- {one.says}" for one in step.insights)

    def _captured(self, step: Step) -> Iterator[str]:
        for answer in self._answers(step):
            yield from (f"- {self._of(one)} ^{one.handle}" for one in self._items(answer))

    def _of(self, item: Item) -> str:
        """Return an item in a line, a touchpoint with its person."""
        above = self.record.by_id.get(item.parent) if item.parent else None
        return f"{above.text}: {line_of(item)}" if above else line_of(item)

    def _outcomes(self, step: Step) -> Iterator[str]:
        for answer in self._answers(step):
            found = self.record.by_id.get(answer.about) if answer.about else None
            if isinstance(found, Evidence):
                yield f"- {line_of(found)}{_INSTEAD.get(answer.instead, '')} ^{found.handle}"

    def _updates(self, step: Step) -> Iterator[str]:
        for answer in self._answers(step):
            for now in self._items(answer):
                above = self.record.by_id.get(now.parent) if now.parent else None
                if isinstance(now, Update) and above is not None:
                    before = self._before(now)
                    yield f"- **{above.text}**"
                    yield f"  - Before, {stood(before)}" if before else "  - Before: nothing was said."
                    yield f"  - Now, {stood(now)}"

    def _before(self, now: Update) -> Update | None:
        """Return the last words on the same goal or gap from before this check-in."""
        assert now.parent  # noqa: S101 - for the type checker: an update always has one
        found = [
            one
            for one in self.record.children.get(now.parent, ())
            if isinstance(one, Update) and one.id not in self.made and one.when and now.when
            if one.when.last <= now.when.last
        ]
        return max(found, key=lambda one: (str(one.when), one.id), default=None)

    def _strong(self, step: Step) -> Iterator[str]:
        for answer in self._answers(step):
            for one in self._items(answer):
                if isinstance(one, Evidence) and one.strong:
                    yield f"- {line_of(one)} ^{one.handle}"
                    yield f"  - Strong: “{one.strong}”"

    def _noted(self, step: Step) -> Iterator[str]:
        yield from (f"- {line}" for one in self._answers(step) for line in one.text.split("\n") if line)


_INSTEAD = {"later": " (to be asked again later)", "unknown": " (will not be known)"}
