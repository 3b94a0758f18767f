"""A case on one page: as much of it as fits, the weakest evidence given up first."""

from collections.abc import Callable, Sequence
from itertools import groupby

from vividmap.core.packets.form_questions import count_words
from vividmap.core.packets.packet import AuthorNote, DraftSection
from vividmap.core.record import Evidence

_HEAD_WORDS = 20
"""Words that the head of a page takes."""


def fit_page(
    entries: Sequence[Evidence],
    draft: Callable[[Sequence[Evidence]], Sequence[DraftSection]],
    weight: Callable[[Evidence], int],
    max_words: int,
) -> tuple[tuple[DraftSection, ...], tuple[AuthorNote, ...]]:
    """Return the draft of as many entries as a page holds, and a note on those that have no room."""
    kept = list(entries)
    sections = draft(kept)
    while kept and sum(map(_count_section_words, sections)) > max_words - _HEAD_WORDS:
        kept.remove(min(kept, key=weight))
        sections = draft(kept)
    cut_ids = tuple(entry.id for entry in entries if entry not in kept)
    text = f"On one page of {max_words} words there is no room for what the draft would say about these."
    notes = (AuthorNote(text, cut_ids),) if cut_ids else ()
    return tuple(section for section in sections if section.paragraphs), notes


def _count_section_words(section: DraftSection) -> int:
    """Return the words of a section as its text has them, with those of its headings and their signs."""
    themes = (theme for theme, _ in groupby(paragraph.theme for paragraph in section.paragraphs) if theme)
    sentences = [sentence for paragraph in section.paragraphs for sentence in paragraph.sentences]
    headings = (section.title, *themes)
    # Each item of a list has a sign of its own.
    return sum(1 + count_words(sentence.text) for sentence in sentences) + sum(
        1 + count_words(heading) for heading in headings
    )
