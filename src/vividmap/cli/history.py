"""history: every version of one item."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import click

from vividmap.cli import session
from vividmap.cli.options import limit_option
from vividmap.cli.output import print_line
from vividmap.cli.resolve import find_handle
from vividmap.core.record import MENTION_SIGNS, stored_specs


@click.command("history", short_help="Show every version of an item.")
@click.argument("item", metavar="ITEM")
@limit_option()
def command(item: str, limit: int | None) -> None:
    """Show every change of an item, the newest first; the item may be in the trash.

    \b
      vividmap history 7f3k
      vividmap history "Priya Natarajan" -n 3

    To bring back what it said then: vividmap restore ITEM --version N.
    """
    actor = session.open_record()
    from vividmap.services.changes import entries

    for item_change in entries.item_history(actor, find_handle(actor, item))[:limit]:
        after = item_change.after
        version = f"version {after['version']}" if after else "deleted"
        print_line(f"{item_change.change.at:%Y-%m-%d %H:%M} UTC  {item_change.change.verb}, {version}")
        if after:
            print_line(f"  {after['text']}")
            for line in _snapshot_lines(after):
                print_line(f"    {line}")


def _snapshot_lines(after: dict[str, Any]) -> Iterator[str]:
    """Yield the date, the fields and the links that an item had, as lines of the running document."""
    from vividmap.core.when import When

    if "first" in after and "last" in after:
        days = (date.fromisoformat(after["first"]), date.fromisoformat(after["last"]))
        yield f"date: {When(*days, bool(after.get('about')))}"
    fields = after.get("fields", {})
    for name, spec in stored_specs(after["kind"]).items():
        if fields.get(name):
            yield from spec.lines(spec.from_json(fields[name]))
    names = [
        f"{MENTION_SIGNS.get(mention['sort'], '')}{mention['written']}"
        for mention in after.get("mentions", ())
    ]
    if names:
        yield f"links: {' '.join(names)}"
