"""How a line will be read, as chips: what each mark means, before anything is kept."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from vividmap.core import when
from vividmap.core.names import Names
from vividmap.core.record import SIGN, Item
from vividmap.core.shorthand import Draft, Named
from vividmap.core.text import UnreadableText
from vividmap.formats.document.read import read_entry
from vividmap.web.rows import SCOPE_SAID


@dataclass(frozen=True)
class Chip:
    """What one mark means: a word for its sort, what it says, what to take out of the line to be rid of it.

    `sort` is on for the kind, pending for a name that nothing bears.
    """

    label: str
    said: str
    mark: str = ""
    sort: str = ""


def chips(text: str, kind: type[Item], today: date, names: Names) -> list[Chip]:
    """Return what a text says besides its sentence; nothing for an empty text."""
    try:
        draft, problems = read_entry(text.strip("\n"), kind, today)
    except UnreadableText:
        return []
    if not draft.text and not draft.body:
        return []
    found = [Chip(kind.kind, "", sort="on"), *_fields(draft), *(_name(one, names) for one in draft.mentions)]
    return [*found, *(Chip("not read", problem.message, sort="pending") for problem in problems)]


def _fields(draft: Draft) -> Iterator[Chip]:
    if draft.when:
        yield Chip("date", when.say(draft.when), str(draft.when))
    if outcome := draft.fields.get("outcome"):
        yield Chip("outcome", outcome, f"-> {outcome}")
    if scope := draft.fields.get("scope"):
        yield Chip("scope", SCOPE_SAID[scope], f"~{scope}")
    for name, value in draft.fields.items():
        if name not in ("outcome", "scope") and value:
            yield Chip(name, value if isinstance(value, str) else ", ".join(map(str, value)))
    if draft.body:
        yield Chip("notes", f"{len(draft.body.splitlines())} lines beneath")


def _name(one: Named, names: Names) -> Chip:
    mark = f"{SIGN.get(one.sort, '')}{one.written}"
    label = "with" if one.sort == "person" else one.sort
    target = names.resolve(one.sort, one.written)
    known = names.get(target) if target else None
    if known is not None:
        return Chip(label, known.text, mark)
    if one.sort == "skill" and not names.is_borne("skill", one.written):
        return Chip(label, f"{one.written.replace('-', ' ')}, new", mark)
    why = "which one?" if names.is_borne(one.sort, one.written) else "not known yet"
    return Chip(label, f"{one.written}: {why}", mark, "pending")
