"""View models of a check-in: every step with its answers, and the places for further answers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice
from typing import NamedTuple
from uuid import UUID

from vividmap.core import checkins
from vividmap.core.checkins import weekly
from vividmap.core.checkins.agenda import About, Agenda, Step
from vividmap.core.checkins.answers import Answer, read_answers
from vividmap.core.checkins.phrasing import describe_update, item_line
from vividmap.core.insights.pattern import Insight
from vividmap.core.record import ENTRY_KINDS, CheckIn, Evidence, Item, Record, SkillEntry, Update
from vividmap.core.when import describe_when
from vividmap.web import entry_rows
from vividmap.web.entry_rows import EntryRow

FINISH = "finish"
"""The last place of a page."""
_OTHER = "-other"
"""The end of the name of a place where the user chooses the entry."""
MAX_SOURCES = 8
"""The most items named behind a sentence."""
_ASKED_ABOUT = ("outcome", "update", "strong")
_INSTEAD = {"later": "postponed", "unknown": "closed as unknown"}


@dataclass(frozen=True)
class LastUpdate:
    """How a goal or gap stood before this check-in, in the person's own words."""

    day: str
    text: str
    gap: str
    action: str


@dataclass(frozen=True)
class AnswerForm:
    """A place for an answer: a form, or a step to read. `values` is input that was refused.

    `key` is its name on the page. `handle` is that of the item asked about, `row` the item if it is an entry,
    `last` its last update; `depth` is its level of nesting; `choices` are the entries that can be chosen
    instead (handle, line).
    """

    key: str
    handle: str = ""
    name: str = ""
    details: str = ""
    depth: int = 0
    row: EntryRow | None = None
    last: LastUpdate | None = None
    choices: tuple[tuple[str, str], ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    error: str = ""
    error_field: str = ""
    is_current: bool = False


class StepSource(NamedTuple):
    """An item behind a sentence: what it says in short, and the handle that leads to it."""

    text: str
    handle: str


@dataclass(frozen=True)
class StepLine:
    """Something to read: what it says, more of it, the handle that leads to it, and its level of nesting.

    `row` is the entry with its marks, where it is one.
    """

    text: str
    details: str = ""
    handle: str = ""
    depth: int = 0
    sources: tuple[StepSource, ...] = ()
    row: EntryRow | None = None


@dataclass(frozen=True)
class StepSection:
    """One step of the page. `lines` are to be read, `answers` were given here."""

    name: str
    answer_kind: str
    title: str
    prompt: str
    explanation: str
    lines: tuple[StepLine, ...]
    answers: tuple[StepLine, ...]
    forms: tuple[AnswerForm, ...]
    next_key: str = ""


@dataclass(frozen=True)
class Refusal:
    """Input that was refused at a place, and why; `field` is the wrong one."""

    key: str
    values: Mapping[str, str]
    message: str
    field: str = "text"


class CheckInData(NamedTuple):
    """A check-in with what its page is made of."""

    check_in: CheckIn
    agenda: Agenda
    record: Record
    today: date


def steps(data: CheckInData, refusal: Refusal | None = None, place: str = "") -> tuple[StepSection, ...]:
    """Return the steps of a check-in's page, in order: those of the agenda, and those that were answered.

    `place` is where the page is asked to begin, if there is such a place.
    """
    page = _Page(data)
    sections = [page.step(step) for step in page.all_steps()]
    begin = place if place in places(tuple(sections)) else _at(data.check_in, sections)
    return tuple(_linked(sections, refusal.key if refusal else begin, refusal))


def is_about_entries(step: Step) -> bool:
    """Return whether all that a step saves is shown as entries."""
    return step.kind == "outcome" or step.makes in ENTRY_KINDS


def saved_entries(check_in: CheckIn, record: Record, today: date) -> list[EntryRow]:
    """Return the entries that a check-in added or completed, in order, each once."""
    uids = dict.fromkeys(uid for answer in read_answers(check_in) for uid in answer.items)
    items = (record.by_id.get(uid) for uid in uids)
    return [row for item in items if item and (row := _entry_row(item, record, today))]


def _entry_row(item: Item, record: Record, today: date) -> EntryRow | None:
    if not isinstance(item, Evidence | SkillEntry):
        return None
    targets = (record.by_id.get(uid) for uid in entry_rows.targets([item]))
    return entry_rows.entry_row(
        item, today, {target.id: (target.text, target.handle) for target in targets if target}
    )


def places(sections: tuple[StepSection, ...]) -> list[str]:
    """Return the names of all places of a page, in order; the last is to finish."""
    return [*(place.key for step in sections for place in step.forms), FINISH]


def after(sections: tuple[StepSection, ...], key: str) -> str:
    """Return the place that comes after one; a choice among other entries is passed over."""
    keys = places(sections)
    following = keys[keys.index(key) + 1 :] if key in keys else []
    return next((place for place in following if not place.endswith(_OTHER)), FINISH)


def _at(check_in: CheckIn, sections: list[StepSection]) -> str:
    """Return the place to go on at: the first after the last answer."""
    past_answers = read_answers(check_in)
    names = [step.name for step in checkins.steps(check_in.rhythm)]
    last = max((names.index(answer.step) for answer in past_answers if answer.step in names), default=-1)
    for step in sections:
        number = names.index(step.name)
        if step.forms and (number > last or (number == last and step.answer_kind in _ASKED_ABOUT)):
            return step.forms[0].key
    return FINISH


def _linked(sections: list[StepSection], at: str, refusal: Refusal | None) -> Iterator[StepSection]:
    """Yield the steps with the current place marked, and each with the place that comes after it."""
    keys = places(tuple(sections))
    for step in sections:
        step_places = tuple(_with_answer_state(place, at, refusal) for place in step.forms)
        next_key = keys[keys.index(step_places[-1].key) + 1] if step_places else ""
        yield replace(step, forms=step_places, next_key=next_key)


def _with_answer_state(place: AnswerForm, at: str, refusal: Refusal | None) -> AnswerForm:
    if refusal and refusal.key == place.key:
        return replace(
            place, values=refusal.values, error=refusal.message, error_field=refusal.field, is_current=True
        )
    return replace(place, is_current=place.key == at)


class _Page:
    def __init__(self, data: CheckInData) -> None:
        self.check_in, self.agenda, self.record, self.today = data
        self.created_ids = checkins.created_in(self.check_in)
        self.answers_by_step: dict[str, list[Answer]] = {}
        for answer in read_answers(self.check_in):
            self.answers_by_step.setdefault(answer.step, []).append(answer)

    def all_steps(self) -> Iterator[Step]:
        for step in checkins.steps(self.check_in.rhythm):
            agenda_step = self.agenda.step(step.name)
            if agenda_step or step.name in self.answers_by_step:
                yield agenda_step or step

    def step(self, step: Step) -> StepSection:
        asked_about = step.kind in _ASKED_ABOUT
        about = () if asked_about else tuple(self._line(topic) for topic in step.about)
        return StepSection(
            name=step.name,
            answer_kind=step.kind,
            title=step.title,
            prompt=step.prompt,
            explanation=step.reason,
            lines=(*about, *map(self._insight, step.insights)),
            answers=tuple(
                line
                for answer in self.answers_by_step.get(step.name, ())
                for line in self._answer_lines(answer)
            ),
            forms=tuple(self._places(step)),
        )

    def _handle(self, uid: UUID | None) -> str:
        item = self.record.by_id.get(uid) if uid else None
        return item.handle if item else ""

    def _line(self, topic: About) -> StepLine:
        row = self._row(topic.item)
        return StepLine(topic.name, topic.says, self._handle(topic.item), topic.depth, row=row)

    def _row(self, uid: UUID) -> EntryRow | None:
        item = self.record.by_id.get(uid)
        return _entry_row(item, self.record, self.today) if item else None

    def _last_update(self, uid: UUID) -> LastUpdate | None:
        """Return the last update of a goal or gap from before this check-in."""
        updates = [
            update
            for update in self.record.children.get(uid, ())
            if isinstance(update, Update) and update.id not in self.created_ids
        ]
        last = max(updates, key=lambda update: (str(update.when), update.id), default=None)
        return LastUpdate(describe_when(last.when), last.text, last.gap, last.action) if last else None

    def _insight(self, insight: Insight) -> StepLine:
        items = (self.record.by_id[uid] for uid in insight.behind if uid in self.record.by_id)
        sources = tuple(
            StepSource(entry_rows.quote(item.text), item.handle) for item in islice(items, MAX_SOURCES)
        )
        return StepLine(insight.statement, insight.next_step, sources=sources)

    def _places(self, step: Step) -> Iterator[AnswerForm]:
        if step.kind not in _ASKED_ABOUT:
            yield AnswerForm(step.name)
            return
        for topic in self._open_topics(step):
            handle, row = self._handle(topic.item), self._row(topic.item)
            last = self._last_update(topic.item) if step.kind == "update" else None
            yield AnswerForm(
                f"{step.name}-{handle}", handle, topic.name, topic.says, topic.depth, row=row, last=last
            )
        if step.kind == "strong":
            choices = tuple(self._other_choices(step))
            if choices:
                yield AnswerForm(f"{step.name}{_OTHER}", choices=choices)

    def _open_topics(self, step: Step) -> list[About]:
        answered_ids = {answer.about for answer in self.answers_by_step.get(step.name, ())}
        open_topics = [
            topic
            for topic in step.about
            if topic.item not in answered_ids and topic.item in self.record.by_id
        ]
        # Answered outcomes count towards the limit: ten minutes are enough for so many.
        return (
            open_topics[: max(0, weekly.MAX_OUTCOMES - len(answered_ids))]
            if step.kind == "outcome"
            else open_topics
        )

    def _other_choices(self, step: Step) -> Iterator[tuple[str, str]]:
        """Yield the other entries of the quarter, which could be marked as well."""
        evidence = self.agenda.step("evidence")
        excluded_ids = {topic.item for topic in step.about} | {
            answer.about for answer in self.answers_by_step.get(step.name, ())
        }
        for topic in evidence.about if evidence else ():
            if topic.item not in excluded_ids and (handle := self._handle(topic.item)):
                yield handle, topic.name

    def _answer_lines(self, answer: Answer) -> Iterator[StepLine]:
        if answer.text:
            yield StepLine(answer.text)
        note = _INSTEAD.get(answer.instead, "")
        for uid in answer.items:
            if item := self.record.by_id.get(uid):
                details = note or getattr(item, "strong", "")
                yield StepLine(self._of(item), details, item.handle, row=self._row(uid))

    def _of(self, item: Item) -> str:
        above = self.record.by_id.get(item.parent) if item.parent else None
        phrase = describe_update(item) if isinstance(item, Update) else item_line(item)
        return f"{above.text}: {phrase}" if above else phrase


def note_parts(markdown: str) -> tuple[str, list[tuple[str, str]]]:
    """Return the notes' line beneath the title, and their parts: each a title and its Markdown."""
    _, _, body = markdown.partition("\n\n")
    lead, *parts = f"\n{body}".split("\n## ")
    return lead.strip(), [(part.partition("\n")[0], part.partition("\n")[2].strip()) for part in parts]
