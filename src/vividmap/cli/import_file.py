"""import: a running document, an archive, or notes of any shape."""

import sys
from typing import TYPE_CHECKING

import click

from vividmap.cli import session
from vividmap.cli.import_output import print_plan, print_report
from vividmap.cli.options import dry_run_option
from vividmap.cli.output import print_line
from vividmap.services.actor import Actor

if TYPE_CHECKING:
    from vividmap.services.transfer.plans import DocumentPlan

_MAX_PROBLEMS = 20
_SLOW = 2_000
"""From this many new or changed items on, a progress bar is shown."""


@click.command("import", short_help="Import a document, an archive, or your notes.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@dry_run_option
@click.option("--report", is_flag=True, help="Show what each line of FILE became.")
def command(file: str, dry_run: bool, report: bool) -> None:
    """Import FILE ('-' for standard input): a running document, a JSON archive, or any Markdown of yours.

    Notes may have any headings, bullets, numbered lists, paragraphs and tables; each line ends in an entry
    or in the report. Importing a file twice adds nothing twice, and 'vividmap undo' reverts a whole import.

    \b
      vividmap import notes.md --dry-run
      vividmap import notes.md --report
      vividmap import record.md
    """
    from vividmap.services.files import is_archive, read_input

    data = read_input(file)
    name = "standard input" if file == "-" else file
    if is_archive(name, data):
        _import_archive(data, dry_run=dry_run)
        return
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise click.UsageError(
            f"{name} is not UTF-8 at byte {error.start + 1}; convert it and try again"
        ) from error
    _import_text(session.open_record(), name, text, dry_run=dry_run, report=report)


def _import_text(actor: Actor, name: str, text: str, *, dry_run: bool, report: bool) -> None:
    from vividmap.services.transfer import documents

    plan, results = documents.plan_import(actor, text)
    if plan.problems:
        problems = [f"{name}: {documents.problem_text(item)}" for item in plan.problems[:_MAX_PROBLEMS]]
        raise click.UsageError("\n".join(("nothing was imported:", *problems)))
    if dry_run or report:
        print_report(results)
    print_plan(plan)
    if dry_run:
        click.echo("Nothing was imported: this was a dry run.")
        return
    _apply(actor, plan, is_foreign=bool(results))
    skips = [result for result in results if result.result == "not imported"]
    if skips and not report:
        print_line(f"{len(skips)} {'line' if len(skips) == 1 else 'lines'} did not become entries:")
        for result in skips[:_MAX_PROBLEMS]:
            print_line(f"  line {result.line}: {result.detail}")
        if len(skips) > _MAX_PROBLEMS:
            click.echo("  … ('--report' shows what each line became)")


def _apply(actor: Actor, plan: "DocumentPlan", *, is_foreign: bool) -> None:
    from vividmap.services.home import database
    from vividmap.services.transfer import documents

    verb = "import notes" if is_foreign else "import document"
    if plan.count("add") + plan.count("change") > _SLOW and sys.stderr.isatty():
        with click.progressbar(length=len(plan.steps), label="Importing", file=sys.stderr) as bar:
            applied = documents.apply_plan(
                actor, plan, verb, lambda count, total: bar.update(count - bar.pos)
            )
    else:
        applied = documents.apply_plan(actor, plan, verb)
    if applied.is_empty and not plan.is_empty:
        click.echo("Nothing new: another import has added this meanwhile.")
    elif not plan.is_empty:
        database.analyze_tables()
        click.echo("Imported. To undo: vividmap undo")


def _import_archive(data: bytes, *, dry_run: bool) -> None:
    actor = session.open_record()
    from vividmap.services.home import database
    from vividmap.services.transfer import archives

    if dry_run:
        items, changes = archives.count_contents(data)
        print_line(
            f"An archive of {items} items and {changes} changes. Nothing was imported: this was a dry run."
        )
        return
    counts = archives.import_archive(actor, data)
    database.analyze_tables()
    print_line(f"Imported {counts.added_count} items; {counts.unchanged_count} were here already.")
    if counts.differing_count:
        print_line(f"{counts.differing_count} differ from what is here; yours were not changed.")
