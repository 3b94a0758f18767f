"""backup, doctor."""

from datetime import UTC, datetime

import click

from vividmap.cli import session


@click.command("backup", short_help="Make a consistent copy of the database.")
@click.argument("file", required=False, type=click.Path(dir_okay=False))
def backup_command(file: str | None) -> None:
    """Copy the database while it is in use, check the copy, and say where it is.

    It lies in the home's folder of backups unless FILE is named.

    To restore one: with no VividMap running, move vividmap.sqlite3 out of the home, and its -wal and -shm
    files if they are there; then copy the backup in its place.
    """
    session.open_record()
    from vividmap.services import home

    session.say(f"Backed up to {home.back_up(datetime.now(UTC), file or '')}")


@click.command("doctor", short_help="Look over the database, the spool and the disk.")
def doctor_command() -> None:
    """Look over database, spool, quarantine, disk and versions, and say what to do. Changes nothing.

    Ends with 1 when something needs doing.
    """
    from vividmap.services import start

    start.django()
    from vividmap.services import home

    mend = False
    for finding in home.examine():
        session.say(f"{'MEND' if finding.todo else 'ok  '}  {finding.what}")
        if finding.todo:
            session.say(f"      -> {finding.todo}")
            mend = True
    if mend:
        raise click.exceptions.Exit(1)
