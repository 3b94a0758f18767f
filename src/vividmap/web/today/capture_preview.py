"""How a line will be read, as chips: what each mark means, before anything is saved."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from vividmap.core import when
from vividmap.core.names import Names
from vividmap.core.record import MENTION_SIGNS, Item
from vividmap.core.shorthand import Draft, NameMark
from vividmap.core.text import UnreadableText
from vividmap.formats.document.read import read_entry
from vividmap.web.entry_rows import SCOPE_LABELS


@dataclass(frozen=True)
class Chip:
    """What one mark means: a word for its sort, what it says, what to delete from the line to remove it.

    `sort` is "on" for the kind, "pending" for an unresolved name or a mark that was not understood.
    """

    label: str
    text: str
    mark: str = ""
    sort: str = ""


def chips(text: str, kind: type[Item], today: date, names: Names) -> list[Chip]:
    """Return the chips of a text; none for an empty one."""
    try:
        draft, problems = read_entry(text.strip("\n"), kind, today)
    except UnreadableText:
        return []
    if not draft.text and not draft.body:
        return []
    result = [
        Chip(kind.kind, "", sort="on"),
        *_fields(draft),
        *(_name(mention, names) for mention in draft.mentions),
    ]
    return [*result, *(Chip("not understood", problem.message, sort="pending") for problem in problems)]


def _fields(draft: Draft) -> Iterator[Chip]:
    if draft.when:
        yield Chip("date", when.describe_when(draft.when), str(draft.when))
    if outcome := draft.fields.get("outcome"):
        yield Chip("outcome", outcome, f"-> {outcome}")
    if scope := draft.fields.get("scope"):
        yield Chip("scope", SCOPE_LABELS[scope], f"~{scope}")
    for name, value in draft.fields.items():
        if name not in ("outcome", "scope") and value:
            yield Chip(name, value if isinstance(value, str) else ", ".join(map(str, value)))
    if draft.body:
        yield Chip("notes", f"{len(draft.body.splitlines())} lines below")


def _name(mention: NameMark, names: Names) -> Chip:
    mark = f"{MENTION_SIGNS.get(mention.sort, '')}{mention.name}"
    label = "with" if mention.sort == "person" else mention.sort
    target = names.resolve(mention.sort, mention.name)
    item = names.get(target) if target else None
    if item is not None:
        return Chip(label, item.text, mark)
    if mention.sort == "skill" and not names.has_name("skill", mention.name):
        return Chip(label, f"{mention.name.replace('-', ' ')}, new", mark)
    question = "which one?" if names.has_name(mention.sort, mention.name) else "not linked yet"
    return Chip(label, f"{mention.name}: {question}", mark, "pending")
