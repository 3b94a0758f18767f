"""framework import, list, show, edit, ladders."""

import json
from itertools import groupby
from typing import TYPE_CHECKING

import click

from vividmap.cli import session
from vividmap.cli.group import Group
from vividmap.services.actor import Actor

if TYPE_CHECKING:
    from vividmap.core.record import Criterion, Framework
    from vividmap.services.frameworks import Coming

_JSON = click.option("--json", "as_json", is_flag=True, help="JSON for programs (docs/guide/json.md).")


@click.group("framework", cls=Group, short_help="Bring in what your company expects at each level.")
def framework_command() -> None:
    """A framework states what is expected at each level; evidence is linked to its criteria.

    \b
      vividmap framework import levels.md --dry-run
      vividmap framework import --ladder product-engineering
      vividmap framework show product-engineering
    """


@framework_command.command("import", short_help="Take in a framework: Markdown, CSV, YAML or plain text.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True), required=False)
@click.option(
    "--ladder", metavar="NAME", help="One that comes along instead of a file; see framework ladders."
)
@click.option("--name", default="", metavar="NAME", help="What to call it, in place of its own title.")
@click.option("--dry-run", is_flag=True, help="Show what would come, line by line, and do nothing.")
@click.option("--report", is_flag=True, help="Show what became of every line.")
def import_framework(file: str | None, ladder: str | None, name: str, dry_run: bool, report: bool) -> None:
    """Take in FILE ('-' for standard input): Markdown, CSV, YAML or plain text, in any of the usual shapes.

    Every line ends in a criterion, a level, a theme, or the report. Importing twice doubles nothing; a newer
    version of the same framework changes what it words anew, and leaves what it no longer says to you.
    'vividmap undo' takes an import back as one step.
    """
    if (file is None) == (ladder is None):
        raise click.UsageError("say a FILE, or --ladder NAME; not both")
    text = "" if file is None else _text(file)
    actor = session.open_record()
    from vividmap.cli.document import describe
    from vividmap.services import frameworks

    called = "" if file in (None, "-") else str(file)
    if ladder is not None:
        text, called = frameworks.ladder(ladder), f"{ladder}.md"
    coming = frameworks.plan(actor, text, called, name)
    if dry_run or report:
        for fate in coming.reading.fates:
            session.say(f"line {fate.line}: {fate}")
    session.say(f"{coming.reading.framework.name}: read as {coming.reading.shape}")
    describe(coming.plan)
    if dry_run:
        click.echo("Nothing was imported: this was a dry run.")
        return
    frameworks.take_in(actor, coming)
    if not coming.plan.does_nothing:
        click.echo("Imported. 'vividmap undo' takes it back.")
    _say_rest(coming, report=report)


def _text(file: str) -> str:
    from vividmap.services.files import read_in

    try:
        return read_in(file).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise click.UsageError(f"{file} is not UTF-8 at byte {error.start + 1}; convert it") from error


def _say_rest(coming: "Coming", *, report: bool) -> None:
    """Say what of the file became no criterion, and what of the record the file does not say."""
    left = [fate for fate in coming.reading.fates if fate.what == "not taken"]
    for fate in () if report else left[:20]:
        session.say(f"not taken: line {fate.line}: {fate.said}")
    for one in coming.unsaid:
        session.say(f"not in it, and left here: ^{one.handle} {one.text}")


@framework_command.command("ladders", short_help="List the generic ladders that come along.")
def list_ladders() -> None:
    """The generic ladders that come along, Senior to Principal: a beginning where nothing is stated yet."""
    from vividmap.formats.frameworks.ladders import LADDERS

    for name, title in LADDERS.items():
        session.say(f"{name:<24} {title}")


@framework_command.command("list", short_help="List your frameworks, and how much of each is covered.")
@_JSON
def list_frameworks(as_json: bool) -> None:
    """Your frameworks, each with how many criteria it has and how many have evidence."""
    actor = session.open_record()
    from vividmap.core.record import Framework
    from vividmap.services import memory

    found = memory.record(actor).all(Framework)
    if as_json:
        click.echo(json.dumps([_plain(actor, one) for one in found], ensure_ascii=False, indent=2))
        return
    for one in found:
        stated, shown = _counts(actor, one)
        session.say(f"^{one.handle}\t{one.text}\t{stated} criteria, {shown} with evidence")
    if not found and session.is_terminal():
        session.say("No framework yet: vividmap framework import FILE, or look at vividmap framework ladders")


def _counts(actor: Actor, framework: "Framework") -> tuple[int, int]:
    from vividmap.core.criteria import asks
    from vividmap.core.record import Evidence
    from vividmap.services import memory

    record = memory.record(actor)
    linked = {uid for one in record.all(Evidence) for uid in one.linked("criterion")}
    stated = asks.of_framework(record, framework)
    return len(stated), sum(one.id in linked for one in stated)


def _plain(actor: Actor, framework: "Framework") -> dict[str, object]:
    from vividmap.core.criteria import asks
    from vividmap.core.names import Names
    from vividmap.formats import listing
    from vividmap.services import memory

    record = memory.record(actor)
    names = Names(record.items)
    return listing.shape(framework, names) | {
        "criteria": listing.shapes(asks.of_framework(record, framework), names)
    }


@framework_command.command("show", short_help="Show a framework's criteria and what covers each.")
@click.argument("framework")
@_JSON
def show(framework: str, as_json: bool) -> None:
    """Show a framework, by handle or name: its criteria by level and theme, and how each is covered."""
    actor = session.open_record()
    from vividmap.core.criteria import asks
    from vividmap.core.criteria.coverage import coverage
    from vividmap.core.facts.facts import Facts
    from vividmap.core.record import Framework
    from vividmap.services import frameworks, memory
    from vividmap.services.actor import today

    record = memory.record(actor)
    found = record.by_id[frameworks.named(actor, framework).uid]
    assert isinstance(found, Framework)  # noqa: S101 - it was looked up as one
    if as_json:
        click.echo(json.dumps(_plain(actor, found), ensure_ascii=False, indent=2))
        return
    stated = asks.of_framework(record, found)
    covered = coverage(Facts(record, today(actor)), stated)
    words = {one.id: said.word for one, said in zip(stated, covered, strict=True)}
    from vividmap.cli.show import fitted, paged

    lines = [f"{found.text} ^{found.handle}", *([f"from {found.source}"] if found.source else [])]
    for place, some in groupby(stated, key=_place):
        lines += ["", place, *(f"  ^{one.handle} {one.text} ({words[one.id]})" for one in some)]
    paged(fitted("\n".join(lines)))


def _place(one: "Criterion") -> str:
    return " / ".join(filter(None, (one.level, one.theme))) or "without a level"


@framework_command.command("edit")
@click.argument("framework")
@click.option("--name", "text", metavar="NAME", help="Another name.")
@click.option("--source", metavar="TEXT", help="Where it is from.")
def edit(framework: str, **given: str | None) -> None:
    """Rename a framework, or say where it is from. 'vividmap delete ID' moves it to the trash."""
    actor = session.open_record()
    from vividmap.services import entries, frameworks

    values = {name: value for name, value in given.items() if value is not None}
    if not values:
        raise click.UsageError("say what to change, for example --name 'Engineering levels 2027'")
    row = entries.edit(actor, frameworks.named(actor, framework).handle, values)
    session.say(f"Changed ^{row.handle} {row.text}")
