"""list, show, search."""

import json
import sys
from datetime import date
from typing import TYPE_CHECKING

import click

from vividmap.cli import session
from vividmap.core.record import (
    EVIDENCE_KINDS,
    GOAL_KINDS,
    KINDS,
    SCOPES,
    SKILL_KINDS,
    MentionSort,
    found_by,
    options,
)
from vividmap.services.actor import Actor, today

if TYPE_CHECKING:
    from vividmap.core import record
    from vividmap.core.dates import Period
    from vividmap.core.when import When

_KINDS = {
    "evidence": ("evidence",),
    "skills": ("skill entry",),
    "people": ("person",),
    "goals": ("goal",),
    "gaps": ("gap",),
}
_JSON = click.option("--json", "as_json", is_flag=True, help="JSON for programs (docs/guide/json.md).")


def read_day(text: str, day: date, option: str) -> date:
    """Return the day that a person said for an option. Raises UsageError."""
    return read_when(text, day, option).first


def read_when(text: str, day: date, option: str) -> "When":
    """Return the day or days that a person said for an option. Raises UsageError."""
    from vividmap.core import dates

    try:
        return dates.said(text, day)
    except dates.NotADate as error:
        raise click.UsageError(f"{option} {error}") from error


def read_period(text: str, day: date, fiscal_month: int) -> "Period":
    """Return the period that a person said. Raises UsageError."""
    from vividmap.core import dates

    try:
        return dates.period_said(text, day, fiscal_month)
    except dates.NotADate as error:
        raise click.UsageError(str(error)) from error


@click.command("list", short_help="List entries, people, goals or gaps.")
@click.argument("what", type=click.Choice(list(_KINDS)), default="evidence")
@click.option("--since", metavar="DATE", help="From this day on.")
@click.option("--until", metavar="DATE", help="To this day, included.")
@click.option("--period", metavar="PERIOD", help="2026-H2, 2026-Q3, 2026-11, FY2026, last-90-days.")
@click.option("--skill", multiple=True, metavar="NAME", help="Linked to this skill. Repeatable.")
@click.option("--person", multiple=True, metavar="NAME", help="Linked to this person. Repeatable.")
@click.option(
    "--goal", multiple=True, metavar="NAME", help="Linked to this goal or gap; its gaps. Repeatable."
)
@click.option("--scope", type=click.Choice(SCOPES), help="Evidence that reached this far.")
@click.option(
    "--kind",
    metavar="KIND",
    type=click.Choice(list(dict.fromkeys(EVIDENCE_KINDS + SKILL_KINDS + GOAL_KINDS))),
    help=f"Of evidence: {', '.join(EVIDENCE_KINDS)}; of skill entries: {', '.join(SKILL_KINDS)}; "
    f"of goals: {', '.join(GOAL_KINDS)}.",
)
@click.option("--most", type=click.IntRange(1), metavar="N", help="At most so many, the newest.")
@_JSON
def list_command(
    what: str,
    since: str | None,
    until: str | None,
    period: str | None,
    skill: tuple[str, ...],
    person: tuple[str, ...],
    goal: tuple[str, ...],
    scope: str | None,
    kind: str | None,
    most: int | None,
    as_json: bool,
) -> None:
    """List a section, the newest first: evidence (if not named), skills, people, goals or gaps.

    \b
      vividmap list --period 2026-H2 --scope org
      vividmap list skills --skill rust
      vividmap list people --json | jq '.[].text'

    Into a pipe it prints one line an entry: handle, date and text with tabs between.
    """
    if period and (since or until):
        raise click.UsageError("--period says both ends; leave --since and --until out")
    named: dict[MentionSort, tuple[str, ...]] = {"skill": skill, "person": person, "goal": goal}
    dated = bool(since or until or period)
    _refuse_what_cannot_be(what, dated=dated, scope=scope, kind=kind, named=named)
    actor = session.open_record()
    from vividmap.services import narrowing
    from vividmap.store import queries

    first, last = _bounds(actor, since, until, period) if since or until or period else (None, None)
    filters = queries.Filters(first, last, scope or "", kind or "", narrowing.linked(actor, named))
    nothing = "Nothing here yet." if filters == queries.EVERYTHING else "Nothing matches."
    _print(actor, queries.list(actor.owner, _KINDS[what], filters, most), nothing, as_json=as_json)


def _refuse_what_cannot_be(
    what: str, *, dated: bool, scope: str | None, kind: str | None, named: dict[MentionSort, tuple[str, ...]]
) -> None:
    """Refuse what no item of the section can match: an empty list would look like an answer."""
    (section,) = _KINDS[what]
    if dated and not KINDS[section].dated:
        raise click.UsageError(f"{what} have no date; leave --since, --until and --period out")
    if scope and what != "evidence":
        raise click.UsageError(f"{what} have no scope; leave --scope out")
    if kind and kind not in options(section, "what"):
        other = next(name for name, (one,) in _KINDS.items() if kind in options(one, "what"))
        raise click.UsageError(f"{kind!r} is no kind of {what}; write: vividmap list {other} --kind {kind}")
    for sort, names in named.items():
        if names and sort not in found_by(section):
            raise click.UsageError(f"{what} are not linked to a {sort}; leave --{sort} out")


def _bounds(
    actor: Actor, since: str | None, until: str | None, period: str | None
) -> tuple[date | None, date | None]:
    from vividmap.store import queries

    day = today(actor)
    if period:
        span = read_period(period, day, queries.profile(actor.owner).fiscal_month or 1)
        return span.first, span.last
    first = read_day(since, day, "--since") if since else None
    last = read_when(until, day, "--until").last if until else None
    if first and last and last < first:
        raise click.UsageError(f"--until {last} is before --since {first}")
    return first, last


def _print(actor: Actor, items: "list[record.Item]", nothing: str, *, as_json: bool) -> None:
    from vividmap.cli import show

    if not as_json and not sys.stdout.isatty():
        show.plain(items)
        return
    from vividmap.core.names import Names
    from vividmap.store import queries

    names = Names(queries.nameable(actor.owner))
    if as_json:
        from vividmap.formats import listing

        click.echo(json.dumps(listing.shapes(items, names), ensure_ascii=False, indent=2))
    else:
        show.listing(items, names, today(actor), nothing)


@click.command("search", short_help="Find words in all four sections.")
@click.argument("words", nargs=-1, required=True)
@click.option("--most", type=click.IntRange(1), default=50, metavar="N", help="At most so many (50).")
@_JSON
def search_command(words: tuple[str, ...], most: int, as_json: bool) -> None:
    """Find entries that hold all the words, or words that begin with them; the best first.

    \b
      vividmap search cache redis
      vividmap search '"session cache"'      (exactly these words, in this order)

    Case and accents do not count, and any script will do.
    """
    actor = session.open_record()
    from vividmap.store import queries

    _print(actor, queries.find(actor.owner, " ".join(words), most), "Nothing found.", as_json=as_json)


def show_item(handle: str, as_json: bool, kind: str = "") -> None:
    """Print one item with all it says and all that mentions it."""
    actor = session.open_record()
    from vividmap.cli import show
    from vividmap.core.names import Names
    from vividmap.formats import listing
    from vividmap.services import entries
    from vividmap.store import queries

    by_name: dict[str, MentionSort] = {"person": "person", "goal": "goal", "gap": "goal"}
    sort = by_name.get(kind)
    row = entries.named(actor, sort, handle) if sort else entries.find(actor, handle)
    item = queries.one(actor.owner, row)
    beneath = queries.beneath(actor.owner, [row.uid])
    names = Names(queries.nameable(actor.owner))
    if as_json:
        shaped = listing.shape(item, names) | {"beneath": listing.shapes(beneath, names)}
        click.echo(json.dumps(shaped, ensure_ascii=False, indent=2))
    else:
        linking = queries.linking_to(actor.owner, row.uid)
        show.paged(show.fitted(show.whole(item, beneath, names, linking)))


@click.command("show", short_help="Show one entry with everything it is tied to.")
@click.argument("handle", metavar="ID")
@_JSON
def show_command(handle: str, as_json: bool) -> None:
    """Show one item by its handle (`7f3k` or `^7f3k`): what it says, what is beneath it, what mentions it."""
    show_item(handle, as_json)
