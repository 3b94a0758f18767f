"""settings, role: the profile."""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from vividmap.cli import session
from vividmap.cli.reading import read_day
from vividmap.core.packets.beside.notes import THIN_MONTH
from vividmap.core.record import Profile, specs
from vividmap.services.actor import Actor, today

if TYPE_CHECKING:
    from vividmap.services.settings import Chosen

_NAMES = {"name": "text"} | {
    name.replace("_", "-"): name for name in specs("profile") if name not in {"roles", "limits"}
}


_UNSAID = {
    "time-zone": "this machine's",
    "week-starts": "monday",
    "fiscal-month": "1",
    "thin-month": str(THIN_MONTH),
}
"""What counts where a setting says nothing."""


@click.command("settings", short_help="Show or change the profile: name, level, time zone, thresholds …")
@click.argument(
    "name", metavar="[NAME]", required=False, type=click.Choice([*_NAMES, "thresholds", "threshold"])
)
@click.argument("value", required=False)
@click.argument("number", required=False)
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
def settings_command(name: str | None, value: str | None, number: str | None, as_json: bool) -> None:
    """Show the profile, or one setting of it, or change one ('' takes it away).

    \b
      vividmap settings
      vividmap settings time-zone Europe/Lisbon
      vividmap settings fiscal-month 4
      vividmap settings confidential 'Meridian; Project Falcon'
      vividmap settings thresholds
      vividmap settings threshold gap-still 3

    An empty time zone is the machine's own; weeks start on Monday and the fiscal year in January unless said
    otherwise; a month is thin below 2 pieces of evidence. 'confidential' holds names, with semicolons
    between: what holds one of them stays out of a résumé. 'thresholds' lists the numbers that decide what
    the patterns say, and 'threshold NAME NUMBER' sets one.
    """
    _refuse_too_much(name, value, number)
    actor = session.open_record()
    if name == "thresholds":
        _list_thresholds(actor, as_json=as_json)
    elif name == "threshold":
        _threshold(actor, str(value), number, as_json=as_json)
    else:
        _setting(actor, name, value, as_json=as_json)


def _refuse_too_much(name: str | None, value: str | None, number: str | None) -> None:
    if name == "threshold" and value is None:
        raise click.UsageError("say which threshold: vividmap settings threshold gap-still 3")
    if name == "thresholds" and value is not None:
        raise click.UsageError("to set one, write: vividmap settings threshold NAME NUMBER")
    if number is not None and name != "threshold":
        raise click.UsageError(f"{name} takes one value; put it in quotes where it holds spaces")


def _setting(actor: Actor, name: str | None, value: str | None, *, as_json: bool) -> None:
    from vividmap.services import settings
    from vividmap.store import queries

    if name and value is not None:
        profile = settings.change(actor, {_NAMES[name]: _read(_NAMES[name], value)})
    else:
        profile = queries.profile(actor.owner)
    shown = _plain(profile)
    if as_json:
        whole = shown | {"thresholds": profile.limits}
        click.echo(json.dumps(whole if name is None else {name: shown[name]}, ensure_ascii=False, indent=2))
        return
    for key in [name] if name else _NAMES:
        unsaid = "" if name else f"({_UNSAID.get(key, 'not said')})"
        session.say(f"{key:<14} {_line(shown[key]) or unsaid}".rstrip())
    if name is None:
        for line in (*specs("profile")["limits"].lines(profile.limits), *_roles(profile)):
            session.say(line)


def _read(attribute: str, value: str) -> str | list[str]:
    """Return what a setting becomes: of one that holds many, what stands between semicolons."""
    spec = specs("profile").get(attribute)
    return value.split(";") if spec and spec.repeats else value


def _line(value: object) -> str:
    return "; ".join(value) if isinstance(value, tuple) else "" if value is None else str(value)


def _plain(profile: Profile) -> dict[str, object]:
    return {name: getattr(profile, attribute) for name, attribute in _NAMES.items()}


def _roles(profile: Profile) -> list[str]:
    return list(specs("profile")["roles"].lines(profile.roles))


def _list_thresholds(actor: Actor, *, as_json: bool) -> None:
    from vividmap.cli import show
    from vividmap.services import settings
    from vividmap.store import queries

    found = settings.thresholds(queries.profile(actor.owner)).values()
    if as_json:
        click.echo(json.dumps([_plain_threshold(one) for one in found], ensure_ascii=False, indent=2))
    else:
        show.paged(show.fitted("\n".join(line for one in found for line in _said(one))))


def _threshold(actor: Actor, name: str, number: str | None, *, as_json: bool) -> None:
    """Show one threshold, or set it ('' takes the own number away)."""
    from vividmap.services import settings
    from vividmap.store import queries

    if number is None:
        profile = queries.profile(actor.owner)
    else:
        profile = settings.set_thresholds(actor, {name: number})
    one = settings.thresholds(profile).get(name)
    if one is None and number is None:
        raise click.UsageError(f"{name!r} is no threshold; 'vividmap settings thresholds' lists them")
    if one is None:
        session.say(f"{name} is taken away")
    elif as_json:
        click.echo(json.dumps(_plain_threshold(one), ensure_ascii=False, indent=2))
    else:
        from vividmap.cli import show

        click.echo("\n".join(show.fitted("\n".join(_said(one)))))


def _said(one: "Chosen") -> Iterator[str]:
    from vividmap.formats import patterns

    limit = one.threshold
    usual = "" if one.own is None else f" (usual {limit.usual})"
    yield f"{limit.name:<20} {patterns.said(limit, one.value)}{usual}"
    yield f"  {limit.says}"
    yield f"  Source: {limit.source}"


def _plain_threshold(one: "Chosen") -> dict[str, Any]:
    limit = one.threshold
    return {
        "name": limit.name,
        "value": one.value,
        "usual": limit.usual,
        "unit": limit.unit,
        "says": limit.says,
        "source": limit.source,
    }


@click.command("role", short_help="Begin a role of your own: a promotion, a new job.")
@click.argument("title")
@click.option("--since", metavar="DATE", help="From when on; today if not said.")
@click.option("--employer", metavar="NAME", help="The employer, if it is another.")
@click.option("--level", metavar="NAME", help="The level, if it is another.")
def role_command(title: str, since: str | None, employer: str | None, level: str | None) -> None:
    """Say that a role of yours began; the one before it ends the day before.

    \b
      vividmap role "Staff Engineer" --level Staff --since 2027-02-01
    """
    actor = session.open_record()
    from vividmap.services import people

    now = today(actor)
    day = read_day(since, now, "--since") if since else now
    profile = people.changed_job(actor, day, title, employer or "", level or "")
    for line in _roles(profile):
        click.echo(line)
