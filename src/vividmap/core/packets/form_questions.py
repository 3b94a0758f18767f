"""The questions of a company's own form, each answered from the record within its number of words.

A question's topic is found by the stems of its words, in English, by the table beneath: a rule of thumb of
ours. A question without a topic is answered with the entries that share its words, or else with what was
contributed. No entry is told twice. What you would do differently, and values, are left to the author as a
blank, with candidates in the notes: a wrong answer is worse than none.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar, Literal, NamedTuple
from uuid import UUID

from vividmap.core.english.phrasing import quote
from vividmap.core.facts.strength import strength
from vividmap.core.lazy_dataclass import dataclass
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.packets.draft_text import remove_marks, text_by_section
from vividmap.core.packets.own_repairs import without_own_repairs
from vividmap.core.packets.packet import AuthorNote, DraftParagraph, DraftSection, DraftSentence, DraftTable
from vividmap.core.packets.prose import BULLETS, PROSE, is_prose_question, sentence_limit
from vividmap.core.packets.question_topics import EMPTY_TOPICS, question_topics
from vividmap.core.packets.request_fields import RequestField
from vividmap.core.packets.selection import MAX_ENTRIES
from vividmap.core.packets.wording.prose import MAX_SENTENCES
from vividmap.core.packets.wording.splitting import split_notes
from vividmap.core.record import Evidence, Record, by_date
from vividmap.core.text import UnreadableText, words

ENTRIES_PER_ANSWER = 3
"""Entries that answer one question, at the most, where it is not the one about all that was done."""

BLANK = "For you to write"
"""How a blank begins that a draft leaves to its author."""
_HELP = lazy_pattern(
    r"\b(?:help(?:ed|ing)?|mentor\w*|coach\w*|paired|taught|unblocked|onboard\w*|promoted|stuck"
    r"|first (?:rfc|review|fix"
    r"|on-call|design)|sat (?:down )?with (?!me\b)|walked .{1,20} through|took the time)\b",
    re.IGNORECASE,
)
_FAULT = lazy_pattern(
    r"\b(?:my (?:fault|mistake|code|own)|should have|shouldn.t have|broke|i muted|went wrong"
    r"|next time|did not have"
    r"|hindsight|too (?:late|long|early)|torn apart|failed at|lost \d+)\b",
    re.IGNORECASE,
)


_LIMIT = lazy_pattern(
    r"(?<![\s\-–—:,;])[\s\-–—:,;]*+[(\[]?\s*+(?:max(?:imum)?\.?|at most|up to|≤|<=|no more than|limit:?)?\s*+"
    r"(?P<words>\d{1,5})\s*+words?(?:\s*+(?:max(?:imum)?\.?|at most|or (?:less|fewer)|limit))?"
    r"\s*+[)\]]?\s*+$",
    re.IGNORECASE,
)
_BULLET = lazy_pattern(r"\s*(?:#{1,6}\s+|[-*+]\s+|\d{1,3}[.)]\s+)?")


NarrateEntries = Callable[[Sequence[Evidence], int], tuple[DraftParagraph | DraftTable, ...]]
"""A function that writes paragraphs about entries: lists, or prose of so many sentences a claim."""


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


_WITHOUT_ENTRIES = (*EMPTY_TOPICS, "skills", "forward", "feedback")
"""Topics that no evidence answers."""


def _entry_topic(parts: Mapping[str, str]) -> str:
    """Return the first topic of a question that entries can answer, else its first topic."""
    others = [topic for topic in parts if topic not in _WITHOUT_ENTRIES]
    return next(iter(others or parts))


class AnswerMaterial(NamedTuple):
    """What answers are made of: `entries` may be told, and the review is written around those `selected`."""

    entries: Sequence[Evidence]
    selected: Sequence[Evidence]
    narrate: NarrateEntries
    skills: DraftSection
    forward: DraftSection
    skills_in_prose: DraftSection
    forward_in_prose: DraftSection
    feedback: DraftSection = DraftSection("", ())
    lessons: tuple[DraftSentence, ...] = ()
    lesson_ids: tuple[UUID, ...] = ()


def draft_answers(
    questions: Sequence[FormQuestion], material: AnswerMaterial, style: str = ""
) -> tuple[tuple[DraftSection, ...], tuple[AuthorNote, ...]]:
    """Return one section a question, and notes on how long each answer is.

    A question that asks for prose has it; with a `style` all of them have that.
    """
    topics = [question_topics(question.question) for question in questions]
    assignments = assign_entries(questions, [_entry_topic(parts) for parts in topics], material)
    sections, notes = [], []
    told_topics: set[str] = set()
    for question, parts, entries in zip(questions, topics, assignments, strict=True):
        is_prose = style == PROSE or (style != BULLETS and is_prose_question(question.question))
        max_sentences = sentence_limit(question.question) if is_prose else 0
        paragraphs: tuple[DraftParagraph | DraftTable, ...] = ()
        if entries:
            share = max(1, min(MAX_SENTENCES, (max_sentences or 99) // len(entries)))
            paragraphs = material.narrate(entries, share if is_prose else 0)
        for topic in ("feedback", "differently", "skills", "forward"):
            if topic in parts and topic not in told_topics:
                paragraphs += _material_section(topic, material, is_prose=is_prose).paragraphs
        told_topics.update(parts)
        answer, omitted_count = fit_words(paragraphs, question.words, max_sentences)
        blank = _blank(parts, is_answered=bool(answer))
        sections.append(DraftSection(question.question, answer, is_claim=bool(entries), blank=blank))
        candidates = _candidates(parts, material)
        notes.append(_answer_note(question, answer, omitted_count, candidates))
    return tuple(sections), tuple(notes)


def _material_section(topic: str, material: AnswerMaterial, *, is_prose: bool) -> DraftSection:
    if topic == "feedback":
        return material.feedback
    if topic == "differently":
        return DraftSection("", (DraftParagraph("", material.lessons),) if material.lessons else ())
    if topic == "skills":
        return material.skills_in_prose if is_prose else material.skills
    return material.forward_in_prose if is_prose else material.forward


def _blank(parts: Mapping[str, str], *, is_answered: bool) -> str:
    """Return what a draft leaves to its author in an answer, "" for nothing."""
    if not is_answered:
        return f"[{BLANK}.]"
    clauses = [clause for topic, clause in parts.items() if topic in EMPTY_TOPICS]
    if len(parts) == 1:
        return ""
    return f"[{BLANK}: {'; '.join(clauses)}?]" if clauses else ""


def assign_entries(
    questions: Sequence[FormQuestion], topics: Sequence[str], material: AnswerMaterial
) -> list[list[Evidence]]:
    """Return for each question the entries that answer it, none told twice, over all questions at once.

    In turn each question takes the best entry left for it, questions with the fewest entries first, so
    that a question about everything does not take the one entry that answers another.
    """
    eligible = [
        _eligible_entries(topic, question.question, material)
        for question, topic in zip(questions, topics, strict=True)
    ]
    limits = [MAX_ENTRIES if topic == "contribution" else ENTRIES_PER_ANSWER for topic in topics]
    assignments: list[list[Evidence]] = [[] for _ in questions]
    used_ids: set[UUID] = set()
    for _ in range(MAX_ENTRIES):
        for place in sorted(range(len(questions)), key=lambda place: len(eligible[place])):
            free = [entry for entry in eligible[place] if entry.id not in used_ids]
            if free and len(assignments[place]) < limits[place]:
                assignments[place].append(free[0])
                used_ids.add(free[0].id)
    return assignments


def _eligible_entries(topic: str, question: str, material: AnswerMaterial) -> list[Evidence]:
    """Return the entries that may answer a question, the best first."""
    entries: Sequence[Evidence] = without_own_repairs(material.entries)
    if topic in _WITHOUT_ENTRIES:
        return []
    if topic == "helping":
        entries = [entry for entry in entries if entry.category == "unblocked" or _HELP.search(entry.text)]
    elif topic == "difficulty":
        entries = [entry for entry in entries if entry.category == "prevented"]
    elif topic == "collaboration":
        entries = [
            entry for entry in entries if entry.category == "unblocked" or any(entry.linked_ids("person"))
        ]
    elif not topic:
        question_words = set(words(question))
        sharing = [
            entry
            for entry in entries
            if len(question_words & set(words(f"{entry.text} {entry.outcome}"))) > 1
        ]
        entries = sharing or material.selected
    else:
        entries = material.selected
    return sorted(entries, key=lambda entry: (-strength(entry), by_date(entry)))


def _candidates(parts: Mapping[str, str], material: AnswerMaterial) -> tuple[UUID, ...]:
    """Return the entries from which an author may answer what a draft leaves empty."""
    entries = material.entries
    if "differently" in parts:
        entries = [entry for entry in entries if _FAULT.search(f"{entry.text} {entry.body}")]
        ids = (*(entry.id for entry in _strongest(entries)), *material.lesson_ids)
        return tuple(dict.fromkeys(ids))[:ENTRIES_PER_ANSWER]
    if "values" in parts:
        entries = [entry for entry in entries if entry.category == "prevented" or _FAULT.search(entry.text)]
    else:
        return ()
    return tuple(entry.id for entry in _strongest(entries))


def _strongest(entries: Sequence[Evidence]) -> list[Evidence]:
    ranking = sorted(entries, key=lambda entry: (-strength(entry), by_date(entry)))
    return sorted(ranking[:ENTRIES_PER_ANSWER], key=by_date)


def count_words(text: str) -> int:
    """Return how many words a text has, as word processors count them: what stands between spaces."""
    return len(text.split())


def fit_words(
    paragraphs: Sequence[DraftParagraph | DraftTable], max_words: int, max_sentences: int = 0
) -> tuple[tuple[DraftParagraph | DraftTable, ...], int]:
    """Return the paragraphs as far as they fit, whole sentences alone, and how many sentences do not."""
    room, omitted_count = max_words or None, 0
    sentences_left = max_sentences or 10_000
    fitting: list[DraftParagraph | DraftTable] = []
    for paragraph in paragraphs:
        sentences: list[DraftSentence] = []
        for sentence in paragraph.sentences:
            size, count = count_words(sentence.text), max(1, len(split_notes(sentence.text)))
            is_too_long = room is not None and (omitted_count > 0 or size > room)
            if is_too_long or count > sentences_left:
                omitted_count += 1
                continue
            sentences_left -= count
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
    lines = (_BULLET.sub("", line, count=1) for line in remove_marks(text).splitlines())
    return sum(count_words(line) for line in lines if not line.lstrip("\\").startswith(f"[{BLANK}"))


def _lead(question: FormQuestion) -> str:
    return f"“{question.question}”: "


def _format_count(question: FormQuestion, word_count: int) -> str:
    if not question.words:
        return f"{word_count:,} words, no limit given."
    excess = f": {word_count - question.words:,} too many" if word_count > question.words else ""
    return f"{word_count:,} of {question.words:,} words{excess}."


def _answer_note(
    question: FormQuestion,
    answer: Sequence[DraftParagraph | DraftTable],
    omitted_count: int,
    candidates: tuple[UUID, ...] = (),
) -> AuthorNote:
    sentences = [sentence for paragraph in answer for sentence in paragraph.sentences]
    step = f"Answer {quote(question.question)} yourself, where the draft has a blank."
    if candidates and not answer:
        text = f"{_lead(question)}left empty, since no entry clearly answers it; these may."
        return AuthorNote(text, candidates, step=step)
    word_count = sum(count_words(sentence.text) for sentence in sentences)
    count_text = _format_count(question, word_count).removesuffix(".")
    text = _lead(question) + (count_text if word_count else "nothing in the record answers this yet")
    if omitted_count:
        text += f"; {omitted_count} more would not fit"
    if candidates:
        return AuthorNote(f"{text}; fill in the blank, perhaps from these.", candidates, step=step)
    return AuthorNote(f"{text}.", step="" if word_count else step)
