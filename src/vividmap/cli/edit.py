"""edit: change items by options, or in your editor."""

from functools import cache
from typing import IO, Any

import click

from vividmap.cli import edit_in_editor, session
from vividmap.cli.edit_options import (
    alias_option,
    build_values,
    entry_options,
    notes_option,
    person_options,
    set_option,
    target_option,
)
from vividmap.cli.options import complete_item, mark_options, open_option, yes_option
from vividmap.cli.output import print_line
from vividmap.cli.resolve import find_items
from vividmap.core.record import Item
from vividmap.services.actor import Actor

_SECTIONS = {
    "Any item": ("text", "body", "confidentiality", "remove", "assignments"),
    "Entries": tuple("on outcome result scope kind project skills people goals tags links strong".split()),
    "People": tuple(
        "height part employer since met worked_on status real emails ideal_days longest_days".split()
    ),
    "Goals, gaps and skills": ("target", "state", "aliases"),
}
"""The parameters by what they are for; the others are listed last."""


class _SectionedCommand(click.Command):
    """A command whose help lists its options by what they are for."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        section_of = {name: title for title, names in _SECTIONS.items() for name in names}
        for title in (*_SECTIONS, "Options"):
            with formatter.section(title):
                formatter.write_dl(
                    [
                        record
                        for parameter in self.get_params(ctx)
                        if section_of.get(parameter.name or "", "Options") == title
                        and (record := parameter.get_help_record(ctx))
                    ]
                )


@click.command("edit", cls=_SectionedCommand, short_help="Change items by options or in your editor.")
@click.argument("items", nargs=-1, metavar="[ITEM]...", shell_complete=complete_item)
@click.option("--text", metavar="TEXT", help="A new line, name or title; marks you omit are kept.")
@notes_option
@click.option("--remove", multiple=True, metavar="VALUE", help="Remove a link, tag, alias … Repeatable.")
@entry_options
@person_options
@target_option
@click.option("--state", metavar="STATE", help="active, reached, dropped; of gaps: open, closed.")
@alias_option
@mark_options
@open_option
@set_option
@click.option(
    "--from",
    "source",
    type=click.File(encoding="utf-8"),
    metavar="FILE",
    help="Read the edited document or entry from FILE; '-' is standard input.",
)
@yes_option
def command(items: tuple[str, ...], source: IO[str] | None, yes: bool, **inputs: Any) -> None:
    """Change items: the whole record or one item in your editor, or any number of items by options.

    \b
      vividmap edit
      vividmap edit 7f3k
      vividmap edit 7f3k k3j2 --scope teams --tag ledger --person priya
      vividmap edit priya --part Data --since 2026-04
      vividmap edit staff-engineer --state reached
      vividmap edit 7f3k --outcome ''
      vividmap edit 7f3k --result none
      vividmap edit 7f3k --set "measured as=latency"

    Repeatable options add to what is there, --remove takes away, and '' empties a field. All items of one
    command are one change. In the editor, the changes are shown before they are applied. What was changed
    elsewhere in the meantime is merged, or refused where both changed the same thing.
    """
    inputs = {name: value for name, value in inputs.items() if value not in (None, ())}
    if source is not None and inputs:
        raise click.UsageError("--from replaces the whole text; omit the other options")
    actor = session.open_record()
    if not items:
        if inputs:
            raise click.UsageError("name the items to change: vividmap edit ITEM --outcome TEXT")
        edit_in_editor.edit_document(actor, source, yes=yes)
        return
    subjects = find_items(actor, items)
    if inputs:
        _apply_options(actor, subjects, inputs)
    elif len(subjects) > 1:
        raise click.UsageError("the editor opens one item at a time; name one, or use options")
    else:
        edit_in_editor.edit_item(actor, subjects[0], source)


def _apply_options(actor: Actor, subjects: list[Item], inputs: dict[str, Any]) -> None:
    from vividmap.core.names import Names
    from vividmap.services.changes import entries
    from vividmap.store import queries

    if "text" in inputs and len(subjects) > 1:
        raise click.UsageError("--text changes one item at a time")
    options = {"aliases": (), **inputs}
    names = cache(lambda: Names(queries.nameable_items(actor.owner)))
    changed = entries.edit_items(
        actor,
        [item.handle for item in subjects],
        lambda row: build_values(actor, entries.as_item(actor, row), options, names()),
    )
    for row in changed:
        print_line(f"Changed ^{row.handle} {row.text}")
    if not changed:
        print_line("Nothing changed.")
