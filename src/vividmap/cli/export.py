"""export: everything to a file, as the archive or the running document."""

import json
import os

import click

from vividmap.cli import session
from vividmap.cli.options import force_option
from vividmap.cli.output import write_output

_FORMATS = {"": "json", ".json": "json", ".md": "document", ".markdown": "document"}
"""The format by a file's extension."""


@click.command("export", short_help="Write everything to a file.")
@click.argument("file", type=click.Path(dir_okay=False, allow_dash=True))
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["json", "document"]),
    help="The archive or the document (default: by FILE's extension).",
)
@force_option
def command(file: str, format_name: str | None, force: bool) -> None:
    """Write the archive (everything, including trash and history) or the running document to FILE.

    FILE's extension decides: .json is the archive, .md the document. '-' prints the archive. Only you can
    read the file.

    \b
      vividmap export vividmap.json
      vividmap export everything.md
      vividmap export - | gzip > vividmap.json.gz
    """
    format_name = format_name or _read_format(file)
    if format_name == "document":
        actor = session.open_for_reading()
        from vividmap.services.transfer import marked_document

        write_output(marked_document.export_marked(actor).encode(), file, force=force)
        return
    actor = session.open_for_reading(with_models=True)
    from vividmap.services.transfer import archives

    data = archives.export_archive(actor)
    write_output(data, file, f", {_count_items(data)} items", force=force)


def _read_format(file: str) -> str:
    """Return the format by a file's extension. Raises UsageError for an unknown one."""
    extension = os.path.splitext(file)[1].lower()
    if extension not in _FORMATS:
        raise click.UsageError(
            f"unknown file extension {extension!r}; use .json (archive) or .md (document), or --format"
        )
    return _FORMATS[extension]


def _count_items(data: bytes) -> int:
    return int(json.loads(data)["counts"][0])
