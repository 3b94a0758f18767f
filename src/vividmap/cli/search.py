"""search: words anywhere in the record."""

import click

from vividmap.cli import list_tables, session
from vividmap.cli.options import complete_project, json_option, limit_option
from vividmap.cli.output import print_json


@click.command("search", short_help="Find words in the whole record.")
@click.argument("words", nargs=-1, required=True)
@click.option("--project", metavar="NAME", shell_complete=complete_project, help="Only in this project.")
@limit_option(50)
@json_option
def command(words: tuple[str, ...], project: str | None, limit: int, as_json: bool) -> None:
    """Find items that contain all the words, or words that begin with them; the best match first.

    \b
      vividmap search cache redis
      vividmap search '"session cache"'
      vividmap search runbook --project ledger

    Quotes inside the argument find exactly these words in this order. Case and accents do not matter.
    """
    actor = session.open_for_reading()
    from vividmap.core.names import Names
    from vividmap.formats import listing
    from vividmap.services.list_filters import FilterValues, build_filters
    from vividmap.store import queries

    labels = build_filters(actor, "evidence", FilterValues(project=project or "")).projects
    items = queries.search_items(actor.owner, " ".join(words), limit, projects=labels)
    if as_json:
        print_json(listing.shapes(items, Names(queries.nameable_items(actor.owner))))
    else:
        list_tables.print_entry_list(actor, items, empty="Nothing found.")
