"""shown: which entries a person was shown, and when."""

import click

from vividmap.cli import session
from vividmap.cli.options import on_option, read_day
from vividmap.cli.output import print_line
from vividmap.cli.resolve import find_item, find_items
from vividmap.services.actor import today_of


@click.command("shown", short_help="Mark entries as shown to a person.")
@click.argument("items", metavar="ENTRY...", nargs=-1, required=True)
@click.option("--to", "person", metavar="PERSON", required=True, help="Who saw them.")
@on_option("When; today if omitted. With --not: only that day.")
@click.option("--not", "is_negated", is_flag=True, help="Remove the mark: they were not shown.")
def command(items: tuple[str, ...], person: str, on: str | None, is_negated: bool) -> None:
    """Mark entries as shown to a person: in a 1:1, in a message, in a review.

    \b
      vividmap shown 7f3k --to priya
      vividmap shown 7f3k k3j2 --to marta --on friday
      vividmap shown 7f3k --to priya --not
    """
    actor = session.open_record()
    from vividmap.services.changes import shown_to

    viewer = find_item(actor, person, "person")
    handles = [item.handle for item in find_items(actor, items, *shown_to.SHOWABLE_KINDS)]
    day = read_day(on, today_of(actor), "--on") if on else None
    if is_negated:
        changed = shown_to.unmark_shown(actor, handles, viewer.handle, day)
    else:
        changed = shown_to.mark_shown(actor, handles, viewer.handle, day or today_of(actor))
    for row in changed:
        print_line(f"{'Not shown' if is_negated else 'Shown'} to {viewer.text}: ^{row.handle} {row.text}")
    if not changed:
        print_line(f"Nothing to change: {'none was' if is_negated else 'all were'} marked as shown.")
