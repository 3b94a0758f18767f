"""criterion add, show, edit, link, unlink."""

import json

import click

from vividmap.cli import session
from vividmap.cli.group import Group


@click.group("criterion", cls=Group, short_help="Show or edit a criterion, or link evidence to it.")
def criterion_command() -> None:
    """One criterion of a framework: what it says, what covers it, which evidence may.

    \b
      vividmap criterion show 7f3k
      vividmap criterion link 7f3k k3j2 m1n0
      vividmap criterion edit 7f3k --cannot "because nobody here is on call"
    """


@criterion_command.command("add")
@click.argument("framework")
@click.argument("text")
@click.option("--level", default="", metavar="LEVEL", help="The level that it is of.")
@click.option("--theme", default="", metavar="THEME", help="The theme that it is of.")
def add(framework: str, text: str, level: str, theme: str) -> None:
    """Add a criterion to a framework, by the framework's handle or name."""
    actor = session.open_record()
    from vividmap.services import frameworks

    row = frameworks.add(actor, frameworks.named(actor, framework).handle, text, level, theme)
    session.say(f"Added ^{row.handle} {row.text}")


@criterion_command.command("show", short_help="Show a criterion, what covers it, and what may.")
@click.argument("handle", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="JSON for programs (docs/guide/json.md).")
def show(handle: str, as_json: bool) -> None:
    """Show a criterion: what covers it and how well, and which entries may, each with the reason."""
    actor = session.open_record()
    from vividmap.cli.show import fitted, paged
    from vividmap.core.criteria.coverage import coverage
    from vividmap.core.criteria.suggest import suggestions
    from vividmap.core.facts.facts import Facts
    from vividmap.core.names import Names
    from vividmap.core.record import Criterion
    from vividmap.formats import listing
    from vividmap.services import entries, memory
    from vividmap.services.actor import today

    record = memory.record(actor)
    one = record.by_id[entries.find(actor, handle, Criterion.kind).uid]
    assert isinstance(one, Criterion)  # noqa: S101 - it was looked up as one
    (covered,) = coverage(Facts(record, today(actor)), [one])
    offers = [(record.by_id[offer.item], offer.why) for offer in suggestions(record, one)]
    if as_json:
        said = {
            "coverage": [{"word": said.word, "why": said.why} for said in covered.judgements],
            "evidence": [entry.handle for entry in covered.entries],
            "suggestions": [{"entry": entry.handle, "why": list(why)} for entry, why in offers],
        }
        click.echo(json.dumps(listing.shape(one, Names(record.items)) | said, ensure_ascii=False, indent=2))
        return
    above = record.by_id[one.parent].text if one.parent else ""
    lines = [f"{one.text} ^{one.handle}", " / ".join(filter(None, (above, one.level, one.theme)))]
    lines += ["", *one.body.split("\n")] if one.body else []
    lines += ["", covered.said]
    lines += [f"  {entry.when or 'undated'!s} {entry.text} ^{entry.handle}" for entry in covered.entries]
    if offers:
        lines += ["", "May show it, and are not linked:"]
    lines += [
        line
        for entry, why in offers
        for line in (f"  {entry.when or 'undated'!s} {entry.text} ^{entry.handle}", f"    {'; '.join(why)}")
    ]
    paged(fitted("\n".join(lines)))


@criterion_command.command("edit")
@click.argument("handle", metavar="ID")
@click.option("--text", metavar="TEXT", help="What it says.")
@click.option("--level", metavar="LEVEL", help="The level that it is of.")
@click.option("--theme", metavar="THEME", help="The theme that it is of.")
@click.option(
    "--cannot", "cannot_be_met", metavar="BECAUSE", help="Why it cannot be met here; '' takes it away."
)
def edit(handle: str, **given: str | None) -> None:
    """Change a criterion. 'vividmap delete ID' moves it to the trash."""
    actor = session.open_record()
    from vividmap.services import frameworks

    values = {name: value for name, value in given.items() if value is not None}
    if not values:
        raise click.UsageError("say what to change, for example --level Staff")
    row = frameworks.edit(actor, handle, values)
    session.say(f"Changed ^{row.handle} {row.text}")


@criterion_command.command("link")
@click.argument("handle", metavar="ID")
@click.argument("evidence", metavar="ENTRY...", nargs=-1, required=True)
def link(handle: str, evidence: tuple[str, ...]) -> None:
    """Say that evidence serves a criterion."""
    _tie(handle, evidence, linked=True)


@criterion_command.command("unlink")
@click.argument("handle", metavar="ID")
@click.argument("evidence", metavar="ENTRY...", nargs=-1, required=True)
def unlink(handle: str, evidence: tuple[str, ...]) -> None:
    """Say that evidence does not serve a criterion."""
    _tie(handle, evidence, linked=False)


def _tie(handle: str, evidence: tuple[str, ...], *, linked: bool) -> None:
    actor = session.open_record()
    from vividmap.services import frameworks

    done = (frameworks.link if linked else frameworks.unlink)(actor, handle, evidence)
    for row in done:
        session.say(f"{'Linked' if linked else 'Unlinked'} ^{row.handle} {row.text}")
    if not done:
        session.say(f"Nothing to change: {'all were' if linked else 'none was'} linked.")
