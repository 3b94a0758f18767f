"""A packet → Markdown for people, JSON for programs.

The JSON is stable. Entries are given by their handles, dates in ISO 8601:

    {"conversation": "review", "title": "Self-assessment, 2026-H2",
     "heading": "Alice Example – self-assessment, July to November 2026", "subtitle": "Staff Engineer, Acme",
     "period": {"name": "2026-H2", "first": "2026-07-01", "last": "2026-12-31"},
     "proposals": [{"entry": "7f3k", "reasons": ["has a number in its outcome: 340 ms"]}],
     "sections": [{"title": "Checkout (several teams, November)", "paragraphs": [
         {"theme": "", "sentences": [
             {"text": "P99 down 340 ms. Moved it …", "sources": ["7f3k"], "lead": "P99 down 340 ms."}]}]}],
     "notes": [{"text": "Thin months …", "sources": []}],
     "held_back": ["q2w8"]}

A note with a list beneath it also has "lines": `{"text": "“this morning”", "source": "7f3k"}`, one a source.
A table is a paragraph that also has "head" and "rows"; each cell has the form of a sentence. A packet with
tables for its author also has "tables", each with a "title". A "lead" is how its sentence begins, in bold.
"""

import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Any
from uuid import UUID

from vividmap.core.english.dates import Period
from vividmap.core.english.phrasing import quote
from vividmap.core.item_marks import mark_of
from vividmap.core.packets.packet import (
    AuthorNote,
    DraftParagraph,
    DraftSentence,
    DraftTable,
    EntryProposal,
    Packet,
)
from vividmap.core.packets.voice import Voice
from vividmap.core.record import Item, Person, Record
from vividmap.core.text import fold
from vividmap.core.when import describe_when_in_prose
from vividmap.formats.packet_sources import entry_sources, words_for_author, words_for_readers

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_PUNCTUATION = re.compile(r"[\\`*_\[\]<>&~]")
_OPENING = re.compile(
    r"^(?P<before>\s*(?:\d{1,9}(?=[.)](?:\s|$)))?)(?P<sign>[-+*](?=\s|$)|#|>|-(?=-+)|[`~](?=[`~]{2})|[.)](?=\s|$)"
    r"|_(?=[ \t]*_[ \t]*_)|\*(?=[ \t]*\*[ \t]*\*))"
)
# What needs no reading: `code`, snake_case, R&D, < 5 %, ~30, [1].
_CLEARLY_PLAIN = re.compile(
    r"(?:[^\\`*_\[\]<>&~\x00\r\n]|`[^`\s\x00](?:[^`\x00\r\n]*[^`\s\x00])?`(?!`)|(?<=[^\W_])_(?=[^\W_])"
    r"|\[|\](?!\()|<(?=[\s\d=])|>|&(?!#?\w+;)|(?<!~)~(?!~))*+"
)

_LONGEST_READ = 4_000
"""A longer line is not read as Markdown, which takes long: each sign in it is escaped."""

_EMPTY_DRAFT = "_There is nothing in the record yet to draft this from; the notes below say how to begin._"
# `without_notes` finds these in texts that were saved earlier, so they must not change.
_SOURCES = "## Sources\n\nThe entries that each sentence rests on, in my own words at the time."
_NOTES = "---\n\n## Notes to the author"
_ALONE = (
    "_Only for you, not part of the draft. An export leaves it out; delete it before you send this text"
    " itself._"
)
_MAX_STEPS = 3
_MAX_TITLES = 3
_TITLE_LENGTH = 44
_SAME_START = 12
"""How many first letters of a title a note has to hold to have named it."""


def markdown(packet: Packet, record: Record, *, is_explained: bool = True) -> str:
    """Return the draft as Markdown, with its sources as footnotes and, below a rule, the notes to the author.

    If the packet leaves the company, its sources are below that rule too: they name people. The notes say
    why each entry was chosen if it `is_explained`.
    """
    blocks = [draft(packet, record).rstrip("\n")]
    sources = [_SOURCES, *_footnotes(packet, record)] if packet.sources else []
    beside = [*(_reasons(packet, record) if is_explained else ()), *_beside(packet, record)]
    notes = [_NOTES, _ALONE, *beside] if beside else []
    blocks += [*notes, *sources] if packet.outside else [*sources, *notes]
    return "\n\n".join(blocks) + "\n"


def draft(packet: Packet, record: Record) -> str:
    """Return only the draft, for the author to edit, with footnote marks for the entries of each sentence."""
    head = [
        f"# {escape(packet.heading or packet.title)}",
        *map(escape, packet.subtitle.splitlines()),
    ]
    return "\n\n".join([*head, *_draft(packet, record)]) + "\n"


def without_notes(text: str) -> str:
    """Return an author's text without the sources and notes that `markdown` adds below a draft."""
    for begins in (_SOURCES, _NOTES):
        text = text.partition(begins)[0]
    return _without_last_rule(text)


def _without_last_rule(text: str) -> str:
    """Return a text without a rule at its end, which is left where only the notes below it were deleted."""
    head, _, last = text.rstrip().rpartition("\n")
    is_rule = len(last) > 2 and last.strip() in {sign * len(last.strip()) for sign in "-*_"}
    return f"{head.rstrip()}\n" if is_rule and head.endswith("\n") else text


def sources(items: Iterable[UUID], record: Record, period: Period) -> list[tuple[str, str]]:
    """Return each item's handle and its words as readers may see them."""
    voice = Voice(record, period)
    return [(_handle(item, record), words_for_readers(record.by_id[item], voice)) for item in items]


def escape(text: str, *, is_literal: bool = False) -> str:
    """Return a line with backslashes where Markdown would otherwise not show it literally.

    The emphasis of *words* stays emphasis, unless the line `is_literal`.
    """
    if _PUNCTUATION.search(text) and (
        len(text) > _LONGEST_READ
        or text.endswith("\\")  # a footnote mark may follow
        or (is_literal and _EMPHASISED.search(text))
        or not _is_plain(text)
    ):
        text = _PUNCTUATION.sub(r"\\\g<0>", text)
    return _OPENING.sub(r"\g<before>\\\g<sign>", text)


def _is_plain(text: str) -> bool:
    """Return whether Markdown shows a line literally, apart from code between backticks and *emphasis*."""
    if "[^" in text:
        return False
    return bool(_CLEARLY_PLAIN.fullmatch(text)) or _is_read_as_plain(text)


def _is_read_as_plain(text: str) -> bool:
    (line,) = _markdown().parseInline(text)
    shown_text = "".join(
        child.markup if child.type in _EMPHASIS else f"{child.markup}{child.content}{child.markup}"
        for child in line.children or []
    )
    shown_types = {"text", "code_inline", *(_EMPHASIS if _has_clear_emphasis(text) else ())}
    only = all(child.type in shown_types and child.markup != "_" for child in line.children or [])
    # A backslash at the end would escape the footnote mark that follows.
    return not text.endswith("\\") and only and line.content == text == shown_text


_EMPHASIS = ("em_open", "em_close")
_EMPHASISED = re.compile(r"(?<![^\s(\"“])\*[^\W_](?:[^*]{0,80}[^\s*])?\*(?![\w*])")


def _has_clear_emphasis(text: str) -> bool:
    """Return whether every asterisk of a line is around *words*, as in "when *not* to use it"."""
    return text.count("*") == 2 * len(_EMPHASISED.findall(text))


@cache
def _markdown() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # noqa: PLC0415 - takes 30 ms

    return MarkdownIt("commonmark").enable("strikethrough")


def json_text(packet: Packet, record: Record) -> str:
    """Return the packet as indented JSON."""
    return json.dumps(plain(packet, record), ensure_ascii=False, indent=2) + "\n"


def plain(packet: Packet, record: Record) -> dict[str, Any]:
    """Return the packet as JSON values; the module's docstring shows the structure."""
    period = packet.period
    return {
        "conversation": packet.conversation,
        "title": packet.title,
        **({"heading": packet.heading} if packet.heading else {}),
        **({"subtitle": packet.subtitle} if packet.subtitle else {}),
        "period": {"name": period.name, "first": period.first.isoformat(), "last": period.last.isoformat()},
        "proposals": [
            {"entry": _handle(proposal.item, record), "reasons": list(proposal.reasons)}
            for proposal in packet.proposals
        ],
        "sections": [
            {
                "title": section.title,
                "paragraphs": [_plain_paragraph(paragraph, record) for paragraph in section.paragraphs],
            }
            for section in packet.sections
        ],
        "notes": [_plain_note(note, record) for note in packet.notes],
        "held_back": _handles(packet.held_back, record),
        **({"tables": [_plain_table(table, record) for table in packet.tables]} if packet.tables else {}),
    }


def _plain_note(note: AuthorNote, record: Record) -> dict[str, Any]:
    plain: dict[str, Any] = {"text": note.text, "sources": _handles(note.sources, record)}
    lines = [{"text": line.text, "source": _handle(line.source, record)} for line in note.lines]
    return {**plain, "lines": lines} if lines else plain


def _plain_paragraph(paragraph: DraftParagraph | DraftTable, record: Record) -> dict[str, Any]:
    plain = {"theme": paragraph.theme, "sentences": _plain_sentences(paragraph.sentences, record)}
    return {**plain, **_plain_rows(paragraph, record)} if isinstance(paragraph, DraftTable) else plain


def _plain_table(table: DraftTable, record: Record) -> dict[str, Any]:
    return {"title": table.theme, **_plain_rows(table, record)}


def _plain_rows(table: DraftTable, record: Record) -> dict[str, Any]:
    return {"head": list(table.head), "rows": [_plain_sentences(row, record) for row in table.rows]}


def _plain_sentences(sentences: Iterable[DraftSentence], record: Record) -> list[dict[str, Any]]:
    return [
        {
            "text": sentence.text,
            "sources": _handles(sentence.sources, record),
            **({"lead": sentence.lead} if sentence.lead else {}),
            **({"emphasis": sentence.emphasis} if sentence.emphasis else {}),
        }
        for sentence in sentences
    ]


def _handle(item: UUID, record: Record) -> str:
    return record.by_id[item].handle or str(item)


def _handles(items: Iterable[UUID], record: Record) -> list[str]:
    return [_handle(item, record) for item in items]


def _draft(packet: Packet, record: Record) -> Iterator[str]:
    if not packet.sections:
        yield _EMPTY_DRAFT
    for section in packet.sections:
        yield f"## {escape(section.title)}"
        for theme, paragraphs in groupby(section.paragraphs, key=lambda paragraph: paragraph.theme):
            if theme:
                yield f"### {escape(theme)}"
            yield from (_paragraph(paragraph, record) for paragraph in paragraphs if paragraph.sentences)
        if section.blank:
            yield escape(section.blank)


def _paragraph(paragraph: DraftParagraph | DraftTable, record: Record) -> str:
    if isinstance(paragraph, DraftTable):
        return _table(paragraph, _with_footnotes, record)
    if paragraph.is_list:
        return "\n".join(f"- {_with_footnotes(sentence, record)}" for sentence in paragraph.sentences)
    return " ".join(_with_footnotes(sentence, record) for sentence in paragraph.sentences)


def _table(table: DraftTable, format_cell: Callable[[DraftSentence, Record], str], record: Record) -> str:
    rows = [table.head, ("---",) * len(table.head)]
    rows += [tuple(format_cell(cell, record).replace("|", "\\|") for cell in row) for row in table.rows]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _with_footnotes(sentence: DraftSentence, record: Record) -> str:
    return _emphasised(sentence) + "".join(
        f"[^{handle}]" for handle in _handles(entry_sources(sentence.sources, record), record)
    )


def _emphasised(sentence: DraftSentence) -> str:
    """Return a sentence as Markdown, its lead or what else stands out in bold."""
    if sentence.emphasis and sentence.emphasis in sentence.text:
        before, emphasis, after = sentence.text.partition(sentence.emphasis)
        # Neither part begins a line, so nothing at its beginning needs a backslash.
        return f"{escape(before)}**{escape(f'x{emphasis}')[1:]}**{escape(f'x{after}')[1:]}"
    if not sentence.lead:
        return escape(sentence.text)
    rest = sentence.text[len(sentence.lead) :]
    blank = rest[: len(rest) - len(rest.lstrip())]
    return f"**{escape(sentence.lead)}**{blank}{escape(rest.lstrip())}"


def _footnotes(packet: Packet, record: Record) -> Iterator[str]:
    voice = Voice(record, packet.period)
    describe = words_for_author if packet.outside else words_for_readers
    for source in entry_sources(packet.sources, record):
        yield f"[^{_handle(source, record)}]: {describe(record.by_id[source], voice)}"


def _reasons(packet: Packet, record: Record) -> Iterator[str]:
    if packet.proposals:
        yield "### Why these entries"
        yield "\n".join(_proposal(proposal, record) for proposal in packet.proposals)


def _beside(packet: Packet, record: Record) -> Iterator[str]:
    for table in packet.tables:
        yield f"### {escape(table.theme)}"
        yield _table(table, _with_handles, record)
    if steps := list(dict.fromkeys(note.step for note in packet.notes if note.step))[:_MAX_STEPS]:
        yield "### Do first"
        yield "\n".join(f"{number}. {step}" for number, step in enumerate(steps, 1))
    if packet.notes:
        yield "### Before you send it"
        voice = Voice(record, packet.period)
        yield "\n".join(_note(note, voice, packet.held_back) for note in packet.notes)


def _proposal(proposal: EntryProposal, record: Record) -> str:
    item = record.by_id[proposal.item]
    return f"- {describe_when_in_prose(item.when)} ^{_handle(item.id, record)}: {'; '.join(proposal.reasons)}"


def _note(note: AuthorNote, voice: Voice, held_back: Collection[UUID]) -> str:
    if not note.lines:
        return f"- {' '.join((note.text, *_titles(note, voice, held_back)))}"
    text = f"{note.text[:-1]}; put back with --in-full HANDLES:" if note.kind == "aside" else note.text
    lines = (f"  - {line.text} ^{_handle(line.source, voice.record)}" for line in note.lines)
    return "\n".join((f"- {text}", *lines))


def _titles(note: AuthorNote, voice: Voice, held_back: Collection[UUID]) -> Iterator[str]:
    """Yield what a note is about: each item by its title, unless the note has that, and its handle."""
    text = fold(note.text)
    known_ids = {person.id for person in voice.record.items_of(Person) if fold(person.text) in text}
    sources = [source for source in note.sources if source not in known_ids]
    # Of the rest, which may be many, only the number is told: they need not be read.
    parts = [
        f"^{item.handle or item.id}" if item.id in held_back else _title_of(item, text, voice)
        for item in map(voice.record.by_id.__getitem__, sources[:_MAX_TITLES])
    ]
    more = len(sources) - len(parts)
    if parts:
        yield ", ".join(parts) + (f" and {more} more" if more else "")


def _title_of(item: Item, text: str, voice: Voice) -> str:
    """Return an item's title and handle; the handle alone of what is private or internal."""
    handle = f"^{item.handle or item.id}"
    title = voice.words(item, item.text)
    is_known = not title or fold(title)[:_SAME_START] in text or bool(mark_of(item).level)
    return handle if is_known else f"{quote(title, _TITLE_LENGTH)} {handle}"


def _with_handles(text: AuthorNote | DraftSentence, record: Record) -> str:
    return " ".join([text.text, *(f"^{handle}" for handle in _handles(text.sources, record))])
