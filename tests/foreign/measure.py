"""Import documents as a user does, and print how much of them is filed as a careful person would: `make foreign`.

    python -m tests.foreign.measure [FOLDER ...]

Each folder holds documents and an `expected.txt` (the format is in expected.py). The period and the headings
that are asked about are answered as `expected.txt` implies; nothing else, but for the last column ("picked"),
for which the lines of the strongest facts are ticked.
"""

import os
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.foreign.expected import ExpectedDocument, ExpectedLine, read_expected
from vividmap.core.text import fold
from vividmap.core.when import When, parse_when

if TYPE_CHECKING:
    from vividmap.core.shorthand import Draft
    from vividmap.formats.notes import Answers, NotesQuestion, Reading
    from vividmap.services.actor import Actor

HERE = Path(__file__).parent
FOLDERS = (HERE / "developed", HERE / "heldout", HERE / "fresh")
NOW = datetime(2026, 11, 30, 9, tzinfo=UTC)
SECTIONS = {
    "E": "evidence",
    "S": "skill",
    "F": "feedback",
    "G": "goal",
    "A": "gap",
    "P": "person",
    "T": "touchpoint",
}
MEASURED = ("evidence", "skill", "feedback", "goal", "gap", "person")
ANSWER_OF_KIND = {
    "E": "project",
    "S": "learning",
    "F": "feedback",
    "P": "people",
    "G": "goals",
    "A": "gaps",
    "X": "skip",
    "T": "evidence",
}


@dataclass
class Figures:
    """What was counted, for one document or for many."""

    expected: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    filed: Counter[str] = field(default_factory=Counter)
    filed_right: Counter[str] = field(default_factory=Counter)
    outcomes: Counter[str] = field(default_factory=Counter)
    recognised: Counter[str] = field(default_factory=Counter)
    dates: Counter[str] = field(default_factory=Counter)
    people_expected: int = 0
    people_right: int = 0
    people_filed: int = 0
    people_filed_right: int = 0
    noise: int = 0
    facts: int = 0
    facts_drafted: int = 0
    facts_picked: int = 0
    empty: int = 0
    documents: int = 0
    faults: list[str] = field(default_factory=list)

    def add(self, other: "Figures") -> None:
        """Add the figures of another document."""
        for name, value in vars(other).items():
            own = getattr(self, name)
            if isinstance(own, Counter):
                own.update(value)
            else:
                setattr(self, name, own + value)


@dataclass(frozen=True)
class FiledLine:
    """One item that an import made: where from, and what it is."""

    number: int
    section: str
    draft: "Draft"


def main(folders: Iterable[str]) -> None:
    """Print the table of each folder."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["VIVIDMAP_HOME"] = home
        _open_database()
        for folder in map(Path, folders) if folders else FOLDERS:
            total = Figures()
            started = time.perf_counter()
            for document in read_expected(folder):
                figures = measure_document(document)
                total.add(figures)
                _print_document(document, figures)
            print_table(folder.name, total, time.perf_counter() - started)


def _open_database() -> None:
    from vividmap.services.home import bootstrap

    bootstrap.load_django()
    from vividmap.services.home import database

    database.open_database(NOW)


def measure_document(document: ExpectedDocument) -> Figures:
    """Return the figures of one document, imported into records of its own."""
    from vividmap.formats.notes import Answers

    text = document.path.read_text("utf-8")
    period = parse_when(f"{document.period}~")
    answers = Answers(period=period)
    questions = _plan(_new_owner(), text, document, answers).reading.questions
    answers = Answers(period=period, headings=answer_headings(questions, document))
    actor = _new_owner()
    figures = count_reading(document, _import(actor, text, document, answers))
    draft_text = _draft_review(actor, document.period)
    figures.empty = int(not draft_text.strip())
    figures.facts = len(document.facts)
    for fact in document.facts:
        if re.search(fact, draft_text):
            figures.facts_drafted += 1
        else:
            figures.faults.append(f"not in the draft: {fact}")
    figures.facts_picked = _count_picked(document, text, answers)
    return figures


def import_document(document: ExpectedDocument) -> "Actor":
    """Return who owns a record of their own into which a document was imported, its headings answered."""
    from vividmap.formats.notes import Answers

    text, answers = document.path.read_text("utf-8"), Answers(period=parse_when(f"{document.period}~"))
    questions = _plan(_new_owner(), text, document, answers).reading.questions
    actor = _new_owner()
    _import(actor, text, document, replace(answers, headings=answer_headings(questions, document)))
    return actor


def count_reading(document: ExpectedDocument, reading: "Reading") -> Figures:
    """Return the figures of what a document reads as."""
    filed = list(_filed(reading.drafts, document))
    figures = Figures(documents=1)
    _count_sections(document, filed, figures)
    _count_outcomes(document, filed, figures)
    _count_dates(document, filed, figures)
    _count_people(document, filed, figures)
    return figures


def _count_picked(document: ExpectedDocument, text: str, answers: "Answers") -> int:
    lines = text.split("\n")
    facts = [re.compile(fact) for fact in document.facts]
    picked = {number for number, line in enumerate(lines, 1) if any(fact.search(line) for fact in facts)}
    starts = {entry.first for number in picked if (entry := document.at(number))}
    actor = _new_owner()
    _import(actor, text, document, replace(answers, strongest=frozenset(picked | starts)))
    draft_text = _draft_review(actor, document.period)
    return sum(bool(fact.search(draft_text)) for fact in facts)


def _new_owner() -> "Actor":
    from vividmap.services.actor import Actor
    from vividmap.store.models import Owner

    name = f"owner {Owner.objects.count()}"
    return Actor(Owner.objects.create(name=name), "measure", NOW)


def _plan(actor: "Actor", text: str, document: ExpectedDocument, answers: "Answers") -> Any:
    from vividmap.services.transfer import notes_import

    return notes_import.plan_notes(actor, text, name=document.path.name, answers=answers)


def _import(actor: "Actor", text: str, document: ExpectedDocument, answers: "Answers") -> "Reading":
    from vividmap.services.transfer import documents

    notes_plan = _plan(actor, text, document, answers)
    documents.apply_plan(actor, notes_plan.plan, "import notes")
    again = _plan(actor, text, document, answers).plan
    if not again.is_empty:
        raise SystemExit(f"{document.path.name}: a second import is not empty")
    reading: Reading = notes_plan.reading
    return reading


def _filed(drafts: Iterable["Draft"], document: ExpectedDocument) -> Iterator[FiledLine]:
    for draft in drafts:
        section = {"skill entry": "skill"}.get(draft.kind, draft.kind)
        if draft.kind == "skill entry" and draft.fields.get("category") == "feedback":
            section = "feedback"
        is_container = (
            draft.kind == "goal"
            and draft.children
            and all(child.kind == "gap" for child in draft.children)
            and draft.place < draft.children[0].place
        )
        is_container = is_container and "goal" not in _sections_of(document.at(draft.place))
        yield FiledLine(draft.place, f"{section} over gaps" if is_container else section, draft)
        yield from _filed(draft.children, document)


def answer_headings(questions: Iterable["NotesQuestion"], document: ExpectedDocument) -> dict[str, str]:
    """Return the answers to the questions about headings that a document's expected lines imply."""
    answers = {}
    for question in questions:
        if question.sort != "heading":
            continue
        kinds = Counter(
            (line.kinds[0] if (line := document.at(inner.number)) else "X") for inner in question.lines
        )
        kinds.pop("?", None)
        if kinds:
            answers[question.subject] = ANSWER_OF_KIND[kinds.most_common(1)[0][0]]
    return answers


def _sections_of(line: ExpectedLine | None) -> tuple[str, ...]:
    return tuple(SECTIONS.get(kind, kind) for kind in line.kinds) if line else ("X",)


def _count_sections(document: ExpectedDocument, filed: list[FiledLine], figures: Figures) -> None:
    for entry in document.lines:
        section = SECTIONS.get(entry.kinds[0], "")
        if section not in MEASURED or "X" in entry.kinds:
            continue
        figures.expected[section] += 1
        here = [
            item
            for item in filed
            if entry.first <= item.number <= entry.last and _kind(item) in _sections_of(entry)
        ]
        if here:
            figures.right[section] += 1
        else:
            others = [item.section for item in filed if entry.first <= item.number <= entry.last]
            figures.faults.append(f"line {entry.first}: {section} is {', '.join(others) or 'nothing'}")
    for item in filed:
        section = _kind(item)
        line: ExpectedLine | None = document.at(item.number)
        if section not in MEASURED or item.section.endswith("over gaps") or (line and "?" in line.kinds):
            continue
        is_child = item.draft.kind == "gap" and line is not None and "goal" in _sections_of(line)
        figures.filed[section] += 1
        is_right = section in _sections_of(line) and not document.is_continuation(item.number)
        if is_right or is_child:
            figures.filed_right[section] += 1
        else:
            figures.faults.append(f"line {item.number}: filed as {section}: {item.draft.text[:60]}")
            figures.noise += section == "evidence" and (
                line is None or "X" in line.kinds or document.is_continuation(item.number)
            )


def _kind(item: FiledLine) -> str:
    return item.section


def _count_outcomes(document: ExpectedDocument, filed: list[FiledLine], figures: Figures) -> None:
    from vividmap.core.entry_results import result_of
    from vividmap.core.record import Evidence

    for line in document.lines:
        if not line.outcome:
            continue
        figures.outcomes[line.outcome_sort] += 1
        results = []
        for item in filed:
            if line.first <= item.number <= line.last and item.draft.kind == "evidence":
                entry = Evidence(text=item.draft.text, outcome=str(item.draft.fields.get("outcome", "")))
                result = result_of(entry)
                results.append(result.text if result else "")
        if any(re.search(line.outcome, result) for result in results):
            figures.recognised[line.outcome_sort] += 1
        else:
            figures.faults.append(f"line {line.first}: result {line.outcome!r} read as {results}")


def _count_dates(document: ExpectedDocument, filed: list[FiledLine], figures: Figures) -> None:
    for line in document.lines:
        if line.date == "*" or not set(line.kinds) & set("ESFT"):
            continue
        here = [
            item
            for item in filed
            if line.first <= item.number <= line.last and item.section in _sections_of(line)
        ]
        if not here or here[0].draft.kind in ("skill", "person", "goal", "gap"):
            continue
        moment = here[0].draft.when
        verdict = _judge_date(line.date, moment)
        figures.dates[verdict] += 1
        if verdict != "right":
            figures.faults.append(
                f"line {line.first}: date {moment or '-'} is {verdict}, {line.date} expected"
            )


def _judge_date(expected: str, moment: When | None) -> str:
    if "|" in expected:
        verdicts = [_judge_date(part, moment) for part in expected.split("|")]
        return "right" if "right" in verdicts else verdicts[0]
    if expected == "-":
        return "right" if moment is None else "wrong"
    target = parse_when(expected) or parse_when(f"{expected}~")
    if moment is None or target is None:
        return "lost"
    if (moment.first, moment.last) == (target.first, target.last):
        return "right"
    return "coarser" if moment.first <= target.first and target.last <= moment.last else "wrong"


def _count_people(document: ExpectedDocument, filed: list[FiledLine], figures: Figures) -> None:
    expected = {fold(name).rstrip(".") for line in document.lines for name in line.people if name}
    names = {fold(mark.name) for item in filed for mark in item.draft.mentions if mark.sort == "person"}
    names |= {fold(item.draft.text) for item in filed if item.section == "person"}
    figures.people_expected += len(expected)
    for name in expected:
        if any(_is_same(name, other) for other in names):
            figures.people_right += 1
        else:
            figures.faults.append(f"person not found: {name}")
    figures.people_filed += len(names)
    for name in names:
        if any(_is_same(other, name) for other in expected):
            figures.people_filed_right += 1
        else:
            figures.faults.append(f"no such person: {name}")


def _is_same(name: str, other: str) -> bool:
    first, second = name.replace(".", "").split(), other.replace(".", "").split()
    return name == other or name in other or other in name or bool(first and second and first[0] == second[0])


def _draft_review(actor: "Actor", period_name: str) -> str:
    from vividmap.core.english.dates import parse_period
    from vividmap.core.packets.request import PacketRequest
    from vividmap.services.packets import drafts

    period = parse_period(period_name, date(2026, 11, 30), 1)
    packet = drafts.draft_packet(actor, PacketRequest("review", period))
    return "\n".join(sentence.text for sentence in packet.sentences)


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:5.0f} %" if whole else "    – "


def _print_document(document: ExpectedDocument, figures: Figures) -> None:
    print(
        f"{document.path.name}: {figures.facts_drafted} of {figures.facts} facts, {figures.facts_picked} picked"
    )
    for fault in figures.faults:
        print(f"    {fault}")


def print_table(name: str, total: Figures, seconds: float) -> None:
    """Print the figures of a folder."""
    print(f"\n{name}: {total.documents} documents, {seconds:.1f} s\n")
    print("| Section | In the documents | Filed right | Recall | Precision |\n|---|---|---|---|---|")
    for section in MEASURED:
        recall = _percent(total.right[section], total.expected[section])
        precision = _percent(total.filed_right[section], total.filed[section])
        print(f"| {section} | {total.expected[section]} | {total.right[section]} | {recall} | {precision} |")
    outcomes, recognised = sum(total.outcomes.values()), sum(total.recognised.values())
    by_sort = ", ".join(
        f"{sort} {total.recognised[sort]}/{count}" for sort, count in sorted(total.outcomes.items())
    )
    print(f"\nresults recognised {_percent(recognised, outcomes)} ({by_sort})")
    print(f"dates: {', '.join(f'{count} {verdict}' for verdict, count in total.dates.most_common())}")
    print(
        f"people: recall {_percent(total.people_right, total.people_expected)}, precision {_percent(total.people_filed_right, total.people_filed)}"
    )
    print(f"noise among evidence {_percent(total.noise, total.filed['evidence'])}")
    print(
        f"facts in the review {_percent(total.facts_drafted, total.facts)} ({total.facts_drafted} of {total.facts}), picked {_percent(total.facts_picked, total.facts)}"
    )
    print(f"empty drafts: {total.empty}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
