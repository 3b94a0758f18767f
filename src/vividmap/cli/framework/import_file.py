"""framework import, framework ladders."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from vividmap.cli import session
from vividmap.cli.import_output import print_plan, print_report
from vividmap.cli.options import dry_run_option
from vividmap.cli.output import print_line, print_table

if TYPE_CHECKING:
    from vividmap.services.transfer.framework_import import FrameworkPlan

_MAX_SKIPPED = 20
_MAX_LABELS = 12


@click.command("import", short_help="Import a framework: Markdown, CSV, YAML, JSON, HTML or text.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True), required=False)
@click.option("--ladder", metavar="NAME", help="A built-in ladder instead of FILE; see framework ladders.")
@click.option("--name", default="", metavar="NAME", help="The framework's name (default: its title).")
@click.option("--level", default="", metavar="NAME", help="A heading that is a level, if none is recognised.")
@dry_run_option
@click.option("--report", is_flag=True, help="Show what each line of FILE became.")
def import_command(
    file: str | None, ladder: str | None, name: str, level: str, dry_run: bool, report: bool
) -> None:
    """Import FILE ('-' for standard input): Markdown, CSV, YAML, JSON, HTML or text, in any usual shape.

    Each line becomes a criterion, a level or a theme, or is in the report. Importing a file twice adds
    nothing twice. A newer version of a framework updates what it rewords; criteria that it no longer has are
    kept and listed. 'vividmap undo' reverts an import as one step.

    \b
      vividmap framework import levels.md --dry-run
      vividmap framework import levels.md --name "Engineering levels"
      vividmap framework import --ladder product-engineering
    """
    if (file is None) == (ladder is None):
        raise click.UsageError("use FILE or --ladder NAME, and not both")
    text = "" if file is None else _read_text(file)
    actor = session.open_record()
    from vividmap.services.transfer import framework_import

    file_name = "" if file in (None, "-") else str(file)
    if ladder is not None:
        text, file_name = framework_import.read_ladder(ladder), f"{ladder}.md"
    coming = framework_import.plan_import(actor, text, file_name, name, level)
    if dry_run or report:
        print_report(coming.reading.line_results)
    print_line(f"{coming.reading.framework.name}: read as {coming.reading.shape}")
    if labels := coming.reading.possible_levels:
        print_line(
            f"No levels were recognised. If one of these is a level, name it with --level: {_list(labels)}"
        )
    print_plan(coming.plan)
    if dry_run:
        click.echo("Nothing was imported: this was a dry run.")
        return
    framework_import.apply_import(actor, coming)
    if not coming.plan.is_empty:
        click.echo("Imported. To undo: vividmap undo")
    _print_rest(coming, has_report=report)


def _list(labels: Sequence[str]) -> str:
    return ", ".join([*labels[:_MAX_LABELS], *(["…"] if len(labels) > _MAX_LABELS else [])])


def _read_text(file: str) -> str:
    from vividmap.services.files import read_input

    try:
        return read_input(file).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise click.UsageError(f"{file} is not UTF-8 at byte {error.start + 1}; convert it") from error


def _print_rest(coming: "FrameworkPlan", *, has_report: bool) -> None:
    """Print which lines became no criterion, and which criteria here the file does not have."""
    skips = [result for result in coming.reading.line_results if result.result == "not imported"]
    for result in () if has_report else skips[:_MAX_SKIPPED]:
        print_line(f"skipped: line {result.line}: {result.detail}")
    for criterion in coming.missing_criteria:
        print_line(f"not in the file, kept here: ^{criterion.handle} {criterion.text}")


@click.command("ladders", short_help="List the built-in ladders.")
def ladders_command() -> None:
    """List the built-in ladders, Senior to Principal: a start if your company has none.

    \b
      vividmap framework ladders
    """
    from vividmap.formats.frameworks.ladders import LADDERS

    print_table(list(LADDERS.items()), ("Name", "Title"))
