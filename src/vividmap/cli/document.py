"""document: the running document, printed."""

import sys

import click

from vividmap.cli import session
from vividmap.cli.output import print_paged


@click.command("document", short_help="Print the running document.")
def command() -> None:
    """Print the whole record as one Markdown file: four sections, a timestamp on every entry.

    \b
      vividmap document > record.md
    """
    actor = session.open_for_reading()
    from vividmap.cli.layout import visible_text
    from vividmap.services.transfer import marked_document

    text = marked_document.export_marked(actor)
    if sys.stdout.isatty():
        print_paged([visible_text(line) for line in text.rstrip("\n").split("\n")])
    else:
        sys.stdout.buffer.write(text.encode())
