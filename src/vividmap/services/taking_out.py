"""Verbs for taking a saved packet out of the record, as a file in one of the forms of `formats.out`."""

from datetime import date
from typing import NamedTuple

from vividmap.core.packets.choosing import pick
from vividmap.core.packets.kept import asked as kept
from vividmap.core.packets.kept import drafts
from vividmap.core.packets.packet import Choices
from vividmap.core.record import Evidence, Gap, Goal, Item, Person, Record, SavedPacket, SkillEntry, Update
from vividmap.core.text import slug
from vividmap.formats import packet as written
from vividmap.formats.json_resume import json_resume
from vividmap.formats.out import forms, read, text
from vividmap.formats.out.document import Document
from vividmap.services import memory, packets
from vividmap.services.actor import Actor
from vividmap.services.errors import Invalid

_LONGEST_NAME = 80
_RESUME = "json"


class File(NamedTuple):
    """A packet as a file. `warning` says what of it could not be written as it is, and what to do."""

    name: str
    media: str
    data: bytes
    warning: str = ""


class Size(NamedTuple):
    """How much a packet says as plain text."""

    characters: int
    words: int

    def __str__(self) -> str:
        return f"{self.characters:,} characters, {self.words:,} words"


def is_resume(saved: SavedPacket) -> bool:
    """Tell whether a packet is a résumé: it goes to whoever reads it, and names nobody."""
    return saved.what == "job search"


def titles(saved: SavedPacket) -> dict[str, str]:
    """Return the forms that a packet can be taken out in, as people call them, by their endings."""
    found = {one.ending: one.title for one in forms().values()}
    return {**found, _RESUME: "JSON Resume"} if is_resume(saved) else found


def take_out(
    actor: Actor, handle: str, ending: str, *, marks: bool = False, limit: int | None = None
) -> File:
    """Return a saved packet as a file with an ending; `marks` say what each sentence rests on.

    With a `limit` of characters, a text that is longer is refused: nothing is ever cut off. Raises NotFound,
    Invalid.
    """
    saved = packets.find(actor, handle)
    if ending not in titles(saved):
        known = ", ".join(f".{one}" for one in titles(saved))
        raise Invalid(
            f"{ending!r} is no form that this packet can be taken out in; there are {known}", "format"
        )
    if limit is not None and ending != "txt":
        raise Invalid("only plain text has a limit of characters; take it out as .txt", "limit")
    if marks and is_resume(saved):
        raise Invalid("a résumé goes out without marks: they lead to your notes, which name people", "marks")
    if ending == _RESUME:
        said = json_resume(saved.body, memory.record(actor).profile)
        return File(f"{_name(saved.text)}.{ending}", "application/json", said.encode())
    document = _document(actor, saved, marks=marks)
    if limit is not None:
        _check(text.text(document), limit)
    form = forms()[ending]
    made = form.write(document)
    return File(f"{_name(document.title)}.{ending}", form.media, made.data, made.warning)


def size(body: str) -> Size:
    """Return how much a packet's text says, without its marks."""
    said = text.text(read.document(written.without_notes(body), ""))
    return Size(text.characters(said), len(said.split()))


def sources(record: Record, saved: SavedPacket, said: str) -> dict[str, str]:
    """Return the words of the entries that a packet's text names, by handle, where they may leave with it."""
    named = drafts.handles(said)
    asked = kept.of(saved)
    outside = is_resume(saved) or _is_outside(record, asked)
    by_handle = {one.handle: one for one in record.items if one.handle in named}
    ids = [
        by_handle[one].id
        for one in named
        if one in by_handle and _may_leave(by_handle[one], asked.choices, outside=outside)
    ]
    return dict(written.sources(ids, record, asked.period))


def _is_outside(record: Record, asked: kept.Asked) -> bool:
    """Tell whether a packet is for somebody who was outside the company then, or has left it since."""
    person = record.by_id.get(asked.choices.person) if asked.choices.person else None
    days = (asked.period.last, date.max)
    return isinstance(person, Person) and any(person.position(day).height == "outside" for day in days)


def _may_leave(item: Item, choices: Choices, *, outside: bool) -> bool:
    if isinstance(item, Evidence | SkillEntry):
        return pick.shows(item, choices, outside=outside)
    return isinstance(item, Goal | Gap | Update)


def _document(actor: Actor, saved: SavedPacket, *, marks: bool) -> Document:
    body = written.without_notes(saved.body)
    known = sources(memory.record(actor), saved, body) if marks else None
    return read.document(body, saved.text, known)


def _check(said: str, limit: int) -> None:
    there = text.characters(said)
    if there > limit:
        raise Invalid(
            f"the text has {there:,} characters, {there - limit:,} more than {limit:,}; nothing was cut off. "
            f"The limit is reached at “{text.reached(said, limit)}”",
            "limit",
        )


def _name(title: str) -> str:
    """Return a title as a file may be called everywhere, in any script."""
    name = slug(title)[:_LONGEST_NAME].strip("-.")
    return name if any(map(str.isalnum, name)) else "packet"
