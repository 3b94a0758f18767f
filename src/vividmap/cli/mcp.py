"""mcp: the record as tools for an AI assistant, over standard input and output."""

import importlib.util
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import click

from vividmap.cli import session
from vividmap.services.actor import Actor

_MISSING = (
    "the library of the Model Context Protocol is not installed; to get it: pip install 'vividmap[assistant]'"
)


@click.command("mcp", short_help="Serve your record to an AI assistant.")
@click.option(
    "--allow",
    "allowed_names",
    multiple=True,
    metavar="NAME",
    help="Allow internal, private, people or record. Repeatable.",
)
@click.option("--read-only", "is_read_only", is_flag=True, help="Let it read, but not propose.")
def command(allowed_names: tuple[str, ...], is_read_only: bool) -> None:
    """Serve your record over standard input and output (Model Context Protocol).

    An assistant starts this command itself; to register it: vividmap assistant install CLIENT. It can read,
    draft and check, and what it proposes waits in your inbox. Entries marked private or internal,
    confidential names and your notes on people are withheld, unless you allow more:

    \b
      --allow internal   entries marked internal, and those with a confidential name
      --allow private    everything
      --allow people     your notes on people
      --allow record     adding entries without asking you

    \b
      vividmap mcp
      vividmap mcp --read-only
    """
    if importlib.util.find_spec("mcp") is None:
        raise click.UsageError(_MISSING)
    from vividmap.assistant.allowances import read_allowances

    allowances = read_allowances(allowed_names, is_read_only=is_read_only)
    session.open_record()
    if sys.stdin.isatty():
        _write_log("waiting for an assistant, which starts this command itself. To register one:")
        _write_log("vividmap assistant install CLIENT. To stop: Ctrl-C")
    from vividmap.assistant.server import serve
    from vividmap.assistant.tool_table import ToolDesk

    serve(ToolDesk(_build_opener(), allowances, _write_log))


def _build_opener() -> Callable[[], Actor]:
    """Return what opens the record for each call of a tool, in the one thread that answers."""
    actors: list[Actor] = []

    def open_actor() -> Actor:
        """Return the owner at the present time, after ingesting what was captured since."""
        from vividmap.services.capture.web_capture import ingest_waiting

        if not actors:  # a connection, and a copy of a home that cannot be written to, belong to a thread
            actors.append(session.open_for_reading(with_models=True))
        actor = replace(actors[0], now=datetime.now(UTC))
        ingest_waiting(actor)
        return actor

    return open_actor


def _write_log(line: str) -> None:
    print(f"vividmap mcp: {line}", file=sys.stderr, flush=True)
