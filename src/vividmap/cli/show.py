"""show: one item in full."""

from typing import TYPE_CHECKING

import click

from vividmap.cli import session
from vividmap.cli.options import complete_item, json_option
from vividmap.cli.output import fit_lines, print_json, print_paged
from vividmap.cli.resolve import find_item

if TYPE_CHECKING:
    from vividmap.core.record import Item
    from vividmap.services.actor import Actor


@click.command("show", short_help="Show one item and everything it is linked to.")
@click.argument("item", metavar="ITEM", shell_complete=complete_item)
@json_option
def command(item: str, as_json: bool) -> None:
    """Show an item by its handle or name: what it says, what is below it, and what mentions it.

    \b
      vividmap show 7f3k
      vividmap show "Priya Natarajan"
      vividmap show cross-team-influence --json

    A name that no item has, or +NAME, is a project's. For a framework or a criterion it shows how well it is
    covered, for a packet its text.
    """
    actor = session.open_for_reading()
    subject = _find_unless_project(actor, item)
    if subject is None:
        from vividmap.cli.project import show_project

        show_project(actor, item, as_json=as_json)
    elif subject.kind == "framework":
        from vividmap.cli.framework.show import show_framework

        show_framework(actor, subject, as_json=as_json)
    elif subject.kind == "criterion":
        from vividmap.cli.framework.show import show_criterion

        show_criterion(actor, subject, as_json=as_json)
    elif subject.kind == "packet":
        from vividmap.cli.packet.show import show_packet

        show_packet(subject, as_json=as_json)
    else:
        _show_item(actor, subject, as_json=as_json)


def _find_unless_project(actor: "Actor", reference: str) -> "Item | None":
    """Return the item that is meant, or None where a project is. Raises NotFound where neither is."""
    from vividmap.services.errors import NotFound
    from vividmap.store.queries import project_queries

    if reference.startswith("+"):
        return None
    try:
        return find_item(actor, reference)
    except NotFound:
        if project_queries.find_project(actor.owner, reference) is None:
            raise
        return None


def _show_item(actor: "Actor", item: "Item", *, as_json: bool) -> None:
    from vividmap.cli.item_text import item_in_full
    from vividmap.core.names import Names
    from vividmap.formats import listing
    from vividmap.store import queries

    below = queries.descendants(actor.owner, [item.id])
    children = [child for child in below if child.kind != "candidate"]
    names = Names(queries.nameable_items(actor.owner))
    if as_json:
        print_json(listing.shape(item, names) | {"beneath": listing.shapes(children, names)})
        return
    linking = queries.items_mentioning(actor.owner, item.id)
    print_paged(fit_lines(item_in_full(item, children, names, linking)))
