"""link: names in entries that are not linked to a person, skill, goal or gap yet."""

from typing import TYPE_CHECKING, Any

import click

from vividmap.cli import session
from vividmap.cli.options import json_option, limit_option
from vividmap.cli.output import is_terminal, print_json, print_line, print_table
from vividmap.cli.resolve import find_item, find_items
from vividmap.core.record import MENTION_KINDS, MENTION_SIGNS, MentionSort
from vividmap.services.actor import Actor

if TYPE_CHECKING:
    from vividmap.services.changes.linking import LinkedName

_TARGET_KINDS = tuple(dict.fromkeys(kind for kinds in MENTION_KINDS.values() for kind in kinds))
_SHOWN_SORTS: dict[str, MentionSort] = {sort: sort for sort in MENTION_KINDS}


@click.command("link", short_help="Link unresolved names to people, skills and goals.")
@click.argument("name", required=False, metavar="[NAME]")
@click.argument("target", required=False, metavar="[ITEM]")
@click.option("--in", "sources", multiple=True, metavar="ENTRY", help="In this entry only. Repeatable.")
@click.option("--all", "is_all", is_flag=True, help="Link every name that now matches exactly one item.")
@limit_option()
@json_option
def command(
    name: str | None,
    target: str | None,
    sources: tuple[str, ...],
    is_all: bool,
    limit: int | None,
    as_json: bool,
) -> None:
    """List the names in entries that are unknown or ambiguous, or link NAME to ITEM wherever it waits.

    \b
      vividmap link
      vividmap link @tomas "Priya Natarajan" --in 7f3k
      vividmap link --all
    """
    if (name is None) != (target is None):
        raise click.UsageError("name the item too: vividmap link NAME ITEM")
    if name and is_all:
        raise click.UsageError("use NAME ITEM or --all, not both")
    if sources and not name:
        raise click.UsageError("--in needs NAME and ITEM")
    actor = session.open_record()
    from vividmap.services.changes import linking

    if is_all:
        _report(linking.link_known_names(actor))
    elif name and target:
        handle = find_item(actor, target, *_TARGET_KINDS).handle
        entries = [item.handle for item in find_items(actor, sources)]
        _report(linking.link_name(actor, name, handle, entries))
    else:
        _list_waiting(actor, limit, as_json=as_json)


def _report(links: "list[LinkedName]") -> None:
    for link in links:
        print_line(f"Linked {link.name} to {link.target.text} in ^{link.source.handle}")
    if not links:
        print_line("No name matches exactly one item yet.")


def _list_waiting(actor: Actor, limit: int | None, *, as_json: bool) -> None:
    from vividmap.core.names import Names
    from vividmap.store import queries

    names = Names(queries.nameable_items(actor.owner))
    waiting = queries.pending_mentions(actor.owner)[:limit]
    if as_json:
        print_json([_shape_waiting(mention, names) for mention in waiting])
        return
    rows = [
        (
            mention.source_handle,
            f"{MENTION_SIGNS.get(_SHOWN_SORTS[mention.sort], '')}{mention.name}",
            ", ".join(f"{item.text} (^{item.handle})" for item in _suggest(mention, names)) or "-",
            mention.source_text[:60],
        )
        for mention in waiting
    ]
    print_table(rows, ("ENTRY", "NAME", "MAY BE", "TEXT"), empty="Every name is linked.")
    if rows and is_terminal():
        print_line(f"\nTo link one: vividmap link {rows[0][1]} ITEM")


def _suggest(mention: Any, names: Any) -> list[Any]:
    return list(names.offer(_SHOWN_SORTS[mention.sort], mention.name))


def _shape_waiting(mention: Any, names: Any) -> dict[str, Any]:
    return {
        "entry": mention.source_handle,
        "sort": mention.sort,
        "name": mention.name,
        "suggestions": [{"handle": item.handle, "name": item.text} for item in _suggest(mention, names)],
        "text": mention.source_text,
    }
