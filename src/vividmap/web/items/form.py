"""The form of any kind of item, made from its declared fields: add one in `core.record` and it is here."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from vividmap.core import dates
from vividmap.core.fields import BadField, Choice, Field, Labels, Lines, Long, Notes
from vividmap.core.places import Dated
from vividmap.core.record import KINDS, SIGN, Criterion, Item, MentionSort, specs
from vividmap.core.shorthand import Named
from vividmap.services.errors import Invalid
from vividmap.web.rows import Names

_SORTS: dict[MentionSort, str] = {
    "skill": "skills",
    "person": "people",
    "goal": "goals and gaps",
    "criterion": "criteria",
    "surfaced": "surfaced to",
}
_TEXT = {
    "evidence": "what I did",
    "skill entry": "what I did",
    "person": "name",
    "skill": "name",
    "goal": "goal",
    "gap": "gap",
    "update": "current state",
    "touchpoint": "what we talked about",
    "profile": "name",
    "framework": "name",
    "criterion": "criterion",
}
_HINTS = {
    "when": "2026-11-20, yesterday, 2026-11-02..2026-11-06, 2026-03~ for about March, or nothing",
    "outcome": "what came of it, or your best estimate",
    "strong": "why this is among the best; empty if it is not",
    "tags": "labels, with commas between",
    "links": "addresses, one a line",
    "positions": "one a line: 2025-03: peer, Platform, Acme",
    "roles": "one a line: 2023-09..: Senior engineer, Acme, L5",
    "ideal_days": "days between two contacts",
    "longest_days": "days after which it has faded",
    "emails": "one a line",
    "aliases": "one a line",
    "level": "as the company calls it: Staff, L6",
    "theme": "as the company calls it: Impact, Technical judgment",
    "cannot_be_met": "because …; empty if it can",
    "source": "where it is from",
    "confidential": "one a line",
    "mentions": "names, with commas between",
    "body": "Markdown",
}


@dataclass(frozen=True)
class Input:
    """One field: how it is asked for (line, said, text, choice, many), and what stands in it."""

    name: str
    label: str
    sort: str
    value: str = ""
    chosen: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    hint: str = ""
    error: str = ""
    first: bool = False


def inputs(kind: str, said: Mapping[str, str], errors: Mapping[str, str]) -> list[Input]:
    """Return the fields of a kind, with what was said in each and what is wrong with it."""
    return [
        Input(
            **shown,
            value=said.get(shown["name"], ""),
            chosen=tuple(part.strip() for part in said.get(shown["name"], "").split(",")),
            hint=_HINTS.get("mentions" if shown["name"] in SIGN else shown["name"], ""),
            error=errors.get(shown["name"], ""),
            first=shown["name"] == "text",
        )
        for shown in _fields(KINDS[kind])
    ]


def _fields(kind: type[Item]) -> Iterator[dict[str, Any]]:
    yield {
        "name": "text",
        "label": _TEXT.get(kind.kind, "text"),
        "sort": "said" if _is_long(kind) else "line",
    }
    own = specs(kind.kind)
    if "outcome" in own:
        yield {"name": "outcome", "label": "outcome", "sort": "said"}
    if kind.dated:
        yield {"name": "when", "label": "date", "sort": "line"}
    for name, spec in own.items():
        if name not in ("outcome", "date_as_written") and not isinstance(spec, Long | Notes):
            yield {"name": name, "label": _label(spec), **_sort(spec)}
    for sort in kind.mentions_of:
        if sort in SIGN:
            yield {"name": sort, "label": _SORTS[sort], "sort": "line"}
    yield {"name": "body", "label": "private notes" if kind.kind == "person" else "notes", "sort": "text"}


def _is_long(kind: type[Item]) -> bool:
    """Tell whether what an item of a kind says may be longer than a line of a form shows."""
    return kind.dated or kind is Criterion


def _label(spec: Field) -> str:
    return f"{spec.label}s" if isinstance(spec, Lines) and spec.label != "since" else spec.label


def _sort(spec: Field) -> dict[str, Any]:
    if isinstance(spec, Choice):
        return {"sort": "choice", "options": spec.options}
    if isinstance(spec, Labels) and spec.options:
        return {"sort": "many", "options": spec.options}
    return {"sort": "text" if isinstance(spec, Lines | Dated) else "line"}


def said_by(item: Item, names: Names) -> dict[str, str]:
    """Return what an item says, as its form shows it."""
    own = {name: "\n".join(spec.write(getattr(item, name))) for name, spec in specs(item.kind).items()
           if not isinstance(spec, Long | Notes)}  # fmt: skip
    mentioned: dict[str, str] = {
        sort: ", ".join(_called(item, sort, names)) for sort in item.mentions_of if sort in SIGN
    }
    when = str(item.when) if item.when else ""
    return {"text": item.text, "body": item.body, "when": when, **own, **mentioned}


def _called(item: Item, sort: MentionSort, names: Names) -> Iterator[str]:
    for one in item.mentions:
        if one.sort == sort:
            known = names.get(one.target) if one.target else None
            yield f"^{known[1]}" if known and "," in known[0] else known[0] if known else one.written


def typed(kind: str, posted: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return what was typed into a form, by field; boxes that were ticked with commas between."""
    return {
        one["name"]: ", ".join(posted.get(one["name"], ())).replace("\r\n", "\n")
        for one in _fields(KINDS[kind])
    }


def values(
    item: Item, said: Mapping[str, str], today: date, names: Names
) -> tuple[dict[str, Any], dict[str, str]]:
    """Return what a form says as values for a verb, and by field what is wrong with it."""
    read: dict[str, Any] = {"text": said["text"], "body": said["body"]}
    wrong: dict[str, str] = {}
    for name, spec in specs(item.kind).items():
        if name in said:
            try:
                lines = [line for line in said[name].split("\n") if line.strip()]
                read[name] = spec.read(lines) if lines else spec.empty
            except BadField as error:
                wrong[name] = str(error)
    if item.dated:
        read |= _when(said["when"], today, wrong)
    if any(sort in SIGN for sort in item.mentions_of):
        read["mentions"] = tuple(_mentions(item, said, names))
    if not said["text"].strip():
        wrong["text"] = "It needs some text; one line is enough."
    return read, wrong


def _when(text: str, today: date, wrong: dict[str, str]) -> dict[str, Any]:
    if not text.strip():
        return {"when": None}
    found = dates.read(text, today)
    if found is None:
        wrong["when"] = f"{text!r} is not a date; write 2026-11-20, yesterday or 2026-03~"
        return {}
    return {"when": found, "date_as_written": ""}


def _mentions(item: Item, said: Mapping[str, str], names: Names) -> Iterator[Named]:
    """Yield the names of a form; what it does not ask for, and what was not touched, stays as it was."""
    before = said_by(item, names)
    for one in item.mentions:
        if one.sort not in SIGN or said[one.sort] == before[one.sort]:
            handle = names[one.target][1] if one.target and one.target in names else ""
            yield Named(one.sort, handle or one.written, one.on, unlinked=one.target is None)
    for sort in item.mentions_of:
        if sort in SIGN and said[sort] != before[sort]:
            for name in said[sort].split(","):
                if name.strip().lstrip("#@!^"):
                    yield Named(sort, name.strip().removeprefix("^").lstrip(SIGN[sort]))


def refused(error: Invalid, wrong: dict[str, str]) -> dict[str, str]:
    """Return what is wrong by field, with what a verb refused."""
    return {**wrong, error.field or "text": str(error)}
