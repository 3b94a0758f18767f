"""doctor: the database, the spool and the disk, checked."""

from datetime import UTC, datetime

import click

from vividmap.cli import session
from vividmap.cli.output import print_line


@click.command("doctor", short_help="Check the database, the spool and the disk.")
@click.option("--repair-arrows", is_flag=True, help="Join changes that were split into text and outcome.")
def command(*, repair_arrows: bool) -> None:
    """Check database, backups, spool, quarantine, disk and versions, and say how to fix problems.

    Changes nothing without an option. What can be read of a damaged database is saved in a new file in the
    backups folder.
    Exits with 1 if something needs fixing.

    \b
      vividmap doctor
      vividmap doctor --repair-arrows
    """
    if repair_arrows:
        _repair_arrows()
        return
    from vividmap.services.home import bootstrap

    bootstrap.load_django()
    from vividmap.services.home import doctor

    needs_fixing = False
    for finding in doctor.examine_home(datetime.now(UTC)):
        print_line(f"{'FIX ' if finding.advice else 'ok  '}  {finding.message}")
        if finding.advice:
            print_line(f"      -> {finding.advice}")
            needs_fixing = True
    if needs_fixing:
        raise click.exceptions.Exit(1)


def _repair_arrows() -> None:
    actor = session.open_record()
    from vividmap.services.changes.split_changes import join_split_changes

    joined_entries = join_split_changes(actor)
    if not joined_entries:
        print_line("No entry has a change split into text and outcome.")
        return
    for handle, text in joined_entries:
        print_line(f"^{handle} {text}")
    entries = "1 entry" if len(joined_entries) == 1 else f"{len(joined_entries)} entries"
    print_line(f"Joined {entries}. To undo: vividmap undo")
