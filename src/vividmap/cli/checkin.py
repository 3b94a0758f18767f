"""checkin: the weekly, monthly and quarterly session, step by step."""

import json
import sys
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from vividmap.cli import session
from vividmap.services.actor import Actor, today

if TYPE_CHECKING:
    from vividmap.core.checkins.agenda import Agenda
    from vividmap.core.checkins.calendar import Due
    from vividmap.core.dates import Period
    from vividmap.core.record import CheckIn, Record


@click.command("checkin", short_help="Do the weekly, monthly or quarterly check-in.")
@click.argument("kind", type=click.Choice(["weekly", "monthly", "quarterly"]), required=False)
@click.option("--period", metavar="PERIOD", help="Which one: 2026-W46, 2026-10, 2026-Q3, or a day in it.")
@click.option("--skip", is_flag=True, help="Let it pass; it is not due any more.")
@click.option("--notes", is_flag=True, help="Print the notes of one as a page of Markdown.")
@click.option("--redo", is_flag=True, help="Do one again that is done; what was said is kept.")
@click.option("--json", "as_json", is_flag=True, help="Its agenda as JSON, for programs.")
def checkin_command(
    kind: str | None, period: str | None, skip: bool, notes: bool, redo: bool, as_json: bool
) -> None:
    """Go through a check-in: 10 minutes a week, 20 a month, 60 a quarter. Without a kind, the one most due.

    Each line that you say is kept at once. An empty line goes on, 'q' leaves; the same command takes it up
    again where you left it. Without a terminal nothing is asked: the agenda is printed.

    \b
      vividmap checkin
      vividmap checkin weekly --period 2026-W46
      vividmap checkin monthly --skip
      vividmap checkin quarterly --notes
    """
    if sum((skip, notes, redo, as_json)) > 1:
        raise click.UsageError("say one of --skip, --notes, --redo and --json")
    if period and not kind:
        raise click.UsageError("say which check-in: vividmap checkin weekly --period 2026-W46")
    actor = session.open_record()
    from vividmap.store import queries

    record = queries.load(actor.owner)
    span = _read_period(kind, period, today(actor), record) if kind and period else None
    if notes:
        _notes(actor, record, kind, span)
        return
    found = _redone(actor, record, kind, span) if redo else None
    chosen = (found.what, _period_for(found, record)) if found else _chosen(record, today(actor), kind, span)
    if chosen is None:
        _nothing_due(record, today(actor), as_json=as_json)
    elif skip:
        _skip(actor, *chosen)
    elif as_json or not session.is_terminal():
        _print(actor, record, *chosen, as_json=as_json)
    else:
        _go(actor, *chosen)


def _read_period(kind: str, text: str, day: date, record: "Record") -> "Period":
    from vividmap.core.checkins.calendar import read_period

    found = read_period(kind, text, day, record.profile)
    like = {"weekly": "2026-W46", "monthly": "2026-10", "quarterly": "2026-Q3"}[kind]
    if found is None:
        raise click.UsageError(f"{text!r} is not a period of a {kind} check-in; write it like {like}")
    if found.first > day:
        raise click.UsageError(f"{found.name} has not begun yet")
    return found


def _chosen(
    record: "Record", day: date, kind: str | None, period: "Period | None"
) -> "tuple[str, Period] | None":
    """Return which check-in is meant: the one named, else the one that is due; None where none is."""
    from vividmap.core.checkins.calendar import due, most_due, period_of

    if kind and period:
        return kind, period
    waiting = tuple(one for one in due(record, day) if kind in (None, one.kind))
    found = most_due(waiting, day)
    if found:
        return found.kind, found.period
    return (kind, period_of(kind, day, record.profile)) if kind else None


def _nothing_due(record: "Record", day: date, *, as_json: bool) -> None:
    from vividmap.core.checkins.calendar import coming, say_day

    found = coming(record, day)
    if as_json:
        click.echo(json.dumps({"due": None, "next": [_due(one) for one in found]}, indent=2))
        return
    click.echo("No check-in is due.")
    for one in found:
        click.echo(f"  {one.kind:<10} {one.period.name}, from {say_day(one.since)} on")
    click.echo("One can be done at any time: vividmap checkin weekly")


def _due(one: "Due") -> dict[str, Any]:
    return {"kind": one.kind, "period": one.period.name, "since": one.since.isoformat()}


def _skip(actor: Actor, kind: str, period: "Period") -> None:
    from vividmap.services import checkins

    found = checkins.skip(actor, kind, period)
    session.say(
        f"Skipped ^{found.handle}: the {kind} check-in for {period.name}. The next one comes by itself."
    )


def _newest(record: "Record", kind: str | None, period: "Period | None", *states: str) -> "CheckIn | None":
    """Return the newest check-in of a kind or any, for a period or any, that is in one of some states."""
    from vividmap.core.checkins.calendar import is_for
    from vividmap.core.record import CheckIn

    found = [
        one
        for one in record.all(CheckIn)
        if one.when and one.what and kind in (None, one.what) and one.state in states
        if period is None or is_for(one, one.what, period)
    ]
    return max(found, key=lambda one: (one.edited_at, one.id), default=None)


def _period_for(found: "CheckIn", record: "Record") -> "Period":
    from vividmap.core.checkins import period_for

    return period_for(found, record.profile)


def _redone(actor: Actor, record: "Record", kind: str | None, period: "Period | None") -> "CheckIn":
    from vividmap.services import checkins

    found = _newest(record, kind, period, "done")
    if found is None:
        raise click.UsageError(f"no {_called(kind, period)} is done yet")
    again = checkins.redo(actor, found.handle)
    session.say(f"Opened again ^{again.handle}: {again.text}. What was said is kept.", err=True)
    return again


def _notes(actor: Actor, record: "Record", kind: str | None, period: "Period | None") -> None:
    from vividmap.core.checkins.notes import notes

    found = _newest(record, kind, period, "done", "open", "")
    if found is None:
        raise click.UsageError(f"there is no {_called(kind, period)} to print the notes of")
    click.echo(session.visible(notes(found, record, today(actor)).rstrip("\n")))


def _called(kind: str | None, period: "Period | None") -> str:
    return f"{f'{kind} ' if kind else ''}check-in{f' for {period.name}' if period else ''}"


def _print(actor: Actor, record: "Record", kind: str, period: "Period", *, as_json: bool) -> None:
    """Print an agenda without asking anything, and without beginning it."""
    from vividmap.core import checkins
    from vividmap.core.checkins.calendar import held

    found = held(record, kind, period)
    made = checkins.made_in(found) if found else frozenset()
    agenda = checkins.agenda(record, today(actor), kind, period, made)
    if as_json:
        click.echo(json.dumps(_shape(agenda, found, record), ensure_ascii=False, indent=2))
        return
    click.echo(_head(agenda))
    for step in agenda.steps:
        session.say(f"\n{step.title}\n  {step.prompt}")
        for one in step.about:
            session.say(f"  {'  ' * one.depth}- {one.name}{_handle(record, one.item)}")
            if one.says:
                session.say(f"    {'  ' * one.depth}{one.says}")
        for said in step.insights:
            session.say(f"  - {said.says}")


def _handle(record: "Record", uid: Any) -> str:
    return f" ^{record.by_id[uid].handle}" if uid in record.by_id else ""


def _head(agenda: "Agenda") -> str:
    from vividmap.core.checkins.calendar import said

    return (
        f"{agenda.kind.capitalize()} check-in, {agenda.period.name}: {said(agenda.period)},"
        f" {agenda.minutes} minutes"
    )


def _shape(agenda: "Agenda", found: "CheckIn | None", record: "Record") -> dict[str, Any]:
    """Return an agenda as JSON has it; docs/guide/check-ins.md shows the shape."""

    def handle(uid: Any) -> str:
        return record.by_id[uid].handle if uid in record.by_id else ""

    period = agenda.period
    return {
        "kind": agenda.kind,
        "period": {"name": period.name, "first": period.first.isoformat(), "last": period.last.isoformat()},
        "minutes": agenda.minutes,
        "handle": found.handle if found else "",
        "state": found.state if found else "",
        "steps": [
            {
                "name": step.name,
                "takes": step.kind,
                "title": step.title,
                "prompt": step.prompt,
                "why": step.why,
                "about": [{"handle": handle(x.item), "text": x.name, "says": x.says} for x in step.about],
                "patterns": [
                    {"says": x.says, "next": x.next, "behind": [handle(uid) for uid in x.behind]}
                    for x in step.insights
                ],
            }
            for step in agenda.steps
        ],
    }


def _go(actor: Actor, kind: str, period: "Period") -> None:
    from vividmap.cli import walking
    from vividmap.services import checkins

    begun = checkins.start(actor, kind, period)
    walk = walking.Walk(actor, begun)
    click.echo(_head(walk.agenda))
    done = walk.all()
    sys.stdout.flush()
    if done:
        session.say(f"\nDone. The notes: vividmap checkin {kind} --period '{period.name}' --notes")
    else:
        session.say("\nLeft, and what you said is kept. The same command takes it up again here.")
