"""framework: what your company expects at each level, and the evidence for it."""

import click

from vividmap.cli.commands import CommandGroup
from vividmap.cli.framework.criteria import add_command, link_command, unlink_command
from vividmap.cli.framework.edit import edit_command
from vividmap.cli.framework.import_file import import_command, ladders_command
from vividmap.cli.framework.show import show_command


@click.group(
    "framework",
    cls=CommandGroup,
    short_help="Import and edit what your company expects at each level.",
    hints={
        "list": "To list frameworks: vividmap list frameworks.",
        "delete": "To delete a framework or criterion: vividmap rm.",
        "rm": "To delete a framework or criterion: vividmap rm.",
    },
)
def command() -> None:
    """A framework says what is expected at each level; evidence is linked to its criteria.

    \b
      vividmap framework import levels.md --dry-run
      vividmap framework import --ladder product-engineering
      vividmap framework show product-engineering
    """


for subcommand in (
    import_command,
    ladders_command,
    show_command,
    edit_command,
    add_command,
    link_command,
    unlink_command,
):
    command.add_command(subcommand)
