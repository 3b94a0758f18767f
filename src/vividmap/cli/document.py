"""document, import, export."""

import json
import os
import sys
from typing import TYPE_CHECKING

import click

from vividmap.cli import session
from vividmap.services.actor import Actor

if TYPE_CHECKING:
    from vividmap.services.plans import Plan, Step

_SHOWN = 40


@click.command("document", short_help="Print the running document.")
def document_command() -> None:
    """Print the whole record as one Markdown file: four sections, a timestamp on every entry.

    \b
      vividmap document > record.md
      vividmap import record.md
    """
    actor = session.open_record()
    from vividmap.services import documents

    text = documents.export(actor)
    if sys.stdout.isatty():
        from vividmap.cli.show import paged

        paged([session.visible(line) for line in text.rstrip("\n").split("\n")])
    else:
        sys.stdout.buffer.write(text.encode())


def describe(plan: "Plan") -> None:
    """Print what a plan will do, line by line, and in sum."""
    from vividmap.services.plans import spoken, summary

    steps = [step for step in plan.steps if step.what != "same"]
    for step in steps[:_SHOWN]:
        session.say(_line(step))
    if len(steps) > _SHOWN:
        session.say(f"  … and {len(steps) - _SHOWN} more")
    for name in plan.profile:
        session.say(f"  set     {'name' if name == 'text' else spoken(name)}")
    click.echo(summary(plan))


def _line(step: "Step") -> str:
    from vividmap.services.plans import changed, verb

    handle = f" ^{step.draft.handle}" if step.draft.handle else ""
    when = f"{step.draft.when} " if step.draft.when else ""
    why = f" ({step.why})" if step.what == "left" else ""
    names = ", ".join(changed(step))
    return f"  {verb(step):<7} {step.draft.kind}{handle} {when}{step.draft.text[:70]}{why}" + (
        f" [{names}]" if names else ""
    )


@click.command("import", short_help="Take in a document, an archive, or notes of yours.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@click.option("--dry-run", is_flag=True, help="Show what would come, line by line, and do nothing.")
@click.option("--report", is_flag=True, help="Show what became of every line.")
def import_command(file: str, dry_run: bool, report: bool) -> None:
    """Take in FILE ('-' for standard input): a running document, a JSON archive, or any Markdown of yours.

    A document that was never ours may have other headings, bullets, numbered lists, paragraphs
    and tables; every line of it ends in an entry or in the report. Importing twice doubles nothing,
    and 'vividmap undo' takes a whole import back.
    """
    from vividmap.services.files import is_archive, read_in

    data = read_in(file)
    name = "standard input" if file == "-" else file
    if is_archive(name, data):
        _archive(data, dry_run)
        return
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise click.UsageError(
            f"{name} is not UTF-8 at byte {error.start + 1}; convert it and try again"
        ) from error
    actor = session.open_record()
    from vividmap.services import documents

    plan, fates = documents.plan_import(actor, text)
    if plan.problems:
        lines = "\n".join(f"{name}: {documents.problem_text(problem)}" for problem in plan.problems[:20])
        raise click.UsageError(f"nothing was imported.\n{lines}")
    if dry_run or report:
        for fate in fates:
            session.say(f"line {fate.line}: {fate}")
    describe(plan)
    if dry_run:
        click.echo("Nothing was imported: this was a dry run.")
        return
    _apply(actor, plan, foreign=bool(fates))
    left = [fate for fate in fates if fate.what == "not taken"]
    if left and not report:
        session.say(f"{len(left)} {'line' if len(left) == 1 else 'lines'} did not become entries:")
        for fate in left[:20]:
            session.say(f"  line {fate.line}: {fate.said}")
        if len(left) > 20:
            click.echo("  … ('--report' shows what became of every line)")


def _apply(actor: Actor, plan: "Plan", *, foreign: bool) -> None:
    from vividmap.services import documents, home

    verb = "import notes" if foreign else "import document"
    if plan.count("add") + plan.count("change") > 2000 and sys.stderr.isatty():
        with click.progressbar(length=len(plan.steps), label="Importing", file=sys.stderr) as bar:
            documents.apply(actor, plan, verb, lambda done, of: bar.update(done - bar.pos))
    else:
        documents.apply(actor, plan, verb)
    if not plan.does_nothing:
        home.tune()
        click.echo("Imported. 'vividmap undo' takes it back.")


def _archive(data: bytes, dry_run: bool) -> None:
    actor = session.open_record()
    from vividmap.services import archives, home

    if dry_run:
        items, changes = archives.look(data)
        session.say(
            f"An archive of {items} items and {changes} changes. Nothing was imported: this was a dry run."
        )
        return
    taken = archives.take_in(actor, data)
    home.tune()
    session.say(f"Imported {taken.added} items; {taken.same} were here already.")
    if taken.different:
        session.say(f"{taken.different} are here and say something else; they were left as they are.")


@click.command("export", short_help="Write everything to a file.")
@click.argument("file", type=click.Path(dir_okay=False, allow_dash=True))
@click.option(
    "--format",
    "form",
    type=click.Choice(["json", "document"]),
    help="json: the archive; by FILE's ending if not said.",
)
@click.option("--force", is_flag=True, help="Overwrite a file that is there.")
def export_command(file: str, form: str | None, force: bool) -> None:
    """Write the archive (everything, trash and history included) or the running document to FILE.

    FILE's ending says which: .json is the archive, .md the document. '-' prints the archive. The file is
    readable by you alone.

    \b
      vividmap export vividmap.json
      vividmap export record.md
    """
    form = form or _form_of(file)
    actor = session.open_record()
    from vividmap.services import archives, documents

    data = archives.export(actor) if form == "json" else documents.export(actor).encode()
    session.hand_out(data, file, f", {_count(data)} items" if form == "json" else "", force=force)


_ENDINGS = {"": "json", ".json": "json", ".md": "document", ".markdown": "document"}


def _form_of(file: str) -> str:
    """Return the form that a file's name asks for. Raises UsageError: a .csv that holds JSON helps nobody."""
    ending = os.path.splitext(file)[1].lower()
    if ending not in _ENDINGS:
        raise click.UsageError(
            f"{ending!r} says no form of the record: .json is the archive, .md the running document; "
            "or say --format"
        )
    return _ENDINGS[ending]


def _count(data: bytes) -> int:
    return int(json.loads(data)["counts"][0])
