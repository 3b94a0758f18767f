"""undo: the last change, reversed."""

from typing import Any

import click

from vividmap.cli import session
from vividmap.cli.output import print_line


@click.command("undo", short_help="Undo the last change.")
def command() -> None:
    """Undo the last change: an entry, an edit, a deletion, a whole import. Run it again for the one before.

    \b
      vividmap undo
    """
    actor = session.open_record()
    from vividmap.services.changes import entries

    print_line(f"Undid: {describe_change(entries.undo_change(actor))}. To redo: vividmap redo")


def describe_change(change: Any) -> str:
    """Return a change in one line: its verb, and the items that it touched."""
    item_changes = list(change.item_changes.order_by("pk"))
    items = [
        f"^{entry.handle} {(entry.before or entry.after or {}).get('text', '')[:60]}".rstrip()
        for entry in item_changes
    ]
    return f"{change.verb} {', '.join(items) if len(items) < 4 else f'({len(items)} items)'}"
