"""import: a running document, an archive, or notes of any shape."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vividmap.cli import session
from vividmap.cli.import_output import (
    print_open_questions,
    print_plan,
    print_preview,
    print_report,
    print_skips,
)
from vividmap.cli.import_questions import ask_about
from vividmap.cli.options import dry_run_option
from vividmap.cli.output import is_terminal, print_line
from vividmap.formats.document import is_ours
from vividmap.services.actor import Actor

if TYPE_CHECKING:
    from vividmap.formats.notes import LineResult
    from vividmap.services.transfer.plans import DocumentPlan

_MAX_PROBLEMS = 20
_SLOW = 2_000
"""From this many new or changed items on, a progress bar is shown."""


@click.command("import", short_help="Import a document, an archive, or your notes.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@dry_run_option
@click.option("--report", is_flag=True, help="Show what each line of FILE became.")
@click.option("--period", metavar="PERIOD", default="", help="The period of undated lines: 2026-H1.")
@click.option("--heading", "headings", multiple=True, metavar="TEXT=WHAT", help="What is under a heading.")
@click.option("--person", "people", multiple=True, metavar="NAME=WHERE", help="Where a person stands.")
@click.option("--strongest", metavar="LINES", default="", help="Lines with your best work: 7,12.")
@click.option("--no-questions", is_flag=True, help="Ask nothing; use the suggestions.")
def command(
    file: str,
    dry_run: bool,
    report: bool,
    period: str,
    headings: tuple[str, ...],
    people: tuple[str, ...],
    strongest: str,
    no_questions: bool,
) -> None:
    """Import FILE ('-' for standard input): a running document, a JSON archive, or notes of any kind.

    Notes may be Markdown, plain lines, Org, a table, CSV or a paste, in ten languages; each line ends in an
    entry or in the report. At a terminal a few questions follow that only you can answer, each with a
    suggestion; the options answer them in scripts. Importing a file twice adds nothing twice, and
    'vividmap undo' reverts a whole import.

    \b
      vividmap import notes.md
      vividmap import notes.md --period 2026-H1 --heading "ppl=people"
      vividmap import notes.md --person "Priya=peer" --strongest 7,12
      vividmap import notes.md --dry-run --report
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
    actor = session.open_record()
    if is_ours(text):
        from vividmap.services.transfer import documents

        plan, _ = documents.plan_import(actor, text)
        _import_plan(actor, name, plan, (), (), dry_run=dry_run, report=report)
        return
    from vividmap.formats.notes.reading import split_lines
    from vividmap.services.transfer import import_answers, notes_import

    answers = import_answers.read_answers(
        actor, period=period, headings=headings, people=people, strongest=_line_numbers(strongest)
    )
    asks = is_terminal() and not (dry_run or no_questions)
    notes_plan = notes_import.plan_notes(
        actor, text, name=Path(file).name, answers=answers, ranks_entries=asks
    )
    if asks and not notes_plan.plan.problems:
        notes_plan = ask_about(actor, text, Path(file).name, notes_plan)
    plan, results = notes_plan.plan, notes_plan.reading.line_results
    _import_plan(actor, name, plan, results, split_lines(text), dry_run=dry_run, report=report)
    print_open_questions(notes_plan)
    _suggest_profile(actor, text)


def _suggest_profile(actor: Actor, text: str) -> None:
    """Say whose a document says it is and where they work, as far as the record does not know it yet."""
    from vividmap.formats.notes.owner_details import find_owner
    from vividmap.store import queries

    profile, owner = queries.load_profile(actor.owner), find_owner(text)
    settings = {
        "name": owner.name if not profile.text else "",
        "level": owner.level if not profile.level else "",
        "employer": owner.employer if not profile.employer else "",
    }
    commands = [f'vividmap config {key} "{value}"' for key, value in settings.items() if value]
    if not commands:
        return
    at = f" at {owner.employer}" if owner.employer and owner.title else ""
    author = ", ".join(filter(None, (owner.name, f"{owner.title}{at}")))
    says = "is by" if owner.name else "says"
    lead_in = f"The document {says} {author or ', '.join(filter(None, settings.values()))}. If that is you:"
    if len(commands) == 1:
        print_line(f"{lead_in} {commands[0]}")
    else:
        print_line("\n  ".join((lead_in, *commands)))


def _line_numbers(text: str) -> list[int]:
    numbers = text.replace(",", " ").split()
    if not all(number.isdigit() for number in numbers):
        raise click.UsageError(f"--strongest {text!r}: write the numbers of lines, like 7,12")
    return [int(number) for number in numbers]


def _import_plan(
    actor: Actor,
    name: str,
    plan: "DocumentPlan",
    results: Sequence["LineResult"],
    lines: Sequence[str],
    *,
    dry_run: bool,
    report: bool,
) -> None:
    """Print and apply a plan; `results` says what each of the file's `lines` became."""
    from vividmap.services.transfer import documents

    if plan.problems:
        problems = [f"{name}: {documents.problem_text(item)}" for item in plan.problems[:_MAX_PROBLEMS]]
        raise click.UsageError("\n".join(("nothing was imported:", *problems)))
    if dry_run:
        print_preview(plan, results, lines)
        click.echo("Nothing was imported: this was a dry run.")
        return
    if report:
        print_report(results, lines)
    print_plan(plan)
    _apply(actor, plan, is_foreign=bool(results))
    skips = [result for result in results if result.result == "not imported"]
    if not report:
        print_skips(skips, lines)


def _apply(actor: Actor, plan: "DocumentPlan", *, is_foreign: bool) -> None:
    from vividmap.services.home import database
    from vividmap.services.transfer import documents
    from vividmap.services.transfer.next_step import period_to_draft

    verb = "import notes" if is_foreign else "import document"
    if plan.count("add") + plan.count("change") > _SLOW and sys.stderr.isatty():
        with click.progressbar(length=len(plan.steps), label="Importing", file=sys.stderr) as bar:
            applied = documents.apply_plan(
                actor, plan, verb, lambda count, total: bar.update(count - bar.pos)
            )
    else:
        applied = documents.apply_plan(actor, plan, verb)
    if applied.is_empty and not plan.is_empty:
        click.echo("Nothing new: another import has added this in the meantime.")
    elif not plan.is_empty:
        database.analyze_tables()
        click.echo("Imported. To undo: vividmap undo")
        if sys.stdout.isatty() and (period := period_to_draft(plan)):
            click.echo(f"Next: vividmap draft review --period {period}")


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
    print_line(f"Imported {counts.added_count} items; {counts.unchanged_count} were already here.")
    if counts.differing_count:
        print_line(f"{counts.differing_count} differ from what is here; yours were not changed.")
