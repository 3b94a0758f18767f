"""assistant: register the record's tools with an AI assistant, and propose from a session that has ended."""

import contextlib
import importlib.util
import os
import sys
from typing import TYPE_CHECKING

import click

from vividmap.cli.commands import CommandGroup
from vividmap.cli.output import print_line

if TYPE_CHECKING:
    from vividmap.assistant.clients.file_changes import FileChange
    from vividmap.assistant.clients.registration import RegistrationPlan

_CLIENTS = ("claude-code", "claude-desktop", "cursor", "codex", "vscode", "gemini", "zed", "opencode")
_DRY_RUN = "Nothing was changed: this was a dry run. To do it, leave out --dry-run."
_NO_LIBRARY = "The server needs one more library. To get it: pip install 'vividmap[assistant]'"
_client_argument = click.argument("client", type=click.Choice(_CLIENTS))
_dry_run_option = click.option("--dry-run", is_flag=True, help="Show what would change, and change nothing.")


@click.group("assistant", cls=CommandGroup, short_help="Register your record with an AI assistant.")
def command() -> None:
    """Register the tools of your record with an AI assistant, in its own files.

    \b
      vividmap assistant install claude-code --dry-run
      vividmap assistant install codex --read-only
      vividmap assistant uninstall codex

    What is in these files already stays, comments and order too.
    """


@command.command("install", short_help="Register with a client.")
@_client_argument
@click.option(
    "--allow", "allowed_names", multiple=True, metavar="NAME", help="As for 'vividmap mcp'. Repeatable."
)
@click.option("--read-only", "is_read_only", is_flag=True, help="Let it read, but not propose.")
@click.option("--no-skill", "lacks_skill", is_flag=True, help="Leave out the skill.")
@click.option("--session-end", "has_hook", is_flag=True, help="Also propose from each session as it ends.")
@_dry_run_option
def install(
    client: str,
    allowed_names: tuple[str, ...],
    is_read_only: bool,
    lacks_skill: bool,
    has_hook: bool,
    dry_run: bool,
) -> None:
    """Register your record with an assistant: its configuration, and a skill where it knows skills.

    With --session-end, a hook looks at each session as it ends, on this machine, and proposes at most one
    piece of work for your inbox (Claude Code, Codex, Gemini CLI).

    \b
      vividmap assistant install claude-code
      vividmap assistant install claude-code --session-end
      vividmap assistant install cursor --allow internal
    """
    from vividmap.assistant.allowances import read_allowances
    from vividmap.assistant.clients import client_table, registration

    read_allowances(allowed_names, is_read_only=is_read_only)  # refuses what cannot be allowed
    chosen_client = client_table.find_client(client)
    if has_hook and chosen_client.find_hooks is None:
        raise click.UsageError(f"{chosen_client.title} has no hook for the end of a session")
    options = [word for name in dict.fromkeys(allowed_names) for word in ("--allow", name)]
    arguments = ["mcp", *options, *(["--read-only"] if is_read_only else [])]
    if importlib.util.find_spec("mcp") is None:
        print_line(_NO_LIBRARY, err=True)
    plan = registration.plan_install(
        chosen_client,
        client_table.find_folders(os.environ),
        registration.find_launch(arguments, os.environ),
        has_skill=not lacks_skill,
        hook=registration.find_launch(["assistant", "session-end"], os.environ) if has_hook else None,
    )
    _carry_out(plan, dry_run=dry_run, outcome=f"Registered with {chosen_client.title}. Restart it.")


@command.command("uninstall", short_help="Remove the registration.")
@_client_argument
@_dry_run_option
def uninstall(client: str, dry_run: bool) -> None:
    """Remove the registration from an assistant's files, and nothing else. A changed skill stays.

    \b
      vividmap assistant uninstall claude-code
      vividmap assistant uninstall zed --dry-run
    """
    from vividmap.assistant.clients import client_table, registration

    chosen_client = client_table.find_client(client)
    plan = registration.plan_uninstall(chosen_client, client_table.find_folders(os.environ))
    _carry_out(plan, dry_run=dry_run, outcome=f"Removed from {chosen_client.title}. Restart it.")


def _carry_out(plan: "RegistrationPlan", *, dry_run: bool, outcome: str) -> None:
    """Apply a plan and print the files; with `dry_run` print the differences instead. Raises Refused."""
    for note in plan.notes:
        print_line(note, err=True)
    if not plan.effective_changes:
        print_line("Nothing to change.")
        return
    for change in plan.effective_changes:
        if dry_run:
            print_line(f"Would {_verb(change)} {change.path}:")
            click.echo(change.describe())
        else:
            change.apply()
            print_line(f"{'Removed' if change.after is None else 'Wrote'} {change.path}")
    if not dry_run:
        plan.memo.apply()
    print_line(_DRY_RUN if dry_run else outcome)


def _verb(change: "FileChange") -> str:
    if change.after is None:
        return "remove"
    return "create" if change.before is None else "change"


@command.command("session-end", short_help="Propose from a session that has ended.")
@click.option("--client", "client", metavar="NAME", default="", help="The assistant's name, for the inbox.")
def session_end(client: str) -> None:
    """Read a session's hook data from standard input; propose at most one piece of work for the inbox.

    An assistant's hook runs this command. It reads the session's transcript on this machine, keeps nothing of
    it, sends nothing, and says nothing. The exit code is always 0.

    \b
      vividmap assistant session-end --client claude-code < hook.json
    """
    from vividmap.assistant.session_end.hook import run_hook
    from vividmap.cli import session

    run_hook(sys.stdin.buffer, client, session.open_record)
    with contextlib.suppress(Exception):  # the backup of the day may fail; a hook must not
        click.get_current_context().find_root().close()
