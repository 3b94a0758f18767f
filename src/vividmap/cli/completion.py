"""completion: for the shell."""

import click
from click.shell_completion import get_completion_class


@click.command("completion", short_help="Print the completion script for a shell.")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion_command(shell: str) -> None:
    """Print what makes SHELL complete vividmap's commands and options.

    \b
      bash:  vividmap completion bash > ~/.local/share/bash-completion/completions/vividmap
      zsh:   vividmap completion zsh > ~/.zfunc/_vividmap      (with ~/.zfunc in fpath)
      fish:  vividmap completion fish > ~/.config/fish/completions/vividmap.fish
    """
    kind = get_completion_class(shell)
    if kind is None:
        raise click.UsageError(f"no completion for {shell}")
    from vividmap.cli import main

    click.echo(kind(main, {}, "vividmap", "_VIVIDMAP_COMPLETE").source())
