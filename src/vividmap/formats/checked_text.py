"""A checked text → JSON for programs, and the text itself with footnotes.

The JSON is stable: an array of findings in the order of the text,

    {"start": 690, "end": 694, "text": "31 %", "kind": "number", "why": "31 % here, 13 % in ^7f3k",
     "entry": "7f3k", "record_says": "13 %"}

`start` and `end` count the characters of the file; `entry` and `record_says` are null where no entry is near.
The kinds are number, unit, date, name, scope, cause, claim and confidential. With the supported sentences,
each of these is an element of the kind "supported", which also has its "entries".
"""

from typing import Any
from uuid import UUID

from vividmap.core.english.dates import ALL_TIME
from vividmap.core.item_marks import field_texts
from vividmap.core.packets.checking.findings import CheckedSentence, CheckedText, TextFinding
from vividmap.core.packets.confidentiality import ConfidentialityFilter
from vividmap.core.packets.draft_text import marked_handles
from vividmap.core.record import Record
from vividmap.formats.packet import sources

_SUPPORTED_KIND = "supported"


def finding_values(checked: CheckedText, *, with_supported: bool = False) -> list[dict[str, Any]]:
    """Return the findings of a text as JSON values, in order; with the supported sentences if asked for."""
    values = [_finding_value(finding) for finding in checked.findings]
    if with_supported:
        values += [_sentence_value(sentence) for sentence in checked.sentences if is_supported(sentence)]
    return sorted(values, key=lambda value: (value["start"], value["end"]))


def is_supported(sentence: CheckedSentence) -> bool:
    """Return whether a sentence rests on entries and nothing in it is wrong; headings say nothing."""
    return bool(sentence.entries) and not sentence.findings and not sentence.is_heading


def _finding_value(finding: TextFinding) -> dict[str, Any]:
    return {
        "start": finding.start,
        "end": finding.end,
        "text": finding.text,
        "kind": finding.kind,
        "why": finding.reason,
        "entry": finding.entry or None,
        "record_says": finding.record_says or None,
    }


def _sentence_value(sentence: CheckedSentence) -> dict[str, Any]:
    return {
        "start": sentence.start,
        "end": sentence.end,
        "text": sentence.text,
        "kind": _SUPPORTED_KIND,
        "why": "; ".join(sentence.notes),
        "entry": sentence.entries[0],
        "entries": list(sentence.entries),
        "record_says": None,
    }


def cite(checked: CheckedText, record: Record) -> str:
    """Return a text with a footnote mark after each sentence that rests on entries, and the entries beneath.

    Entries that are private, or hold a confidential name or that of a private item, are not quoted.
    """
    confidentiality = ConfidentialityFilter(record, outside=True)
    cited = {handle for sentence in checked.sentences for handle in sentence.entries}
    quotable = {
        item.handle: item.id
        for item in record.items
        if item.handle in cited
        and not confidentiality.is_held_back(item)
        and not confidentiality.has_private_name(*field_texts(item))
    }
    parts: list[str] = []
    quoted_ids: dict[UUID, None] = {}
    end = 0
    for sentence in checked.sentences:
        if sentence.is_heading:
            continue
        present = marked_handles(checked.text[sentence.start : sentence.end])
        handles = [handle for handle in sentence.entries if handle in quotable]
        new_marks = "".join(f"[^{handle}]" for handle in handles if handle not in present)
        parts += [checked.text[end : sentence.end], new_marks]
        quoted_ids |= dict.fromkeys(quotable[handle] for handle in handles)
        end = sentence.end
    body = "".join([*parts, checked.text[end:]]).rstrip("\n")
    footnotes = [f"[^{handle}]: {words}\n" for handle, words in sources(quoted_ids, record, ALL_TIME)]
    return "".join([body, "\n", "\n" if footnotes else "", *footnotes])
