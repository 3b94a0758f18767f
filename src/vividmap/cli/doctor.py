"""doctor: the database, the spool and the disk, checked."""

from datetime import UTC, datetime

import click

from vividmap.cli.output import print_line


@click.command("doctor", short_help="Check the database, the spool and the disk.")
def command() -> None:
    """Check database, backups, spool, quarantine, disk and versions, and say how to fix problems.

    Changes nothing. Of a damaged database, what can be read is saved in a new file in the backups folder.
    Exits with 1 if something needs fixing.

    \b
      vividmap doctor
    """
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
