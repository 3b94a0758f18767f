"""purge: items erased for good."""

import os

import click

from vividmap.cli import session
from vividmap.cli.options import yes_option
from vividmap.cli.output import confirm, print_line
from vividmap.cli.resolve import find_handle


@click.command("purge", short_help="Erase items and their history for good.")
@click.argument("items", nargs=-1, metavar="[ITEM]...")
@yes_option
def command(items: tuple[str, ...], yes: bool) -> None:
    """Erase items for good, with their history and what is below them; 'undo' cannot bring them back.

    \b
      vividmap purge d3l1 --yes

    Items in the trash can be named too. Saved packets and check-in notes lose the sentences that quote them.
    Backups, drafts and exported files that still hold one are listed.
    """
    actor = session.open_record()
    from vividmap.services.changes import purging
    from vividmap.services.storage import rewriting

    if rewriting.is_unfinished():
        rewriting.finish()
        print_line("Finished the purge that was interrupted.")
        if not items:
            return
    if not items:
        raise click.UsageError("name the items to erase: vividmap purge ITEM")
    targets = [purging.find_target(actor, find_handle(actor, item)) for item in dict.fromkeys(items)]
    for target in targets:
        print_line(f"This erases ^{target.handle} {target.text[:60]} and its history.")
    if not confirm("Erase for good?", yes, default=False):
        print_line("Nothing was erased.")
        return
    for target in targets:
        result = purging.purge_target(actor, target)
        for label in result.redacted_labels:
            print_line(f"Erased what quoted ^{target.handle} in {label}")
        for path in result.file_paths:
            print_line(f"{_describe_file(path)} still holds ^{target.handle}: {path}")
    print_line(f"Erased {', '.join(f'^{target.handle}' for target in targets)}.")


def _describe_file(path: str) -> str:
    from vividmap import paths

    if path.endswith(".sqlite3"):
        return "A backup"
    return "A draft" if os.path.dirname(path) == paths.drafts_folder() else "A file"
