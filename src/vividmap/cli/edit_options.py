"""The options of edit and add, and the values of fields that they set."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from vividmap.cli.fields import find_field
from vividmap.cli.options import combine, complete_project, read_day, read_when
from vividmap.core.english.phrasing import with_article
from vividmap.core.entry_results import correct_result
from vividmap.core.fields import BadField
from vividmap.core.record import KINDS, Item, Mention, MentionSort, specs
from vividmap.core.vocabulary import (
    EVIDENCE_KINDS,
    GOAL_KINDS,
    HEIGHTS,
    SCOPES,
    SKILL_KINDS,
    TRUST_MARKS,
)
from vividmap.services.actor import Actor, today_of

if TYPE_CHECKING:
    from vividmap.core.names import Names
    from vividmap.core.shorthand import NameMark

_days = click.IntRange(1, 3660)
_KIND_NAMES = f"{', '.join(EVIDENCE_KINDS)}; {', '.join(SKILL_KINDS)}; {', '.join(GOAL_KINDS)}"

entry_options = combine(
    click.option("--on", metavar="DATE", help="When it was; 'undated' removes it."),
    click.option("--outcome", metavar="TEXT", help="What came of it."),
    click.option(
        "--result", metavar="TEXT", help="Correct the result read in the text; 'none': no result yet."
    ),
    click.option("--scope", type=click.Choice(["", *SCOPES]), metavar="SCOPE", help=f"{', '.join(SCOPES)}."),
    click.option("--kind", metavar="KIND", help=f"{_KIND_NAMES}."),
    click.option(
        "--project", metavar="NAME", shell_complete=complete_project, help="The project it belongs to."
    ),
    click.option("--skill", "skills", multiple=True, metavar="NAME", help="Link a skill. Repeatable."),
    click.option("--person", "people", multiple=True, metavar="NAME", help="Link a person. Repeatable."),
    click.option("--goal", "goals", multiple=True, metavar="NAME", help="Link a goal or gap. Repeatable."),
    click.option("--tag", "tags", multiple=True, metavar="TAG", help="Add a tag. Repeatable."),
    click.option("--link", "links", multiple=True, metavar="URL", help="Add a link. Repeatable."),
    click.option("--strong", metavar="WHY", help="Mark it as strong evidence, and why."),
)
person_options = combine(
    click.option("--height", type=click.Choice(HEIGHTS), help="Where the person stands relative to you."),
    click.option("--part", metavar="NAME", help="Part of the organisation."),
    click.option("--employer", metavar="NAME", help="Employer."),
    click.option("--since", metavar="DATE", help="When height, part or employer changed; today if omitted."),
    click.option("--met", metavar="TEXT", help="How you met."),
    click.option("--worked-on", metavar="TEXT", help="What you worked on together."),
    click.option("--status", metavar="TEXT", help="Where the relationship stands."),
    click.option("--real", multiple=True, type=click.Choice(TRUST_MARKS), help="A trust mark. Repeatable."),
    click.option("--email", "emails", multiple=True, metavar="ADDRESS", help="Email address. Repeatable."),
    click.option("--ideal", "ideal_days", type=_days, metavar="DAYS", help="Ideal days between contacts."),
    click.option("--longest", "longest_days", type=_days, metavar="DAYS", help="Most days between contacts."),
)
target_option = click.option("--target", metavar="DATE", help="By when.")
notes_option = click.option("--notes", "body", metavar="TEXT", help="Free text below it, in Markdown.")
set_option = click.option(
    "--set",
    "assignments",
    multiple=True,
    metavar="FIELD=VALUE",
    help="Set any field by its name. Repeatable.",
)
alias_option = click.option(
    "--alias", "aliases", multiple=True, metavar="NAME", help="Another name. Repeatable."
)

_FIELDS = {
    "outcome": "outcome",
    "scope": "scope",
    "kind": "kind",
    "strong": "strong",
    "project": "project",
    "confidentiality": "confidentiality",
    "met": "met",
    "worked_on": "worked on",
    "status": "status",
    "ideal_days": "ideal interval",
    "longest_days": "longest interval",
    "state": "state",
}
"""Options that set a field: the name of the parameter, and the field's label."""
_REPEATABLE = {"tags": "tags", "links": "link", "real": "real", "emails": "email", "aliases": "alias"}
"""Options that add to a field, the same way."""
_OPTION_NAMES = {
    "tags": "tag",
    "links": "link",
    "emails": "email",
    "aliases": "alias",
    "confidentiality": "private",
    "ideal_days": "ideal",
    "longest_days": "longest",
    "worked_on": "worked-on",
}
_LINKS: dict[str, MentionSort] = {"skills": "skill", "people": "person", "goals": "goal"}


def build_values(actor: Actor, item: Item, inputs: dict[str, Any], names: "Names") -> dict[str, Any]:
    """Return the values that the options set on an item. Raises UsageError, NotFound, Invalid."""
    from vividmap.services.changes import skills

    values: dict[str, Any] = {}
    if item.kind == "skill" and (inputs.get("text") or inputs.get("aliases")):
        values |= skills.rename_values(actor, item.handle, inputs.get("text") or "", inputs["aliases"])
    elif inputs.get("text") is not None:
        values |= _text_values(item, inputs["text"])
    values |= dict(plain_values(item.kind, inputs))  # an option wins over a mark in the line
    if inputs.get("result") is not None:
        values |= _result_values(item.kind, inputs)
    if inputs.get("body") is not None:
        values["body"] = inputs["body"]
    if inputs.get("on") is not None:
        values |= _date_values(item.kind, inputs["on"], today_of(actor))
    if inputs.get("target") is not None:
        values[find_field(item.kind, "target")] = read_target(item.kind, inputs["target"], today_of(actor))
    if positions := _positions(actor, item, inputs):
        values["positions"] = positions
    _extend_fields(item, values, inputs)
    if any(inputs.get(name) for name in _LINKS):
        before_mentions = values.get("mentions", _as_named(item, names))
        values["mentions"] = (*before_mentions, *_new_mentions(actor, item, inputs))
    values |= dict(_assigned_values(item.kind, inputs.get("assignments") or ()))
    for value in inputs.get("remove") or ():
        _remove_value(item, values, value, names)
    return values


def _assigned_values(kind: str, assignments: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    """Yield the fields that FIELD=VALUE sets, named as in the running document. Raises UsageError."""
    for assignment in assignments:
        label, _, text = (part.strip() for part in assignment.partition("="))
        field = find_field(kind, label.casefold())
        if not field or "=" not in assignment:
            labels = ", ".join(spec.label for spec in specs(kind).values())
            raise click.UsageError(
                f"--set {assignment!r}: write FIELD=VALUE; {with_article(kind)} has {labels}"
            )
        try:
            yield field, specs(kind)[field].read([text]) if text else specs(kind)[field].empty
        except BadField as error:
            raise click.UsageError(f"--set {assignment!r}: {error}") from None


def _extend_fields(item: Item, values: dict[str, Any], inputs: dict[str, Any]) -> None:
    """Add repeatable options to fields that hold several values; a skill's names are set already."""
    for field, new_values in repeated_values(item.kind, inputs):
        if field not in values or item.kind != "skill":
            values[field] = tuple(dict.fromkeys((*values.get(field, getattr(item, field)), *new_values)))


def read_target(kind: str, text: str, day: date) -> date:
    """Return a goal's target date; a month or quarter without a year is the next one. Raises UsageError."""
    from vividmap.core.english import dates

    require_field(kind, "target", "target")
    target = dates.parse_future_date(text, day)
    if target is None:
        raise click.UsageError(f"--target {text!r} is not a date; write 2027-01-31 or 'January 2027'")
    return target


def plain_values(kind: str, inputs: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield the fields of a kind that options set to one value. Raises UsageError."""
    for option, label in _FIELDS.items():
        if inputs.get(option) is not None:
            yield require_field(kind, label, option), inputs[option]


def repeated_values(kind: str, inputs: dict[str, Any]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the fields of a kind that repeatable options add to. Raises UsageError."""
    for option, label in _REPEATABLE.items():
        if inputs.get(option):
            yield require_field(kind, label, option), inputs[option]


def require_field(kind: str, label: str, option: str) -> str:
    """Return the name of the field with a label. Raises UsageError where the kind has none."""
    field = find_field(kind, label)
    if not field:
        name = _OPTION_NAMES.get(option, option)
        raise click.UsageError(f"{with_article(kind)} has no {name}; omit --{name}")
    return field


def _text_values(item: Item, text: str) -> dict[str, Any]:
    """Return what a new text says; of an entry's line, what it does not say (a date, names) stays."""
    from vividmap.core.shorthand import read_line

    if not item.is_dated:
        return {"text": text}
    line = read_line(text, KINDS[item.kind])
    marks = {"mentions": line.mentions, "when": line.when, "outcome": line.outcome, "scope": line.scope}
    marks["project"] = line.project
    return {"text": line.text} | {name: value for name, value in marks.items() if value}


def _result_values(kind: str, inputs: dict[str, Any]) -> dict[str, str]:
    """Return what `--result` sets. Raises UsageError."""
    require_field(kind, "outcome", "result")
    if inputs.get("outcome") is not None:
        raise click.UsageError("--result and --outcome say the same; omit one")
    return correct_result(inputs["result"])


def _date_values(kind: str, text: str, day: date) -> dict[str, Any]:
    if not KINDS[kind].is_dated:
        raise click.UsageError(f"{with_article(kind)} has no date; omit --on")
    entry_date = None if text == "undated" else read_when(text, day, "--on")
    as_written = find_field(kind, "date as written")
    return {"when": entry_date} | ({as_written: ""} if as_written else {})


def _positions(actor: Actor, item: Item, inputs: dict[str, Any]) -> tuple[Any, ...]:
    """Return a person's positions after a move, nothing where the options do not name one."""
    from vividmap.services.changes import people

    placement = {name: inputs[name] for name in ("height", "part", "employer") if inputs.get(name)}
    for option in (*placement, *(["since"] if inputs.get("since") else [])):
        if item.kind != "person":
            raise click.UsageError(f"{with_article(item.kind)} has no {option}; omit --{option}")
    if not placement:
        if inputs.get("since"):
            raise click.UsageError("--since needs --height, --part or --employer")
        return ()
    day = today_of(actor)
    since = read_day(inputs["since"], day, "--since") if inputs.get("since") else day
    return people.positions_after_move(actor, item.handle, since, **placement)


def _as_named(item: Item, names: "Names") -> "tuple[NameMark, ...]":
    """Return an item's mentions as a draft has them, by handle where they are linked."""
    from vividmap.core.shorthand import NameMark

    def name_of(mention: Mention) -> str:
        target = names.get(mention.target) if mention.target else None
        return target.handle if target else mention.name

    return tuple(
        NameMark(mention.sort, name_of(mention), mention.shown_on, is_pending=mention.target is None)
        for mention in item.mentions
    )


def _new_mentions(actor: Actor, item: Item, inputs: dict[str, Any]) -> "Iterator[NameMark]":
    """Yield the names that options link; a skill may be new, a person or goal has to exist."""
    from vividmap.cli.resolve import find_item
    from vividmap.core.record import MENTION_KINDS
    from vividmap.core.shorthand import NameMark

    for option, sort in _LINKS.items():
        for name in inputs.get(option) or ():
            if sort not in item.mention_sorts:
                raise click.UsageError(f"{with_article(item.kind)} is not linked to a {sort}; omit --{sort}")
            name_text = name.strip().lstrip("#@!")
            yield NameMark(
                sort,
                name_text if sort == "skill" else find_item(actor, name_text, *MENTION_KINDS[sort]).handle,
            )


def _remove_value(item: Item, values: dict[str, Any], value: str, names: "Names") -> None:
    """Remove a tag, link, address, trust mark, alias or linked name from the values of an item."""
    from vividmap.core.text import fold, slug

    is_removed = False
    for field in filter(None, (find_field(item.kind, label) for label in _REPEATABLE.values())):
        before = values.get(field, getattr(item, field))
        after = tuple(entry for entry in before if fold(entry) != fold(value.strip()))
        if after != before:
            values[field], is_removed = after, True
    name_text = value.strip().lstrip("#@!^")
    mentions = values.get("mentions", _as_named(item, names))
    remaining = tuple(mention for mention in mentions if not _is_same_name(mention, name_text, names))
    if remaining != mentions:
        values["mentions"], is_removed = remaining, True
    if not is_removed:
        raise click.UsageError(f"^{item.handle} has no {slug(value) or value!r} to remove")


def _is_same_name(mention: "NameMark", name_text: str, names: "Names") -> bool:
    from vividmap.core.text import slug

    if mention.sort in ("surfaced", "criterion"):
        return False
    target = names.resolve(mention.sort, mention.name)
    return slug(mention.name) == slug(name_text) or (
        target is not None and names.is_called(target, name_text)
    )
