"""Link definitions: `[rfc]: https://…` adds a link to the entries that contain `[rfc]`."""

import re
from collections.abc import Sequence
from dataclasses import replace

from vividmap.core.record import specs
from vividmap.core.shorthand import Draft
from vividmap.core.text import fold
from vividmap.formats.notes.blocks import NoteBlock
from vividmap.formats.notes.making import ReadEntry

_USE = re.compile(r"\[([^\[\]]{1,100})\](?!:)")


def link_references(
    entries: Sequence[ReadEntry], blocks: Sequence[NoteBlock]
) -> tuple[list[ReadEntry], list[tuple[NoteBlock, int]]]:
    """Return the entries with the links that they use, and each used definition with its entry's place."""
    definitions = {_key(block.title): block for block in reversed(blocks) if block.sort == "definition"}
    if not definitions:
        return list(entries), []
    linked = []
    used: dict[str, int] = {}
    for entry in entries:
        keys = [key for label in _USE.findall(_text(entry.draft)) if (key := _key(label)) in definitions]
        if keys and "links" in specs(entry.draft.kind):
            hrefs = (definitions[key].href for key in keys)
            links = tuple(dict.fromkeys((*entry.draft.fields.get("links", ()), *hrefs)))
            linked.append(
                entry._replace(draft=replace(entry.draft, fields={**entry.draft.fields, "links": links}))
            )
            for key in keys:
                used.setdefault(key, entry.draft.place)
        else:
            linked.append(entry)
    return linked, [(definitions[key], place) for key, place in used.items()]


def _key(label: str) -> str:
    return " ".join(fold(label).split())


def _text(draft: Draft) -> str:
    texts = [draft.text, draft.body, *(value for value in draft.fields.values() if isinstance(value, str))]
    return "\n".join([*texts, *map(_text, draft.children)])
