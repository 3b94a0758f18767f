"""restore: items from the trash, or an earlier version of one."""

import click

from vividmap.cli import session
from vividmap.cli.output import print_line
from vividmap.cli.resolve import find_deleted, find_item


@click.command("restore", short_help="Bring items back from the trash.")
@click.argument("items", nargs=-1, required=True, metavar="ITEM...")
@click.option(
    "--version", type=click.IntRange(1), metavar="N", help="An earlier version, as in 'vividmap history'."
)
def command(items: tuple[str, ...], version: int | None) -> None:
    """Bring items back from the trash, as one change; or with --version, what an item said earlier.

    \b
      vividmap trash
      vividmap restore d3l1
      vividmap restore 7f3k --version 1

    To restore the whole record from a backup: vividmap backup --restore FILE.
    """
    if version and len(items) > 1:
        raise click.UsageError("--version restores one item at a time")
    actor = session.open_record()
    from vividmap.services.changes import entries

    if version:
        rows = [entries.restore_version(actor, find_item(actor, items[0]).handle, version)]
    else:
        rows = entries.restore_items(actor, [find_deleted(actor, item) for item in items])
    for row in rows:
        print_line(f"Restored ^{row.handle} {row.text[:60]}")
