"""Print the command reference as Markdown: every command with its arguments and options."""

from collections.abc import Iterator

import click

from vividmap.cli import main

INTRODUCTION = """\
# Commands

```sh
vividmap help draft
```

`vividmap help COMMAND` explains a command and shows examples. This page lists every command with its options;
`make docs` writes it from the code.
"""
_HELP_OPTION = "help"


def describe(command: click.Command, context: click.Context) -> Iterator[str]:
    """Yield the Markdown of one command, then of its subcommands."""
    path = context.command_path
    usage = " ".join(filter(None, (path, *command.collect_usage_pieces(context))))
    yield f"{'#' * (path.count(' ') + 1)} {path}\n\n{command.get_short_help_str(limit=200)}\n"
    yield f"```text\n{usage}\n```\n"
    rows = [
        row
        for option in command.params
        if option.name != _HELP_OPTION and (row := describe_option(option, context))
    ]
    if rows:
        yield "| Option | |\n|---|---|\n" + "\n".join(rows) + "\n"
    if isinstance(command, click.Group):
        yield from describe_subcommands(command, context)


def describe_option(option: click.Parameter, context: click.Context) -> str:
    """Return an option as a table row; "" for an argument."""
    record = option.get_help_record(context)
    if record is None or isinstance(option, click.Argument):
        return ""
    names, text = (part.replace("|", "\\|") for part in record)
    return f"| `{names}` | {text} |"


def describe_subcommands(group: click.Group, context: click.Context) -> Iterator[str]:
    """Yield the Markdown of every visible command of a group."""
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command and not command.hidden:
            yield from describe(command, click.Context(command, info_name=name, parent=context))


if __name__ == "__main__":
    print("\n".join([INTRODUCTION, *describe_subcommands(main, click.Context(main, info_name="vividmap"))]))
