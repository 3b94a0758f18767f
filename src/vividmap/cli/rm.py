"""rm: items to the trash."""

import click

from vividmap.cli import session
from vividmap.cli.options import complete_item
from vividmap.cli.output import print_line
from vividmap.cli.resolve import find_items


@click.command("rm", short_help="Move items to the trash.")
@click.argument("items", nargs=-1, required=True, metavar="ITEM...", shell_complete=complete_item)
def command(items: tuple[str, ...]) -> None:
    """Move items to the trash, with what is below them, as one change.

    \b
      vividmap rm 7f3k k3j2
      vividmap rm "Cross-team influence"

    'vividmap undo' brings back all of them, 'vividmap restore ITEM' a single one.
    """
    actor = session.open_record()
    from vividmap.services.changes import entries

    handles = [item.handle for item in find_items(actor, items)]
    for row in entries.delete_items(actor, handles):
        print_line(f"Deleted ^{row.handle} {row.text[:60]}")
    print_line(
        f"To bring it back: vividmap restore {handles[0]}" if len(handles) == 1 else "To undo: vividmap undo"
    )
