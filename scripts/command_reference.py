"""Print the command reference: every command with its help, as Markdown."""

from collections.abc import Iterator
from typing import Any

import click

from vividmap.cli import main

INTRODUCTION = """\
# Commands

Written by `make docs` from the commands themselves: edit their help texts, not this page.
"""


def sections(command: click.Command, parent: click.Context | None, name: str) -> Iterator[str]:
    """Yield a command's part, then its subcommands', with the help that a terminal of 100 columns shows."""
    wide: dict[str, Any] = {**command.context_settings, "terminal_width": 100}
    context = click.Context(command, info_name=name, parent=parent, **wide)
    path = context.command_path
    yield f"{'#' * (path.count(' ') + 2)} {path}\n\n```text\n{command.get_help(context)}\n```\n"
    if isinstance(command, click.Group):
        for child_name in command.list_commands(context):
            child = command.get_command(context, child_name)
            if child and not child.hidden:
                yield from sections(child, context, child_name)


if __name__ == "__main__":
    print("\n".join([INTRODUCTION, *sections(main, None, "vividmap")]))
