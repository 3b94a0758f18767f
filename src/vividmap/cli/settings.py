"""settings, role: the profile."""

import json

import click

from vividmap.cli import session
from vividmap.cli.reading import read_day
from vividmap.core.record import Profile, specs
from vividmap.services.actor import today

_NAMES = {"name": "text"} | {name.replace("_", "-"): name for name in specs("profile") if name != "roles"}


@click.command("settings", short_help="Show or change the profile: name, level, time zone, week …")
@click.argument("name", required=False, type=click.Choice(list(_NAMES)))
@click.argument("value", required=False)
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
def settings_command(name: str | None, value: str | None, as_json: bool) -> None:
    """Show the profile, or one setting of it, or change one ('' takes it away).

    \b
      vividmap settings
      vividmap settings time-zone Europe/Lisbon
      vividmap settings fiscal-month 4

    An empty time zone is the machine's own; weeks start on Monday and the fiscal year in January unless said
    otherwise; a month is thin below 2 pieces of evidence.
    """
    actor = session.open_record()
    from vividmap.services import settings
    from vividmap.store import queries

    if name and value is not None:
        profile = settings.change(actor, {_NAMES[name]: value})
    else:
        profile = queries.profile(actor.owner)
    shown = _plain(profile)
    if as_json:
        click.echo(json.dumps(shown if name is None else {name: shown[name]}, ensure_ascii=False, indent=2))
        return
    for key in [name] if name else _NAMES:
        session.say(f"{key:<14} {shown[key] if shown[key] is not None else ''}".rstrip())
    if name is None:
        for line in specs("profile")["roles"].lines(profile.roles):
            click.echo(line)


def _plain(profile: Profile) -> dict[str, object]:
    return {name: getattr(profile, attribute) for name, attribute in _NAMES.items()}


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
    for line in specs("profile")["roles"].lines(profile.roles):
        click.echo(line)
