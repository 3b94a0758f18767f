"""purge: items erased for good."""

import click

from vividmap.cli import session
from vividmap.cli.options import yes_option
from vividmap.cli.output import confirm, print_line
from vividmap.cli.resolve import find_handle


@click.command("purge", short_help="Erase items and their history for good.")
@click.argument("items", nargs=-1, required=True, metavar="ITEM...")
@yes_option
def command(items: tuple[str, ...], yes: bool) -> None:
    """Erase items for good, with their history and what is below them; 'undo' cannot bring them back.

    \b
      vividmap purge d3l1 --yes

    Items in the trash can be named too. Backups and drafts that still hold one are listed.
    """
    actor = session.open_record()
    from vividmap.services.changes import purging

    targets = [purging.find_target(actor, find_handle(actor, item)) for item in dict.fromkeys(items)]
    for target in targets:
        print_line(f"This erases ^{target.handle} {target.text[:60]} and its history.")
    if not confirm("Erase for good?", yes, default=False):
        print_line("Nothing was erased.")
        return
    for target in targets:
        for path in purging.purge_target(actor, target):
            kind = "backup" if path.endswith(".sqlite3") else "draft"
            print_line(f"A {kind} still holds ^{target.handle}: {path}")
    print_line(f"Erased {', '.join(f'^{target.handle}' for target in targets)}.")
