"""history: every version of one item."""

from uuid import UUID

import click

from vividmap.cli import session
from vividmap.cli.options import complete_item, limit_option
from vividmap.cli.output import print_line
from vividmap.cli.resolve import find_handle


@click.command("history", short_help="Show every version of an item.")
@click.argument("item", metavar="ITEM", shell_complete=complete_item)
@limit_option()
def command(item: str, limit: int | None) -> None:
    """Show every change of an item, the newest first, with what it was before; it may be in the trash.

    \b
      vividmap history 7f3k
      vividmap history "Priya Natarajan" -n 3

    To bring back what it said then: vividmap restore ITEM --version N.
    """
    actor = session.open_for_reading()
    from vividmap.formats import versions
    from vividmap.services import lookup
    from vividmap.store import queries

    def name_of(uid: UUID) -> str:
        text, handle = queries.item_label(actor.owner, uid) or ("a deleted item", "")
        return f"{text} ^{handle}" if handle else text

    for item_change in lookup.item_history(actor, find_handle(actor, item))[:limit]:
        before, after = item_change.before, item_change.after
        version = f"version {after['version']}" if after else "deleted"
        print_line(f"{item_change.change.at:%Y-%m-%d %H:%M} UTC  {item_change.change.verb}, {version}")
        for change in versions.list_changes(before, after, name_of) if after else ():
            was = f" (was {change.before})" if change.before else ""
            value = f"{change.after or 'none'}{was}".replace("\n", "\n      ")
            print_line(f"    {change.label}: {value}")
