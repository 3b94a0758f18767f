"""The command line: one module per command, `packet` and `draft` folders. See `commands` for the table."""

import atexit
import gc
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper

import click

from vividmap import __version__, pattern_cache
from vividmap.cli.commands import MainGroup


@click.group(
    cls=MainGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    hints={
        "delete": "To move an item to the trash: vividmap rm.",
        "remove": "To move an item to the trash: vividmap rm.",
        "find": "To find words: vividmap search.",
        "new": "To add a person, goal, gap, skill or role: vividmap add.",
        "settings": "To show or change settings: vividmap config.",
        "version": "To print the version: vividmap --version.",
    },
)
@click.version_option(__version__, prog_name="vividmap")
def main() -> None:
    """Keep the evidence, skills, people and goals of your career, in ten minutes a week.

    \b
      vividmap log "Moved the cache to Redis -> P99 down 340 ms ~teams @priya"
      vividmap list --period last-90-days
      vividmap draft review --period 2026-H2

    An entry needs only text. Marks in it are optional: `-> outcome`, `~team` `~teams` `~org` `~beyond`,
    `#skill`, `@person`, `!goal`. All data is in one folder (VIVIDMAP_HOME); nothing leaves this machine.
    """


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code. Never shows a traceback."""
    atexit.register(gc.freeze)  # or Python looks through all objects twice as it ends
    pattern_cache.use_kept_patterns()
    _prepare_streams()
    if "_VIVIDMAP_COMPLETE" in os.environ:
        from vividmap.cli.completion import complete

        return complete(arguments)
    color = False if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" else None
    try:
        code = main.main(args=[*arguments], prog_name="vividmap", standalone_mode=False, color=color)
        sys.stdout.flush()
    except click.ClickException as error:
        from vividmap.cli.errors import report_click_error

        return report_click_error(error)
    except (click.Abort, KeyboardInterrupt):
        click.echo("vividmap: interrupted", err=True)
        return 130
    except (BrokenPipeError, SystemExit):  # click exits where a pipe breaks, and nowhere else
        _drop_output()  # the reader has closed the pipe
        return 0
    except Exception as error:  # noqa: BLE001 - the last resort: any error is reported in one line
        from vividmap.cli.errors import report_error

        _drop_output()
        return report_error(error)
    return code if isinstance(code, int) else 0


def _drop_output() -> None:
    """Discard output that cannot be written: Python would try again at exit, and complain."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def _prepare_streams() -> None:
    """Replace closed streams by the null device, and characters that a stream cannot encode by `?`."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115 - open to the end
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
