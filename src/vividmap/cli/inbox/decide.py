"""inbox accept, merge, attach, snooze, dismiss: one decision by its handle."""

from collections.abc import Sequence

import click
from click.shell_completion import CompletionItem

from vividmap.cli import session
from vividmap.cli.options import complete_project, mark_options, on_option, read_day, read_when
from vividmap.cli.output import print_line
from vividmap.cli.resolve import find_item
from vividmap.core.english.phrasing import count_noun
from vividmap.core.vocabulary import PARTS, PROPOSED_KINDS
from vividmap.services.actor import Actor, today_of

_MOST_COMPLETED = 50


def complete_candidate(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Return the handles of candidates that wait, each with its text."""
    actor = session.open_for_completion()
    from vividmap.store.queries import inbox

    prefix = incomplete.removeprefix("^")
    due = inbox.list_due(actor.owner, today_of(actor))
    matches = [candidate for candidate in due if candidate.handle.startswith(prefix)]
    return [CompletionItem(candidate.handle, help=candidate.text) for candidate in matches[:_MOST_COMPLETED]]


candidate_argument = click.argument("candidate", metavar="ID", shell_complete=complete_candidate)
candidates_argument = click.argument(
    "candidates", nargs=-1, required=True, metavar="ID...", shell_complete=complete_candidate
)


@click.command("accept", short_help="Turn a candidate into an entry.")
@candidate_argument
@click.option("--outcome", metavar="TEXT", default="", help="What changed because of it.")
@click.option("--part", type=click.Choice(PARTS), help="Your own part in it.")
@click.option("--text", metavar="TEXT", default="", help="A new text for it, read as shorthand.")
@click.option("--project", metavar="NAME", shell_complete=complete_project, help="The project; '' for none.")
@on_option("When it was; as proposed if omitted.")
@click.option("--as", "kind", type=click.Choice(PROPOSED_KINDS), help="What it becomes.")
@mark_options
def accept_command(
    candidate: str,
    outcome: str,
    part: str | None,
    text: str,
    project: str | None,
    on: str | None,
    kind: str | None,
    confidentiality: str | None,
) -> None:
    """Turn a candidate into an entry, with what changed because of it and your own part.

    What you leave out stays as it was proposed. People who are on your map are linked.

    \b
      vividmap inbox accept x7kd --outcome "P99 down 340 ms" --part led
    """
    actor = session.open_record()
    from vividmap.core.inbox import Acceptance
    from vividmap.services.inbox import deciding

    acceptance = Acceptance(
        outcome=outcome,
        part=part or "",
        text=text,
        when=read_when(on, today_of(actor), "--on") if on else None,
        project=project,
        kind=kind or "",
        confidentiality=confidentiality or "",
    )
    entry = deciding.accept(actor, candidate, acceptance)
    print_line(f"Accepted as {entry.kind} ^{entry.handle} {entry.text}. To undo: vividmap undo")


@click.command("merge", short_help="Merge several candidates into one.")
@candidates_argument
def merge_command(candidates: Sequence[str]) -> None:
    """Merge several candidates into one; it keeps the text of the first and still waits for your decision.

    \b
      vividmap inbox merge x7kd y3mn
    """
    actor = session.open_record()
    from vividmap.services.inbox import deciding

    lead = deciding.merge(actor, candidates)
    count = count_noun(len(set(candidates)), "candidate")
    print_line(f"Merged {count} into ^{lead.handle} {lead.text}. To undo: vividmap undo")


@click.command("attach", short_help="Add a candidate to an existing entry.")
@candidate_argument
@click.argument("entry", metavar="ENTRY")
@click.option("--outcome", metavar="TEXT", default="", help="What changed because of it.")
def attach_command(candidate: str, entry: str, outcome: str) -> None:
    """Add a candidate's links, people and skills to an entry, and an outcome if you name one.

    \b
      vividmap inbox attach x7kd 7f3k
    """
    actor = session.open_record()
    from vividmap.services.inbox import deciding

    target = find_item(actor, entry, *deciding.ATTACHABLE_KINDS)
    changed_row = deciding.attach(actor, [candidate], target.handle, outcome)
    print_line(f"Attached to ^{changed_row.handle} {changed_row.text}. To undo: vividmap undo")


@click.command("snooze", short_help="Snooze a candidate until a date.")
@candidate_argument
@click.argument("until", required=False, metavar="[UNTIL]")
def snooze_command(candidate: str, until: str | None) -> None:
    """Put a candidate off: for a week, or until the day UNTIL.

    \b
      vividmap inbox snooze x7kd
      vividmap inbox snooze y3mn 2026-12-14
    """
    actor = session.open_record()
    from vividmap.services.inbox import deciding

    day = deciding.snooze(actor, [candidate], read_day(until, today_of(actor), "UNTIL") if until else None)
    print_line(f"Snoozed until {day}. To undo: vividmap undo")


@click.command("dismiss", short_help="Dismiss candidates for good.")
@click.argument("candidates", nargs=-1, metavar="[ID...]", shell_complete=complete_candidate)
@click.option("--source", metavar="NAME", help="All that are waiting from this source.")
def dismiss_command(candidates: Sequence[str], source: str | None) -> None:
    """Dismiss candidates for good: they are not proposed again.

    \b
      vividmap inbox dismiss x7kd y3mn
      vividmap inbox dismiss --source calendar
    """
    if bool(candidates) == bool(source):
        raise click.UsageError("name candidates by their IDs, or a --source")
    actor = session.open_record()
    from vividmap.services.inbox import deciding

    count = deciding.dismiss(actor, candidates or _waiting_from(actor, source or ""))
    print_line(f"Dismissed {count_noun(count, 'candidate')}. To undo: vividmap undo")


def _waiting_from(actor: Actor, source: str) -> list[str]:
    from vividmap.store.queries import inbox

    return [candidate.handle for candidate in inbox.list_waiting(actor.owner, source)]
