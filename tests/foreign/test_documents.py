"""What holds for foreign documents and for thousands of changed copies of them; floors of `make foreign`."""

import os
import random
import re
from collections.abc import Iterator
from datetime import date
from itertools import permutations

import pytest

from tests.foreign.expected import ExpectedDocument, read_expected
from tests.foreign.measure import FOLDERS, MEASURED, Figures, answer_headings, count_reading
from vividmap.core.shorthand import Draft
from vividmap.core.when import parse_when
from vividmap.formats.notes import Answers, Reading, read

TODAY = date(2026, 11, 30)
DOCUMENTS = {document.path.name: document for folder in FOLDERS for document in read_expected(folder)}
DEVELOPED = {document.path.name for document in read_expected(FOLDERS[0])}
FEW, SOME, MANY = 10, 300, 5_000
PREFIXES = [
    "  ",
    "\t",
    "    ",
    "> ",
    "- ",
    "# ",
    "**",
    "| ",
    "1. ",
    "[ ] ",
    "```",
    "---",
    "* ",
    "<!-- ",
    '"',
    "Impact: ",
]
SUFFIXES = [":", "**", "|", "?", "(", ")", "->", " 5", '"', " — "]
CONSUMED = re.compile(r"[^\W\d_]{4,}")


def mutated(text: str, chance: random.Random) -> str:
    lines = text.split("\n")
    for _ in range(chance.randint(1, 6)):
        at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        match chance.randrange(8):
            case 0 if len(lines) > 1:
                del lines[at]
            case 1:
                lines.insert(at, lines[other])
            case 2:
                lines[at] = chance.choice(PREFIXES) + lines[at]
            case 3:
                lines[at] = lines[at][: chance.randrange(len(lines[at]) + 1)]
            case 4:
                lines[at], lines[other] = lines[other], lines[at]
            case 5:
                lines[at] += chance.choice(SUFFIXES)
            case 6:
                lines[at] = lines[at].replace(" ", "", chance.randrange(3))
            case _:
                lines[at : at + 1] = lines[at].split(" ", 1)
    return "\n".join(lines)


def flat(drafts: tuple[Draft, ...]) -> Iterator[Draft]:
    for draft in drafts:
        yield draft
        yield from flat(draft.children)


def assert_whole(text: str, reading: Reading) -> None:
    """Every line has one result, and belongs to an entry that is there."""
    filled = [number for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    assert [result.line for result in reading.line_results] == filled
    places = {draft.place for draft in flat(reading.drafts)}
    assert {result.entry for result in reading.line_results if result.result == "entry"} <= places
    assert all(draft.text == draft.text.strip() != "" for draft in flat(reading.drafts))
    assert all(result.detail for result in reading.line_results if result.result == "not imported")


def mutations_of(name: str) -> int:
    """Return how often a document is changed: each shape of the nine 5,000 times in a full run."""
    if os.environ.get("VIVIDMAP_FAULTS") != "full":
        return FEW
    return MANY if name in DEVELOPED else SOME


@pytest.mark.faults
@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_changed_copy_is_read_whole(name):
    text = DOCUMENTS[name].path.read_text("utf-8")
    chance = random.Random(name)
    for _ in range(mutations_of(name)):
        copy = mutated(text, chance)
        assert_whole(copy, read(copy, TODAY, name=name))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_answers_change_no_line_and_their_order_plays_no_part(name):
    text = DOCUMENTS[name].path.read_text("utf-8")
    plain = read(text, TODAY, name=name)
    people = {question.subject: "peer" for question in plain.questions if question.sort == "person"}
    headings = {question.subject: "feedback" for question in plain.questions if question.sort == "heading"}
    readings = [
        read(
            text,
            TODAY,
            name=name,
            answers=Answers(parse_when("2026-H1~"), dict(order), dict(reversed(people.items()))),
        )
        for order in list(permutations(headings.items()))[:3]
    ]
    assert all(reading == readings[0] for reading in readings)
    for reading in readings:
        assert_whole(text, reading)
        left_out = {result.line for result in reading.line_results if result.result == "not imported"}
        assert left_out >= {result.line for result in plain.line_results if "open task" in result.detail}


def figures_of(documents: list[ExpectedDocument]) -> Figures:
    total = Figures()
    for document in documents:
        text, period = document.path.read_text("utf-8"), parse_when(f"{document.period}~")
        questions = read(text, TODAY, name=document.path.name, answers=Answers(period)).questions
        answers = Answers(period, answer_headings(questions, document))
        total.add(count_reading(document, read(text, TODAY, name=document.path.name, answers=answers)))
    return total


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_documents_are_filed_as_a_careful_person_would(folder):
    total = figures_of(list(read_expected(folder)))
    for section in MEASURED:
        assert total.right[section] >= 0.85 * total.expected[section], (section, total.faults)
        assert total.filed_right[section] >= 0.9 * total.filed[section], (section, total.faults)
    assert sum(total.recognised.values()) >= 0.75 * sum(total.outcomes.values()), total.faults
    assert total.dates["wrong"] == 0, total.faults
    assert total.people_right >= 0.8 * total.people_expected, total.faults
    assert total.people_filed_right >= 0.95 * total.people_filed, total.faults
    assert total.noise <= 0.03 * total.filed["evidence"], total.faults
