"""backup: a copy of the database, and a copy put back."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from vividmap.cli import session
from vividmap.cli.options import yes_option
from vividmap.cli.output import confirm, print_line

if TYPE_CHECKING:
    from vividmap.services.home.backup_restore import StagedBackup


@click.command("backup", short_help="Back up the database, or restore a backup.")
@click.argument("file", required=False, type=click.Path(dir_okay=False))
@click.option(
    "--restore",
    "restore_path",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help="Replace the database with this backup; the current one is kept.",
)
@yes_option
def command(file: str | None, restore_path: str | None, yes: bool) -> None:
    """Copy the database, check the copy, and print where it is: FILE, or the home's backups folder.

    The database may be in use meanwhile. With --restore, the backup is checked, what would be lost is listed,
    and you are asked before anything changes. The current database is kept in the backups folder.

    \b
      vividmap backup
      vividmap backup vividmap-copy.sqlite3
      vividmap backup --restore vividmap-copy.sqlite3 -y
    """
    if restore_path is not None:
        if file:
            raise click.UsageError("use either FILE or --restore FILE, not both")
        _restore(restore_path, yes=yes)
        return
    session.open_record()
    from vividmap.services.home import backups

    print_line(f"Backed up to {backups.back_up(datetime.now(UTC), file or '')}")


def _restore(path: str, *, yes: bool) -> None:
    from vividmap.services.home import bootstrap

    bootstrap.load_django()  # and nothing more: the current database may be damaged
    from vividmap.services.home.backup_restore import restore_backup, stage_backup

    with stage_backup(path) as backup:
        for line in _describe(backup):
            print_line(line)
        if not confirm("Restore it?", yes, default=False):
            click.echo("Nothing was changed.")
            return
        kept_path = restore_backup(backup, datetime.now(UTC))
    session.open_record()
    print_line(f"Restored {path}.")
    if kept_path:
        print_line(f"The previous database: {kept_path}")
        print_line(f"To go back: vividmap backup --restore '{kept_path}'")


def _describe(backup: "StagedBackup") -> list[str]:
    """Return what a backup holds and what restoring it would discard, a line each."""
    lines = [
        f"{backup.path}: intact, {_count(backup.item_count, 'item')}, {backup.made_at:%Y-%m-%d %H:%M} UTC"
    ]
    if backup.current_items is None:
        return [*lines, "There is no readable current database to compare it with."]
    lines.append(
        f"The current database has {_count(backup.current_items, 'item')}. Restoring the backup would:"
    )
    effects = (
        (backup.missing_items, "remove {} that the backup does not have"),
        (backup.older_items, "replace {} with another version"),
        (backup.returning_items, "bring back {} that you deleted or purged since"),
    )
    differences = [f"  - {text.format(_count(number, 'item'))}" for number, text in effects if number]
    if backup.missing_changes:
        differences.append(f"  - remove {_count(backup.missing_changes, 'change')} from the history")
    return [*lines, *(differences or ["  - change nothing: they are the same"])]


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
