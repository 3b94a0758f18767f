"""trash: what was deleted."""

import click

from vividmap.cli import session
from vividmap.cli.options import json_option, limit_option
from vividmap.cli.output import print_json, print_table


@click.command("trash", short_help="List deleted items.")
@limit_option()
@json_option
def command(limit: int | None, as_json: bool) -> None:
    """List deleted items, the newest first.

    \b
      vividmap trash -n 10
      vividmap restore d3l1
    """
    actor = session.open_for_reading()
    from vividmap.store.queries import change_log

    deletions = [(entry, entry.before or {}) for entry in change_log.trash(actor.owner)]
    # The candidate that an entry was made of comes back with the entry.
    deleted = [pair for pair in deletions if not (pair[1].get("kind") == "candidate" and "parent" in pair[1])]
    deleted = deleted[:limit]
    if as_json:
        print_json(
            [
                {
                    "id": str(entry.item),
                    "handle": entry.handle,
                    "type": before.get("kind", ""),
                    "text": before.get("text", ""),
                    "deleted_at": entry.change.at.isoformat().replace("+00:00", "Z"),
                }
                for entry, before in deleted
            ]
        )
        return
    rows = [
        (entry.handle, f"{entry.change.at:%Y-%m-%d}", before.get("kind", ""), before.get("text", ""))
        for entry, before in deleted
    ]
    print_table(rows, ("HANDLE", "DELETED", "KIND", "TEXT"), empty="The trash is empty.")
