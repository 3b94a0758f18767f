"""completion: the script that completes commands in bash, zsh and fish."""

from collections.abc import Sequence

import click
from click.shell_completion import (
    BashComplete,
    FishComplete,
    ZshComplete,
    add_completion_class,
)

VARIABLE = "_VIVIDMAP_COMPLETE"
"""The environment variable by which the scripts ask for candidates."""

_BASH = """\
%(complete_func)s() {
    local IFS=$'\\n' line type value quoted current=${COMP_WORDS[COMP_CWORD]}
    COMPREPLY=()
    local lines
    lines=$(env COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD=$COMP_CWORD %(complete_var)s=bash_complete $1)
    for line in $lines; do
        type=${line%%%%,*}
        value=${line#*,}
        case $type in
            dir) compopt -o dirnames ;;
            file) compopt -o default ;;
            plain)
                # a value with spaces is one word; after a quote that the user typed it is as it stands
                if [[ $current == [\\'\\"]* ]]; then
                    COMPREPLY+=("$value")
                else
                    printf -v quoted %%q "$value"
                    COMPREPLY+=("$quoted")
                fi
                ;;
        esac
    done
    return 0
}

complete -o nosort -F %(complete_func)s %(prog_name)s
"""

_FISH = """\
function %(complete_func)s
    set -l words (env %(complete_var)s=fish_complete COMP_WORDS=(commandline -cp) \\
        COMP_CWORD=(commandline -t) %(prog_name)s)
    for line in $words
        # only the first comma separates: a description may have its own
        set -l parts (string split -m 1 "," -- $line)
        switch $parts[1]
            case dir
                __fish_complete_directories $parts[2]
            case file
                __fish_complete_path $parts[2]
            case plain
                echo $parts[2]
        end
    end
end

complete --no-files --command %(prog_name)s --arguments "(%(complete_func)s)"
"""


class QuotingBashComplete(BashComplete):
    """Bash, where a value with spaces stays one word: click's own script makes a word of each part."""

    source_template = _BASH

    @staticmethod
    def _check_version() -> None:
        """Do nothing: click would start bash for its version, and 4.4, which it needs, is from 2016."""


class CommaSafeFishComplete(FishComplete):
    """Fish, where descriptions are whole: click's own script cuts them at the first comma."""

    source_template = _FISH


def complete(arguments: Sequence[str]) -> int:
    """Print the candidates that a script asks for in the environment, and return the exit code.

    A line that cannot be completed has none: an error message would spoil the prompt.
    """
    from vividmap.cli import main

    add_completion_class(QuotingBashComplete, "bash")
    add_completion_class(CommaSafeFishComplete, "fish")
    try:
        main.main(args=list(arguments), prog_name="vividmap", standalone_mode=False)
    except (Exception, SystemExit):  # noqa: BLE001 - whatever it is, there are no candidates
        return 1
    return 0


@click.command("completion", short_help="Print the completion script for your shell.")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print the script that completes vividmap's commands, options and values in SHELL.

    \b
      vividmap completion bash > ~/.local/share/bash-completion/completions/vividmap
      vividmap completion zsh > ~/.zfunc/_vividmap
      vividmap completion fish > ~/.config/fish/completions/vividmap.fish

    For zsh, ~/.zfunc must be in fpath before compinit runs.
    """
    classes = {"bash": QuotingBashComplete, "zsh": ZshComplete, "fish": CommaSafeFishComplete}
    from vividmap.cli import main

    click.echo(classes[shell](main, {}, "vividmap", VARIABLE).source())
