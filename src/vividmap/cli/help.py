"""help: the help of any command."""

import click

from vividmap.cli.commands import CommandGroup


@click.command("help", short_help="Show the help of a command.")
@click.argument("names", metavar="[COMMAND]...", nargs=-1)
@click.pass_context
def command(context: click.Context, names: tuple[str, ...]) -> None:
    """Show the help of a command; without one, the list of commands.

    \b
      vividmap help
      vividmap help log
      vividmap help packet export
    """
    current = context.find_root()
    for name in names:
        group = current.command
        if not isinstance(group, click.Group):
            raise click.UsageError(f"{current.command_path!r} has no command {name!r}")
        if isinstance(group, CommandGroup):
            _, child, _ = group.resolve_command(current, [name])  # with its suggestions
        else:
            child = group.get_command(current, name)
        assert child is not None  # noqa: S101 - `resolve_command` raises for a name that is not there
        current = click.Context(child, info_name=name, parent=current, **child.context_settings)
    click.echo(current.get_help(), color=current.color)
