"""Print the command reference: every command with its help, as Markdown."""

from collections.abc import Iterator

import click

from vividmap.cli import main

INTRODUCTION = """\
# Commands

Written by `make docs` from the commands themselves: edit their help texts, not this page.
"""


def sections(command: click.Command, context: click.Context) -> Iterator[str]:
    path = context.command_path
    yield f"{'#' * (path.count(' ') + 2)} {path}\n\n```text\n{command.get_help(context)}\n```\n"
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            child = command.get_command(context, name)
            if child and not child.hidden:
                yield from sections(
                    child, click.Context(child, info_name=name, parent=context, max_content_width=100)
                )


if __name__ == "__main__":
    print(
        "\n".join(
            [INTRODUCTION, *sections(main, click.Context(main, info_name="vividmap", max_content_width=100))]
        )
    )
