"""doctor: the database, the spool and the disk, checked."""

import click

from vividmap.cli.output import print_line


@click.command("doctor", short_help="Check the database, the spool and the disk.")
def command() -> None:
    """Check database, spool, quarantine, disk and versions, and say how to fix problems. Changes nothing.

    Exits with 1 if something needs fixing.

    \b
      vividmap doctor
    """
    from vividmap.services.home import bootstrap

    bootstrap.load_django()
    from vividmap.services.home import doctor

    needs_fixing = False
    for finding in doctor.examine_home():
        print_line(f"{'FIX ' if finding.advice else 'ok  '}  {finding.message}")
        if finding.advice:
            print_line(f"      -> {finding.advice}")
            needs_fixing = True
    if needs_fixing:
        raise click.exceptions.Exit(1)
