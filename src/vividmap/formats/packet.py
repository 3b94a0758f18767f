"""A packet → Markdown for people, JSON for programs.

The JSON is stable. Entries are named by their handles; dates are ISO 8601:

    {"conversation": "review", "title": "Self-assessment, 2026-H2",
     "period": {"name": "2026-H2", "first": "2026-07-01", "last": "2026-12-31"},
     "proposals": [{"entry": "7f3k", "reasons": ["has a number in its outcome: 340 ms"]}],
     "sections": [{"title": "What I contributed", "paragraphs": [
         {"theme": "Checkout", "sentences": [{"text": "In November I …", "sources": ["7f3k"]}]}]}],
     "notes": [{"text": "Thin months …", "sources": []}],
     "held_back": ["q2w8"]}

A table is a paragraph that has "head" and "rows" of cells, as sentences are, beside its "sentences". A packet
with tables for its author has "tables" too, each with a "title".
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Any
from uuid import UUID

from vividmap.core.dates import Period
from vividmap.core.packets.packet import Note, Packet, Paragraph, Proposal, Sentence, Table
from vividmap.core.packets.wording.voice import Voice
from vividmap.core.record import Evidence, Item, Record, Update
from vividmap.core.when import say

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_PUNCTUATION = re.compile(r"[\\`*_\[\]<>&~]")
_OPENING = re.compile(
    r"^(?P<before>\s*(?:\d{1,9}(?=[.)]\s))?)(?P<sign>[-+*](?=\s|$)|#|>|-(?=-+)|[`~](?=[`~]{2})|[.)](?=\s))"
)

_NOTHING = "_There is nothing in the record yet to write this from; the notes beneath say how to begin._"
_SOURCES = "## Sources\n\nThe entries that each sentence rests on, in my own words at the time."
_NOTES = "---\n\n## Notes to the author"
_ALONE = "_For you alone, and no part of the draft: take off what stands below the line._"


def markdown(packet: Packet, record: Record) -> str:
    """Return the draft with its sources as footnotes and, after a line, the notes to the author.

    The sources of what goes outside stand after that line too: they name people, and say more than the draft.
    """
    blocks = [draft(packet, record).rstrip("\n")]
    sources = [_SOURCES, *_footnotes(packet, record)] if packet.sources else []
    notes = [_NOTES, _ALONE, *_beside(packet, record)]
    blocks += [*notes, *sources] if packet.outside else [*sources, *notes]
    return "\n\n".join(blocks) + "\n"


def draft(packet: Packet, record: Record) -> str:
    """Return the draft alone: what its author goes on writing, each sentence marked with its entries."""
    return "\n\n".join([f"# {escaped(packet.title)}", *_draft(packet, record)]) + "\n"


def without_notes(text: str) -> str:
    """Return an author's text without what `markdown` adds to a draft, where it was left beneath."""
    for begins in (_SOURCES, _NOTES):
        text = text.partition(begins)[0]
    return text


def sources(items: Iterable[UUID], record: Record, period: Period) -> list[tuple[str, str]]:
    """Return each item's handle, and what its author wrote at the time."""
    return [(_handle(one, record), _own_words(record.by_id[one], Voice(record, period))) for one in items]


def escaped(text: str) -> str:
    """Return a line so that Markdown reads it as it stands; most lines need nothing for that."""
    if _PUNCTUATION.search(text) and (text.endswith("\\") or not _is_plain(text)):  # a mark may follow
        text = _PUNCTUATION.sub(r"\\\g<0>", text)
    return _OPENING.sub(r"\g<before>\\\g<sign>", text)


def _is_plain(text: str) -> bool:
    """Tell whether Markdown would show a line as its author sees it: text, and code between backticks."""
    (line,) = _markdown().parseInline(text)
    said = "".join(f"{one.markup}{one.content}{one.markup}" for one in line.children or [])
    only = all(one.type in ("text", "code_inline") for one in line.children or [])
    # A backslash at the end would take the mark that follows for text.
    return not text.endswith("\\") and "[^" not in text and only and line.content == text == said


@cache
def _markdown() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # noqa: PLC0415 - 30 ms, for those who need it

    return MarkdownIt("commonmark").enable("strikethrough")


def json_text(packet: Packet, record: Record) -> str:
    """Return the packet as JSON, indented."""
    return json.dumps(plain(packet, record), ensure_ascii=False, indent=2) + "\n"


def plain(packet: Packet, record: Record) -> dict[str, Any]:
    """Return the packet as JSON has it; the module's docstring shows the shape."""
    period = packet.period
    return {
        "conversation": packet.conversation,
        "title": packet.title,
        "period": {"name": period.name, "first": period.first.isoformat(), "last": period.last.isoformat()},
        "proposals": [
            {"entry": _handle(one.item, record), "reasons": list(one.reasons)} for one in packet.proposals
        ],
        "sections": [
            {
                "title": section.title,
                "paragraphs": [_plain_paragraph(one, record) for one in section.paragraphs],
            }
            for section in packet.sections
        ],
        "notes": [{"text": note.text, "sources": _handles(note.sources, record)} for note in packet.notes],
        "held_back": _handles(packet.held_back, record),
        **({"tables": [_plain_table(one, record) for one in packet.tables]} if packet.tables else {}),
    }


def _plain_paragraph(paragraph: Paragraph | Table, record: Record) -> dict[str, Any]:
    plain = {"theme": paragraph.theme, "sentences": _plain_sentences(paragraph.sentences, record)}
    return {**plain, **_plain_rows(paragraph, record)} if isinstance(paragraph, Table) else plain


def _plain_table(table: Table, record: Record) -> dict[str, Any]:
    return {"title": table.theme, **_plain_rows(table, record)}


def _plain_rows(table: Table, record: Record) -> dict[str, Any]:
    return {"head": list(table.head), "rows": [_plain_sentences(row, record) for row in table.rows]}


def _plain_sentences(some: Iterable[Sentence], record: Record) -> list[dict[str, Any]]:
    return [{"text": one.text, "sources": _handles(one.sources, record)} for one in some]


def _handle(item: UUID, record: Record) -> str:
    return record.by_id[item].handle or str(item)


def _handles(items: Iterable[UUID], record: Record) -> list[str]:
    return [_handle(item, record) for item in items]


def _draft(packet: Packet, record: Record) -> Iterator[str]:
    if not packet.sections:
        yield _NOTHING
    for section in packet.sections:
        yield f"## {escaped(section.title)}"
        for theme, paragraphs in groupby(section.paragraphs, key=lambda one: one.theme):
            if theme:
                yield f"### {escaped(theme)}"
            yield from (_paragraph(one, record) for one in paragraphs if one.sentences)


def _paragraph(paragraph: Paragraph | Table, record: Record) -> str:
    if isinstance(paragraph, Table):
        return _table(paragraph, _marked, record)
    if paragraph.listed:
        return "\n".join(f"- {_marked(one, record)}" for one in paragraph.sentences)
    return " ".join(_marked(one, record) for one in paragraph.sentences)


def _table(table: Table, say: Callable[[Sentence, Record], str], record: Record) -> str:
    rows = [table.head, ("---",) * len(table.head)]
    rows += [tuple(say(cell, record).replace("|", "\\|") for cell in row) for row in table.rows]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _marked(sentence: Sentence, record: Record) -> str:
    return escaped(sentence.text) + "".join(f"[^{handle}]" for handle in _handles(sentence.sources, record))


def _footnotes(packet: Packet, record: Record) -> Iterator[str]:
    for source in packet.sources:
        item = record.by_id[source]
        yield f"[^{_handle(source, record)}]: {_own_words(item, Voice(record, packet.period))}"


def _own_words(item: Item, voice: Voice) -> str:
    """Return an item as its author wrote it: when, what, what came of it."""
    said = voice.words(item, item.text)
    if isinstance(item, Evidence) and item.outcome:
        said += f" → {voice.words(item, item.outcome)}"
    if isinstance(item, Update):
        parts = (("gap", item.gap), ("doing", item.doing))
        said += "".join(f"; {label}: {voice.words(item, text)}" for label, text in parts if text)
    return f"{say(item.when)}: {said}" if item.dated else f"{item.kind}: {said}"


def _beside(packet: Packet, record: Record) -> Iterator[str]:
    if packet.proposals:
        yield "### Why these entries"
        yield "\n".join(_proposal(one, record) for one in packet.proposals)
    for table in packet.tables:
        yield f"### {escaped(table.theme)}"
        yield _table(table, _with_handles, record)
    if packet.notes:
        yield "### Before you send it"
        yield "\n".join(_note(one, record) for one in packet.notes)


def _proposal(proposal: Proposal, record: Record) -> str:
    item = record.by_id[proposal.item]
    return f"- {say(item.when)} ^{_handle(item.id, record)}: {'; '.join(proposal.reasons)}"


def _note(note: Note, record: Record) -> str:
    return f"- {_with_handles(note, record)}"


def _with_handles(said: Note | Sentence, record: Record) -> str:
    return " ".join([said.text, *(f"^{handle}" for handle in _handles(said.sources, record))])
