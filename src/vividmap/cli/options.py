"""Options that several commands share, and how their values are read. An option has one name everywhere."""

from collections.abc import Callable
from datetime import date, time
from typing import TYPE_CHECKING, Any

import click

from vividmap.core.vocabulary import SCOPES

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from vividmap.core.english.dates import Period
    from vividmap.core.when import When
    from vividmap.services.actor import Actor

Decorator = Callable[[Any], Any]

PERIODS = "2026-H2, 2026-Q3, 2026-11, FY2026, last-90-days, all"

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
yes_option = click.option("-y", "--yes", is_flag=True, help="Do not ask for confirmation.")
force_option = click.option("--force", is_flag=True, help="Overwrite an existing file.")
dry_run_option = click.option("--dry-run", is_flag=True, help="Show what would happen; change nothing.")
period_option = click.option("--period", metavar="PERIOD", help=f"{PERIODS}.")
since_option = click.option("--since", metavar="DATE", help="From this day on.")
until_option = click.option("--until", metavar="DATE", help="Up to and including this day.")
scope_option = click.option("--scope", type=click.Choice(SCOPES), help="How far it reached.")
tag_option = click.option("--tag", "tags", multiple=True, metavar="TAG", help="A plain tag. Repeatable.")


Completion = Callable[[click.Context, click.Parameter, str], "list[CompletionItem]"]


def complete_project(_: click.Context, __: click.Parameter, incomplete: str) -> list[str]:
    """Return the names of projects that begin with what was typed, whatever its case and accents."""
    from vividmap.cli import session
    from vividmap.services import name_completion

    return name_completion.complete_projects(session.open_for_completion(), incomplete)


def complete_names(*kinds: str, with_handles: bool = False) -> Completion:
    """Return the completion of names of items of some kinds, and of handles of any items."""

    def complete(_: click.Context, __: click.Parameter, incomplete: str) -> "list[CompletionItem]":
        from click.shell_completion import CompletionItem

        from vividmap.cli import session
        from vividmap.services import name_completion

        actor = session.open_for_completion()
        handles = name_completion.complete_handles(actor, incomplete) if with_handles else []
        names = name_completion.complete_names(actor, incomplete, *kinds)
        return [
            CompletionItem(value, help=" ".join(description.split())[:60])
            for value, description in (*handles, *names)
        ]

    return complete


complete_person = complete_names("person")
complete_skill = complete_names("skill")
complete_goal = complete_names("goal", "gap")
complete_item = complete_names("person", "skill", "goal", "gap", "framework", "packet", with_handles=True)


def _names_option(option: str, parameter: str, complete: Completion, help_text: str) -> Decorator:
    return click.option(
        option,
        parameter,
        multiple=True,
        metavar="NAME",
        shell_complete=complete,
        help=f"{help_text} Repeatable.",
    )


skill_option = _names_option("--skill", "skills", complete_skill, "A skill.")
person_option = _names_option("--person", "people", complete_person, "A person.")
goal_option = _names_option("--goal", "goals", complete_goal, "A goal or gap.")
project_option = click.option(
    "--project", metavar="NAME", shell_complete=complete_project, help="In this project."
)


def limit_option(default: int | None = None) -> Decorator:
    """Return the option `-n N`, a parameter called `limit`."""
    usual = f" (default {default})" if default else ""
    return click.option(
        "-n", "limit", type=click.IntRange(1), default=default, metavar="N", help=f"Show at most N{usual}."
    )


def on_option(text: str = "The date; today if omitted.") -> Decorator:
    """Return the option `--on DATE`, a parameter called `on`."""
    return click.option("--on", metavar="DATE", help=text)


def combine(*decorators: Decorator) -> Decorator:
    """Return one decorator that adds options in the order in which help lists them."""

    def add(command: Any) -> Any:
        for decorator in reversed(decorators):
            command = decorator(command)
        return command

    return add


mark_options = combine(
    click.option(
        "--private",
        "confidentiality",
        flag_value="private",
        default=None,
        help="Keep it out of every packet.",
    ),
    click.option(
        "--internal",
        "confidentiality",
        flag_value="internal",
        default=None,
        help="Keep it out of packets that leave the company.",
    ),
)
"""Who may read an item, as a parameter called `confidentiality`."""
open_option = click.option(
    "--open", "confidentiality", flag_value="open", default=None, help="Allow it in every packet again."
)


range_options = combine(since_option, until_option, period_option)


def read_day(text: str, today: date, option: str) -> date:
    """Return the first day that an option's value means. Raises UsageError."""
    return read_when(text, today, option).first


def read_when(text: str, today: date, option: str) -> "When":
    """Return the day or days that an option's value means. Raises UsageError."""
    from vividmap.core import when
    from vividmap.core.english import dates

    try:
        moment = dates.parse_date(text, today)
    except dates.NotADate as error:
        raise click.UsageError(f"{option} {error}") from error
    if problem := when.distance_problem(moment, today):
        raise click.UsageError(f"{option} {problem}")
    return moment


def read_period(text: str, today: date, fiscal_month: int) -> "Period":
    """Return the period that a text means. Raises UsageError."""
    from vividmap.core.english import dates

    try:
        return dates.parse_period(text, today, fiscal_month)
    except dates.NotADate as error:
        raise click.UsageError(str(error)) from error


def read_range(
    actor: "Actor", since: str | None, until: str | None, period: str | None
) -> tuple[date | None, date | None]:
    """Return the first and last day of `range_options`, None where unbounded. Raises UsageError."""
    from vividmap.services.actor import today_of
    from vividmap.store import queries

    if period and (since or until):
        raise click.UsageError("--period sets both ends; omit --since and --until")
    day = today_of(actor)
    if period:
        span = read_period(period, day, queries.load_profile(actor.owner).fiscal_month or 1)
        return span.first, span.last
    first = read_day(since, day, "--since") if since else None
    last = read_when(until, day, "--until").last if until else None
    if first and last and last < first:
        raise click.UsageError(f"--until {last} is before --since {first}")
    return first, last


def read_clock(text: str) -> time:
    """Return a time of day written as 16:00. Raises UsageError."""
    hours, colon, minutes = text.strip().partition(":")
    digits = hours.isdecimal() and minutes.isdecimal() and len(minutes) == 2
    if colon and digits and int(hours) < 24 and int(minutes) < 60:
        return time(int(hours), int(minutes))
    raise click.UsageError(f"{text!r} is not a time of day; write it like 16:00")
