"""The form of any kind of item, made from its declared fields: add one in `core.record` and it is here."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from vividmap.core import when
from vividmap.core.english import dates
from vividmap.core.fields import BadField, Choice, Field, JsonField, Labels, Lines, LongText
from vividmap.core.positions import DatedValues
from vividmap.core.record import KINDS, MENTION_SIGNS, Criterion, Item, MentionSort, specs
from vividmap.core.shorthand import NameMark
from vividmap.core.word_differences import DifferencePiece, compare_words
from vividmap.services.errors import Invalid
from vividmap.web.entry_rows import Names

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
    "strong": "why this is one of your best entries; leave empty if it is not",
    "tags": "labels, separated by commas",
    "links": "URLs, one per line",
    "positions": "one per line: 2025-03: peer, Platform, Acme",
    "roles": "one per line: 2023-09..: Senior engineer, Acme, L5",
    "ideal_days": "days between two contacts",
    "longest_days": "days without contact before it fades",
    "emails": "one per line",
    "aliases": "one per line",
    "level": "as the company calls it: Staff, L6",
    "theme": "as the company calls it: Impact, Technical judgment",
    "cannot_be_met": "because …; empty if it can",
    "source": "where it comes from",
    "confidential": "one per line",
    "private_tags": "one per line",
    "body": "Markdown",
}


@dataclass(frozen=True)
class FormField:
    """One field: its control (line, said, text, choice, many), and its value."""

    name: str
    label: str
    sort: str
    value: str = ""
    selected: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    hint: str = ""
    error: str = ""
    has_focus: bool = False


@dataclass(frozen=True)
class FieldDifference:
    """A field that was saved by another window after this form was opened, and what was typed here."""

    name: str
    label: str
    saved: str
    typed: str

    @property
    def pieces(self) -> tuple[DifferencePiece, ...]:
        """The typed text with what differs from the saved one."""
        return compare_words(self.saved, self.typed)


def form_fields(kind: str, values: Mapping[str, str], errors: Mapping[str, str]) -> list[FormField]:
    """Return the fields of a kind with their values and errors."""
    return [
        FormField(
            **field,
            value=values.get(field["name"], ""),
            selected=tuple(part.strip() for part in values.get(field["name"], "").split(",")),
            hint=_hint(field["name"]),
            error=errors.get(field["name"], ""),
            has_focus=field["name"] == "text",
        )
        for field in _fields(KINDS[kind])
    ]


def _hint(name: str) -> str:
    """Return the hint below a field; for a field of names, how they are completed."""
    sign = next((sign for sort, sign in MENTION_SIGNS.items() if sort == name), "")
    return f"names, separated by commas; {sign} completes one" if sign else _HINTS.get(name, "")


def _fields(kind: type[Item]) -> Iterator[dict[str, Any]]:
    yield {
        "name": "text",
        "label": _TEXT.get(kind.kind, "text"),
        "sort": "said" if _is_long(kind) else "line",
    }
    spec_by_name = specs(kind.kind)
    if "outcome" in spec_by_name:
        yield {"name": "outcome", "label": "outcome", "sort": "said"}
    if kind.is_dated:
        yield {"name": "when", "label": "date", "sort": "line"}
    for name, spec in spec_by_name.items():
        if name not in ("outcome", "date_as_written") and not isinstance(spec, LongText | JsonField):
            yield {"name": name, "label": _label(spec), **_sort(spec)}
    for sort in kind.mention_sorts:
        if sort in MENTION_SIGNS:
            yield {"name": sort, "label": _SORTS[sort], "sort": "line"}
    yield {"name": "body", "label": "private notes" if kind.kind == "person" else "notes", "sort": "text"}


def _is_long(kind: type[Item]) -> bool:
    """Return whether the text of an item of a kind may be longer than a line of a form shows."""
    return kind.is_dated or kind is Criterion


def _label(spec: Field) -> str:
    return f"{spec.label}s" if isinstance(spec, Lines) and spec.label != "since" else spec.label


def _sort(spec: Field) -> dict[str, Any]:
    if isinstance(spec, Choice):
        return {"sort": "choice", "options": spec.options}
    if isinstance(spec, Labels) and spec.options:
        return {"sort": "many", "options": spec.options}
    return {"sort": "text" if isinstance(spec, Lines | DatedValues) else "line"}


def item_values(item: Item, names: Names) -> dict[str, str]:
    """Return the values of an item as its form shows them."""
    field_texts = {name: "\n".join(spec.write(getattr(item, name))) for name, spec in specs(item.kind).items()
           if not isinstance(spec, LongText | JsonField)}  # fmt: skip
    mention_texts: dict[str, str] = {
        sort: ", ".join(_mention_names(item, sort, names))
        for sort in item.mention_sorts
        if sort in MENTION_SIGNS
    }
    date_text = str(item.when) if item.when else ""
    return {"text": item.text, "body": item.body, "when": date_text, **field_texts, **mention_texts}


def _mention_names(item: Item, sort: MentionSort, names: Names) -> Iterator[str]:
    for mention in item.mentions:
        if mention.sort == sort:
            target = names.get(mention.target) if mention.target else None
            yield f"^{target[1]}" if target and "," in target[0] else target[0] if target else mention.name


def read_form(kind: str, form_data: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return what was typed into a form, by field; ticked boxes are joined with commas."""
    return {
        field["name"]: ", ".join(form_data.get(field["name"], ())).replace("\r\n", "\n")
        for field in _fields(KINDS[kind])
    }


def parse_values(
    item: Item, texts: Mapping[str, str], today: date, names: Names
) -> tuple[dict[str, Any], dict[str, str]]:
    """Return what a form says as values for a verb, and the errors by field."""
    read: dict[str, Any] = {"text": texts["text"], "body": texts["body"]}
    wrong: dict[str, str] = {}
    for name, spec in specs(item.kind).items():
        if name in texts:
            try:
                lines = [line for line in texts[name].split("\n") if line.strip()]
                read[name] = spec.read(lines) if lines else spec.empty
            except BadField as error:
                wrong[name] = str(error)
    if item.is_dated:
        read |= _parse_date(texts["when"], today, wrong)
    if any(sort in MENTION_SIGNS for sort in item.mention_sorts):
        read["mentions"] = tuple(_mentions(item, texts, names))
    if not texts["text"].strip():
        wrong["text"] = "Enter some text; one line is enough."
    return read, wrong


def _parse_date(text: str, today: date, wrong: dict[str, str]) -> dict[str, Any]:
    if not text.strip():
        return {"when": None}
    moment = dates.parse_date_or_none(text, today)
    if moment is None:
        wrong["when"] = f"{text!r} is not a date; write 2026-11-20, yesterday or 2026-03~"
        return {}
    if problem := when.distance_problem(moment, today):
        wrong["when"] = problem
        return {}
    return {"when": moment, "date_as_written": ""}


def _mentions(item: Item, texts: Mapping[str, str], names: Names) -> Iterator[NameMark]:
    """Yield the names of a form; what it does not ask for, and what was not touched, stays as it was."""
    before = item_values(item, names)
    for mention in item.mentions:
        if mention.sort not in MENTION_SIGNS or texts[mention.sort] == before[mention.sort]:
            handle = names[mention.target][1] if mention.target and mention.target in names else ""
            yield NameMark(
                mention.sort, handle or mention.name, mention.shown_on, is_pending=mention.target is None
            )
    for sort in item.mention_sorts:
        if sort in MENTION_SIGNS and texts[sort] != before[sort]:
            for name in texts[sort].split(","):
                if name.strip().lstrip("#@!^"):
                    yield NameMark(sort, name.strip().removeprefix("^").lstrip(MENTION_SIGNS[sort]))


def differences(kind: str, saved: Mapping[str, str], typed: Mapping[str, str]) -> list[FieldDifference]:
    """Return the fields of a form in which what was saved meanwhile is not what was typed."""
    return [
        FieldDifference(field.name, field.label, saved.get(field.name, ""), field.value)
        for field in form_fields(kind, typed, {})
        if saved.get(field.name, "").split() != field.value.split()
    ]


def take_saved(typed: Mapping[str, str], saved: Mapping[str, str], name: str) -> dict[str, str]:
    """Return what was typed into a form, with the saved text in one field."""
    return {**typed, **({name: saved.get(name, "")} if name in typed else {})}


def add_error(error: Invalid, wrong: dict[str, str]) -> dict[str, str]:
    """Return the errors by field, with the refusal of a verb added."""
    return {**wrong, error.field or "text": str(error)}
