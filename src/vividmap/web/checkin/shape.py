"""A check-in in the words of its page: every step with what was said to it, and the places to say more."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from uuid import UUID

from vividmap.core import checkins
from vividmap.core.checkins import weekly
from vividmap.core.checkins.agenda import About, Agenda, Step
from vividmap.core.checkins.answers import Answer, answers
from vividmap.core.checkins.saying import line_of, stood
from vividmap.core.insights.pattern import Insight
from vividmap.core.record import CheckIn, Item, Record, Update

FINISH = "finish"
"""The last place of a page."""
_ASKED_ABOUT = ("outcome", "update", "strong")
_INSTEAD = {"later": "put off", "unknown": "closed as unknown"}


@dataclass(frozen=True)
class Place:
    """Where something can be said: a form, or a step to read. `said` is what was typed and refused.

    `key` is its name on the page. `handle` is the item's that is asked about, `depth` how far beneath the
    one before it stands; `choices` are the entries that can be chosen instead (handle, line).
    """

    key: str
    handle: str = ""
    name: str = ""
    says: str = ""
    depth: int = 0
    choices: tuple[tuple[str, str], ...] = ()
    said: Mapping[str, str] = field(default_factory=dict)
    error: str = ""
    wrong: str = ""
    at: bool = False


@dataclass(frozen=True)
class Line:
    """Something to read: what it says, more of it, the handle that leads to it, and how deep it stands."""

    text: str
    more: str = ""
    handle: str = ""
    depth: int = 0
    behind: tuple[str, ...] = ()


@dataclass(frozen=True)
class Shown:
    """One step of the page. `lines` are what there is to read, `kept` what was said here."""

    name: str
    takes: str
    title: str
    prompt: str
    why: str
    lines: tuple[Line, ...]
    kept: tuple[Line, ...]
    places: tuple[Place, ...]
    then: str = ""


@dataclass(frozen=True)
class Refusal:
    """What was typed at a place, and why it was not taken; `field` is the one that is wrong."""

    key: str
    said: Mapping[str, str]
    message: str
    field: str = "text"


def steps(
    found: CheckIn, agenda: Agenda, record: Record, refused: Refusal | None = None
) -> tuple[Shown, ...]:
    """Return the steps of a check-in's page, in order: those of the agenda, and those that were answered."""
    page = _Page(found, agenda, record)
    shown = [page.step(step) for step in page.all_steps()]
    at = refused.key if refused else _at(found, shown)
    return tuple(_linked(shown, at, refused))


def places(shown: tuple[Shown, ...]) -> list[str]:
    """Return the names of all places of a page, in order; the last is to finish."""
    return [*(place.key for step in shown for place in step.places), FINISH]


def after(shown: tuple[Shown, ...], key: str) -> str:
    """Return the place that comes after one."""
    keys = places(shown)
    return keys[min(keys.index(key) + 1, len(keys) - 1)] if key in keys else FINISH


def _at(found: CheckIn, shown: list[Shown]) -> str:
    """Return the place where one left: the first after what was answered last."""
    said = answers(found)
    names = [one.name for one in checkins.steps(found.what)]
    last = max((names.index(one.step) for one in said if one.step in names), default=-1)
    for step in shown:
        number = names.index(step.name)
        if step.places and (number > last or (number == last and step.takes in _ASKED_ABOUT)):
            return step.places[0].key
    return FINISH


def _linked(shown: list[Shown], at: str, refused: Refusal | None) -> Iterator[Shown]:
    """Yield the steps with the place that one is at marked, and each with the place that comes after it."""
    keys = places(tuple(shown))
    for step in shown:
        made = tuple(_marked(one, at, refused) for one in step.places)
        then = keys[keys.index(made[-1].key) + 1] if made else ""
        yield replace(step, places=made, then=then)


def _marked(place: Place, at: str, refused: Refusal | None) -> Place:
    if refused and refused.key == place.key:
        return replace(place, said=refused.said, error=refused.message, wrong=refused.field, at=True)
    return replace(place, at=place.key == at)


class _Page:
    def __init__(self, found: CheckIn, agenda: Agenda, record: Record) -> None:
        self.found, self.agenda, self.record = found, agenda, record
        self.said: dict[str, list[Answer]] = {}
        for one in answers(found):
            self.said.setdefault(one.step, []).append(one)

    def all_steps(self) -> Iterator[Step]:
        for step in checkins.steps(self.found.what):
            asked = self.agenda.step(step.name)
            if asked or step.name in self.said:
                yield asked or step

    def step(self, step: Step) -> Shown:
        asked_about = step.kind in _ASKED_ABOUT
        about = () if asked_about else tuple(self._line(one) for one in step.about)
        return Shown(
            name=step.name,
            takes=step.kind,
            title=step.title,
            prompt=step.prompt,
            why=step.why,
            lines=(*about, *map(self._insight, step.insights)),
            kept=tuple(line for one in self.said.get(step.name, ()) for line in self._kept(one)),
            places=tuple(self._places(step)),
        )

    def _handle(self, uid: UUID | None) -> str:
        found = self.record.by_id.get(uid) if uid else None
        return found.handle if found else ""

    def _line(self, one: About) -> Line:
        return Line(one.name, one.says, self._handle(one.item), one.depth)

    def _insight(self, one: Insight) -> Line:
        behind = tuple(handle for uid in one.behind if (handle := self._handle(uid)))
        return Line(one.says, one.next, behind=behind)

    def _places(self, step: Step) -> Iterator[Place]:
        if step.kind not in _ASKED_ABOUT:
            yield Place(step.name)
            return
        for one in self._unanswered(step):
            handle = self._handle(one.item)
            yield Place(f"{step.name}-{handle}", handle, one.name, one.says, one.depth)
        if step.kind == "strong":
            choices = tuple(self._others(step))
            if choices:
                yield Place(f"{step.name}-other", choices=choices)

    def _unanswered(self, step: Step) -> list[About]:
        answered = {one.about for one in self.said.get(step.name, ())}
        left = [one for one in step.about if one.item not in answered and one.item in self.record.by_id]
        # What was answered makes no room for more: ten minutes hold so many.
        return left[: max(0, weekly.MOST - len(answered))] if step.kind == "outcome" else left

    def _others(self, step: Step) -> Iterator[tuple[str, str]]:
        """Yield the other entries of the quarter, which could be marked as well."""
        evidence = self.agenda.step("evidence")
        known = {one.item for one in step.about} | {one.about for one in self.said.get(step.name, ())}
        for one in evidence.about if evidence else ():
            if one.item not in known and (handle := self._handle(one.item)):
                yield handle, one.name

    def _kept(self, answer: Answer) -> Iterator[Line]:
        if answer.text:
            yield Line(answer.text)
        note = _INSTEAD.get(answer.instead, "")
        for uid in answer.items:
            if item := self.record.by_id.get(uid):
                yield Line(self._of(item), note or getattr(item, "strong", ""), item.handle)

    def _of(self, item: Item) -> str:
        above = self.record.by_id.get(item.parent) if item.parent else None
        said = stood(item) if isinstance(item, Update) else line_of(item)
        return f"{above.text}: {said}" if above else said


def note_parts(markdown: str) -> tuple[str, list[tuple[str, str]]]:
    """Return the notes' line beneath the title, and their parts: each a title and its Markdown."""
    _, _, rest = markdown.partition("\n\n")
    lead, *parts = f"\n{rest}".split("\n## ")
    return lead.strip(), [(one.partition("\n")[0], one.partition("\n")[2].strip()) for one in parts]
