"""Claims in prose, for company forms that ask for it: two or three plain sentences a claim, no bullets.

A form asks by its words, question by question: "in prose", "one paragraph", "in 2-3 sentences", "no bullets".
The author asks for all of a packet by `STYLE`.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.packets.claim_sections import WordedClaim
from vividmap.core.packets.packet import DraftParagraph, DraftSection, DraftSentence, DraftTable
from vividmap.core.packets.request_fields import ChoiceField, FieldOptions, LineField
from vividmap.core.packets.voice import Voice
from vividmap.core.packets.wording.prose import MAX_SENTENCES, tell_entry
from vividmap.core.record import Record

BULLETS, PROSE = "bullets", "prose"


def _style_options(_record: Record, _day: date) -> FieldOptions:
    return ("", "bullets, or as the form asks"), (PROSE, "prose"), (BULLETS, "bullets")


STYLE: LineField = ChoiceField(
    name="style",
    label="written as",
    option="style",
    option_help="Prose or bullets (default: bullets, or as the form asks).",
    words=(BULLETS, PROSE),
    find_options=_style_options,
)

_COUNTS = {"one": 1, "two": 2, "three": 3, "a few": 3, "four": 4, "five": 5, "six": 6}
_COUNT = rf"\d|{'|'.join(_COUNTS)}"
_SENTENCES = lazy_pattern(
    rf"\b(?:(?:{_COUNT})\s?(?:-|–|to|or)\s?)?(?P<count>{_COUNT})"
    r" (?:(?:full|short|plain|complete) )?sentences?\b",
    re.IGNORECASE,
)
_ASKS_FOR_PROSE = lazy_pattern(
    r"\bprose\b|\bparagraphs?\b|\bfull sentences\b|\bas (?:a |an )?(?:narrative|running text|story)\b"
    r"|\b(?:no|not|without|instead of|avoid) (?:any |as )?(?:bullets?|bullet points|lists?)\b",
    re.IGNORECASE,
)


def is_prose_question(question: str) -> bool:
    """Return whether a form's question asks for prose."""
    return bool(_ASKS_FOR_PROSE.search(question) or _SENTENCES.search(question))


def sentence_limit(question: str) -> int:
    """Return how many sentences a question asks for at the most, 0 where it states none."""
    match = _SENTENCES.search(question)
    count = match["count"].casefold() if match else "0"
    return int(count) if count.isdigit() else _COUNTS[count]


def claim_paragraph(claim: WordedClaim, voice: Voice, max_sentences: int = MAX_SENTENCES) -> DraftParagraph:
    """Return a claim as one paragraph of at most so many sentences, the strongest entry first."""
    entries = claim.claim.entries[:max_sentences]
    room = max_sentences
    sentences: list[DraftSentence] = []
    for place, (entry, bullet) in enumerate(zip(entries, claim.bullets, strict=False)):
        share = max(1, room - (len(entries) - place - 1))
        texts = tell_entry(bullet, voice, voice.names_of(entry), share)
        room -= len(texts)
        sentences += [DraftSentence(text, (entry.id,)) for text in texts]
    return DraftParagraph("", tuple(sentences))


def claim_sections(claims: Sequence[WordedClaim], voice: Voice) -> tuple[DraftSection, ...]:
    """Return a section a claim, in prose."""
    return tuple(
        DraftSection(claim.claim.heading(voice.period), (claim_paragraph(claim, voice),), is_claim=True)
        for claim in claims
    )


def as_prose(section: DraftSection) -> DraftSection:
    """Return a section with the items of its lists as sentences of a paragraph."""
    return replace(section, paragraphs=tuple(map(_without_list, section.paragraphs)))


def _without_list(paragraph: DraftParagraph | DraftTable) -> DraftParagraph | DraftTable:
    if isinstance(paragraph, DraftTable):
        return paragraph
    sentences = tuple(replace(sentence, lead="") for sentence in paragraph.sentences)
    return replace(paragraph, sentences=sentences, is_list=False)
