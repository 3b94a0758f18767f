"""skills list, show, rename, alias, merge."""

import json
import sys

import click

from vividmap.cli import session
from vividmap.cli.group import Group
from vividmap.cli.reading import show_item


@click.group("skills", cls=Group, short_help="List, rename, alias or merge skills.")
def skills_command() -> None:
    """The skills that entries name with '#'. 'vividmap skill TEXT' keeps an entry about one."""


@skills_command.command("list")
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
def list_skills(as_json: bool) -> None:
    """List the skills, each with how many entries name it."""
    actor = session.open_record()
    from vividmap.store import queries

    found = queries.skills(actor.owner)
    if as_json:
        shapes = [
            {"id": str(s.id), "handle": s.handle, "name": s.text, "aliases": list(s.aliases), "entries": n}
            for s, n in found
        ]
        click.echo(json.dumps(shapes, ensure_ascii=False, indent=2))
        return
    for skill, count in found:
        also = f" (also {', '.join(skill.aliases)})" if skill.aliases else ""
        session.say(f"{skill.handle}\t{count}\t{skill.text}{also}")
    if not found and sys.stdout.isatty():
        click.echo("No skill yet: write #its-name in an entry, and it is made.")


@skills_command.command("show")
@click.argument("skill")
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
def show(skill: str, as_json: bool) -> None:
    """Show a skill and the entries that name it."""
    actor = session.open_record()
    from vividmap.services import entries

    show_item(entries.named(actor, "skill", skill.removeprefix("#")).handle, as_json)


@skills_command.command("rename")
@click.argument("skill")
@click.argument("name")
def rename(skill: str, name: str) -> None:
    """Give a skill another name; the old one stays as an alias."""
    actor = session.open_record()
    from vividmap.services import skills

    row = skills.rename(actor, skill, name)
    session.say(f"Renamed ^{row.handle} {row.text}")


@skills_command.command("alias")
@click.argument("skill")
@click.argument("name")
def alias(skill: str, name: str) -> None:
    """Let a skill be called by another name too."""
    actor = session.open_record()
    from vividmap.services import skills

    row = skills.alias(actor, skill, name)
    session.say(f"^{row.handle} {row.text} is also called {name}")


@skills_command.command("merge", short_help="Make one skill of two; the entries of SKILL go to INTO.")
@click.argument("skill")
@click.argument("into")
def merge(skill: str, into: str) -> None:
    """Make one skill of two: the entries of SKILL go to INTO, which is called by both names."""
    actor = session.open_record()
    from vividmap.services import skills

    row = skills.merge(actor, skill, into)
    session.say(f"Merged into ^{row.handle} {row.text}")
