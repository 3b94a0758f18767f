"""The command line: one file a noun. Each command's module is imported when that command is asked for."""

import importlib
import os
import sys
import traceback
from collections.abc import Sequence
from io import TextIOWrapper

import click

from vividmap import __version__, paths
from vividmap.cli.group import Group

COMMANDS: dict[str, str] = {
    "log": "capture",
    "skill": "capture",
    "touch": "capture",
    "checkin": "checkin",
    "list": "reading",
    "show": "reading",
    "search": "reading",
    "patterns": "patterns",
    "edit": "editing",
    "delete": "editing",
    "restore": "editing",
    "undo": "editing",
    "history": "editing",
    "trash": "editing",
    "purge": "editing",
    "pending": "linking",
    "link": "linking",
    "surface": "surface",
    "person": "person",
    "goal": "goal",
    "gap": "gap",
    "skills": "skills",
    "settings": "settings",
    "calendar": "calendar",
    "status": "status",
    "role": "settings",
    "document": "document",
    "import": "document",
    "export": "document",
    "packet": "packet",
    "framework": "framework",
    "criterion": "criterion",
    "backup": "home",
    "doctor": "home",
    "web": "web",
    "demo": "web",
    "completion": "completion",
}
"""Where each command is: importing them all would cost every command the time of all."""

_SECTIONS = {
    "Write down": ("log", "skill", "touch", "checkin"),
    "Look": ("status", "list", "show", "search", "patterns", "web"),
    "Change": (
        "edit",
        "delete",
        "restore",
        "undo",
        "history",
        "trash",
        "purge",
        "pending",
        "link",
        "surface",
    ),
    "People, goals, skills": ("person", "goal", "gap", "skills", "framework", "criterion"),
    "Take out, bring in": ("document", "import", "export", "packet", "calendar"),
    "The home": ("settings", "role", "backup", "doctor", "demo", "completion"),
}


class Commands(Group):
    """All commands, loaded one by one, listed by what they are for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"vividmap.cli.{COMMANDS[cmd_name]}")
        found = getattr(module, f"{cmd_name}_command")
        assert isinstance(found, click.Command)  # noqa: S101 - a mistake in the table, which a test would find
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for title, names in _SECTIONS.items():
            with formatter.section(title):
                commands = [(name, self.get_command(ctx, name)) for name in names]
                formatter.write_dl([(name, one.get_short_help_str(66)) for name, one in commands if one])


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="vividmap")
def main() -> None:
    """Keep the evidence, skills, people and goals of a career, in ten minutes a week.

    \b
      vividmap log "Moved the session cache to Redis -> P99 down 340 ms ~teams @priya"
      vividmap list --period last-90-days
      vividmap document

    A line needs nothing but text. Marks in it are optional: `-> outcome`, `~team` `~teams` `~org` `~beyond`,
    `#skill`, `@person`, `!goal`. All data lies in one folder (VIVIDMAP_HOME); nothing leaves the machine.
    """


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code. No traceback ever reaches a person."""
    _steady_streams()
    color = False if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" else None
    try:
        code = main.main(args=list(arguments), prog_name="vividmap", standalone_mode=False, color=color)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        return 130
    except (BrokenPipeError, SystemExit):  # click exits where a pipe breaks, and nowhere else
        _drop_output()  # whoever read it has had enough, and there is nothing to say
        return 0
    except Exception as error:  # noqa: BLE001 - the last resort: whatever it is, it is told in one line
        _drop_output()
        return _told(error)
    return code if isinstance(code, int) else 0


def _drop_output() -> None:
    """Let output that cannot be written go nowhere: Python would try again at exit, and complain."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def _steady_streams() -> None:
    """Let no stream fail us: one that is closed is nowhere, one that lacks a letter shows another."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115 - open to the end
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def _told(error: Exception) -> int:
    from vividmap.services.errors import Invalid, NotFound, Refused, Unreadable

    if isinstance(error, Refused):
        click.echo(f"vividmap: {error}", err=True)
        return 2 if isinstance(error, Invalid | NotFound | Unreadable) else 1
    if isinstance(error, UnicodeError):
        click.echo(f"vividmap: what was given is not valid UTF-8: {_short(error)}", err=True)
        return 2
    place = os.path.join(paths.home(), "errors.log")
    try:
        handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(handle, "a", encoding="utf-8") as file:
            traceback.print_exception(error, file=file)
        where = f"The details are in {place}"
    except OSError:
        where = "The details could not be written down"
    click.echo(f"vividmap: something went wrong: {type(error).__name__}: {_short(error)}. {where}.", err=True)
    return 1


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
