"""edit, delete, restore, undo, history, trash, purge."""

import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from vividmap.cli import session
from vividmap.cli.editor import keep, open_editor
from vividmap.core.record import EVIDENCE_KINDS, SCOPES, SKILL_KINDS, specs, with_article
from vividmap.services.actor import Actor, today

if TYPE_CHECKING:
    from vividmap.formats.document.read import Problem
    from vividmap.services.plans import Plan

_YES = click.option("--yes", "-y", is_flag=True, help="Do it without asking.")


@click.command("edit", short_help="Edit the whole record, or one entry, in your editor.")
@click.argument("handle", metavar="[ID]", required=False)
@click.option("--text", metavar="TEXT", help="The entry's line; what it does not mark stays as it is.")
@click.option("--on", metavar="DATE", help="When it was; 'undated' takes it away.")
@click.option("--outcome", metavar="TEXT", help="What came of it; '' takes it away.")
@click.option(
    "--scope",
    metavar="SCOPE",
    type=click.Choice(["", *SCOPES]),
    help=f"How far it reached: {', '.join(SCOPES)}; '' takes it away.",
)
@click.option("--kind", metavar="KIND", help=f"{', '.join(EVIDENCE_KINDS)}; {', '.join(SKILL_KINDS)}.")
@click.option("--strong", metavar="WHY", help="Mark it as strong, and say why; '' takes it away.")
@click.option(
    "--from",
    "source",
    type=click.File(encoding="utf-8"),
    metavar="FILE",
    help="Take the edited document (or entry) from a file, '-' for standard input.",
)
@_YES
def edit_command(handle: str | None, source: Any, yes: bool, **given: str | None) -> None:
    """Edit the running document, or one entry with ID, and apply what you changed.

    Without options $VISUAL or $EDITOR opens. New, edited, moved and deleted lines are applied after showing
    what that means. A line that cannot be read opens the editor again there, with your text kept. What was
    changed in the record meanwhile is merged where the two do not touch the same thing, and refused
    where they do.

    \b
      vividmap edit
      vividmap edit 7f3k
      vividmap edit 7f3k --outcome "P99 down 340 ms" --scope teams
    """
    actor = session.open_record()
    said = {name: value for name, value in given.items() if value is not None}
    if handle is None:
        if said:
            raise click.UsageError("say which entry: vividmap edit ID --outcome …")
        _document(actor, source, yes)
    elif said:
        _fields(actor, handle, said)
    else:
        _entry(actor, handle, source)


def _fields(actor: Actor, handle: str, said: dict[str, str]) -> None:
    from vividmap.services import entries

    row = entries.find(actor, handle)
    values = _line_of(said["text"], row.kind) if "text" in said else {}
    if "on" in said:
        values |= _date_of(said["on"], row.kind, today(actor))
    names = {"outcome": "outcome", "scope": "scope", "kind": "what", "strong": "strong"}
    values |= {name: said[option] for option, name in names.items() if option in said}
    changed = entries.edit(actor, row.handle, values)
    session.say(f"Changed ^{changed.handle}" if changed.version != row.version else "Nothing changed.")


def _line_of(text: str, kind: str) -> dict[str, Any]:
    """Return what a line says; what it does not say (a date, an outcome, names) stays as it is."""
    from vividmap.core.record import KINDS
    from vividmap.core.shorthand import read_line

    line = read_line(text, KINDS[kind])
    said = {"mentions": line.mentions, "when": line.when, "outcome": line.outcome, "scope": line.scope}
    return {"text": line.text} | {name: value for name, value in said.items() if value}


def _date_of(text: str, kind: str, day: date) -> dict[str, Any]:
    from vividmap.cli.reading import read_when
    from vividmap.core.record import KINDS

    if not KINDS[kind].dated:
        raise click.UsageError(f"{with_article(kind)} has no date; leave --on out")
    when = None if text == "undated" else read_when(text, day, "--on")
    return {"when": when} | ({"date_as_written": ""} if "date_as_written" in specs(kind) else {})


def _entry(actor: Actor, handle: str, source: Any) -> None:
    from vividmap.services import documents, entries
    from vividmap.services.errors import Refused

    row = entries.find(actor, handle)
    text = _text_of(source) if source else _edited(documents.entry_text(actor, row))
    while True:
        values, problems = documents.edited_entry(actor, row, text)
        if not problems:
            break
        text = _mended(text, problems, source, "entry.md")
    try:
        changed = entries.edit(actor, row.handle, values, version=row.version)
    except Refused:
        session.say(f"Your text is in {_where(source, text, 'entry.md')}", err=True)
        raise
    session.say(f"Changed ^{changed.handle}" if changed.version != row.version else "Nothing changed.")


def _edited(text: str) -> str:
    if not session.is_terminal():
        raise click.UsageError(
            "there is no terminal to edit in; use --from FILE, or options such as --outcome"
        )
    return open_editor(text)


def _text_of(source: Any) -> str:
    try:
        return str(source.read())
    except UnicodeDecodeError as error:
        raise click.UsageError(
            f"{source.name} is not UTF-8 at byte {error.start + 1}; convert it and try again"
        ) from error


def _mended(text: str, problems: "Sequence[Problem]", source: Any, name: str) -> str:
    """Tell what is wrong with a text and let the person mend it; elsewhere, nothing is changed."""
    from vividmap.services import documents

    for problem in problems[:10]:
        session.say(documents.problem_text(problem), err=True)
    if len(problems) > 10:
        session.say(f"… and {len(problems) - 10} more", err=True)
    if source or not click.confirm("Edit it again?", default=True):
        raise click.UsageError(f"nothing was changed; your text is in {_where(source, text, name)}")
    return open_editor(text, line=problems[0].line)


def _where(source: Any, text: str, name: str) -> str:
    """Return where a text is that was not applied: in the file that it came from, or kept in the home."""
    file = getattr(source, "name", "<stdin>") if source else "<stdin>"
    return keep(text, name) if file == "<stdin>" else str(file)


def _document(actor: Actor, source: Any, yes: bool) -> None:
    from vividmap.services import documents
    from vividmap.services.errors import Conflict

    if not source and not session.is_terminal():
        raise click.UsageError("there is no terminal to edit in; use: vividmap edit --from FILE --yes")
    base = documents.export(actor)
    text = _text_of(source) if source else open_editor(base)
    applied = False

    def planned() -> "Plan":
        return documents.plan_edited(actor, base, text)

    while not applied:
        plan = planned()
        if plan.problems:
            text = _mended(text, plan.problems, source, "document.md")
            continue
        if plan.does_nothing:
            click.echo("Nothing changed.")
            return
        try:
            applied = _applied(actor, plan, planned, yes=yes)
        except Conflict as error:
            session.say(f"{error}. This is what is left to do:", err=True)
        except BaseException:
            session.say(f"Your text is in {_where(source, text, 'document.md')}", err=True)
            raise
    click.echo("Applied. 'vividmap undo' takes it back.")


def _applied(actor: Actor, plan: "Plan", again: "Callable[[], Plan]", *, yes: bool) -> bool:
    """Show a plan and do it. Raises Conflict where it is another one by the time it is agreed to."""
    from vividmap.cli.document import describe
    from vividmap.services import documents

    describe(plan)
    if not session.confirmed("Apply this?", yes):
        raise click.ClickException("nothing was changed")
    documents.apply(actor, plan, "edit document", still=lambda: again() == plan)
    return True


@click.command("delete", short_help="Move an entry to the trash.")
@click.argument("ids", nargs=-1, required=True, metavar="ID…")
def delete_command(ids: tuple[str, ...]) -> None:
    """Move items to the trash, with what stands beneath them. 'vividmap restore ID' brings one back."""
    actor = session.open_record()
    from vividmap.services import entries

    handles = [entries.find(actor, handle).handle for handle in ids]  # all of them, or none is deleted
    for handle in dict.fromkeys(handles):
        row = entries.delete(actor, handle)
        session.say(f"Deleted ^{row.handle} {row.text[:60]} (vividmap restore {row.handle} brings it back)")


@click.command("restore", short_help="Bring an entry back from the trash, or an earlier text of it.")
@click.argument("handle", metavar="ID")
@click.option(
    "--version",
    type=click.IntRange(1),
    metavar="N",
    help="An earlier text, as 'vividmap history' numbers it.",
)
def restore_command(handle: str, version: int | None) -> None:
    """Bring an item back from the trash; with --version, bring back what it said then."""
    actor = session.open_record()
    from vividmap.services import entries

    row = entries.restore_version(actor, handle, version) if version else entries.restore(actor, handle)
    session.say(f"Restored ^{row.handle} {row.text[:60]}")


@click.command("undo", short_help="Reverse the last change.")
def undo_command() -> None:
    """Reverse the last change: a capture, an edit, a deletion, a whole import.

    Once more reverses the one before.
    """
    actor = session.open_record()
    from vividmap.services import entries

    change = entries.undo(actor)
    touched = list(change.touched.order_by("pk"))
    said = [
        f"^{one.handle} {(one.before or one.after or {}).get('text', '')[:60]}".rstrip() for one in touched
    ]
    session.say(f"Undone: {change.verb} {', '.join(said) if len(said) < 4 else f'({len(said)} items)'}")


@click.command("history", short_help="Show what an entry said at any time.")
@click.argument("handle", metavar="ID")
def history_command(handle: str) -> None:
    """Show everything that ever happened to an item, the newest first; it may be in the trash."""
    actor = session.open_record()
    from vividmap.services import entries

    for touched in entries.history(actor, handle):
        after = touched.after
        version = f"version {after['version']}" if after else "deleted"
        session.say(f"{touched.change.at:%Y-%m-%d %H:%M} UTC  {touched.change.verb}, {version}")
        if after:
            session.say(f"  {after['text']}")
            for line in _said_then(after):
                session.say(f"    {line}")


def _said_then(after: dict[str, Any]) -> Iterator[str]:
    """Yield the fields that an item had after a change, as lines of the running document."""
    fields = after.get("fields", {})
    for name, spec in specs(after["kind"]).items():
        if fields.get(name):
            yield from spec.lines(spec.load(fields[name]))


@click.command("trash", short_help="List what was deleted.")
def trash_command() -> None:
    """List what was deleted, the newest first: handle, when, and its words."""
    actor = session.open_record()
    from vividmap.store import queries

    found = queries.trash(actor.owner)
    for touched in found:
        text = (touched.before or {}).get("text", "")
        session.say(f"{touched.handle}\t{touched.change.at:%Y-%m-%d}\t{text}")
    if not found and sys.stdout.isatty():
        click.echo("The trash is empty.")


@click.command("purge", short_help="Erase an entry for good, with its history.")
@click.argument("handle", metavar="ID")
@_YES
def purge_command(handle: str, yes: bool) -> None:
    """Erase an item for good, with its history and what is beneath it.

    Backups that still hold it are named.
    """
    actor = session.open_record()
    from vividmap.services import purging

    what = purging.look(actor, handle)
    session.say(
        f"This erases ^{what.handle} ({what.text[:60]}) and its history for good; undo cannot bring it back."
    )
    if not session.confirmed("Erase it?", yes, default=False):
        click.echo("Nothing was erased.")
        return
    for path in purging.purge(actor, what):
        kind = "backup" if path.endswith(".sqlite3") else "kept text"
        session.say(f"A {kind} still holds it: {path}")
    click.echo("Erased.")
