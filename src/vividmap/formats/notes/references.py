"""Link definitions: `[rfc]: https://…` adds a link to the entries that contain `[rfc]`."""

from collections.abc import Sequence
from dataclasses import replace

from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.record import specs
from vividmap.core.shorthand import Draft
from vividmap.core.text import fold
from vividmap.formats.notes.lines import NoteLine
from vividmap.formats.notes.making import ReadEntry

_USE = lazy_pattern(r"\[([^\[\]]{1,100})\](?!:)")
_DEFINITION = lazy_pattern(r"\[(?P<label>[^\[\]]{1,100})\]:[ \t]+<?(?P<href>[^\s>]+)>?(?:[ \t]+[\"'(].*)?")


def link_references(
    entries: Sequence[ReadEntry], lines: Sequence[NoteLine]
) -> tuple[list[ReadEntry], list[tuple[int, str, int]]]:
    """Return the entries with the links that they use; and each used definition's line, label and entry."""
    matches = [
        (line.number, match)
        for line in lines
        if line.sort == "skip" and (match := _DEFINITION.fullmatch(line.text))
    ]
    definitions = {_key(match["label"]): (number, match) for number, match in reversed(matches)}
    if not definitions:
        return list(entries), []
    linked = []
    used: dict[str, int] = {}
    for entry in entries:
        keys = [key for label in _USE.findall(_text(entry.draft)) if (key := _key(label)) in definitions]
        if keys and "links" in specs(entry.draft.kind):
            hrefs = (definitions[key][1]["href"] for key in keys)
            links = tuple(dict.fromkeys((*entry.draft.fields.get("links", ()), *hrefs)))
            fields = {**entry.draft.fields, "links": links}
            linked.append(entry._replace(draft=replace(entry.draft, fields=fields)))
            for key in keys:
                used.setdefault(key, entry.draft.place)
        else:
            linked.append(entry)
    return linked, [(definitions[key][0], definitions[key][1]["label"], place) for key, place in used.items()]


def _key(label: str) -> str:
    return " ".join(fold(label).split())


def _text(draft: Draft) -> str:
    texts = [draft.text, draft.body, *(value for value in draft.fields.values() if isinstance(value, str))]
    return "\n".join([*texts, *map(_text, draft.children)])
