"""The questions of a company's own form, each answered from the record within its number of words.

A question's topic is found by the stems of its words, in English, by the table beneath: a rule of thumb of
ours. A question without a topic is answered with the entries that share its words, or else with what was
contributed. An entry that answers one question is not told again in the next.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Literal, NamedTuple

from vividmap.core.facts.strength import strength
from vividmap.core.packets.draft_text import remove_marks, text_by_section
from vividmap.core.packets.packet import AuthorNote, DraftParagraph, DraftSection, DraftSentence, DraftTable
from vividmap.core.packets.request_fields import RequestField
from vividmap.core.packets.selection import MAX_ENTRIES
from vividmap.core.record import Evidence, Record, by_date
from vividmap.core.text import UnreadableText, words

ENTRIES_PER_ANSWER = 3
"""Entries that answer one question, at the most, where it is not the one about all that was done."""

_TOPICS = (
    ("skills", r"learn|develop|skill|growth|grew|train|improve[ds]? (?:yourself|in the)"),
    ("forward", r"goals?\b|next\b|future|plan|aspir|ambition|career|want to|support do you|need from"),
    (
        "difficulty",
        r"challeng|difficult|obstacle|mistake|fail|wrong|differently|weak|could (?:you )?have|improv",
    ),
    (
        "collaboration",
        r"collaborat|team|others|colleague|peer|mentor|coach|influenc|help|stakeholder|cultur|value",
    ),
    (
        "contribution",
        r"achiev|accomplish|contribut|impact|deliver|result|proud|outcome|strength|did you|well\b",
    ),
)
# Nothing in it is read twice: a form with columns has lines that are mostly blanks.
_LIMIT = re.compile(
    r"(?<![\s\-–—:,;])[\s\-–—:,;]*+[(\[]?\s*+(?:max(?:imum)?\.?|at most|up to|≤|<=|no more than|limit:?)?\s*+"
    r"(?P<words>\d{1,5})\s*+words?(?:\s*+(?:max(?:imum)?\.?|at most|or (?:less|fewer)|limit))?"
    r"\s*+[)\]]?\s*+$",
    re.IGNORECASE,
)
_BULLET = re.compile(r"\s*(?:#{1,6}\s+|[-*+]\s+|\d{1,3}[.)]\s+)?")


NarrateEntries = Callable[[Sequence[Evidence]], tuple[DraftParagraph | DraftTable, ...]]
"""What writes paragraphs around entries."""


@dataclass(frozen=True, slots=True)
class FormQuestion:
    """A question of the company's own form, and how many words an answer to it may have; 0 is no limit."""

    question: str
    words: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionsField(RequestField[tuple[FormQuestion, ...]]):
    """The questions of a form, one a line; a command reads them from a file."""

    widget: ClassVar[Literal["line", "text", "choice"]] = "text"

    def parse(self, text: str, record: Record) -> tuple[FormQuestion, ...]:
        return read_questions(text) if text else ()

    def format(self, value: tuple[FormQuestion, ...], record: Record) -> str:
        return "\n".join(
            f"{question.question} ({question.words} words)" if question.words else question.question
            for question in value
        )

    def encode(self, value: tuple[FormQuestion, ...]) -> list[dict[str, Any]]:
        return [{"question": question.question, "words": question.words} for question in value]

    def decode(self, json_value: Any) -> tuple[FormQuestion, ...]:
        return tuple(
            FormQuestion(
                str(item.get("question", "")), item["words"] if isinstance(item.get("words"), int) else 0
            )
            for item in (json_value if isinstance(json_value, list) else ())
            if isinstance(item, Mapping)
        )


QUESTIONS = QuestionsField(
    name="prompts",
    label="the questions of your company's form",
    option="questions",
    option_help="The questions of your company's form, one a line.",
    metavar="FILE",
    hint="One a line, with its limit if it has one: What did you achieve? (200 words)",
)


def read_questions(text: str) -> tuple[FormQuestion, ...]:
    """Return the questions of a form, one a line; a line may end with its limit: `(200 words)`.

    Raises UnreadableText where there is none.
    """
    lines = (_BULLET.sub("", line, count=1).strip() for line in text.splitlines())
    questions = tuple(question for line in lines if line and (question := _read_question(line)).question)
    if not questions:
        raise UnreadableText(
            "there is no question in it; write one a line, `What did you achieve? (200 words)`"
        )
    return questions


def _read_question(line: str) -> FormQuestion:
    limit = _LIMIT.search(line)
    return FormQuestion(line[: limit.start()].strip(), int(limit["words"])) if limit else FormQuestion(line)


def question_topic(question: str) -> str:
    """Return what a question is about, "" where its words do not tell."""
    for topic, stems in _TOPICS:
        if re.search(rf"\b(?:{stems})", question, re.IGNORECASE):
            return topic
    return ""


class AnswerMaterial(NamedTuple):
    """What answers are made of: `entries` may be told, and the review is written around those `selected`."""

    entries: Sequence[Evidence]
    selected: Sequence[Evidence]
    narrate: NarrateEntries
    skills: DraftSection
    forward: DraftSection


def draft_answers(
    questions: Sequence[FormQuestion], material: AnswerMaterial
) -> tuple[tuple[DraftSection, ...], tuple[AuthorNote, ...]]:
    """Return one section a question, and notes on how long each answer is."""
    sections, notes, used_ids = [], [], set()
    for question in questions:
        topic = question_topic(question.question)
        paragraphs: tuple[DraftParagraph | DraftTable, ...]
        if topic == "skills":
            paragraphs = material.skills.paragraphs
        elif topic == "forward":
            paragraphs = material.forward.paragraphs
        else:
            unused_entries = [entry for entry in material.entries if entry.id not in used_ids]
            entries = _answering_entries(topic, question.question, unused_entries, material.selected)
            used_ids |= {entry.id for entry in entries}
            paragraphs = material.narrate(entries) if entries else ()
            paragraphs += material.forward.paragraphs if topic == "difficulty" else ()
        answer, omitted_count = fit_words(paragraphs, question.words)
        sections.append(DraftSection(question.question, answer))
        notes.append(_answer_note(question, answer, omitted_count))
    return tuple(sections), tuple(notes)


def _answering_entries(
    topic: str, question: str, entries: Sequence[Evidence], selected: Sequence[Evidence]
) -> list[Evidence]:
    unused_selected = [entry for entry in selected if entry in entries]
    if topic == "difficulty":
        return _strongest([entry for entry in entries if entry.category == "prevented"])
    if topic == "collaboration":
        with_others = [
            entry for entry in entries if entry.category == "unblocked" or any(entry.linked_ids("person"))
        ]
        return _strongest(with_others) or unused_selected[:ENTRIES_PER_ANSWER]
    if not topic:
        question_words = set(words(question))
        sharing = [
            entry
            for entry in entries
            if len(question_words & set(words(f"{entry.text} {entry.outcome}"))) > 1
        ]
        return _strongest(sharing) or unused_selected[:ENTRIES_PER_ANSWER]
    return unused_selected[:MAX_ENTRIES]


def _strongest(entries: Sequence[Evidence]) -> list[Evidence]:
    ranking = sorted(entries, key=lambda entry: (-strength(entry), by_date(entry)))
    return sorted(ranking[:ENTRIES_PER_ANSWER], key=by_date)


def count_words(text: str) -> int:
    """Return how many words a text has, as word processors count them: what stands between spaces."""
    return len(text.split())


def fit_words(
    paragraphs: Sequence[DraftParagraph | DraftTable], max_words: int
) -> tuple[tuple[DraftParagraph | DraftTable, ...], int]:
    """Return the paragraphs as far as they fit, whole sentences alone, and how many sentences do not."""
    room, omitted_count = max_words or None, 0
    fitting: list[DraftParagraph | DraftTable] = []
    for paragraph in paragraphs:
        sentences: list[DraftSentence] = []
        for sentence in paragraph.sentences:
            size = count_words(sentence.text)
            if room is not None and (omitted_count or size > room):
                omitted_count += 1
                continue
            room = None if room is None else room - size
            sentences.append(sentence)
        if isinstance(paragraph, DraftTable):
            fitting += [paragraph] if len(sentences) == len(paragraph.sentences) else []
        elif sentences:
            fitting.append(replace(paragraph, sentences=tuple(sentences)))
    return tuple(fitting), omitted_count


def recount_answers(
    notes: Sequence[AuthorNote], text: str, questions: Sequence[FormQuestion]
) -> tuple[AuthorNote, ...]:
    """Return the notes on a draft with how long each answer is in its author's own text by now."""
    answers = text_by_section(text)
    leads = tuple(_lead(question) for question in questions)
    counts = (
        AuthorNote(_lead(question) + _format_count(question, _count_answer(answers[question.question])))
        if question.question in answers
        else AuthorNote(f"{_lead(question)}no heading of your text says this.")
        for question in questions
    )
    return (*counts, *(note for note in notes if not leads or not note.text.startswith(leads)))


def _count_answer(text: str) -> int:
    return sum(count_words(_BULLET.sub("", line, count=1)) for line in remove_marks(text).splitlines())


def _lead(question: FormQuestion) -> str:
    return f"“{question.question}”: "


def _format_count(question: FormQuestion, word_count: int) -> str:
    if not question.words:
        return f"{word_count:,} words, no limit said."
    excess = f": {word_count - question.words:,} too many" if word_count > question.words else ""
    return f"{word_count:,} of {question.words:,} words{excess}."


def _answer_note(
    question: FormQuestion, answer: Sequence[DraftParagraph | DraftTable], omitted_count: int
) -> AuthorNote:
    sentences = [sentence for paragraph in answer for sentence in paragraph.sentences]
    sources = tuple(dict.fromkeys(source for sentence in sentences for source in sentence.sources))
    word_count = sum(count_words(sentence.text) for sentence in sentences)
    count_text = _format_count(question, word_count).removesuffix(".")
    text = _lead(question) + (count_text if word_count else "nothing in the record answers this yet")
    return AuthorNote(
        f"{text}; {omitted_count} more would not fit." if omitted_count else f"{text}.", sources
    )
