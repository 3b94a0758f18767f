"""framework edit: the name of a framework, or what a criterion says."""

import click

from vividmap.cli import session
from vividmap.cli.output import print_line
from vividmap.cli.resolve import find_item

_OPTIONS = {"framework": ("text", "source"), "criterion": ("text", "level", "theme", "cannot_be_met")}
"""What can be changed, by kind."""


@click.command("edit", short_help="Change a framework or a criterion.")
@click.argument("item", metavar="ITEM")
@click.option("--text", metavar="TEXT", help="The framework's name, or what the criterion says.")
@click.option("--source", metavar="TEXT", help="Where the framework is from.")
@click.option("--level", metavar="LEVEL", help="The criterion's level.")
@click.option("--theme", metavar="THEME", help="The criterion's theme.")
@click.option("--cannot-be-met", metavar="REASON", help="Why the criterion cannot be met here; '' clears it.")
def edit_command(item: str, **options: str | None) -> None:
    """Change a framework (--text, --source) or a criterion (--text, --level, --theme, --cannot-be-met).

    To delete one: vividmap rm.

    \b
      vividmap framework edit "Product engineering" --text "Engineering levels 2027"
      vividmap framework edit "Engineering levels 2027" --source "the wiki"
    """
    values = {name: value for name, value in options.items() if value is not None}
    if not values:
        raise click.UsageError("name what to change, for example --text 'Engineering levels 2027'")
    actor = session.open_record()
    from vividmap.services.changes import entries, framework_criteria

    row = find_item(actor, item, "framework", "criterion")
    for name in values:
        if name not in _OPTIONS[row.kind]:
            option = name.replace("_", "-")
            raise click.UsageError(f"^{row.handle} is a {row.kind}, which has no --{option}")
    change = framework_criteria.edit_criterion if row.kind == "criterion" else entries.edit_item
    changed_row = change(actor, row.handle, values)
    print_line(f"Changed ^{changed_row.handle} {changed_row.text}")
