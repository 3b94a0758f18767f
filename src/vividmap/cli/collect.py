"""collect: what sources have found, as candidates in the inbox."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from vividmap.cli import session
from vividmap.cli.options import dry_run_option, read_day
from vividmap.cli.output import print_line

if TYPE_CHECKING:
    from vividmap.core.proposals import Proposal
    from vividmap.services.actor import Actor
    from vividmap.services.inbox.collecting import CollectResult
    from vividmap.sources.source import CollectRequest

_CLEAR_LINE = "\r\x1b[K"


@click.command("collect", short_help="Collect candidates from git and other sources.")
@click.argument("source", required=False)
@click.argument("places", nargs=-1, metavar="[PLACE]...")
@click.option("--since", metavar="DATE", help="Look again from this date on, including what was left out.")
@click.option(
    "--allow-private-network",
    "private_hosts",
    multiple=True,
    metavar="HOST",
    help="HOST may be on a private network. Repeatable.",
)
@dry_run_option
@click.option("--list", "lists", is_flag=True, help="List the available sources.")
@click.option("--install-hook", metavar="DIR", help="Collect after each merge in this git repository.")
@click.option("--uninstall-hook", metavar="DIR", help="Remove that hook; the rest of the file stays.")
def command(
    source: str | None,
    places: tuple[str, ...],
    since: str | None,
    private_hosts: tuple[str, ...],
    dry_run: bool,
    lists: bool,
    install_hook: str | None,
    uninstall_hook: str | None,
) -> None:
    """Look for work that may be evidence, and put it into the inbox. You decide there.

    SOURCE is where to look, for example git, and PLACE are its folders, files or addresses, which are
    remembered. Without PLACE it looks where it looked before, and without SOURCE every source that has
    collected before does. What you have seen in the inbox is not proposed again. Exits with 1 if every
    source failed, with 2 if the reason is a PLACE that does not exist.

    \b
      vividmap collect git ~/code
      vividmap collect
      vividmap collect git --since 2026-01-01 --dry-run
      vividmap collect git --install-hook ~/code/billing
    """
    if install_hook or uninstall_hook:
        _change_hook(source, install_hook, uninstall_hook)
    elif lists:
        _list_sources()
    else:
        _collect(source, stores=not dry_run, places=places, since=since, private_hosts=private_hosts)


def _collect(
    name: str | None,
    *,
    stores: bool,
    since: str | None,
    places: tuple[str, ...],
    private_hosts: tuple[str, ...],
) -> None:
    actor = session.open_record()
    from dataclasses import replace

    from vividmap.services.inbox import collecting

    names = [name] if name else collecting.remembered_sources()
    if not names:
        raise click.UsageError("no source has collected yet. Begin with folders: vividmap collect git DIR")
    if name:
        collecting.find_source(name)  # a mistyped name is bad input
    request = collecting.make_request(actor, _show_progress)
    first_day = read_day(since, request.today, "--since") if since else None
    request = replace(request, since=first_day, places=places, private_hosts=private_hosts)
    results = []
    for source_name in names:
        result = _collect_one(actor, source_name, request, stores=stores)
        _print_result(result)
        results.append(result)
    if any(result.counts and result.counts.added for result in results):
        print_line("Decide about them: vividmap inbox")
    if all(result.error for result in results):
        raise click.exceptions.Exit(2 if any(result.is_bad_input for result in results) else 1)


def _collect_one(actor: "Actor", name: str, request: "CollectRequest", *, stores: bool) -> "CollectResult":
    from vividmap.services.errors import Refused
    from vividmap.services.inbox import collecting

    try:
        source = collecting.find_source(name)
    except Refused as error:
        return collecting.CollectResult(source=name, error=str(error))
    try:
        return collecting.collect_source(actor, source, request, stores=stores)
    finally:
        if sys.stderr.isatty():
            click.echo(_CLEAR_LINE, err=True, nl=False)


def _show_progress(line: str) -> None:
    """Show what is being done, in place of what was shown before; only at a terminal."""
    if sys.stderr.isatty():
        from vividmap.cli.layout import visible_text
        from vividmap.cli.output import terminal_width

        line_to_show = visible_text(line).replace("\n", " ")[: terminal_width() - 1]
        click.echo(f"{_CLEAR_LINE}{line_to_show}", err=True, nl=False)


def _print_result(result: "CollectResult") -> None:
    if result.error:
        print_line(f"vividmap: {result.source}: {result.error}", err=True)
        return
    if result.counts is None:
        print_line(f"{result.source}: {_count(len(result.proposals))} would be proposed")
        for line in _describe_proposals(result.proposals):
            print_line(line)
    else:
        print_line(f"{result.source}: {', '.join(_describe_counts(result))}")
    for note in result.notes:
        print_line(f"  {note}")


def _describe_counts(result: "CollectResult") -> Iterator[str]:
    """Yield what the inbox did with the proposals, the parts of one line."""
    counts = result.counts
    if counts is None:
        return
    yield _count(len(counts.added), "new ") if counts.added else "nothing new"
    if counts.updated:
        yield f"{counts.updated} updated"
    if counts.known:
        yield f"{counts.known} already known"


def _describe_proposals(proposals: "tuple[Proposal, ...]") -> Iterator[str]:
    for proposal in proposals:
        project = f" +{proposal.project}" if proposal.project else ""
        yield f"- {proposal.when} {proposal.text}{project}"
        if proposal.reason:
            yield f"    {proposal.reason}"


def _count(number: int, adjective: str = "") -> str:
    return f"{number} {adjective}{'candidate' if number == 1 else 'candidates'}"


def _list_sources() -> None:
    from vividmap.services.home import bootstrap

    bootstrap.load_django()  # what collects writes to the record, though the list does not
    from vividmap.services.inbox import collecting

    sources, problems = collecting.list_sources()
    remembered_names = collecting.remembered_sources()
    for name, source in sources.items():
        mark = " (has collected)" if name in remembered_names else ""
        print_line(f"{name:<12} {source.SUMMARY}{mark}")
    for problem in problems:
        print_line(f"vividmap: {problem}", err=True)


def _change_hook(source: str | None, install_hook: str | None, uninstall_hook: str | None) -> None:
    if source not in (None, "git") or (install_hook and uninstall_hook):
        raise click.UsageError("use vividmap collect git --install-hook DIR, or --uninstall-hook DIR")
    from vividmap.services.inbox import git_hook

    if install_hook:
        print_line(git_hook.install_hook(install_hook))
    else:
        print_line(git_hook.uninstall_hook(uninstall_hook or ""))
