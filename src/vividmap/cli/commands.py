"""The table of commands, and groups that load a command's module when it is asked for."""

import gc
import importlib
from collections.abc import Mapping

import click

SECTIONS: dict[str, tuple[str, ...]] = {
    "Capture": ("log", "learn", "met", "inbox", "checkin"),
    "Look": ("list", "show", "search", "history", "patterns", "status", "web"),
    "Change": ("edit", "rm", "restore", "undo", "redo", "trash", "purge"),
    "People, goals, skills, projects": ("add", "update", "link", "merge", "project", "shown"),
    "Prepare a conversation": ("draft", "packet", "check", "framework"),
    "Import and export": ("collect", "document", "import", "export", "backup", "calendar"),
    "Work with an AI assistant": ("assistant", "mcp"),
    "Set up": ("config", "doctor", "demo", "completion", "help"),
}
"""The commands by what they are for, in the order of the help."""

COMMANDS = tuple(name for names in SECTIONS.values() for name in names)

_MODULES = {"import": "import_file"}
"""Where a command is, if not as `command` in the module of its name."""

_COLLECT_AFTER = 200_000
"""New objects between garbage collections: with Python's 700, they take a tenth of importing Django."""


def load_command(name: str) -> click.Command:
    """Return a command, importing its module: importing all would slow down every command."""
    module_name, _, attribute = _MODULES.get(name, name).partition(":")
    command = getattr(importlib.import_module(f"vividmap.cli.{module_name}"), attribute or "command")
    assert isinstance(command, click.Command)  # noqa: S101 - a mistake in the table, which a test would find
    return command


class UnknownCommandError(click.UsageError):
    """There is no such command."""


class CommandGroup(click.Group):
    """A group that suggests what a mistyped command may have meant.

    `hints` are sentences by a word that people may try here and that another command does.
    """

    def __init__(self, *args: object, hints: Mapping[str, str] | None = None, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.hints = hints or {}

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that the arguments name. Raises UnknownCommandError, with similar commands."""
        word = args[0]
        if word.startswith("-") or self.get_command(ctx, word) is not None:
            return super().resolve_command(ctx, args)
        import difflib

        similar = difflib.get_close_matches(word, self.list_commands(ctx), n=2)
        hint = self.hints.get(word) or (f"Did you mean {' or '.join(similar)}?" if similar else "")
        excerpt = word if len(word) <= 60 else f"{word[:59]}…"
        raise UnknownCommandError(f"There is no command {excerpt!r}. {hint}".rstrip(), ctx)


class MainGroup(CommandGroup):
    """All commands, loaded one by one, listed by what they are for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = load_command(cmd_name)
        if not ctx.resilient_parsing:  # a shell's completion is over before there is anything to collect
            gc.set_threshold(_COLLECT_AFTER)
            gc.enable()  # `vividmap.__main__` disabled it
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for title, names in SECTIONS.items():
            with formatter.section(title):
                formatter.write_dl([(name, load_command(name).get_short_help_str(60)) for name in names])
