"""Link reference definitions: `[rfc]: https://…` is a link of the entry far above that says `[rfc]`."""

import re
from collections.abc import Sequence
from dataclasses import replace as replaced

from vividmap.core.record import specs
from vividmap.core.shorthand import Draft
from vividmap.core.text import fold
from vividmap.formats.notes.blocks import Block
from vividmap.formats.notes.making import Made

_USE = re.compile(r"\[([^\[\]]{1,100})\](?!:)")


def link_references(
    made: Sequence[Made], blocks: Sequence[Block]
) -> tuple[list[Made], list[tuple[Block, int]]]:
    """Return the entries with the addresses that they use, and where each definition went that was used."""
    definitions = {_key(one.title): one for one in reversed(blocks) if one.sort == "definition"}
    if not definitions:
        return list(made), []
    linked = []
    used: dict[str, int] = {}
    for one in made:
        keys = [key for label in _USE.findall(_text(one.draft)) if (key := _key(label)) in definitions]
        if keys and "links" in specs(one.draft.kind):
            hrefs = (definitions[key].href for key in keys)
            links = tuple(dict.fromkeys((*one.draft.fields.get("links", ()), *hrefs)))
            linked.append(
                one._replace(draft=replaced(one.draft, fields={**one.draft.fields, "links": links}))
            )
            for key in keys:
                used.setdefault(key, one.draft.place)
        else:
            linked.append(one)
    return linked, [(definitions[key], place) for key, place in used.items()]


def _key(label: str) -> str:
    return " ".join(fold(label).split())


def _text(draft: Draft) -> str:
    said = [draft.text, draft.body, *(value for value in draft.fields.values() if isinstance(value, str))]
    return "\n".join([*said, *map(_text, draft.children)])
