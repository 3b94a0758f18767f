"""edit, delete, restore, undo, history, trash, purge."""

import json
import sys
from typing import Any

import click

from vividmap.cli import session
from vividmap.cli.editor import keep, open_editor
from vividmap.core.record import EVIDENCE_KINDS, SCOPES, SKILL_KINDS
from vividmap.services.actor import Actor

_YES = click.option("--yes", "-y", is_flag=True, help="Do it without asking.")


@click.command("edit", short_help="Edit the whole record, or one entry, in your editor.")
@click.argument("handle", metavar="ID", required=False)
@click.option("--text", metavar="TEXT", help="The entry's line, as shorthand; marks in it are read.")
@click.option("--on", metavar="DATE", help="When it was.")
@click.option("--outcome", metavar="TEXT", help="What came of it; '' takes it away.")
@click.option("--scope", type=click.Choice(["", *SCOPES]), help="How far it reached.")
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
    from vividmap.cli.reading import read_day
    from vividmap.core import dates
    from vividmap.core.record import KINDS
    from vividmap.core.shorthand import read_line
    from vividmap.services import entries

    row = entries.find(actor, handle)
    values: dict[str, Any] = {}
    if "text" in said:
        line = read_line(said["text"], KINDS[row.kind])
        values = {"text": line.text}
        values |= {"mentions": line.mentions} if line.mentions else {}
        values |= {"when": line.when} if line.when else {}
        if row.kind == "evidence":
            values |= {
                name: value for name, value in (("outcome", line.outcome), ("scope", line.scope)) if value
            }
    if "on" in said:
        day = session.today(actor)
        values["when"] = dates.read(said["on"], day) or read_day(said["on"], day, "--on")
        values["date_as_written"] = ""
    names = {"outcome": "outcome", "scope": "scope", "kind": "what", "strong": "strong"}
    values |= {name: said[option] for option, name in names.items() if option in said}
    changed = entries.edit(actor, row.handle, values)
    click.echo(f"Changed ^{changed.handle}")


def _entry(actor: Actor, handle: str, source: Any) -> None:
    from vividmap.core.record import Record
    from vividmap.formats.document.write import write_item
    from vividmap.services import documents, entries
    from vividmap.store import queries

    row = entries.find(actor, handle)
    item = queries.one(actor.owner, row)
    before = write_item(
        item, Record((item, *(one for one in queries.nameable(actor.owner) if one.id != item.id)))
    )
    before = before.removeprefix("- ").replace("\n  ", "\n")
    text = source.read() if source else _edited(before)
    values, problems = documents.edited_entry(actor, row, text)
    while problems and not source:
        click.echo(f"line {problems[0].line}: {problems[0].message}", err=True)
        if not click.confirm("Edit it again?", default=True):
            raise click.ClickException(f"nothing was changed; your text is in {keep(text, 'entry.md')}")
        text = open_editor(text, line=problems[0].line)
        values, problems = documents.edited_entry(actor, row, text)
    if problems:
        raise click.UsageError(f"line {problems[0].line}: {problems[0].message}")
    changed = entries.edit(actor, row.handle, values, version=row.version)
    click.echo(f"Changed ^{changed.handle}" if changed.version != row.version else "Nothing changed.")


def _edited(text: str) -> str:
    if not session.is_terminal():
        raise click.UsageError(
            "there is no terminal to edit in; use --from FILE, or options such as --outcome"
        )
    return open_editor(text)


def _document(actor: Actor, source: Any, yes: bool) -> None:
    from vividmap.cli.document import describe
    from vividmap.services import documents

    base = documents.export(actor)
    if not source and not session.is_terminal():
        raise click.UsageError("there is no terminal to edit in; use: vividmap edit --from FILE --yes")
    text = source.read() if source else open_editor(base)
    while True:
        plan = documents.plan_edited(actor, base, text)
        if not plan.problems:
            break
        for problem in plan.problems[:10]:
            click.echo(documents.problem_text(problem), err=True)
        if source or not click.confirm("Edit it again?", default=True):
            raise click.UsageError(f"nothing was changed; your text is in {keep(text, 'document.md')}")
        text = open_editor(text, line=plan.problems[0].line)
    if plan.does_nothing:
        click.echo("Nothing changed.")
        return
    describe(plan)
    if not session.confirmed("Apply this?", yes):
        raise click.ClickException(f"nothing was changed; your text is in {keep(text, 'document.md')}")
    try:
        documents.apply(actor, plan, "edit document")
    except Exception:
        click.echo(f"Your text is in {keep(text, 'document.md')}", err=True)
        raise
    click.echo("Applied. 'vividmap undo' takes it back.")


@click.command("delete", short_help="Move an entry to the trash.")
@click.argument("ids", nargs=-1, required=True, metavar="ID…")
def delete_command(ids: tuple[str, ...]) -> None:
    """Move items to the trash, with what stands beneath them. 'vividmap restore ID' brings one back."""
    actor = session.open_record()
    from vividmap.services import entries

    for handle in ids:
        row = entries.delete(actor, handle)
        click.echo(f"Deleted ^{row.handle} {row.text[:60]} (vividmap restore {row.handle} brings it back)")


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
    click.echo(f"Restored ^{row.handle} {row.text[:60]}")


@click.command("undo", short_help="Reverse the last change.")
def undo_command() -> None:
    """Reverse the last change: a capture, an edit, a deletion, a whole import.

    Once more reverses the one before.
    """
    actor = session.open_record()
    from vividmap.services import entries

    change = entries.undo(actor)
    items = change.touched.count()
    click.echo(
        f"Undone: {change.verb}" + (f" ({items} items)" if items > 1 else f" ^{change.touched.get().handle}")
    )


@click.command("history", short_help="Show what an entry said at any time.")
@click.argument("handle", metavar="ID")
def history_command(handle: str) -> None:
    """Show everything that ever happened to an item, the newest first; it may be in the trash."""
    actor = session.open_record()
    from vividmap.services import entries

    for touched in entries.history(actor, handle):
        after = touched.after
        version = f"version {after['version']}" if after else "deleted"
        click.echo(f"{touched.change.at:%Y-%m-%d %H:%M} UTC  {touched.change.verb}, {version}")
        if after:
            rest = {name: value for name, value in after.get("fields", {}).items() if value}
            click.echo(f"  {after['text']}")
            if rest:
                click.echo(f"  {json.dumps(rest, ensure_ascii=False)}")


@click.command("trash", short_help="List what was deleted.")
def trash_command() -> None:
    """List what was deleted, the newest first: handle, when, and its words."""
    actor = session.open_record()
    from vividmap.store import queries

    found = queries.trash(actor.owner)
    for touched in found:
        text = (touched.before or {}).get("text", "")
        click.echo(f"{touched.handle}\t{touched.change.at:%Y-%m-%d}\t{text}")
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
    click.echo(
        f"This erases ^{what.handle} ({what.text[:60]}) and its history for good; undo cannot bring it back."
    )
    if not session.confirmed("Erase it?", yes):
        return
    for backup in purging.purge(actor, what):
        click.echo(f"A backup still holds it: {backup}")
    click.echo("Erased.")
