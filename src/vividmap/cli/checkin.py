"""checkin: the weekly, monthly and quarterly session, step by step."""

import sys
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

import click

from vividmap.cli import session
from vividmap.cli.options import json_option
from vividmap.cli.output import is_terminal, print_json, print_line
from vividmap.services.actor import Actor, today_of

if TYPE_CHECKING:
    from vividmap.core.checkins.agenda import Agenda, Step
    from vividmap.core.checkins.calendar import DueCheckIn
    from vividmap.core.english.dates import Period
    from vividmap.core.record import CheckIn, Record


@click.command("checkin", short_help="Do the weekly, monthly or quarterly check-in.")
@click.argument("kind", type=click.Choice(["weekly", "monthly", "quarterly"]), required=False)
@click.option("--period", metavar="PERIOD", help="Which period: 2026-W46, 2026-10, 2026-Q3, or a date in it.")
@click.option("--skip", is_flag=True, help="Mark it as skipped; it is no longer due.")
@click.option("--notes", is_flag=True, help="Print the notes of a check-in as Markdown.")
@click.option("--redo", is_flag=True, help="Reopen a finished check-in; earlier answers are kept.")
@json_option
def command(kind: str | None, period: str | None, skip: bool, notes: bool, redo: bool, as_json: bool) -> None:
    """Go through a check-in: 10 minutes a week, 20 a month, 60 a quarter. Without KIND, the most overdue one.

    Each answer is saved at once. Enter goes to the next question; `back`, `undo`, `quit` and `?` alone on a
    line go back, undo the last answer, leave, and show help. The same command continues where you left off.
    Without a terminal nothing is asked: the agenda is printed.

    \b
      vividmap checkin
      vividmap checkin weekly --period 2026-W46
      vividmap checkin monthly --skip
      vividmap checkin quarterly --json
    """
    if sum((skip, notes, redo, as_json)) > 1:
        raise click.UsageError("use only one of --skip, --notes, --redo and --json")
    if period and not kind:
        raise click.UsageError("--period needs a kind: vividmap checkin weekly --period 2026-W46")
    actor = session.open_record()
    from vividmap.store import queries

    record = queries.load_record(actor.owner)
    span = _read_period(kind, period, today_of(actor), record) if kind and period else None
    if notes:
        _print_notes(actor, record, kind, span)
        return
    if redo:
        check_in = _reopen(actor, record, kind, span)
        kind, span = check_in.rhythm, _period_for(check_in, record)
    choice = _choose(record, today_of(actor), kind, span)
    if choice is None:
        _print_nothing_due(record, today_of(actor), as_json=as_json)
    elif skip:
        _skip(actor, *choice)
    elif as_json or not is_terminal():
        _print_agenda(actor, record, *choice, as_json=as_json)
    else:
        _run_session(actor, *choice)


def _read_period(kind: str, text: str, day: date, record: "Record") -> "Period":
    from vividmap.core.checkins.calendar import PERIOD_EXAMPLES, read_period

    period = read_period(kind, text, day, record.profile)
    if period is None:
        raise click.UsageError(
            f"{text!r} is not the period of a {kind} check-in; write it like {PERIOD_EXAMPLES[kind]}"
        )
    if period.first > day:
        raise click.UsageError(f"{period.name} has not started yet")
    return period


def _choose(
    record: "Record", day: date, kind: str | None, period: "Period | None"
) -> "tuple[str, Period] | None":
    """Return the kind and period to do: the ones named, else the most overdue; None where none is due."""
    from vividmap.core.checkins.calendar import due_check_ins, most_due, period_of

    if kind and period:
        return kind, period
    waiting = tuple(item for item in due_check_ins(record, day) if kind in (None, item.kind))
    first = most_due(waiting, day)
    if first:
        return first.kind, first.period
    return (kind, period_of(kind, day, record.profile)) if kind else None


def _print_nothing_due(record: "Record", day: date, *, as_json: bool) -> None:
    from vividmap.core.checkins.calendar import describe_day, next_check_ins

    upcoming = next_check_ins(record, day)
    if as_json:
        print_json({"due": None, "next": [_shape_due(item) for item in upcoming]})
        return
    click.echo("No check-in is due.")
    for item in upcoming:
        click.echo(f"  {item.kind:<10} {item.period.name}, due from {describe_day(item.since)}")
    click.echo("You can do one at any time: vividmap checkin weekly")


def _shape_due(due: "DueCheckIn") -> dict[str, Any]:
    return {"kind": due.kind, "period": due.period.name, "since": due.since.isoformat()}


def _skip(actor: Actor, kind: str, period: "Period") -> None:
    from vividmap.services.changes import checkins

    check_in = checkins.skip_check_in(actor, kind, period)
    print_line(f"Skipped ^{check_in.handle}: the {kind} check-in for {period.name}.")


def _find_newest(
    record: "Record", kind: str | None, period: "Period | None", *states: str
) -> "CheckIn | None":
    """Return the newest check-in in one of some states, of any kind and period unless they are named."""
    from vividmap.core.checkins.calendar import is_for
    from vividmap.core.record import CheckIn

    matches = [
        item
        for item in record.items_of(CheckIn)
        if item.when and item.rhythm and kind in (None, item.rhythm) and item.state in states
        if period is None or is_for(item, item.rhythm, period)
    ]
    return max(matches, key=lambda item: (item.edited_at, item.id), default=None)


def _period_for(check_in: "CheckIn", record: "Record") -> "Period":
    from vividmap.core.checkins import period_for

    return period_for(check_in, record.profile)


def _reopen(actor: Actor, record: "Record", kind: str | None, period: "Period | None") -> "CheckIn":
    """Reopen the newest finished check-in and return it; one that is still open is continued."""
    from vividmap.services.changes import checkins

    check_in = _find_newest(record, kind, period, "done")
    if check_in is None:
        open_one = _find_newest(record, kind, period, "open", "")
        if open_one is None:
            raise click.UsageError(f"no {_describe(kind, period)} is finished yet")
        print_line(f"^{open_one.handle} is still open: {open_one.text}.", err=True)
        return open_one
    again = checkins.redo_check_in(actor, check_in.handle)
    print_line(f"Reopened ^{again.handle}: {again.text}. Earlier answers are kept.", err=True)
    return again


def _print_notes(actor: Actor, record: "Record", kind: str | None, period: "Period | None") -> None:
    from vividmap.core.checkins.notes import write_notes

    check_in = _find_newest(record, kind, period, "done", "open", "")
    if check_in is None:
        raise click.UsageError(f"there is no {_describe(kind, period)}, so there are no notes")
    print_line(write_notes(check_in, record, today_of(actor)).rstrip("\n"))


def _describe(kind: str | None, period: "Period | None") -> str:
    return f"{f'{kind} ' if kind else ''}check-in{f' for {period.name}' if period else ''}"


def _print_agenda(actor: Actor, record: "Record", kind: str, period: "Period", *, as_json: bool) -> None:
    """Print an agenda; nothing is asked and the check-in is not started."""
    from vividmap.core import checkins
    from vividmap.core.checkins.calendar import find_check_in

    check_in = find_check_in(record, kind, period)
    own_items = checkins.created_in(check_in) if check_in else frozenset()
    agenda = checkins.agenda(record, today_of(actor), kind, period, own_items)
    if as_json:
        print_json(_shape_agenda(agenda, check_in, record))
        return
    click.echo(_head(agenda))
    for step in agenda.steps:
        _print_step(step, record)


def _print_step(step: "Step", record: "Record") -> None:
    print_line(f"\n{step.title}\n  {step.prompt}")
    for about in step.about:
        handle = _handle_of(record, about.item)
        print_line(f"  {'  ' * about.depth}- {about.name}{f' ^{handle}' if handle else ''}")
        if about.says:
            print_line(f"    {'  ' * about.depth}{about.says}")
    for insight in step.insights:
        print_line(f"  - {insight.statement}")


def _handle_of(record: "Record", uid: UUID) -> str:
    return record.by_id[uid].handle if uid in record.by_id else ""


def _head(agenda: "Agenda") -> str:
    from vividmap.core.checkins.calendar import describe_period

    return (
        f"{agenda.kind.capitalize()} check-in, {agenda.period.name}: {describe_period(agenda.period)},"
        f" {agenda.minutes} minutes"
    )


def _shape_agenda(agenda: "Agenda", check_in: "CheckIn | None", record: "Record") -> dict[str, Any]:
    """Return an agenda as JSON has it; docs/guide/json.md shows the shape."""
    period = agenda.period
    return {
        "kind": agenda.kind,
        "period": {"name": period.name, "first": period.first.isoformat(), "last": period.last.isoformat()},
        "minutes": agenda.minutes,
        "handle": check_in.handle if check_in else "",
        "state": check_in.state if check_in else "",
        "steps": [_shape_step(step, record) for step in agenda.steps],
    }


def _shape_step(step: "Step", record: "Record") -> dict[str, Any]:
    return {
        "name": step.name,
        "takes": step.kind,
        "title": step.title,
        "prompt": step.prompt,
        "why": step.reason,
        "about": [
            {"handle": _handle_of(record, about.item), "text": about.name, "says": about.says}
            for about in step.about
        ],
        "patterns": [
            {
                "says": insight.statement,
                "next": insight.next_step,
                "behind": [_handle_of(record, uid) for uid in insight.behind],
            }
            for insight in step.insights
        ],
    }


def _print_end(actor: Actor, handle: str) -> None:
    """Print what a finished check-in saved, how the month stands, and which check-in is next."""
    from vividmap.core.checkins.calendar import describe_day, next_check_ins
    from vividmap.core.checkins.summary import describe_month, describe_saved
    from vividmap.core.record import CheckIn
    from vividmap.store import queries

    record, day = queries.load_record(actor.owner), today_of(actor)
    check_in = next(item for item in record.items_of(CheckIn) if item.handle == handle)
    print_line(f"\nDone. {describe_saved(check_in, record)} {describe_month(record, day)}")
    for upcoming in next_check_ins(record, day)[:1]:
        print_line(f"Next: the {upcoming.kind} check-in, due from {describe_day(upcoming.since)}.")


def _run_session(actor: Actor, kind: str, period: "Period") -> None:
    from vividmap.cli.checkin_session import CheckinSession
    from vividmap.services.changes import checkins

    check_in = checkins.start_check_in(actor, kind, period)
    checkin_session = CheckinSession(actor, check_in)
    click.echo(_head(checkin_session.agenda))
    is_finished = checkin_session.run()
    sys.stdout.flush()
    if is_finished:
        _print_end(actor, check_in.handle)
        print_line(f"To read the notes: vividmap checkin {kind} --period '{period.name}' --notes")
    else:
        print_line(f"\nYour answers are saved. To continue: vividmap checkin {kind} --period '{period.name}'")
